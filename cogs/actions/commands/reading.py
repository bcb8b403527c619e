"""Looking at actions, their cards, and what asks for one or reminds of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, Tell, View
from bot.api.cog import card, lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Address, Assembly, Member, Role
from cogs.actions.commands.desk import ASKED_CARD, CARD, NUDGE_CARD, Desk, Number, is_unnamed
from cogs.actions.rules.action import Action, State
from cogs.actions.rules.nudge import Nudge
from cogs.actions.views import answers, cards

LONGEST_LABEL, MOST_OFFERED, MOST_OVER = 60, 25, 25


class Which(Enum):
    """Which actions are listed."""

    OPEN = "open"
    OVER = "over"


class Reading(Desk):
    """Shows what is; changes nothing."""

    @command("action list", who=Role.OBSERVER)
    async def listed(
        self, ctx: Context, which: Annotated[Which, Arg("Still to be done, or over")] = Which.OPEN
    ) -> Reply:
        """See what is to be done, and who does it."""
        if which is Which.OVER:
            over = await self.store.over(ctx.assembly.id, MOST_OVER)
            return Reply(cards.over_card([a for a in over if await self.circles.may_know(ctx, a.bloc)]))
        return Reply(cards.list_card(await self.known(ctx), is_unnamed(ctx.assembly), is_own=False))

    @command("action mine")
    async def mine(self, ctx: Context) -> Reply:
        """See what you have to do, and what you are asked for."""
        own = await self.store.of_member(ctx.assembly.id, ctx.member.id)
        shown = [a for a in own if ctx.is_private or await self.circles.may_know(ctx, a.bloc)]
        return Reply(cards.list_card(shown, unnamed=False, is_own=True), private=True)

    @command("action show", who=Role.OBSERVER, example="action show 3")
    async def show(self, ctx: Context, number: Number) -> Reply:
        """See one action."""
        return Reply(await self._shown(ctx.assembly, await self.find(ctx, number)))

    @lookup("actions")
    async def lookup(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """The assembly's own open actions; those of blocs are in no completion, as others may see it."""
        some = [a for a in await self.store.open(assembly.id) if a.bloc is None]
        labels = [(str(a.number), f"{a.number} · {a.text}"[:LONGEST_LABEL]) for a in some]
        return [one for one in labels if typed.casefold() in one[1].casefold()][:MOST_OFFERED]

    @card(CARD)
    async def action_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        action = await self.store.find(assembly.id, number)
        return await self._shown(assembly, action) if action else None

    @card(ASKED_CARD)
    async def asked_card(self, assembly: Assembly, number: int, member: str) -> View | None:
        """For a member who is still asked when it is sent."""
        action = await self.store.find(assembly.id, number)
        is_asked = action is not None and action.is_open and str(action.asked) == member
        return answers.asked_card(action) if action and is_asked else None

    @card(NUDGE_CARD)
    async def nudge_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        """For a member who still has it when it is sent."""
        nudge, member = detail.split(":")
        action = await self.store.find(assembly.id, number)
        has_it = action is not None and action.state is State.TAKEN and str(action.owner) == member
        return answers.nudge_card(action, Nudge(nudge)) if action and has_it else None

    async def rung(self, assembly: Assembly, alarms: Sequence[Alarm], _now: datetime) -> Rung:
        """Reminds each who has an action once, of what is latest, however many were due meanwhile."""
        latest = {alarm.subject: alarm for alarm in sorted(alarms, key=lambda alarm: alarm.due_at)}
        some = [a for a in await self.store.by_ids(latest) if a.state is State.TAKEN and a.owner]
        return Rung(tells=tuple(_nudge(action, latest[action.id].detail) for action in some))

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The lines of /now: what a member has to do, and is asked for."""
        own = await self.store.of_member(assembly.id, member.id)
        mine = [a for a in own if await self.circles.is_for(member, a.bloc)]
        return [
            answers.now_asked(action) if action.asked == member.id else answers.now_owned(action)
            for action in mine
        ]

    async def opening(self, assembly: Assembly, bloc: int | None) -> Sequence[View]:
        """What a meeting takes up: what is still to be done, the assembly's or that bloc's."""
        some = [a for a in await self.store.open(assembly.id) if a.bloc == bloc]
        return cards.opening(some, is_unnamed(assembly))

    async def minuted(self, assembly: Assembly, number: int) -> View | None:
        """How an action reads in minutes."""
        action = await self.store.find(assembly.id, number)
        return cards.minuted(action, is_unnamed(assembly)) if action else None

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        return [(CARD, number) for number in await self.store.naming(assembly, member)]

    async def room_moved(
        self, old: Address, new: Address, assembly: int | None
    ) -> Sequence[tuple[int, str, int]]:
        """Has the open actions of a room live in another; their cards."""
        some = await self.store.of_room(old, assembly)
        await self.store.move_room(old, new, assembly)
        return [(action.assembly, CARD, action.number) for action in some]

    async def _shown(self, assembly: Assembly, action: Action) -> View:
        bloc = await self.circles.called(action.bloc)
        return cards.action_card(action, is_unnamed(assembly), bloc.name if bloc else "")


def _nudge(action: Action, which: str) -> Tell:
    assert action.owner is not None
    detail = f"{which}:{action.owner}"
    return Tell(action.owner, NUDGE_CARD, action.number, detail, asked=True, elsewhere=action.lives_in)
