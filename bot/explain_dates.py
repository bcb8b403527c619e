"""The sentences for dates that do not exist and for rules that none repeats by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Data, View, view
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.dates.day import NoSuchDay
from bot.dates.rule import NoRule, TooManyTimes, TooOften
from bot.dates.series import NeverFires
from bot.dates.zones import UnknownZone

_RULES = (N_("weekly"), N_("every 2 weeks"), N_("first tuesday"), N_("weekdays until 31.12.2030"))


@view
def no_such_day(say: Speech, e: NoSuchDay) -> Card:
    if not e.month:
        return say.card("There is no {day}: a year has 12 months.", day=quoted(e.given))
    return say.card(
        "There is no {day}: {month} has {days} days.",
        day=quoted(e.given),
        month=Data(_month(say, e.month)),
        days=e.days,
    )


@view
def no_rule(say: Speech, e: NoRule) -> Card:
    rules = say.either([say.word(rule) for rule in _RULES])
    if e.part == e.given:
        return say.card(
            "{given} is no way of repeating that I understand. Try: {rules}",
            given=quoted(e.given),
            rules=rules,
        )
    return say.card(
        "I don't understand {part} in {given}. Try: {rules}",
        part=quoted(e.part),
        given=quoted(e.given),
        rules=rules,
    )


@view
def too_often(say: Speech, _e: TooOften) -> Card:
    return say.card("Once a day is as often as I repeat anything. Try: {rule}", rule=say.word("daily"))


@view
def too_many_times(say: Speech, e: TooManyTimes) -> Card:
    return say.card(
        "{given} times is more than I can count to. Up to {most} will do.", given=e.given, most=e.most
    )


@view
def never_fires(say: Speech, _e: NeverFires) -> Card:
    return say.card(
        "No day fits that, so it would never happen. "
        "Look again at the days, and whether it ends before it begins."
    )


@view
def unknown_zone(say: Speech, e: UnknownZone) -> Card:
    if e.nearest:
        return say.card(
            "I know no time zone {given}. Did you mean {nearest}?",
            given=quoted(e.given),
            nearest=Data(e.nearest),
        )
    return say.card(
        "I know no time zone {given}. Give it by its city, such as Europe/Berlin or America/Bogota.",
        given=quoted(e.given),
    )


def quoted(text: str) -> Data:
    """What a person typed, short enough to be quoted back."""
    return Data(f"“{text if len(text) <= 60 else text[:59] + '…'}”")


def _month(say: Speech, month: int) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", "stand-alone", say.babel_locale)[month])


DATES: Mapping[type[RuleError], Callable[[Any], View]] = {
    NoSuchDay: no_such_day,
    NoRule: no_rule,
    TooOften: too_often,
    TooManyTimes: too_many_times,
    NeverFires: never_fires,
    UnknownZone: unknown_zone,
}
