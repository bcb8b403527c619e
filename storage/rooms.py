"""Posts by the room that they stand in: what is done with them where a room is gone, moved or back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.outbox import NO_THREAD, NOWHERE, Outbox, key_of
from storage.schema import assemblies, places, posts, reactions, rooms

Place = tuple[str, str]
Cards = Collection[tuple[int, str, int]]


def _in(place: Place) -> sa.ColumnElement[bool]:
    return sa.and_(posts.c.network == place[0], posts.c.room == place[1])


def _among(cards: Cards) -> sa.ColumnElement[bool]:
    return sa.tuple_(posts.c.assembly, posts.c.kind, posts.c.subject).in_(list(cards))


_PRESENT = posts.c.state.in_(("waiting", "there"))
_OURS = sa.select(rooms.c.id).where(
    rooms.c.network == posts.c.network, rooms.c.address == posts.c.room, rooms.c.state != "closed"
)
"""Rooms that the bot opened itself: what stands there is for a bloc."""


class PostRooms:
    """A post that moves keeps its row; the reactions under the old message are no longer its own."""

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self.db = db
        self.outbox = outbox

    async def used_by(self, room: Place) -> list[int]:
        """Assemblies that stay, and have a post or their home in a room."""
        here = sa.select(posts.c.assembly).where(_in(room), posts.c.state.in_(("waiting", "there")))
        home = sa.and_(assemblies.c.home_network == room[0], assemblies.c.home_room == room[1])
        shown = sa.select(places.c.assembly).where(
            places.c.network == room[0], places.c.cards == room[1], places.c.gone_at.is_(None)
        )
        query = sa.select(assemblies.c.id).where(
            assemblies.c.erase_at.is_(None),
            sa.or_(
                home, assemblies.c.id.in_(here), assemblies.c.id.in_(shown.where(places.c.gone_at.is_(None)))
            ),
        )
        return list((await self.db.here.execute(query.order_by(assemblies.c.id))).scalars())

    async def homeless_in(self, room: Place) -> list[int]:
        """Assemblies without a home that once had a post in a room."""
        here = sa.select(posts.c.assembly).where(_in(room))
        query = sa.select(assemblies.c.id).where(assemblies.c.home_room == NOWHERE, assemblies.c.id.in_(here))
        return list((await self.db.here.execute(query.order_by(assemblies.c.id))).scalars())

    async def is_place(self, room: Place) -> bool:
        """Whether an assembly was founded for just this room, and the bot is thought to be there."""
        query = sa.select(places.c.assembly).where(
            places.c.network == room[0], places.c.address == room[1], places.c.gone_at.is_(None)
        )
        return (await self.db.here.execute(query)).first() is not None

    async def meeting(self, assembly: int) -> list[Place]:
        """Where an assembly meets: its places, its home, and every room in which a post of it stands."""
        here = sa.and_(places.c.assembly == assembly, places.c.gone_at.is_(None))
        found = await self.db.here.execute(sa.select(places.c.network, places.c.address).where(here))
        home = sa.select(assemblies.c.home_network, assemblies.c.home_room).where(assemblies.c.id == assembly)
        met = [*found.all(), *(await self.db.here.execute(home)).all(), *await self.of(assembly)]
        return list(dict.fromkeys((network, room) for network, room in met if room != NOWHERE))

    async def of(self, assembly: int) -> list[Place]:
        """The rooms in which posts of an assembly stand, the latest first."""
        query = (
            sa.select(posts.c.network, posts.c.room)
            .where(posts.c.assembly == assembly, posts.c.state == "there")
            .group_by(posts.c.network, posts.c.room)
            .order_by(sa.func.max(posts.c.id).desc())
        )
        return [(network, room) for network, room in await self.db.here.execute(query)]

    async def all_of(self, assembly: int) -> list[Place]:
        """The rooms in which posts of an assembly stand, or are about to."""
        query = sa.select(posts.c.network, posts.c.room).where(posts.c.assembly == assembly, _PRESENT)
        found = await self.db.here.execute(query.distinct().order_by(posts.c.network, posts.c.room))
        return [(network, room) for network, room in found]

    async def copy(self, assembly: int, cards: Cards, room: Place, at: datetime) -> None:
        """Has open cards posted in one room more, but for those of blocs, which stand in rooms of our own."""
        which = sa.and_(posts.c.assembly == assembly, _PRESENT, _among(cards), sa.not_(_OURS.exists()))
        there = set()
        for row in (await self.db.here.execute(sa.select(posts).where(_in(room), _PRESENT))).all():
            there.add((row.assembly, row.kind, row.subject, row.detail))
        for row in (await self.db.here.execute(sa.select(posts).where(which).order_by(posts.c.id))).all():
            card = (row.assembly, row.kind, row.subject, row.detail)
            if card not in there:
                there.add(card)
                await self._order_like(row, room, at)

    async def drop(self, assembly: int, lost: Collection[Place]) -> None:
        """Forgets the posts of an assembly in rooms: no reaction under what still stands there counts."""
        for room in lost:
            await self.db.here.execute(sa.delete(posts).where(_in(room), posts.c.assembly == assembly))

    async def seen_in(self, assembly: int, kind: str, subject: int, detail: str) -> list[Place]:
        """The rooms in which a card stands or is about to, but for those of our own."""
        query = sa.select(posts.c.network, posts.c.room).where(
            posts.c.assembly == assembly,
            posts.c.kind == kind,
            posts.c.subject == subject,
            posts.c.detail == detail,
            _PRESENT,
            posts.c.room != NOWHERE,
            sa.not_(_OURS.exists()),
        )
        return [(network, room) for network, room in await self.db.here.execute(query.order_by(posts.c.id))]

    async def gone(self, room: Place) -> None:
        """Gives up what stands in or waits for a room; it may come back with the room."""
        change = sa.update(posts).where(_in(room), posts.c.state.in_(("waiting", "there")))
        await self.db.here.execute(change.values(state="gone", stale=False, due_at=None))
        await self._close_thread(room)

    async def back(self, room: Place, at: datetime) -> None:
        """What stood in a room stands there again, and what waited for it waits again."""
        gone = sa.and_(_in(room), posts.c.state == "gone")
        stood = sa.update(posts).where(gone, posts.c.message.is_not(None))
        fresh = sa.or_(posts.c.stale, posts.c.watched)
        await self.db.here.execute(stood.values(state="there", stale=fresh, due_at=None))
        waited = sa.update(posts).where(gone, posts.c.message.is_(None))
        await self.db.here.execute(waited.values(state="waiting", tries=0, due_at=at))

    async def moved(self, old: Place, new: Place, at: datetime, cards: Cards = ()) -> None:
        """Has every card that is still open, or waits, posted in the room that replaces the old one."""
        open_ones = sa.or_(posts.c.watched, posts.c.state == "waiting", _among(cards))
        await self._again(sa.and_(_in(old), open_ones), new, at)
        rest = sa.update(posts).where(_in(old))
        await self.db.here.execute(rest.values(state="gone", stale=False, due_at=None))

    async def fall_back(self, assembly: int, old: Place, new: Place, at: datetime, cards: Cards) -> None:
        """Has an assembly's open cards, and what waits, posted elsewhere; the lost ones stay lost."""
        here = sa.and_(_in(old), posts.c.assembly == assembly)
        await self._again(sa.and_(here, posts.c.state == "waiting"), new, at)
        stood = sa.and_(here, posts.c.state == "there", _among(cards))
        for row in (await self.db.here.execute(sa.select(posts).where(stood).order_by(posts.c.id))).all():
            await self._order_like(row, new, at)
        lost = sa.update(posts).where(here)
        await self.db.here.execute(lost.values(state="gone", stale=False, due_at=None))
        await self._close_thread(old)

    async def _order_like(self, row: sa.Row[Any], room: Place, at: datetime) -> None:
        """Orders the card of a post into another room as well."""
        within = (row.within_kind, row.within_subject) if row.within_kind else None
        card = (row.kind, row.subject, row.detail, row.replies_to, row.watched)
        await self.outbox.order(row.assembly, room, *card, at, thread=row.has_thread, within=within)

    async def _close_thread(self, room: Place) -> None:
        """Where a thread is a room of its own and is gone, nothing goes there, and none is opened again."""
        thread = sa.and_(posts.c.network == room[0], posts.c.thread == room[1])
        await self.db.here.execute(sa.update(posts).where(thread).values(thread=NO_THREAD))

    async def _again(self, which: sa.ColumnElement[bool], new: Place, at: datetime) -> None:
        twin = posts.alias()
        same = [twin.c[name] == posts.c[name] for name in ("assembly", "kind", "subject", "detail")]
        there = sa.select(twin.c.id).where(
            twin.c.network == new[0], twin.c.room == new[1], twin.c.state.in_(("waiting", "there")), *same
        )
        query = sa.select(posts.c.id, posts.c.key).where(which, sa.not_(there.exists())).order_by(posts.c.id)
        again: dict[str, Any] = {"network": new[0], "room": new[1], "state": "waiting", "message": None}
        again |= {"reposts": 0, "tried_at": None, "due_at": at, "thread": None}
        found = (await self.db.here.execute(query)).all()
        for post, key in found:
            await self.outbox.change(post, **again, key=key_of(key, *new))
        moved = [post for post, _ in found]
        await self.db.here.execute(sa.delete(reactions).where(reactions.c.post.in_(moved)))
