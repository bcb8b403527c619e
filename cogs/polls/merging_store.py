"""Polls and elections of two members who turn out to be one person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.api.card import View
from bot.api.person import Hinders
from bot.ballots.merging import Merging
from bot.ballots.paper import read
from bot.ballots.paper_schema import papers
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.schema import voted
from cogs.polls.marks import card_of
from cogs.polls.rules.nomination import Standing, stand_once
from cogs.polls.rules.poll import VOTED_ON, Poll, State
from cogs.polls.schema import nominations, nominators, options, polls
from cogs.polls.store import PollStore
from cogs.polls.views import merged
from storage.merging import moved
from storage.outbox import Outbox

_STANDING = nominations.c.state == Standing.STANDING.value


class MergingStore:
    """What was counted stays as it was; whoever asked it is still its asker."""

    def __init__(self, store: PollStore, ballots: Papers) -> None:
        self.store = store
        self.db = store.db
        self.ballots = ballots
        self.merging = Merging(ballots)

    async def hindered_by(self, assembly: int, one: int, other: int) -> list[Hinders]:
        """Those in which one person would have two secret votes."""
        secret = await self._secret(assembly)
        found = [secret[box] for box in await self.merging.both_voted(secret, one, other)]
        return [Hinders(int(poll.number), merged.called(poll)) for poll in found]

    async def void(self, assembly: int, one: int, other: int, receipt: str) -> int | None:
        """Takes a secret ballot out by its receipt where it is one too many; the poll's number."""
        held, secret = Receipt.read(receipt).hash, await self._secret(assembly)
        for box in await self.merging.both_voted(secret, one, other):
            if await self.ballots.secret.under(box, held) is not None:
                await self.merging.void(box, max(one, other), held)
                return int(secret[box].number)
        return None

    async def settle(self, assembly: int, one: int, other: int) -> Sequence[View]:
        """Has one ballot stay of two with names on them; says which."""
        boxes = await self._boxes(assembly)
        stay = await self.merging.settle(boxes, min(one, other), max(one, other))
        await self._redrawn([boxes[stays.box] for stays in stay])
        return [merged.one_vote(boxes[stays.box], stays.said) for stays in stay]

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what is gone's kept's; says which votes stay."""
        undecided = await self.store.undecided(assembly)
        boxes = {poll.box: poll for poll in undecided if poll.box is not None and poll.state in VOTED_ON}
        stay = await self.merging.merge(boxes, kept, gone)
        await self._names(assembly, kept, gone)
        stood = [poll for poll in undecided if await self._stands_twice(poll, kept)]
        await self._redrawn(undecided)
        return [merged.one_vote(boxes[stays.box], stays.said) for stays in stay] + [
            merged.one_candidate(poll) for poll in stood
        ]

    async def cast_since(self, assembly: int, member: int, at: datetime) -> list[View]:
        """Votes in what is open that came since a time, and secret ones, of which nobody knows when."""
        boxes = {box: poll for box, poll in (await self._boxes(assembly)).items() if poll.state is State.OPEN}
        late = sa.or_(papers.c.at >= at, papers.c.at.is_(None))
        query = sa.select(papers.c.box, papers.c.paper).where(papers.c.box.in_(boxes), late)
        rows = await self.db.here.execute(query.where(papers.c.member == member).order_by(papers.c.box))
        said: list[View] = [merged.cast_since(boxes[box], read(paper)) for box, paper in rows]
        in_secret = sa.select(voted.c.box).where(voted.c.box.in_(boxes), voted.c.member == member)
        found = (await self.db.here.execute(in_secret.order_by(voted.c.box))).scalars()
        return said + [merged.cast_in_secret(boxes[box]) for box in found]

    async def _names(self, assembly: int, kept: int, gone: int) -> None:
        """What was asked, who was put up and who stands: of two nominations the one that stands stays."""
        here = sa.select(polls.c.id).where(polls.c.assembly == assembly)
        own = sa.and_(polls.c.assembly == assembly, polls.c.asker == gone)
        await self.db.here.execute(sa.update(polls).where(own).values(asker=kept))
        theirs = sa.select(nominations.c.poll).where(nominations.c.member == gone, _STANDING)
        lesser = sa.and_(nominations.c.member == kept, nominations.c.poll.in_(theirs), sa.not_(_STANDING))
        await self.db.here.execute(sa.delete(nominations).where(lesser))
        await moved(self.db, nominations.c.member, kept, gone)
        for column in (nominators.c.by, nominators.c.member):
            await self._moved_once(column, kept, gone)
        for column in (nominations.c.by, options.c.member):
            mine = sa.and_(column == gone, column.table.c.poll.in_(here))
            await self.db.here.execute(sa.update(column.table).where(mine).values({column.name: kept}))

    async def _moved_once(self, column: sa.Column[int], kept: int, gone: int) -> None:
        """Makes what one nominated the other's, or who was; what stands there already is not doubled."""
        other = nominators.c.member if column is nominators.c.by else nominators.c.by
        same = nominators.alias()
        is_there = sa.exists().where(
            same.c.poll == nominators.c.poll, same.c[other.name] == other, same.c[column.name] == kept
        )
        await self.db.here.execute(sa.delete(nominators).where(column == gone, is_there))
        await self.db.here.execute(sa.update(nominators).where(column == gone).values({column.name: kept}))

    async def _stands_twice(self, poll: Poll, member: int) -> bool:
        """Has one person stand once in an election that is voted on; whether they stood twice."""
        found = await self.store.get(poll.id)
        if found is None or (once := stand_once(found, member)) == found:
            return False
        await self.store.put_options(once)
        return True

    async def _boxes(self, assembly: int) -> dict[int, Poll]:
        """What is voted on or waits to be counted, by its box."""
        found = await self.store.undecided(assembly)
        return {poll.box: poll for poll in found if poll.box is not None and poll.state in VOTED_ON}

    async def _secret(self, assembly: int) -> dict[int, Poll]:
        boxes = await self._boxes(assembly)
        return {box: poll for box, poll in boxes.items() if poll.votes is Votes.SECRET}

    async def _redrawn(self, some: Collection[Poll]) -> None:
        """Has their cards drawn anew."""
        stale = [(poll.assembly, card_of(poll.kind), int(poll.number)) for poll in some]
        await self.db.within(lambda c: Outbox.mark_stale(c, stale))
