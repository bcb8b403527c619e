"""Reads the reactions of cards again from their networks: after a gap, and before every close."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Set
from datetime import datetime, timedelta

import structlog

from bot.api.ask import Recount
from bot.api.card import Reply
from bot.api.clock import Clock
from bot.api.cog import Reacts
from bot.api.invocation import Invocation, Seen
from bot.api.people import Address, Assembly, Room
from bot.batch import NOTHING
from bot.job import Mark, Outcome
from bot.platforms import Platform, Refused, Unreachable
from bot.reactions import GONE
from storage.database import Database
from storage.members import Roll
from storage.networks import Networks
from storage.outbox import Outbox, PostRow
from storage.reactions import ReactionStates

SHORT_GAP = timedelta(minutes=1)
log = structlog.get_logger()
RunMark = Callable[[Invocation, Mark], Awaitable[Outcome | None]]


class Recounter:
    """What stands on the networks, brought through the door as differences."""

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        roll: Roll,
        networks: Networks,
        platforms: Mapping[str, Platform],
        reacts: Mapping[str, Reacts],
        clock: Clock,
    ) -> None:
        self.db = db
        self.outbox = outbox
        self.roll = roll
        self.networks = networks
        self.platforms = platforms
        self.reacts = reacts
        self.clock = clock
        self.run_mark: RunMark | None = None

    async def caught_up(self, network: str) -> None:
        """Reads every open card of a network again, after a start or a gap."""
        async with self.db.reading():
            seen = await self.networks.seen(network)
            posts = await self.outbox.watched(network)
        away = self.clock.now() - seen if seen else timedelta()
        for post in posts:
            if away >= SHORT_GAP:
                await self._note_away(post, away)
            await self._recount_post(post, seen)
        await self.alive(network)

    async def alive(self, network: str) -> None:
        """Notes that a network has been heard until now."""
        async with self.db.transaction():
            await self.networks.note(network, self.clock.now())

    async def recount_card(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        async with self.db.reading():
            posts = [p for p in await self.outbox.of_card(assembly.id, kind, subject) if p.message]
        found = [await self._recount_post(post, None) for post in posts]
        return Recount(
            readable=all(f.readable for f in found),
            lost_places=any(f.lost_places for f in found),
            late=sum(f.late for f in found),
            gone=sum(f.gone for f in found),
            away=max((p.away for p in posts), default=timedelta()),
        )

    async def absent(self, assembly: Assembly, members: frozenset[int]) -> frozenset[int]:
        """Members none of whose accounts is in a room of the assembly; where unknown, they are present."""
        async with self.db.reading():
            accounts = await self.roll.accounts_of(members)
        by_network: dict[str, list[Address]] = defaultdict(list)
        for rows in accounts.values():
            for row in rows:
                by_network[row.network].append(Address(row.network, row.address))
        gone: set[Address] = set()
        for network, addresses in by_network.items():
            gone |= await self._absent_on(network, assembly, addresses)
        return frozenset(
            member
            for member, rows in accounts.items()
            if rows and all(Address(r.network, r.address) in gone for r in rows)
        )

    async def _absent_on(self, network: str, assembly: Assembly, some: list[Address]) -> set[Address]:
        platform = self.platforms.get(network)
        if platform is None or assembly.home.network != network:
            return set()
        try:
            return await platform.absent([assembly.home], some)
        except (Refused, Unreachable) as error:
            log.warning("could not ask who is present", network=network, reason=type(error).__name__)
            return set()

    async def _recount_post(self, post: PostRow, gap_began: datetime | None) -> Recount:
        platform, reacts = self.platforms.get(post.network), self.reacts.get(post.kind)
        if post.message is None or reacts is None:
            return Recount()
        if platform is None or post.state == "gone":
            return Recount(lost_places=True)
        room = Address(post.network, post.room)
        try:
            standing = await platform.reactions(room, post.message)
        except Refused:
            return Recount(lost_places=True)
        except Unreachable as error:
            log.warning("could not read reactions", network=post.network, reason=error.reason)
            return Recount(readable=False)
        return await self._apply(post, reacts, standing, gap_began)

    async def _apply(
        self, post: PostRow, reacts: Reacts, standing: Iterable[Seen], gap_began: datetime | None
    ) -> Recount:
        before = await self._before(post)
        now: dict[Address, dict[str, datetime | None]] = defaultdict(dict)
        since: dict[Address, datetime] = {}
        for seen in standing:
            at = max(seen.at, gap_began) if seen.at and gap_began else seen.at
            now[seen.account][seen.mark] = at
            since[seen.account] = seen.since
        left = await self._left(post, before.keys() - now.keys())
        people = {*before, *now} - left
        changed = [a for a in people if set(before.get(a, ())) != set(now.get(a, {}))]
        outcomes = await asyncio.gather(
            *(self._put(post, reacts, a, now.get(a, {}), since.get(a)) for a in changed)
        )
        if unclear := [a for a, o in zip(changed, outcomes, strict=True) if o and o.unclear]:
            await self._tell_unclear(post, unclear)
        late = sum(
            o is not None and isinstance(o.result, Reply) and o.result is not NOTHING for o in outcomes
        )
        after = await self._before(post)
        return Recount(late=late, gone=sum(m.startswith(GONE) for marks in after.values() for m in marks))

    async def _left(self, post: PostRow, missing: Set[Address]) -> set[Address]:
        """Those of the people without reactions who are not in the room: theirs are not gone, they are."""
        platform = self.platforms.get(post.network)
        if platform is None or not missing:
            return set()
        try:
            return await platform.absent([Address(post.network, post.room)], missing)
        except (Refused, Unreachable):
            return set()

    async def _tell_unclear(self, post: PostRow, some: Iterable[Address]) -> None:
        """Tells people whose several new reactions had no order that none of them was counted."""
        async with self.db.transaction():
            for address in some:
                account = await self.roll.account(*address)
                member = await self.roll.member(account.id, post.assembly) if account else None
                if member is not None:
                    now = self.clock.now()
                    await self.outbox.tell(post.assembly, member.id, "core.unclear", post.subject, "", now)

    async def _put(
        self,
        post: PostRow,
        reacts: Reacts,
        account: Address,
        standing: Mapping[str, datetime | None],
        since: datetime | None,
    ) -> Outcome | None:
        if self.run_mark is None:
            raise RuntimeError("the recount has no door yet")
        room = Address(post.network, post.room)
        invocation = Invocation(account, Room(room, (room,)), assembly=post.assembly)
        if since is not None:
            invocation.since = since
        return await self.run_mark(invocation, Mark(post, reacts, standing=standing))

    async def _before(self, post: PostRow) -> dict[Address, tuple[str, ...]]:
        async with self.db.reading() as connection:
            states = await connection.run_sync(ReactionStates.read, [post.id])
            rows = {account: await self.roll.account_by_id(account) for _, account in states}
        return {
            Address(row.network, row.address): states[post.id, account]
            for account, row in rows.items()
            if row is not None
        }

    async def _note_away(self, post: PostRow, away: timedelta) -> None:
        async with self.db.transaction():
            await self.outbox.change(post.id, away=max(post.away, away))
