"""Reads the reactions of cards again from their networks: after a gap, and before every close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot.api.ask import Recount
from bot.api.clock import Clock
from bot.api.cog import Reacts
from bot.api.people import Address, Assembly
from bot.platforms import Platform, Refused, Unreachable
from bot.reading import Reader
from storage.database import Database
from storage.members import Roll
from storage.networks import Networks
from storage.outbox import Outbox, PostRow
from storage.rooms import PostRooms

SHORT_GAP = timedelta(minutes=1)
SHORT_SILENCE = timedelta(seconds=40)
log = structlog.get_logger()


class Recounter:
    """What stands on the networks, brought through the door as differences.

    A card is only counted from a network that was heard in this run: before that its latest votes may still
    be on their way.
    """

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        roll: Roll,
        networks: Networks,
        platforms: Mapping[str, Platform],
        reacts: Mapping[str, Reacts],
        reader: Reader,
        clock: Clock,
    ) -> None:
        self.db = db
        self.outbox = outbox
        self.roll = roll
        self.networks = networks
        self.platforms = platforms
        self.reacts = reacts
        self.reader = reader
        self.clock = clock
        self.rooms = PostRooms(db, outbox)
        self._alive_at: dict[str, datetime] = {}
        self._heard: set[str] = set()
        self._failing: dict[int, datetime] = {}

    def is_in_a_gap(self, network: str) -> bool:
        """Whether a network was not heard for a while: what it tells now may have happened before."""
        at = self._alive_at.get(network)
        return at is None or self.clock.now() - at > SHORT_SILENCE

    async def caught_up(self, network: str) -> datetime | None:
        """Reads every open card of a network again, after a start or a gap; since when it was not heard."""
        async with self.db.reading():
            seen = await self.networks.seen(network)
            posts = await self.outbox.watched(network)
        away = self.clock.now() - seen if seen else timedelta()
        for post in posts:
            if away >= SHORT_GAP:
                await self._note_away(post, away)
            await self._recount_post(post, seen)
        self._heard.add(network)
        await self.alive(network)
        return seen

    async def read_again(self, post: int) -> None:
        """Reads a card again whose place in the room was known only now."""
        async with self.db.reading():
            row = await self.outbox.get(post)
        if row is not None:
            await self._recount_post(row, None)

    async def alive(self, network: str) -> None:
        """Notes that a network has been heard until now."""
        self._alive_at[network] = self.clock.now()
        async with self.db.transaction():
            await self.networks.note(network, self.clock.now())

    async def recount_card(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        async with self.db.reading():
            posts = [p for p in await self.outbox.of_card(assembly.id, kind, subject) if p.message]
        found = [
            await self._recount_post(post, None) if post.network in self._heard else self._unreadable(post)
            for post in posts
        ]
        return Recount(
            readable=all(f.readable for f in found),
            lost_places=any(f.lost_places for f in found),
            late=sum(f.late for f in found),
            gone=frozenset(one for f in found for one in f.gone),
            unreadable_for=max((f.unreadable_for for f in found), default=timedelta()),
            away=max((p.away for p in posts), default=timedelta()),
        )

    async def reach_card(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        """Whether the networks of a card are heard: votes in direct rooms may be on their way like others."""
        async with self.db.reading():
            posts = [p for p in await self.outbox.of_card(assembly.id, kind, subject) if p.message]
        found = [await self._reach_post(post) for post in posts]
        return Recount(
            readable=all(f.readable for f in found),
            unreadable_for=max((f.unreadable_for for f in found), default=timedelta()),
        )

    async def absent(self, assembly: Assembly, members: frozenset[int]) -> frozenset[int]:
        """Members none of whose accounts is in a room of the assembly; where unknown, they are present."""
        async with self.db.reading():
            accounts = await self.roll.accounts_of(members)
            rooms = [Address(*place) for place in await self.rooms.meeting(assembly.id)]
        by_network: dict[str, list[Address]] = defaultdict(list)
        for rows in accounts.values():
            for row in rows:
                by_network[row.network].append(Address(row.network, row.address))
        gone: set[Address] = set()
        for network, addresses in by_network.items():
            gone |= await self._absent_on([room for room in rooms if room.network == network], addresses)
        return frozenset(
            member
            for member, rows in accounts.items()
            if rows and all(Address(r.network, r.address) in gone for r in rows)
        )

    async def _absent_on(self, rooms: list[Address], some: list[Address]) -> set[Address]:
        """Those in none of these rooms of one network; a room that is gone holds nobody."""
        platform = self.platforms.get(some[0].network)
        if platform is None:
            return set()
        left, asked = set(some), False
        for room in rooms:
            try:
                left &= await platform.absent([room], left)
                asked = True
            except (Refused, Unreachable) as error:
                log.warning("could not ask who is present", network=room.network, reason=error.reason)
                if not (isinstance(error, Refused) and error.room_gone):
                    return set()
        return left if asked else set()

    async def _recount_post(self, post: PostRow, gap_began: datetime | None) -> Recount:
        platform, reacts = self.platforms.get(post.network), self.reacts.get(post.kind)
        if post.message is None or reacts is None:
            return Recount()
        if platform is None or post.state == "gone":
            return Recount(lost_places=True)
        try:
            standing = await platform.reactions(Address(post.network, post.room), post.message)
        except Refused:
            return Recount(lost_places=True)
        except Unreachable as error:
            log.warning("could not read reactions", network=post.network, reason=error.reason)
            return self._unreadable(post)
        self._failing.pop(post.id, None)
        found = await self.reader.apply(post, reacts, platform, standing, gap_began)
        return Recount(late=found.late, gone=found.gone)

    async def _reach_post(self, post: PostRow) -> Recount:
        platform = self.platforms.get(post.network)
        if platform is None or post.message is None or post.state == "gone":
            return Recount()
        if post.network not in self._heard:
            return self._unreadable(post)
        try:
            await platform.reactions(Address(post.network, post.room), post.message)
        except Refused:
            return Recount()
        except Unreachable:
            return self._unreadable(post)
        self._failing.pop(post.id, None)
        return Recount()

    def _unreadable(self, post: PostRow) -> Recount:
        """Said of a post that can't be read, with how long that has been tried in this run."""
        now = self.clock.now()
        return Recount(readable=False, unreadable_for=now - self._failing.setdefault(post.id, now))

    async def _note_away(self, post: PostRow, away: timedelta) -> None:
        async with self.db.transaction():
            await self.outbox.change(post.id, away=max(post.away, away))
