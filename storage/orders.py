"""What is ordered to be said: however much it is, it is written in one go on the database's thread."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.dialect import micros
from storage.schema import tells

_POSTS = (
    "INSERT INTO posts (key, assembly, network, room, kind, subject, detail, replies_to, has_thread, "
    "within_kind, within_subject, state, watched, due_at, ordered_at)"
)
_ONCE = "ON CONFLICT (key) DO NOTHING"
_TELLS = (
    "INSERT INTO tells (assembly, member, kind, subject, detail, state, due_at, ordered_at, asked, "
    "else_network, else_room, account)"
)


@dataclass(frozen=True, slots=True)
class PostOrder:
    """A card that goes into a room; the same card, room and detail is one post."""

    assembly: int
    place: tuple[str, str]
    kind: str
    subject: int
    detail: str
    replies_to: str | None
    watched: bool
    at: datetime
    thread: bool = False
    within: tuple[str, int] | None = None

    @property
    def key(self) -> str:
        return key_of(self.assembly, *self.place, self.kind, self.subject, self.detail)


@dataclass(frozen=True, slots=True)
class TellOrder:
    """A private message to a member; elsewhere is where they learn that one they asked for waits.

    With an account it goes to somebody who is no member, and has to be asked for.
    """

    assembly: int
    member: int
    kind: str
    subject: int
    detail: str
    at: datetime
    asked: bool = False
    elsewhere: tuple[str, str] | None = None
    account: int | None = None


def key_of(*parts: str | int) -> str:
    """The same act's same key, 20 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]


def order_posts(connection: Connection, orders: Sequence[PostOrder]) -> None:
    """Writes orders of posts, in their order."""
    if orders:
        dialect.add(connection, _POSTS, [_post(order) for order in orders], _ONCE)


def order_tells(connection: Connection, orders: Sequence[TellOrder]) -> None:
    """Writes orders of private messages, in their order."""
    if orders:
        dialect.add(connection, _TELLS, [_tell(order) for order in orders])


def take_back_tells(connection: Connection, kinds: Sequence[str], subject: int, person: int) -> None:
    """Erases messages of these kinds, sent or not, to a member or to minus an account."""
    whose = tells.c.member == person if person > 0 else tells.c.account == -person
    about = sa.and_(tells.c.kind.in_(kinds), tells.c.subject == subject)
    connection.execute(sa.delete(tells).where(whose, about))


def _post(order: PostOrder) -> tuple[object, ...]:
    kind, subject = order.within or (None, None)
    at = micros(order.at)
    return (
        *(order.key, order.assembly, *order.place, order.kind, order.subject, order.detail),
        *(order.replies_to, order.thread, kind, subject, "waiting", order.watched, at, at),
    )


def _tell(order: TellOrder) -> tuple[object, ...]:
    network, room = order.elsewhere or (None, None)
    member = order.member if order.account is None else None
    at = micros(order.at)
    return (
        *(order.assembly, member, order.kind, order.subject, order.detail, "waiting", at, at),
        *(order.asked, network, room, order.account),
    )
