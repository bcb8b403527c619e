"""What the clock asks of polls and elections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from bot.api.people import Role
from cogs.polls.rules.poll import Kind, State
from cogs.polls.schema import options, polls
from storage import dialect
from storage.due import earliest, present
from storage.schema import members

_NOW = sa.bindparam("now", type_=dialect.Instant)
_IS_OPEN = polls.c.state == State.OPEN.value
_UNTIL = sa.bindparam("soon", type_=dialect.Instant)
_IS_NOMINATING = polls.c.state == State.NOMINATING.value
_PERSON = sa.and_(options.c.poll == polls.c.id, sa.not_(options.c.withdrawn), sa.not_(options.c.reopens))
_IS_GONE = sa.or_(members.c.left_at.is_not(None), members.c.role < int(Role.MEMBER))
_STANDS = sa.exists().where(_PERSON)
_LEFT = sa.exists().where(_PERSON, members.c.id == options.c.member, _IS_GONE)
_IS_BACK = sa.and_(options.c.poll == polls.c.id, options.c.left, members.c.id == options.c.member)
_RETURNED = sa.and_(polls.c.bloc.is_(None), sa.exists().where(_IS_BACK, sa.not_(_IS_GONE)))
_HAS_LOST_SOMEBODY = sa.and_(
    _IS_OPEN, polls.c.kind == Kind.ELECTION.value, sa.or_(sa.not_(_STANDS), _LEFT, _RETURNED)
)
"""An election that is voted on though somebody who stands has left, or nobody stands any more.

Or somebody is back; who is back in a bloc is found out at the count.
"""

FIRST = (
    earliest(polls.c.closes_at, _IS_OPEN),
    present(polls.c.state == State.CLOSING.value),
    present(_HAS_LOST_SOMEBODY),
    earliest(polls.c.nominations_until, _IS_NOMINATING),
)
"""When the first thing is to be done."""


def _due() -> sa.CompoundSelect[Any]:
    c = polls.c
    wanted = (
        ("expire", sa.and_(_IS_OPEN, c.closes_at <= _NOW)),
        ("count", c.state == State.CLOSING.value),
        ("lost", _HAS_LOST_SOMEBODY),
        ("nominated", sa.and_(_IS_NOMINATING, c.nominations_until <= _NOW)),
    )
    some = [
        sa.select(c.assembly, c.number, sa.literal(what), sa.literal(turn).label("turn"), c.id).where(when)
        for turn, (what, when) in enumerate(wanted)
    ]
    return sa.union_all(*some).order_by("turn", "id")


def _next(column: sa.Column[Any], condition: Any) -> Any:
    return sa.select(sa.func.min(column)).where(condition, column > _NOW).scalar_subquery()


DUE = _due()
"""All that is to be done now (assembly, number, what), kind after kind."""
NEXT_DUE = sa.select(_next(polls.c.closes_at, _IS_OPEN), _next(polls.c.nominations_until, _IS_NOMINATING))
"""When the next vote closes, and when the next nominations are over."""

BEFORE_CLOSE = timedelta(days=1)


def _is_long() -> Any:
    """Whether it was open for longer than a reminder comes before the close."""
    closes, opened = (
        sa.type_coerce(column, sa.BigInteger) for column in (polls.c.closes_at, polls.c.opened_at)
    )
    return closes - opened > BEFORE_CLOSE // timedelta(microseconds=1)


_UNREMINDED = sa.and_(
    _IS_OPEN, polls.c.kind == Kind.ELECTION.value, polls.c.reminded_at.is_(None), _is_long()
)
FIRST_REMINDER = (earliest(polls.c.closes_at, _UNREMINDED, after=-BEFORE_CLOSE),)
"""When the first election is to be reminded of."""
CLOSING_SOON = sa.select(polls.c.assembly, polls.c.number).where(_UNREMINDED, polls.c.closes_at <= _UNTIL)
"""The elections of which less than a day is left, and whose voters were not reminded."""
NEXT_REMINDER = sa.select(sa.func.min(polls.c.closes_at)).where(_UNREMINDED, polls.c.closes_at > _UNTIL)
"""When the next one closes of those that are reminded of later."""
