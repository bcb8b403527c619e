"""What the clock asks of motions; each statement is put together once, as all are asked at every change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cogs.motions.rules.motion import PRACTICE_GONE
from cogs.motions.rules.state import State
from cogs.motions.schema import motions, seconders
from storage import dialect
from storage.due import earliest, present

_NOW = sa.bindparam("now", type_=dialect.Instant)
_PRACTISED = sa.bindparam("practised", type_=dialect.Instant)


def has_its_seconds() -> sa.ColumnElement[bool]:
    """A draft that enough have seconded: it waits for its debate or its amendments, and never lapses."""
    seconded = sa.select(sa.func.count()).where(seconders.c.motion == motions.c.id).scalar_subquery()
    is_draft = sa.and_(motions.c.state == State.MOVED.value, sa.not_(motions.c.practice))
    return sa.and_(is_draft, seconded >= motions.c.seconds)


def _due() -> sa.CompoundSelect[Any]:
    waiting = sa.and_(motions.c.state == State.MOVED.value, sa.not_(has_its_seconds()))
    wanted = (
        ("expire", sa.and_(motions.c.state == State.OPEN.value, motions.c.closes_at <= _NOW)),
        ("count", motions.c.state == State.CLOSING.value),
        ("lapse", sa.and_(waiting, motions.c.lapses_at <= _NOW)),
        ("clear", sa.and_(motions.c.practice, motions.c.opened_at <= _PRACTISED)),
    )
    c = motions.c
    some = [
        sa.select(c.assembly, c.number, sa.literal(what), sa.literal(turn).label("turn"), c.id).where(
            condition
        )
        for turn, (what, condition) in enumerate(wanted)
    ]
    return sa.union_all(*some).order_by("turn", "id")


def _next(column: sa.Column[Any], condition: Any, after: Any) -> Any:
    return sa.select(sa.func.min(column)).where(condition, column > after).scalar_subquery()


FIRST = (
    earliest(motions.c.closes_at, motions.c.state == State.OPEN.value),
    present(motions.c.state == State.CLOSING.value),
    earliest(motions.c.lapses_at, motions.c.state == State.MOVED.value, sa.not_(has_its_seconds())),
    earliest(motions.c.opened_at, motions.c.practice, after=PRACTICE_GONE),
)
"""When the first thing is to be done."""
DUE = _due()
"""All that is to be done now (assembly, number, what), kind after kind."""
NEXT_DUE = sa.select(
    _next(motions.c.closes_at, motions.c.state == State.OPEN.value, _NOW),
    _next(motions.c.lapses_at, motions.c.state == State.MOVED.value, _NOW),
    _next(motions.c.opened_at, motions.c.practice, _PRACTISED),
)
"""When the next vote closes, the next draft lapses, and the next vote for practice was opened."""
WAITING = sa.select(motions).where(has_its_seconds())
"""Drafts that have their seconds and are not voted on."""
DEBATED_UNTIL = sa.select(sa.func.min(motions.c.debate_until)).where(
    motions.c.debate_until > _NOW, has_its_seconds()
)
"""When the next debate is over that a vote waits for."""
