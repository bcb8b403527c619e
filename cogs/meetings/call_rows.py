"""A call as a row of its table, with what is otherwise than its rule says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.people import Address
from bot.dates.series import Series
from cogs.meetings.call_schema import call_exceptions, calls, occurrences
from cogs.meetings.rules.call import Call, Who

_PLAIN = (
    "assembly",
    "number",
    "caller",
    "title",
    "lasts",
    "bloc",
    "unlisted",
    "urgent",
    "sequence",
    "called_at",
    "changed_at",
    "cancelled_at",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a call that has cards or answers: its id, the wall time of the rule, when it is or was.

    posted says that it has a card of its own.
    """

    id: int
    call: int
    key: datetime
    at: datetime
    posted: bool = False


def values(call: Call) -> dict[str, Any]:
    """The columns of a call."""
    return {
        **{name: getattr(call, name) for name in _PLAIN},
        "start": call.series.start.isoformat(),
        "zone": call.series.zone,
        "rule": call.series.rule,
        "leads": ",".join(str(int(lead.total_seconds())) for lead in call.leads),
        "who": call.who.value,
        "network": call.room.network,
        "room": call.room.id,
        "held_network": call.held_in.network,
        "held_room": call.held_in.id,
        "spot": call.spot,
    }


def exceptions(call: Call) -> list[dict[str, Any]]:
    """The rows of what is otherwise than the rule says."""
    moved = {key: wall.isoformat() for key, wall in call.series.moved.items()}
    rows = dict.fromkeys(call.series.skipped) | moved
    return [{"call": call.id, "wall": key.isoformat(), "moved_to": to} for key, to in rows.items()]


def read_calls(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Call]:
    """The calls that a condition holds for, the oldest first, on the database's thread."""
    rows = connection.execute(sa.select(calls).where(condition).order_by(calls.c.id)).all()
    apart: dict[int, list[Any]] = {row.id: [] for row in rows}
    if rows:
        of_these = sa.select(call_exceptions).where(call_exceptions.c.call.in_(apart))
        for row in connection.execute(of_these):
            apart[row.call].append(row)
    return [_call(row, apart[row.id]) for row in rows]


def read_dated(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Dated]:
    """The dates that a condition holds for, by their ids."""
    c = occurrences.c
    query = sa.select(c.id, c.call, c.wall, c.at, c.posted).where(condition).order_by(c.id)
    return [
        Dated(row.id, row.call, datetime.fromisoformat(row.wall), row.at, row.posted)
        for row in connection.execute(query)
    ]


def _call(row: Any, apart: Iterable[Any]) -> Call:
    leads = tuple(timedelta(seconds=int(lead)) for lead in row.leads.split(",") if lead)
    return Call(
        id=row.id,
        series=_series(row, apart),
        leads=leads,
        who=Who(row.who),
        room=Address(row.network, row.room),
        held_in=Address(row.held_network, row.held_room),
        spot=row.spot,
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _series(row: Any, apart: Iterable[Any]) -> Series:
    skipped, moved = set(), {}
    for one in apart:
        key = datetime.fromisoformat(one.wall)
        if one.moved_to is None:
            skipped.add(key)
        else:
            moved[key] = datetime.fromisoformat(one.moved_to)
    return Series(datetime.fromisoformat(row.start), row.zone, row.rule, frozenset(skipped), moved)
