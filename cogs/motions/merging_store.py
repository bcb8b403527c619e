"""Motions of two members who turn out to be one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.api.card import View
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.person import Hinders
from bot.ballots.merging import Merging
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice, Votes
from bot.ballots.schema import ballots, voted
from cogs.motions.amendment_store import DRAFT_CARD
from cogs.motions.rules.state import UNDECIDED, State
from cogs.motions.schema import (
    appeals,
    disputes,
    halls,
    motion_bloc_members,
    motions,
    objectors,
    reports,
    seconders,
    set_asides,
    suggestions,
    tellers,
    ticks,
)
from cogs.motions.store import MotionStore
from cogs.motions.views import merged
from cogs.motions.voting import VOTE_CARD
from storage.merging import moved
from storage.outbox import Outbox

_CARDS = (DRAFT_CARD, VOTE_CARD)
_OPEN = tuple(state.value for state in UNDECIDED)
_UNDECIDED = sa.or_(motions.c.state.in_(_OPEN), motions.c.before.in_(_OPEN))


@dataclass(frozen=True, slots=True)
class Undecided:
    """A motion that is not decided, as far as two members' becoming one touches it."""

    id: int
    number: Numbered
    box: int | None
    is_secret: bool


class MergingStore:
    """What was decided stays as it was counted; whoever moved it is still its mover."""

    def __init__(self, store: MotionStore) -> None:
        self.store = store
        self.db = store.db
        self.ballots = Merging(store.ballots)

    async def hindered_by(self, assembly: int, one: int, other: int) -> list[Hinders]:
        """Motions in which one person would have two secret votes, or one and another in the hall."""
        found = [int(motion.number) for motion, _ in await self._hindering(assembly, one, other)]
        return [Hinders(number, merged.called(number)) for number in found]

    async def void(self, assembly: int, one: int, other: int, receipt: str) -> int | None:
        """Takes a secret ballot out by its receipt where it is one too many; the motion's number."""
        held = Receipt.read(receipt).hash
        for motion, voter in await self._hindering(assembly, one, other):
            box = motion.box or 0
            if await self.store.ballots.secret.under(box, held) is not None:
                await self.ballots.void(box, voter, held)
                return int(motion.number)
        return None

    async def settle(self, assembly: int, one: int, other: int) -> Sequence[View]:
        """Has one ballot stay of two with names on them; says which."""
        boxes = {m.box: m.number for m in await self._undecided(assembly) if m.box is not None}
        stay = await self.ballots.settle(boxes, min(one, other), max(one, other))
        stale = [(assembly, VOTE_CARD, int(boxes[stays.box])) for stays in stay]
        await self.db.within(lambda c: Outbox.mark_stale(c, stale))
        return [merged.one_vote(boxes[stays.box], stays.said) for stays in stay]

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what is gone's kept's; says which votes stay."""
        open_ones = {motion.id: motion for motion in await self._undecided(assembly)}
        boxes = {m.box: m.number for m in open_ones.values() if m.box is not None}
        stale = await self._cards_with(assembly, (kept, gone), boxes)
        said: list[View] = [
            merged.one_vote(boxes[stays.box], stays.said)
            for stays in await self.ballots.merge(boxes, kept, gone)
        ]
        await self._words_and_names(assembly, kept, gone)
        await self._deeds(assembly, kept, gone)
        said += await self._hall(open_ones, kept, gone)
        await self.db.within(lambda c: Outbox.mark_stale(c, stale))
        return said

    async def cast_since(self, assembly: int, member: int, at: datetime) -> list[View]:
        """Votes in open motions that came since a time, and secret ones, of which nobody knows when."""
        c, b = motions.c, ballots.c
        is_open = sa.and_(c.assembly == assembly, c.state == State.OPEN.value)
        late = sa.or_(b.at >= at, b.at.is_(None))
        query = sa.select(c.number, b.choice).join(ballots, b.box == c.box)
        openly = query.where(is_open, b.member == member, late).order_by(c.id)
        rows = await self.db.here.execute(openly)
        said: list[View] = [merged.cast_since(Numbered(number), Choice(choice)) for number, choice in rows]
        in_secret = sa.select(c.number).join(voted, voted.c.box == c.box).where(is_open)
        numbers = (await self.db.here.execute(in_secret.where(voted.c.member == member))).scalars()
        return said + [merged.cast_in_secret(Numbered(number)) for number in numbers]

    async def _words_and_names(self, assembly: int, kept: int, gone: int) -> None:
        """Nobody seconds their own motion, and nobody is the second steward where they were the first."""
        own = sa.and_(motions.c.assembly == assembly, motions.c.mover == gone)
        await self.db.here.execute(sa.update(motions).where(own).values(mover=kept))
        for column in (seconders.c.member, objectors.c.member, suggestions.c.member, reports.c.reporter):
            await moved(self.db, column, kept, gone)
        for column in (appeals.c.member, disputes.c.member, set_asides.c.first, set_asides.c.second):
            await moved(self.db, column, kept, gone)
        moved_by = sa.select(motions.c.id).where(motions.c.assembly == assembly, motions.c.mover == kept)
        own = sa.and_(seconders.c.member == kept, seconders.c.motion.in_(moved_by))
        await self.db.here.execute(sa.delete(seconders).where(own))
        alone = sa.and_(set_asides.c.first == kept, set_asides.c.second == kept)
        await self.db.here.execute(sa.update(set_asides).where(alone).values(second=None))

    async def _deeds(self, assembly: int, kept: int, gone: int) -> None:
        """What a motion does about the one is done about the other: nobody slips out of a recall by it."""
        c = motions.c
        query = sa.select(c.id, c.deed).where(c.assembly == assembly, c.deed != "")
        for motion, written in (await self.db.here.execute(query)).all():
            deed = Deed.read(written)
            if deed.arguments.get("member") == gone:
                about = Deed(deed.kind, {**deed.arguments, "member": kept})
                change = sa.update(motions).where(c.id == motion)
                await self.db.here.execute(change.values(deed=about.written()))

    async def _hall(self, open_ones: Mapping[int, Undecided], kept: int, gone: int) -> list[View]:
        """Who is ticked in the hall votes there: that can't be taken out, so the other vote is."""
        some = list(open_ones)
        for table in (ticks, motion_bloc_members):
            await moved(self.db, table.c.member, kept, gone, table.c.motion.in_(some))
        await self._one_teller(some, kept, gone)
        query = sa.select(ticks.c.motion).where(ticks.c.member == kept, ticks.c.motion.in_(some))
        said: list[View] = []
        for motion in [open_ones[one] for one in (await self.db.here.execute(query)).scalars()]:
            if motion.box is not None and await self.store.ballots.of_member(motion.box, kept) is not None:
                await self.ballots.take_out(motion.box, kept)
                said.append(merged.hall_vote(motion.number))
        return said

    async def _one_teller(self, some: Sequence[int], kept: int, gone: int) -> None:
        """Where both have counted in the hall, two people have not: it is to be told anew."""
        theirs = sa.and_(tellers.c.motion.in_(some), tellers.c.member.in_((kept, gone)))
        query = sa.select(tellers.c.motion).where(theirs).group_by(tellers.c.motion)
        alone = list((await self.db.here.execute(query.having(sa.func.count() > 1))).scalars())
        await self.db.here.execute(sa.delete(halls).where(halls.c.motion.in_(alone)))
        double = sa.and_(tellers.c.motion.in_(alone), tellers.c.member == gone)
        await self.db.here.execute(sa.delete(tellers).where(double))
        await moved(self.db, tellers.c.member, kept, gone, tellers.c.motion.in_(some))

    async def _hindering(self, assembly: int, one: int, other: int) -> list[tuple[Undecided, int]]:
        """Motions with the member whose secret vote would have to go: of two, the one of who is gone."""
        secret = {m.box: m for m in await self._undecided(assembly) if m.is_secret and m.box is not None}
        kept, gone = sorted((one, other))
        found = dict.fromkeys(await self.ballots.both_voted(secret, one, other), gone)
        for ticked, voter in ((kept, gone), (gone, kept)):
            query = sa.select(ticks.c.motion).where(ticks.c.member == ticked)
            there = set((await self.db.here.execute(query)).scalars())
            boxes = [box for box in await self.ballots.voted_in(secret, voter) if secret[box].id in there]
            found |= dict.fromkeys(boxes, voter)
        return [(secret[box], voter) for box, voter in sorted(found.items())]

    async def _undecided(self, assembly: int) -> list[Undecided]:
        c = motions.c
        query = sa.select(c.id, c.number, c.box, c.votes).where(c.assembly == assembly, _UNDECIDED)
        rows = await self.db.here.execute(query.order_by(c.id))
        return [
            Undecided(motion, Numbered(number), box, votes == Votes.SECRET.value)
            for motion, number, box, votes in rows
        ]

    async def _cards_with(
        self, assembly: int, both: Sequence[int], boxes: Mapping[int, Numbered]
    ) -> list[tuple[int, str, int]]:
        """Every card of an undecided motion, and those that name one of the two."""
        named = [card for member in both for card in await self.store.cards_of(assembly, _CARDS, member)]
        return [(assembly, VOTE_CARD, int(number)) for number in boxes.values()] + [
            (assembly, kind, number) for kind, number in named
        ]
