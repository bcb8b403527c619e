"""Reminders as rows of their table, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.api.people import Address
from bot.dates.zones import version
from cogs.reminders.rules.reminder import For, Reminder
from storage.dialect import instant, micros

INSTANTS = ("made_at", "due_at", "rung_at", "rung_for", "snoozed_for", "missed_for", "missed_at", "over_at")
PLAIN = ("assembly", "number", "member", "text", "zone", "bloc", "rule", "important", "again", "missed")
COLUMNS = (*PLAIN, *INSTANTS, "whose", "network", "room", "start", "excepted")


def written(one: Reminder) -> tuple[Any, ...]:
    """A reminder as the values of its columns and of its edition, in order."""
    return (
        *(getattr(one, name) for name in PLAIN),
        *(_micros(getattr(one, name)) for name in INSTANTS),
        *(one.whose.value, one.room.network, one.room.id, one.start.isoformat()),
        " ".join(day.isoformat() for day in one.excepted),
        version(),
    )


def read(row: Sequence[Any]) -> Reminder:
    """The reminder of plain values of the columns, in their order."""
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    values |= {name: _instant(values[name]) for name in INSTANTS}
    values["important"] = bool(values["important"])
    values["whose"] = For(values["whose"])
    values["room"] = Address(values.pop("network"), values["room"])
    values["start"] = datetime.fromisoformat(values["start"])
    values["excepted"] = tuple(date.fromisoformat(day) for day in values["excepted"].split())
    return Reminder(**values)


def _micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def _instant(value: int | None) -> datetime | None:
    return None if value is None else instant(value)
