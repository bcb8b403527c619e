"""The days of a year on which a rule fires: dateutil expands single months and years, the phase is ours.

dateutil itself walks from the beginning of a rule, and to the end of the calendar for one that never fires.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from dateutil import rrule

from bot.dates.rule import Frequency, On, Rule, read_rule

_BEYOND = 120_000
"""An interval after which dateutil stops, since the calendar ends: it expands one month or year alone."""
_DAY_OF_WEEK = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


@lru_cache(maxsize=4096)
def days_of(rule: str, start: date, year: int) -> tuple[date, ...]:
    """The days of one year on which a rule fires, whether or not it has begun or ended by then."""
    if not rule:
        return (start,) if start.year == year else ()
    read = read_rule(rule)
    return _EXPANDED[read.frequency](read, start, year)


def _daily(rule: Rule, start: date, year: int) -> tuple[date, ...]:
    on = tuple(o.weekday for o in rule.on) or tuple(range(7))
    days = _month_or_year(rule, year, on=on)
    return tuple(day for day in days if (day - start).days % rule.interval == 0)


def _weekly(rule: Rule, start: date, year: int) -> tuple[date, ...]:
    on = tuple(o.weekday for o in rule.on) or (start.weekday(),)
    if rule.positions:
        on = _positioned(on, rule)
    first = _week_of(start, rule.week_start)
    days = _month_or_year(rule, year, on=on) if on else ()
    return tuple(d for d in days if (_week_of(d, rule.week_start) - first) % rule.interval == 0)


def _positioned(on: tuple[int, ...], rule: Rule) -> tuple[int, ...]:
    """The weekdays that BYSETPOS picks from a week."""
    ordered = sorted(on, key=lambda weekday: (weekday - rule.week_start) % 7)
    wanted = {p - 1 if p > 0 else len(ordered) + p for p in rule.positions}
    return tuple(weekday for n, weekday in enumerate(ordered) if n in wanted)


def _week_of(day: date, week_start: int) -> int:
    """The number of a week since the calendar began; day 1 of the calendar was a Monday."""
    return (day.toordinal() - 1 - week_start) // 7


def _monthly(rule: Rule, start: date, year: int) -> tuple[date, ...]:
    months = (m for m in (rule.months or range(1, 13)) if _months(year, m, start) % rule.interval == 0)
    month_days = rule.month_days if rule.month_days or rule.on else (start.day,)
    return tuple(day for m in months for day in _month_or_year(rule, year, m, month_days=month_days))


def _months(year: int, month: int, start: date) -> int:
    return (year - start.year) * 12 + month - start.month


def _yearly(rule: Rule, start: date, year: int) -> tuple[date, ...]:
    if (year - start.year) % rule.interval:
        return ()
    if rule.weeks or rule.year_days or rule.month_days or rule.on:
        return _month_or_year(rule, year)
    return _month_or_year(rule, year, months=rule.months or (start.month,), month_days=(start.day,))


def _month_or_year(
    rule: Rule,
    year: int,
    month: int = 0,
    *,
    on: tuple[int, ...] = (),
    months: tuple[int, ...] = (),
    month_days: tuple[int, ...] = (),
) -> tuple[date, ...]:
    """The days that a rule picks of one month or, without it, of one year; what is given replaces its own."""
    found = rrule.rrule(
        rrule.MONTHLY if month else rrule.YEARLY,
        dtstart=datetime(year, month or 1, 1),  # noqa: DTZ001 - a wall time
        interval=_BEYOND,
        bymonth=None if month else (months or rule.months or None),
        bymonthday=month_days or rule.month_days or None,
        byyearday=rule.year_days or None,
        byweekno=rule.weeks or None,
        byweekday=on or [_weekday(o) for o in rule.on] or None,
        bysetpos=(rule.frequency is not Frequency.WEEKLY and rule.positions) or None,
        wkst=rule.week_start,
    )
    return tuple(at.date() for at in found)


def _weekday(on: On) -> rrule.weekday:
    return _DAY_OF_WEEK[on.weekday](on.ordinal) if on.ordinal else _DAY_OF_WEEK[on.weekday]


_EXPANDED = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
