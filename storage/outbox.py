"""Posts and tells: what is to be said outside, and the messages that stand there.

A post is a row from its order on. It holds no text: it names a card, which is rendered when it is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.dialect import micros
from storage.orders import PostOrder, TellOrder, order_posts, order_tells
from storage.orders import key_of as key_of
from storage.schema import assemblies, posts, reactions, tells

NOWHERE = ""
"""The room of an assembly that has none left: what is ordered there waits until it has one."""
NO_THREAD = ""
"""The thread of a post where none can be opened, or where it was deleted."""
_STALE = "UPDATE posts SET stale = true WHERE assembly = ? AND kind = ? AND subject = ? AND NOT stale"
_TRIED = "UPDATE posts SET tried_at = ?, room = ? WHERE id = ? AND key = ?"
_FRESH = "UPDATE posts SET stale = false, due_at = NULL WHERE id = ? AND key = ?"
_THERE = (
    "UPDATE posts SET state = 'there', message = ?, seeds = ?, due_at = NULL, tries = 0 "
    "WHERE id = ? AND key = ?"
)


@dataclass(frozen=True, slots=True)
class PostRow:
    """One card in one room; message is its id there once it stands.

    has_thread says that it shall have a thread; thread is its id once it is open, empty where it can't be.
    within_kind and within_subject name the card in whose thread this one goes. seeds are the reactions that
    were put under it, None where nobody knows.
    """

    id: int
    key: str
    assembly: int
    network: str
    room: str
    kind: str
    subject: int
    detail: str
    replies_to: str | None
    message: str | None
    has_thread: bool
    thread: str | None
    within_kind: str | None
    within_subject: int | None
    state: str
    stale: bool
    watched: bool
    away: timedelta
    reposts: int
    tries: int
    due_at: datetime | None
    ordered_at: datetime
    tried_at: datetime | None
    seeds: str | None


@dataclass(frozen=True, slots=True)
class TellRow:
    """A message to one member that waits to be sent."""

    id: int
    assembly: int
    member: int
    kind: str
    subject: int
    detail: str
    tries: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Ahead:
    """What there is to carry out on a network: when the next post or edit may be tried, and what else."""

    due_at: datetime | None
    is_stale: bool
    lacks_thread: bool


_POST = sa.select(*(posts.c[name] for name in PostRow.__slots__))
_LEFT = sa.select(assemblies.c.id).where(assemblies.c.erase_at.is_not(None))
_HEARD = sa.and_(posts.c.room != NOWHERE, posts.c.assembly.not_in(_LEFT))
"""Where something can be said: an assembly that has no place now is not spoken to until it has one again."""
_THREADLESS = sa.and_(posts.c.has_thread, posts.c.thread.is_(None))
_TELL = sa.select(*(tells.c[name] for name in TellRow.__slots__))

# What every worker asks after every change is put together once: that takes longer than to run it.
_NOW: sa.BindParameter[Any] = sa.bindparam("now")
_MOST: sa.BindParameter[Any] = sa.bindparam("most")
_ON_IT = posts.c.network == sa.bindparam("network")
_WAITS, _STANDS = posts.c.state == "waiting", posts.c.state == "there"
_OLD, _LACKS = sa.and_(_STANDS, posts.c.stale), sa.and_(_STANDS, _THREADLESS)
_AHEAD = sa.select(
    sa.func.min(sa.case((sa.or_(_WAITS, _OLD), posts.c.due_at))),
    sa.func.max(sa.case((_OLD, 1), else_=0)),
    sa.func.max(sa.case((_LACKS, 1), else_=0)),
).where(_ON_IT, sa.or_(_WAITS, _OLD, _LACKS), _HEARD)
_IN_ORDER = _POST.where(_ON_IT, _HEARD).order_by(posts.c.id).limit(_MOST)
_DUE = _IN_ORDER.where(_WAITS, posts.c.due_at <= _NOW)
_OUT_OF_DATE = _IN_ORDER.where(_OLD, sa.or_(posts.c.due_at.is_(None), posts.c.due_at <= _NOW))
_LACKING = _IN_ORDER.where(_LACKS)
_NEXT_TELL = sa.select(sa.func.min(tells.c.due_at)).where(tells.c.state == "waiting", sa.not_(tells.c.asked))


class Outbox:
    """What waits to be carried out, and what stands where."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def order(
        self,
        assembly: int,
        place: tuple[str, str],
        kind: str,
        subject: int,
        detail: str,
        replies_to: str | None,
        watched: bool,
        at: datetime,
        *,
        thread: bool = False,
        within: tuple[str, int] | None = None,
    ) -> None:
        """Orders a card into a room; the same card, room and detail is one post."""
        order = PostOrder(
            assembly, place, kind, subject, detail, replies_to, watched, at, thread=thread, within=within
        )
        await self.order_all([order], [])

    async def order_all(self, some: Sequence[PostOrder], private: Sequence[TellOrder]) -> None:
        """Orders posts and private messages, however many, in one go."""

        def write(connection: Connection) -> None:
            order_posts(connection, some)
            order_tells(connection, private)

        if some or private:
            await self.db.within(write)

    @staticmethod
    def mark_stale(connection: Connection, cards: Iterable[tuple[int, str, int]]) -> None:
        """Says of cards (assembly, kind, subject) that they no longer show what is."""
        rows = list(dict.fromkeys(cards))
        if rows:
            dialect.fixed(connection, _STALE, rows)

    @staticmethod
    def mark_tried(connection: Connection, some: Iterable[tuple[int, str, str]], at: datetime) -> None:
        """Says of posts (id, key, room) that they may stand from now on; not of those ordered anew since."""
        dialect.fixed(connection, _TRIED, [(micros(at), room, post, key) for post, key, room in some])

    @staticmethod
    def mark_there(connection: Connection, some: Iterable[tuple[int, str, str, str]]) -> None:
        """Says of posts (id, key, message, seeds) that they stand; not of those ordered anew since."""
        dialect.fixed(connection, _THERE, [(message, seeds, post, key) for post, key, message, seeds in some])

    @staticmethod
    def mark_fresh(connection: Connection, some: Iterable[tuple[int, str]]) -> None:
        """Says of posts (id, key) that they show what is; not of those ordered anew since."""
        dialect.fixed(connection, _FRESH, list(some))

    async def settle(self, assembly: int, kind: str, subject: int) -> list[int]:
        """Stops watching the reactions of a card; the ids of its posts."""
        change = (
            sa.update(posts)
            .where(posts.c.assembly == assembly, posts.c.kind == kind, posts.c.subject == subject)
            .values(watched=False)
        )
        return list((await self.db.here.execute(change.returning(posts.c.id))).scalars())

    async def ahead(self, network: str) -> Ahead:
        """What there is to carry out, in one look at the posts: mostly nothing."""
        due_at, is_stale, lacks_thread = (await self.db.here.execute(_AHEAD, {"network": network})).one()
        return Ahead(due_at, bool(is_stale), bool(lacks_thread))

    async def due(self, network: str, now: datetime, limit: int = 50) -> list[PostRow]:
        """Posts of a network that wait to be sent, in the order of their orders."""
        return await self._posts(_DUE, network=network, now=now, most=limit)

    async def stale(self, network: str, now: datetime, limit: int = 50) -> list[PostRow]:
        """Posts of a network that stand and no longer show what is."""
        return await self._posts(_OUT_OF_DATE, network=network, now=now, most=limit)

    async def threadless(self, network: str, limit: int = 50) -> list[PostRow]:
        """Posts of a network that stand and have no thread yet, though they shall have one."""
        return await self._posts(_LACKING, network=network, most=limit)

    async def hasten(self, network: str, now: datetime) -> None:
        """Has what failed on a network be tried now, and not when its next try would have come."""
        c = posts.c
        failed = sa.and_(c.network == network, c.tries > 0, c.due_at > now)
        await self.db.here.execute(sa.update(posts).where(failed).values(due_at=now, tries=0))

    async def get(self, post: int) -> PostRow | None:
        found = await self._posts(_POST.where(posts.c.id == post))
        return found[0] if found else None

    async def by_message(self, network: str, message: str) -> PostRow | None:
        found = await self._posts(_POST.where(posts.c.network == network, posts.c.message == message))
        return found[0] if found else None

    async def of_card(self, assembly: int, kind: str, subject: int) -> list[PostRow]:
        query = _POST.where(posts.c.assembly == assembly, posts.c.kind == kind, posts.c.subject == subject)
        return await self._posts(query.order_by(posts.c.id))

    async def watched(self, network: str) -> list[PostRow]:
        """Cards of a network whose reactions count and that stand."""
        query = _POST.where(posts.c.network == network, posts.c.watched, posts.c.state == "there")
        return await self._posts(query.order_by(posts.c.id))

    async def change(self, post: int, **values: Any) -> None:
        await self.db.here.execute(sa.update(posts).where(posts.c.id == post).values(**values))

    async def change_under(self, post: int, under: str, **values: Any) -> None:
        """Changes a post as long as it has this key, which it loses when it is ordered anew."""
        same = sa.and_(posts.c.id == post, posts.c.key == under)
        await self.db.here.execute(sa.update(posts).where(same).values(**values))

    async def tell(
        self, assembly: int, member: int, kind: str, subject: int, detail: str, at: datetime
    ) -> None:
        """Orders a private message that its reader has not asked for."""
        await self.order_all([], [TellOrder(assembly, member, kind, subject, detail, at)])

    async def tells_due(self, now: datetime, limit: int = 200) -> list[TellRow]:
        """Messages that nobody has asked for and that may be sent."""
        unasked = sa.and_(sa.not_(tells.c.asked), tells.c.member.is_not(None))
        query = _TELL.where(tells.c.state == "waiting", tells.c.due_at <= now, unasked)
        return [TellRow(*r) for r in await self.db.here.execute(query.order_by(tells.c.id).limit(limit))]

    async def change_tells(self, some: Collection[int], **values: Any) -> None:
        await self.db.here.execute(sa.update(tells).where(tells.c.id.in_(some)).values(**values))

    async def next_tell(self) -> datetime | None:
        """When the next message that nobody has asked for may be sent."""
        found: datetime | None = (await self.db.here.execute(_NEXT_TELL)).scalar_one_or_none()
        return found

    async def tidy(self, before: datetime) -> None:
        """Deletes tells that are done with and older than an instant, and marks under settled cards."""
        settled = sa.select(posts.c.id).where(sa.not_(posts.c.watched))
        await self.db.here.execute(sa.delete(reactions).where(reactions.c.post.in_(settled)))
        old = sa.delete(tells).where(tells.c.state != "waiting", tells.c.ordered_at < before)
        await self.db.here.execute(old)

    async def _posts(self, query: sa.Select[Any], **given: object) -> list[PostRow]:
        return [PostRow(*row) for row in await self.db.here.execute(query, given)]
