"""The sentences for dates that do not exist and for rules that none repeats by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Button, Card, Data, Style, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.dates.day import NoSuchDay, OtherWeekday
from bot.dates.every import OtherDayThere
from bot.dates.rule import NoRule, TooManyTimes, TooOften
from bot.dates.series import NeverFires
from bot.dates.times import MoreTimes
from bot.dates.zones import UnknownZone
from bot.guessing import NO, YES, MeantTime, NoQuestion, WriteTime

_TIMES = (N_("tomorrow 18:00"), N_("Fri 18:00"), "2026-06-05 18:00")
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
def other_weekday(say: Speech, e: OtherWeekday) -> Card:
    from babel.dates import format_date

    day = str(format_date(e.day, "full", locale=say.babel_locale))
    return say.card("{given} is no day: that date is {day}. Which one is it?", given=quoted(e.given), day=day)


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
def other_day_there(say: Speech, _e: OtherDayThere) -> Card:
    return say.card(
        "By then it is another day where this is held than it is for you. Give the time of that place, with "
        "its zone: {option}",
        option="zone:Berlin",
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
def more_times(say: Speech, e: MoreTimes) -> Card:
    return say.card("That is more than I can ask about at once: give up to {most} times.", most=e.most)


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


@view
def meant_time(say: Speech, e: MeantTime) -> Card:
    asked = say.line(
        "Did you mean {when}? I read that in {given}. Nothing is done before you say so.",
        when=say.understood(e.at, e.zone),
        given=quoted(e.given),
    )
    number = {"number": e.number}
    yes = Button(say.word("Yes"), YES, number, Style.MAIN)
    return Card(blocks=(asked,), buttons=(yes, Button(say.word("No, let me write it"), NO, number)))


@view
def write_time(say: Speech, e: WriteTime) -> Card:
    times = say.either([say.word(time) for time in _TIMES])
    if not e.line:
        return say.card("Then write when, such as {times}. I have kept all else that you gave.", times=times)
    return say.card(
        "Then write it with another time, such as {times}: {line}", times=times, line=Typed(e.line)
    )


@view
def no_question(say: Speech, _e: NoQuestion) -> Card:
    return say.card(
        "That question is no longer open: it was answered, or asked elsewhere, or I was restarted since. "
        "Nothing was done; please give the whole of it once more."
    )


def quoted(text: str) -> Data:
    """What a person typed, short enough to be quoted back."""
    return Data(f"“{text if len(text) <= 60 else text[:59] + '…'}”")


def _month(say: Speech, month: int) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", "stand-alone", say.babel_locale)[month])


DATES: Mapping[type[RuleError], Callable[[Any], View]] = {
    NoSuchDay: no_such_day,
    OtherWeekday: other_weekday,
    NoRule: no_rule,
    OtherDayThere: other_day_there,
    TooOften: too_often,
    TooManyTimes: too_many_times,
    MoreTimes: more_times,
    NeverFires: never_fires,
    UnknownZone: unknown_zone,
    MeantTime: meant_time,
    WriteTime: write_time,
    NoQuestion: no_question,
}
