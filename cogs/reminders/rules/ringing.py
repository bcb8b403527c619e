"""What becomes of a reminder when it is due: it rings, or was missed, and what is next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.dates.series import after, between
from cogs.reminders.rules.reminder import Reminder

LATE = timedelta(minutes=2)
"""How late a reminder has to be before it says so."""
AGAIN = (timedelta(minutes=10), timedelta(minutes=30), *(timedelta(hours=1),) * 4)
"""When an important one comes again that nobody has acknowledged, and how often at most."""
_MOMENT, _NEAR = timedelta(microseconds=1), timedelta(hours=12)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rang:
    """The reminder as it is afterwards; rings_for is what it rings for now, None where that was missed.

    next_at is when its series goes on.
    """

    reminder: Reminder
    rings_for: datetime | None
    next_at: datetime | None = None

    @property
    def again_at(self) -> datetime | None:
        """When it comes again unless somebody acknowledges it."""
        one = self.reminder
        if not one.important or self.rings_for is None or one.rung_at is None or one.again >= len(AGAIN):
            return None
        return one.rung_at + AGAIN[one.again]


def rang(reminder: Reminder, due: datetime, now: datetime, grace: timedelta) -> Rang:
    """What follows when a reminder is due: of what was passed meanwhile the last is given, if not too late.

    What comes next is what the rule says comes after now, whatever was missed. One that the rules of its zone
    have put off meanwhile rings at its time by them, and not at both.
    """
    timely = retimed(reminder)
    if reminder.due_at == due and timely.due_at is not None and timely.due_at > now:
        return Rang(timely, None, timely.due_at)
    passed, coming = [due], None
    if reminder.rule:
        passed += [one.at for one in between(reminder.series, due + _MOMENT, now + _MOMENT)]
        following = after(reminder.series, now)
        coming = following[0].at if following else None
    is_given = now - passed[-1] <= grace
    over = None if coming or reminder.snoozed_for else now
    changes = _missed(reminder, passed[:-1] if is_given else passed)
    if is_given:
        changes |= _given(passed[-1], now)
    changed = replace(reminder, due_at=coming, over_at=over, **changes)
    return Rang(changed, passed[-1] if is_given else None, coming)


def woke(reminder: Reminder, due: datetime, now: datetime, grace: timedelta) -> Rang:
    """What follows when the time is over for which a reminder was put off; its series is not touched."""
    is_given = now - due <= grace
    changes = _given(due, now) if is_given else _missed(reminder, [due])
    over = None if reminder.due_at else now
    return Rang(replace(reminder, snoozed_for=None, over_at=over, **changes), due if is_given else None)


def came_again(reminder: Reminder, now: datetime) -> Rang:
    """An important one that nobody has acknowledged, once more."""
    return Rang(replace(reminder, again=reminder.again + 1, rung_at=now), reminder.rung_for)


def turn(reminder: Reminder) -> str:
    """Which time it is that it has rung: for what, and how often it has come again since."""
    return f"{stamp(reminder.rung_for)}:{reminder.again}" if reminder.rung_for else ""


def retimed(reminder: Reminder) -> Reminder:
    """The reminder by the present rules of its zone, which may be others than when it was worked out."""
    due = reminder.due_at
    if due is None or due.astimezone(ZoneInfo(reminder.zone)).replace(tzinfo=None) == reminder.start:
        return reminder
    near = [one.at for one in between(reminder.series, due - _NEAR, due + _NEAR)]
    return replace(reminder, due_at=min(near, key=lambda at: abs(at - due))) if near else reminder


def stamp(at: datetime) -> str:
    """An instant as the detail of a card holds it."""
    return str((at - _EPOCH) // _MOMENT)


def at_of(stamped: str) -> datetime:
    """The instant of a stamp."""
    return _EPOCH + int(stamped) * _MOMENT


def _given(due: datetime, now: datetime) -> dict[str, Any]:
    return {"rung_at": now, "rung_for": due, "again": 0}


def _missed(reminder: Reminder, some: list[datetime]) -> dict[str, Any]:
    """What was missed, with what was before and is not told yet."""
    if not some:
        return {}
    is_told = reminder.missed_at is not None
    before = 0 if is_told else reminder.missed
    first = some[0] if is_told or reminder.missed_for is None else reminder.missed_for
    return {"missed_for": first, "missed": before + len(some), "missed_at": None}
