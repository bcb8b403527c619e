"""The meeting in which motions of a body are ordered, opened, closed and decided, where one goes on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.meetings import Gatherings, Happened, Sitting
from bot.api.people import Assembly, Role
from cogs.motions.amendment_store import AmendmentStore
from cogs.motions.conduct_store import ConductStore
from cogs.motions.reach import Reach
from cogs.motions.rules import sitting as rules
from cogs.motions.rules.motion import EARLY_NOTICE, Motion
from cogs.motions.rules.sitting import SHORTEST, Parties

KIND = "motion"
_MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Chair:
    """How a member stands to a motion: whether they conduct it, and the meeting that goes on meanwhile.

    sitting is None where the meeting does not speak for its body: then all is as without it. orders is its
    facilitator, where that person is no party to the motion.
    """

    may: bool
    sitting: Sitting | None = None
    orders: int | None = None
    unnamed: bool = False

    def needed(self, motion: Motion) -> None:
        """Refuses who does not conduct it."""
        rules.needs_conduct(motion.number, self.may, self.orders, self.unnamed)

    def needed_to_open(self, motion: Motion) -> None:
        """The mover opens the vote too, but not while a meeting has somebody for that."""
        if self.orders is not None:
            self.needed(motion)

    def facilitates(self, member: int) -> bool:
        return self.sitting is not None and self.sitting.facilitator == member


class Inside:
    """Asks the meetings, where there are any; without them nothing is shorter, and stewards conduct."""

    def __init__(
        self, gatherings: Gatherings, reach: Reach, amendments: AmendmentStore, conduct: ConductStore
    ) -> None:
        self.gatherings = gatherings
        self.reach = reach
        self.store = reach.store
        self.amendments = amendments
        self.conduct = conduct

    async def chair(self, ctx: Context, motion: Motion) -> Chair:
        """How whoever acts stands to a motion; the facilitator's own motions are handed over."""
        sitting = await self._sitting(motion.assembly, motion.bloc)
        unnamed, is_steward = bool(ctx.assembly.careful), ctx.role is Role.STEWARD
        if sitting is None or self.gatherings.meetings is None:
            return Chair(is_steward)
        if not await self._speaks(ctx, motion, sitting):
            if sitting.facilitator == ctx.member.id and not is_steward and motion.mover != ctx.member.id:
                raise rules.SpeaksForFew(motion.number, ctx.assembly.shortest_vote)
            return Chair(is_steward)
        turns = await self.gatherings.meetings.turns(motion.assembly, motion.bloc)
        parties = await self._parties(motion)
        may = rules.conducts(motion.number, parties, ctx.member.id, is_steward, sitting, turns, unnamed)
        return Chair(may, sitting, rules.orders(parties, sitting), unnamed)

    async def proposing(self, ctx: Context, bloc: int | None) -> Sitting | None:
        """The meeting that a motion is proposed in, where it may decide: by somebody who is there."""
        if ctx.found_member is None:
            return None
        sitting = await self._deciding(ctx.assembly, bloc, ctx.now)
        return sitting if sitting is not None and ctx.member.id in sitting.present else None

    async def opening(self, ctx: Context, motion: Motion, roll: Collection[int]) -> tuple[Motion, timedelta]:
        """A draft as its vote opens, and how long it lasts at least: less in a meeting that may decide."""
        shortest = ctx.assembly.shortest_vote
        is_brief = rules.is_brief(motion.closes_on or motion.closes_after, shortest, ctx.now)
        sitting = await self._sitting(motion.assembly, motion.bloc) if rules.may_be_short(motion) else None
        if sitting is None or not (is_brief or motion.sitting == sitting.number):
            return replace(motion, sitting=None), shortest
        if not rules.may_decide(sitting, roll, shortest, ctx.now):
            return replace(motion, sitting=None), shortest
        return rules.voted_in(motion, sitting, shortest, ctx.now), min(shortest, SHORTEST)

    async def timed(
        self, ctx: Context, motion: Motion, chair: Chair, closes: timedelta | datetime | None = None
    ) -> Motion:
        """A draft that a meeting's facilitator opens or takes up again, as long as the room wants."""
        sitting = await self._deciding(ctx.assembly, motion.bloc, ctx.now)
        is_here = sitting is not None and chair.facilitates(ctx.member.id) and rules.may_be_short(motion)
        if sitting is None or not is_here:
            if closes is not None:
                goes_on = await self._sitting(motion.assembly, motion.bloc) is not None
                raise rules.NotShortHere(motion.number, ctx.assembly.shortest_vote, goes_on)
            return motion
        motion = rules.timed(motion, closes, ctx.now) if closes is not None else motion
        return rules.voted_in(motion, sitting, ctx.assembly.shortest_vote, ctx.now)

    async def closing(self, ctx: Context, motion: Motion, chair: Chair) -> tuple[timedelta, timedelta]:
        """How long a vote lasts at least, and the notice of an early close: a minute each inside a meeting.

        Inside is what was opened in this very meeting, while it may still decide: a vote that people at home
        were told of is not taken from them.
        """
        usual = ctx.assembly.shortest_vote
        sitting = chair.sitting
        if sitting is None or motion.sitting != sitting.number or not chair.facilitates(ctx.member.id):
            return usual, EARLY_NOTICE
        if await self._deciding(ctx.assembly, motion.bloc, ctx.now) is None:
            return usual, EARLY_NOTICE
        return min(usual, SHORTEST), SHORTEST

    async def happened(
        self, assembly: Assembly, motion: Motion, now: datetime
    ) -> tuple[tuple[str, int], ...]:
        """Has the minutes of a meeting take in what became of a motion; the cards that show it there."""
        if not motion.practice:
            what = Happened(assembly, KIND, motion.number, now, motion.bloc)
            await self.gatherings.happened(what)
        return await self.shown_on(motion)

    async def reworded(self, assembly: Assembly, motion: Motion) -> tuple[tuple[str, int], ...]:
        """Has agendas and minutes say as much of a motion and its amendments as may be read now."""
        if self.gatherings.meetings is None:
            return ()
        found: list[tuple[str, int]] = []
        main = await self.store.get(motion.assembly, motion.number)
        for one in (main, *(() if main.is_amendment else await self.amendments.of(main))):
            found += await self.gatherings.meetings.retitled(assembly, one.number, one.title)
        return tuple(found)

    async def shown_on(self, motion: Motion) -> tuple[tuple[str, int], ...]:
        """The cards of agenda items that show a motion."""
        meetings = self.gatherings.meetings
        return tuple(await meetings.cards_on(motion.assembly, motion.number)) if meetings else ()

    async def _sitting(self, assembly: int, bloc: int | None) -> Sitting | None:
        meetings = self.gatherings.meetings
        return await meetings.sitting(assembly, bloc) if meetings else None

    async def _speaks(self, ctx: Context, motion: Motion, sitting: Sitting) -> bool:
        entitled = await self.reach.entitled(ctx.assembly, motion.bloc)
        return rules.speaks(sitting, entitled, ctx.assembly.shortest_vote, ctx.now)

    async def _deciding(self, assembly: Assembly, bloc: int | None, now: datetime) -> Sitting | None:
        """The meeting that goes on, if votes in it may be as short as it wants."""
        sitting = await self._sitting(assembly.id, bloc)
        if sitting is None:
            return None
        entitled = await self.reach.entitled(assembly, bloc)
        return sitting if rules.may_decide(sitting, entitled, assembly.shortest_vote, now) else None

    async def _parties(self, motion: Motion) -> Parties:
        main = await self.amendments.main_of(motion) if motion.is_amendment else None
        concerned = {main.mover} if main else set()
        if motion.deed:
            about = Deed.read(motion.deed).arguments.get(_MEMBER)
            concerned |= {int(about)} if about else set()
        concerned |= await self._of_appeal(motion)
        seconders = await self.store.seconders(motion.id)
        return Parties(motion.mover, frozenset(m for m in concerned if m is not None), seconders)

    async def _of_appeal(self, motion: Motion) -> set[int | None]:
        """Whose text an appeal is about, and who set it aside."""
        about = await self.store.find(motion.assembly, motion.restores) if motion.restores else None
        if about is None:
            return set()
        passage = await self.conduct.passage(about, motion.restored_suggestion)
        found = await self.conduct.found(about.id, motion.restored_suggestion)
        stewards = {found.first, found.second} if found else set()
        return {passage.author if passage else None, *stewards}
