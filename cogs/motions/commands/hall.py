"""The hall: who votes there is ticked, and two tellers tell what they counted."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.ballots.rules import Tally
from cogs.motions.commands.base import MotionCog, Number, is_steward, noted
from cogs.motions.rules import hall as rules
from cogs.motions.rules.hall import NAME_LIMIT, Teller
from cogs.motions.rules.motion import Motion
from cogs.motions.views import hall as views
from cogs.motions.voting import VOTE_CARD

People = Annotated[
    str, Arg("Who: accounts or initials, with commas between them", limit=1000, sample="A. B., C. D.")
]
Tellers = Annotated[str, Arg("The two who counted", sample="Ana and Ben")]


def _counted(choice: str) -> Arg:
    return Arg(f"How many in the hall: {choice}", sample="9")


class Hall(MotionCog):
    """Both commands are private: what is counted there shows with the result."""

    @command(
        "motion hall", who=Role.STEWARD, private=True, example='motion hall 12 9 1 tellers:"Ana and Ben"'
    )
    async def hall(
        self,
        ctx: Context,
        number: Number,
        for_: Annotated[int | None, _counted("for")] = None,
        against: Annotated[int | None, _counted("against")] = None,
        abstain: Annotated[int | None, _counted("abstain")] = None,
        stand_aside: Annotated[int | None, _counted("stand aside")] = None,
        block: Annotated[int | None, _counted("block")] = None,
        tellers: Tellers = "",
    ) -> Reply:
        """Tell what was counted in the hall, and by which two tellers."""
        motion = await self.reach.get(ctx, number)
        await self.deeds.untouched(ctx.assembly.id, motion.number)
        rules.is_open(motion)
        await self._name_tellers(ctx, motion, tellers)
        given = (for_, against, abstain, stand_aside, block)
        if all(n is None for n in given):
            return Reply(views.told(motion, None, 0), journal=noted("tellers", motion, ctx.member.id))
        ayes, noes, abstentions, stand_asides, blocks = (n or 0 for n in given)
        votes = Tally(ayes, noes, abstentions, stand_asides=stand_asides, blocks=blocks)
        return await self._tell(ctx, motion, votes)

    async def _name_tellers(self, ctx: Context, motion: Motion, words: str) -> None:
        """Keeps those who are named; those named before stay where nobody is."""
        if not words:
            rules.tellers(motion.number, await self.halls.tellers(motion.id))
            return
        found = []
        for name in rules.names(words):
            member = await self.halls.find(ctx.assembly.id, ctx.account.address.network, name)
            found.append(Teller(member) if member else Teller(name=name[:NAME_LIMIT]))
        await self.halls.name_tellers(motion.id, rules.tellers(motion.number, found))

    async def _tell(self, ctx: Context, motion: Motion, votes: Tally) -> Reply:
        ticked = len(await self.halls.ticked(motion.id))
        rules.told(motion, votes, ticked)
        await self.halls.tell(motion.id, votes)
        # A sealed vote's journal has no count before its result, which brings the hall's along.
        facts = {} if motion.is_sealed else rules.facts(votes)
        told_by = [t.member for t in await self.halls.tellers(motion.id) if t.member]
        entries = [*noted("hall told", motion, ctx.member.id, **facts)]
        entries += [entry for member in told_by for entry in noted("teller", motion, member)]
        stale = ((VOTE_CARD, motion.number),)
        return Reply(views.told(motion, votes, ticked), stale=stale, journal=tuple(entries))

    @command("ballot tick", private=True, example='ballot tick 12 "A. B., C. D."')
    async def tick(
        self,
        ctx: Context,
        number: Number,
        people: People,
        undo: Annotated[bool, Arg("Yes to take a tick away")] = False,
    ) -> Reply:
        """Tick who votes in the hall, so that nobody votes twice."""
        motion = await self.reach.get(ctx, number)
        await self.deeds.untouched(ctx.assembly.id, motion.number)
        rules.is_open(motion)
        await self._may_tick(ctx, motion)
        named = await self._named(ctx, people)
        if undo:
            await self._untick(motion, named)
        else:
            await self._tick(motion, named)
        count = len(await self.halls.ticked(motion.id))
        entry = noted("unticked" if undo else "ticked", motion, ctx.member.id, people=len(named))
        view = views.ticked(motion, tuple(named), count, undo)
        return Reply(view, stale=((VOTE_CARD, number),), journal=entry)

    async def _may_tick(self, ctx: Context, motion: Motion) -> None:
        tellers = {teller.member for teller in await self.halls.tellers(motion.id)}
        if not is_steward(ctx) and ctx.member.id not in tellers:
            raise rules.NotATeller(motion.number)

    async def _named(self, ctx: Context, people: str) -> dict[str, int]:
        """The members whom words name, by those words; all or none."""
        found = {}
        for name in rules.names(people):
            member = await self.halls.find(ctx.assembly.id, ctx.account.address.network, name)
            if member is None:
                raise rules.NotOnAnyRoll(name[:NAME_LIMIT])
            found[name] = member
        return found

    async def _tick(self, motion: Motion, named: dict[str, int]) -> None:
        some, box = named.values(), motion.box or 0
        if motion.opened_at is not None:
            late = await self.halls.without_a_vote(box, motion.opened_at, some)
            if late:
                raise rules.NoVoteHere(motion.number, _names_of(named, late))
        online = await self.halls.voted_online(box, some)
        if online:
            raise rules.VotedOnline(motion.number, _names_of(named, online))
        await self.halls.tick(motion.id, some)

    async def _untick(self, motion: Motion, named: dict[str, int]) -> None:
        """Takes ticks away, as long as no more votes were told than are left."""
        left = await self.halls.ticked(motion.id) - set(named.values())
        votes = await self.halls.told(motion.id)
        if votes is not None and votes.present > len(left):
            raise rules.MoreThanTicked(motion.number, votes.present, len(left))
        await self.halls.untick(motion.id, set(named.values()))


def _names_of(named: dict[str, int], some: frozenset[int]) -> tuple[str, ...]:
    return tuple(name for name, member in named.items() if member in some)
