"""A series of meetings that is moved as a whole: its rule, and what was otherwise than the rule said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.dates.rule import Frequency, On, Rule, read_rule
from bot.dates.series import Series, after, between, check
from cogs.meetings.rules import date as dates
from cogs.meetings.rules.call_errors import OffTheRule


def moved_on(series: Series, start: datetime, now: datetime) -> Series:
    """The series from another start on, on that weekday; a count goes on where it was.

    A day that is left out, or moved by itself, stays so where the rule still has it; but not the next date,
    which is the one that is moved.
    """
    fresh = dates.settled(start, series.zone, _rule(series, start, now).text)
    upcoming = after(series, now)
    to_come = {key: _on_day(key, fresh) for key in _apart(series, now)}
    moved = {to_come[key]: wall for key, wall in series.moved.items() if key in to_come}
    for one in upcoming:
        moved.pop(to_come.get(one.key, one.key), None)
    kept = {
        "skipped": frozenset(to_come[k] for k in series.skipped if k in to_come and _has(fresh, to_come[k])),
        "moved": {key: wall for key, wall in moved.items() if _has(fresh, key)},
    }
    return replace(fresh, **kept)  # type: ignore[arg-type]


def given_up(before: Series, later: Series, now: datetime) -> tuple[date, ...]:
    """The days to come that were left out, or moved by themselves, and are not so after a move of all."""
    next_one = {one.key for one in after(before, now)}
    still = {key.date() for key in (*later.skipped, *later.moved)}
    return tuple(sorted({key.date() for key in _apart(before, now) - next_one} - still))


def new_keys(
    later: Series, known: Mapping[int, datetime], was: datetime, target: datetime
) -> dict[int, datetime]:
    """By which wall times dates, known by others so far, are known of a series that was moved.

    One whose day stays is known by its own day; the others are put off by as much as the next one, which was
    at a wall time and is at another.
    """
    found: dict[int, datetime] = {}
    for one, before in known.items():
        key = _on_day(before, later)
        if before != was and (key in later.skipped or _has(later, key)):
            found[one] = key
    for one, before in known.items():
        key = before + (target - was)
        if one not in found and key not in found.values() and _has(later, key):
            found[one] = key
    return found


def _rule(series: Series, start: datetime, now: datetime) -> Rule:
    """The rule for a series that is to begin at a time, with as many dates as are left."""
    rule = read_rule(series.rule)
    if rule.count is not None:
        begun = dates.instant(series.start, series.zone)
        past = len(between(replace(series, skipped=frozenset()), begun, now))
        rule = replace(rule, count=max(rule.count - past, 1))
    for fitting in (rule, _refitted(rule, start.date())):
        if check(start, fitting.text, series.zone) == start:
            return fitting
    raise OffTheRule(series.rule, dates.instant(start, series.zone))


def _refitted(rule: Rule, day: date) -> Rule:
    """A rule of one weekday, or one day of the month, on this one instead; another as it is."""
    if rule.positions or len(rule.months) > 1:
        return rule
    months = (day.month,) if rule.months else ()
    match rule.frequency, rule.on, rule.month_days:
        case Frequency.WEEKLY, (_,), ():
            return replace(rule, on=(On(day.weekday()),))
        case Frequency.MONTHLY | Frequency.YEARLY, (On(ordinal=ordinal),), () if ordinal:
            return replace(rule, on=(On(day.weekday(), _nth(day, ordinal)),), months=months)
        case Frequency.MONTHLY | Frequency.YEARLY, (), (_,):
            return replace(rule, month_days=(day.day,), months=months)
    return rule


def _nth(day: date, before: int) -> int:
    """Which one of its weekday a day is in its month, from the end where that was counted from there."""
    if before < 0:
        return -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1)
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else -1


def _apart(series: Series, now: datetime) -> set[datetime]:
    """The dates to come, by the rule, that are left out or moved by themselves."""
    keys = (*series.skipped, *series.moved)
    return {key for key in keys if dates.instant(key, series.zone) > now}


def _on_day(key: datetime, later: Series) -> datetime:
    return datetime.combine(key.date(), later.start.time())


def _has(later: Series, key: datetime) -> bool:
    """Whether it is held on a date."""
    return dates.held(later, key) is not None
