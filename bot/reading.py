"""One reading of a card's reactions, held against what was last seen of them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from bot.api.card import Reply
from bot.api.clock import Clock
from bot.api.cog import Reacts
from bot.api.emoji import normal
from bot.api.errors import RuleError
from bot.api.invocation import ALWAYS, Invocation, Seen
from bot.api.people import Address, Room
from bot.batch import NOTHING
from bot.job import Mark, Outcome
from bot.platforms import Platform, Refused, Unreachable
from bot.reactions import EACH, GONE, REFUSED, new_marks, reading, reading_each
from storage.database import Database
from storage.members import Roll
from storage.outbox import Outbox, PostRow
from storage.reactions import ReactionStates

RunMark = Callable[[Invocation, Mark], Awaitable[Outcome | None]]
REMEMBERED_REFUSALS = 10_000


@dataclass(slots=True)
class Standing:
    """What one account shows under a card now: its marks with their times, and since when it is there."""

    marks: dict[str, datetime | None]
    since: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Found:
    """How many reactions became votes, and whose are gone: (member, source of the ballot)."""

    late: int
    gone: frozenset[tuple[int, str]]


class Reader:
    """Brings the differences of one reading through the door.

    A mark that was refused live, such as one that came after the close, is not read as a new one.
    """

    def __init__(self, db: Database, outbox: Outbox, roll: Roll, clock: Clock) -> None:
        self.db = db
        self.outbox = outbox
        self.roll = roll
        self.clock = clock
        self.run_mark: RunMark | None = None
        self._refused: dict[tuple[int, Address, str], None] = {}

    def refuse(self, post: int, account: Address, mark: str) -> None:
        """Remembers that a live mark was refused."""
        self._refused[post, account, normal(mark)] = None
        if len(self._refused) > REMEMBERED_REFUSALS:
            del self._refused[next(iter(self._refused))]

    async def apply(
        self,
        post: PostRow,
        reacts: Reacts,
        platform: Platform,
        seen: Iterable[Seen],
        gap_began: datetime | None,
    ) -> Found:
        before, now = await self._before(post), self._standing(post, reacts, seen, gap_began)
        for account in await self._forgotten(post, now.keys() - before.keys()):
            del now[account]
        left = await _left(platform, post, before.keys() - now.keys())
        changed = [a for a in {*before, *now} - left if _differs(before.get(a, ()), now.get(a))]
        outcomes = await asyncio.gather(*(self._put(post, reacts, a, before, now.get(a)) for a in changed))
        if unclear := [a for a, o in zip(changed, outcomes, strict=True) if o and o.unclear]:
            await self._tell_unclear(post, unclear)
        late = sum(
            o is not None and isinstance(o.result, Reply) and o.result is not NOTHING for o in outcomes
        )
        return Found(late, await self._gone(post, reacts, left))

    def _standing(
        self, post: PostRow, reacts: Reacts, seen: Iterable[Seen], gap_began: datetime | None
    ) -> dict[Address, Standing]:
        """Marks that mean something, by account; no time lies before the gap or ahead of our own clock."""
        present = self.clock.now()
        found: dict[Address, Standing] = defaultdict(lambda: Standing({}))
        for one in seen:
            mark = normal(one.mark)
            if mark not in reacts.marks or (post.id, one.account, mark) in self._refused:
                continue
            at = one.at and min(max(one.at, gap_began or one.at), present)
            found[one.account].marks[one.mark.replace(" ", "")] = at
            found[one.account].since = one.since
        return dict(found)

    async def _put(
        self,
        post: PostRow,
        reacts: Reacts,
        account: Address,
        before: Mapping[Address, tuple[str, ...]],
        now: Standing | None,
    ) -> Outcome | None:
        standing, seen = now or Standing({}), before.get(account, ())
        is_vote = account in before or _is_clear(standing.marks, reacts)
        if not is_vote and await self._member(post, account) is None:
            return None  # what votes for nothing enrols nobody
        outcome = await self._run(post, reacts, account, standing)
        new = new_marks(seen, standing.marks) if reacts.each else []
        if len(new) < 2 or not _is_refused(outcome):
            return outcome
        some = []
        for count in range(1, len(new) + 1):  # what can't count is not to take with it what can
            marks = {m: at for m, at in standing.marks.items() if m not in new[count:]}
            some.append(await self._run(post, reacts, account, Standing(marks, standing.since)))
        return next((outcome for outcome in some if not _is_refused(outcome)), some[-1])

    async def _run(
        self, post: PostRow, reacts: Reacts, account: Address, standing: Standing
    ) -> Outcome | None:
        if self.run_mark is None:
            raise RuntimeError("the reading has no door yet")
        room = Address(post.network, post.room)
        invocation = Invocation(account, Room(room, (room,)), assembly=post.assembly, since=standing.since)
        return await self.run_mark(invocation, Mark(post, reacts, standing=standing.marks))

    async def _before(self, post: PostRow) -> dict[Address, tuple[str, ...]]:
        async with self.db.reading() as connection:
            states = await connection.run_sync(ReactionStates.read, [post.id])
            rows = {account: await self.roll.account_by_id(account) for _, account in states}
        return {
            Address(row.network, row.address): states[post.id, account]
            for account, row in rows.items()
            if row is not None
        }

    async def _gone(self, post: PostRow, reacts: Reacts, left: Set[Address]) -> frozenset[tuple[int, str]]:
        """The ballots whose reaction is no longer there, though the person is."""
        found = set()
        for account, marks in (await self._before(post)).items():
            counted = [m for m in marks if REFUSED not in m]
            there = {reacts.marks.get(normal(m)) for m in counted if not m.startswith(GONE)}
            lost = {reacts.marks.get(normal(m[1:])) for m in counted if m.startswith(GONE)} - there
            member = await self._member(post, account) if lost and account not in left else None
            if member is not None:
                meanings = {EACH} if reacts.each else lost
                found |= {(member, f"reaction:{post.id}:{meaning}") for meaning in meanings}
        return frozenset(found)

    async def _forgotten(self, post: PostRow, unknown: Set[Address]) -> set[Address]:
        """Accounts whose person had themselves erased: what stands there from before brings nobody back."""
        async with self.db.reading() as connection:
            return await connection.run_sync(ReactionStates.forgotten, post.id, unknown)

    async def _member(self, post: PostRow, address: Address) -> int | None:
        async with self.db.reading():
            account = await self.roll.account(*address)
            member = await self.roll.member(account.id, post.assembly) if account else None
        return member.id if member else None

    async def _tell_unclear(self, post: PostRow, some: Iterable[Address]) -> None:
        """Tells members whose several new reactions had no order that none of them was counted."""
        members = [member for a in some if (member := await self._member(post, a)) is not None]
        async with self.db.transaction():
            for member in members:
                now = self.clock.now()
                await self.outbox.tell(post.assembly, member, "core.unclear", post.subject, "", now)


def _is_clear(marks: Mapping[str, datetime | None], reacts: Reacts) -> bool:
    """Whether these marks of somebody of whom none was seen would be a vote."""
    read = reading_each if reacts.each else reading
    return read((), marks, reacts.marks).meaning is not None


def _is_refused(outcome: Outcome | None) -> bool:
    return outcome is not None and isinstance(outcome.result, RuleError)


def _differs(before: tuple[str, ...], now: Standing | None) -> bool:
    return set(before) != (set(now.marks) if now else set())


async def _left(platform: Platform, post: PostRow, missing: Set[Address]) -> set[Address]:
    """Those of the people without reactions who are not in the room: theirs are not gone, they are."""
    if not missing:
        return set()
    try:
        return await platform.absent([Address(post.network, post.room)], missing)
    except (Refused, Unreachable):
        return set()
