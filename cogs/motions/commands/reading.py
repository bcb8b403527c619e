"""What is there to be read: one motion, the list, what waits for a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Member, Role
from cogs.motions.commands.base import Number
from cogs.motions.commands.drawing import Drawing
from cogs.motions.rules.result import choice_counts
from cogs.motions.rules.state import DECIDED, UNDECIDED, State
from cogs.motions.views import answers


class Which(Enum):
    """Which motions are listed."""

    UNDECIDED = "undecided"
    OPEN = "open"
    DECIDED = "decided"
    DISPUTED = "disputed"
    ALL = "all"


_STATES = {
    Which.UNDECIDED: UNDECIDED,
    Which.OPEN: (State.OPEN, State.CLOSING),
    Which.DECIDED: DECIDED,
    Which.DISPUTED: DECIDED,
    Which.ALL: tuple(State),
}


class Reading(Drawing):
    """Show, list, and the lines of /now."""

    @command("motion show", who=Role.OBSERVER, example="motion show 12")
    async def show(self, ctx: Context, number: Number) -> Reply:
        """Read a motion in full, and who voted how."""
        motion = await self.reach.get(ctx, number)
        if (instead := self.instead(motion)) is not None:
            return Reply(instead)
        shown = await self.shown(ctx.assembly, motion)
        is_known = motion.box is not None and not motion.is_sealed
        ballots = await self.ballots.all(motion.box or 0) if is_known else []
        reasons = [(b.member, b.reason) for b in ballots if b.reason]
        plain = answers.motion_in_full(shown, choice_counts(ballots), reasons)
        return Reply(await self.full_view(ctx.assembly, motion, plain))

    @command("motion list", who=Role.OBSERVER, example="motion list")
    async def list_motions(
        self,
        ctx: Context,
        state: Annotated[Which, Arg("Which ones: undecided, open, decided, disputed, all")] = Which.UNDECIDED,
    ) -> Reply:
        """See the motions of this assembly."""
        found = await self.reach.known(ctx, _STATES[state])
        if state is Which.DISPUTED:
            found = [motion for motion in found if motion.disputed_at is not None]
        return Reply(answers.motion_list(found))

    async def waiting(self, _assembly: Assembly, member: Member, now: datetime) -> Sequence[View]:
        """The votes this member has not cast yet, and the drafts they could second."""
        lines = []
        for motion in await self.reach.known_to(member, (State.OPEN, State.MOVED)):
            if motion.state is State.OPEN and motion.box is not None:
                entitled = await self.ballots.electorates.has(motion.box, member.id)
                entitled = entitled and member.id not in await self.halls.ticked(motion.id)
                if entitled and not await self.ballots.has_voted(motion.box, member.id):
                    lines.append(answers.waiting_vote(motion))
            elif motion.state is State.MOVED:
                lines += await self.waiting_draft(motion, member)
        return lines

    @lookup("motions")
    async def complete(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """Undecided motions first, by number or by words of the title; of blocs none, as anybody may ask."""
        found = await self.store.in_states(assembly.id, tuple(State), limit=200)
        typed = typed.casefold().lstrip("#")
        fitting = [m for m in found if str(m.number).startswith(typed) or typed in m.title.casefold()]
        fitting.sort(key=lambda m: (not m.is_undecided, -m.number))
        return [(str(m.number), f"{m.number} · {m.title}"[:100]) for m in fitting]
