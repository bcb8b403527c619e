"""A rule as a reader is told it: 'every first Tuesday of the month, until 31 December 2026'."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date

from bot.api.card import Text
from bot.api.speech import N_, Speech
from bot.dates.rule import Frequency, Rule, read_rule

_NTH = {
    1: N_("the first {day}"),
    2: N_("the second {day}"),
    3: N_("the third {day}"),
    4: N_("the fourth {day}"),
    5: N_("the fifth {day}"),
    -1: N_("the last {day}"),
    -2: N_("the last {day} but one"),
}
_WORKING_DAYS = (0, 1, 2, 3, 4)
_LEAP_YEAR = 2024


def repeats(say: Speech, rule: Rule | str, excepted: Collection[date] = ()) -> Text:
    """How something repeats, until when or how often, and on which days not; nothing for no rule."""
    if not rule:
        return ()
    read = read_rule(rule) if isinstance(rule, str) else rule
    text = _often(say, read)
    if (until := read.until) is not None:
        last = until.astimezone(say.zone) if until.tzinfo else until
        text = say("{often}, until {day}", often=text, day=_date(say, last.date()))
    if read.count is not None:
        text = say.plural("{often}, once", "{often}, {n} times", read.count, often=text)
    if excepted:
        days = say.listed([_date(say, day) for day in sorted(excepted)])
        text = say("{often}, but not on {days}", often=text, days=days)
    return text


def _often(say: Speech, rule: Rule) -> Text:
    usual = _USUAL[rule.frequency](say, rule) if _is_usual(rule) else None
    return usual or say("by the rule {rule}", rule=rule.text)


def _is_usual(rule: Rule) -> bool:
    is_told = rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY) or not (rule.months or rule.month_days)
    return is_told and not (rule.weeks or rule.year_days or (rule.on and rule.month_days))


def _daily(say: Speech, rule: Rule) -> Text | None:
    return None if rule.on else say.plural("every day", "every {n} days", rule.interval)


def _weekly(say: Speech, rule: Rule) -> Text | None:
    if rule.positions:
        return None
    if not rule.on:
        return say.plural("every week", "every {n} weeks", rule.interval)
    days = tuple(on.weekday for on in rule.on)
    if days == _WORKING_DAYS:
        return say.plural(
            "every day from Monday to Friday", "every {n} weeks from Monday to Friday", rule.interval
        )
    named = say.listed([_weekday(say, day) for day in days])
    return say.plural("every {days}", "every {n} weeks on {days}", rule.interval, days=named)


def _monthly(say: Speech, rule: Rule) -> Text | None:
    if rule.months:
        return None
    if not (rule.on or rule.month_days):
        return say.plural("every month", "every {n} months", rule.interval)
    if (days := _days(say, rule)) is None:
        return None
    return say.plural("{days} of every month", "{days} of every {n} months", rule.interval, days=days)


def _yearly(say: Speech, rule: Rule) -> Text | None:
    if not (rule.on or rule.month_days or rule.months):
        return say.plural("every year", "every {n} years", rule.interval)
    dates = _dates(say, rule) if rule.months else None
    if dates is None:
        return None
    return say.plural("every year on {days}", "every {n} years on {days}", rule.interval, days=dates)


def _dates(say: Speech, rule: Rule) -> str | None:
    """'1 May and 1 November', 'the first Tuesday of March'."""
    if rule.month_days and not rule.positions:
        days = [(month, day) for month in rule.months for day in rule.month_days]
        if all(0 < day <= monthrange(_LEAP_YEAR, month)[1] for month, day in days):
            return say.listed([_day_of(say, month, day) for month, day in days])
    named = _days(say, rule) if rule.month_days or rule.on else None
    if named is None:
        return None
    months = say.listed([_month(say, month) for month in rule.months])
    return say.word("{days} of {months}", days=named, months=months)


def _days(say: Speech, rule: Rule) -> str | None:
    """'the first Tuesday', 'the last weekday', 'day 1 and day 15'; None for what has no plain words."""
    if rule.month_days:
        return _month_days(say, rule)
    if rule.positions:
        is_weekday = tuple(on.weekday for on in rule.on) == _WORKING_DAYS
        nth = [(position, say.word("day from Monday to Friday")) for position in rule.positions]
        return _nth(say, nth) if is_weekday and not any(on.ordinal for on in rule.on) else None
    return _nth(say, [(on.ordinal, _weekday(say, on.weekday)) for on in rule.on])


def _nth(say: Speech, days: list[tuple[int, str]]) -> str | None:
    if not all(ordinal in _NTH for ordinal, _ in days):
        return None
    return say.listed([say.word(_NTH[ordinal], day=day) for ordinal, day in days])


def _month_days(say: Speech, rule: Rule) -> str | None:
    if rule.positions or any(day < -1 for day in rule.month_days):
        return None
    days = sorted(rule.month_days, key=lambda day: day % 32)
    return say.listed([say.word("the last day") if d < 0 else say.word("day {n}", n=d) for d in days])


def _weekday(say: Speech, weekday: int) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", "format", say.babel_locale)[weekday])


def _month(say: Speech, month: int) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", "format", say.babel_locale)[month])


def _day_of(say: Speech, month: int, day: int) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMMd", date(_LEAP_YEAR, month, day), locale=say.babel_locale))


def _date(say: Speech, day: date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "long", locale=say.babel_locale))


_USUAL = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
