"""Why a date can't be asked for so, or no meeting be called, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.polls.rules import date_errors as e
from cogs.polls.views.times import dated


@view
def one_time(say: Speech, error: e.OneTime) -> Card:
    return say.card(
        "That is one time, so there is nothing to choose. Give two or more: {line}",
        line=Typed("poll when Assembly? times: Thu 18:00, Fri 19:00"),
    )


@view
def not_a_date(say: Speech, error: e.NotADate) -> Card:
    return say.card(
        "Poll {number} asks for no date. To see it: {line}",
        number=error.number,
        line=Typed(f"poll show {error.number}"),
    )


@view
def no_such_time(say: Speech, error: e.NoSuchTime) -> Card:
    return say.card(
        "Poll {number} has no time {given}; its times are 1 to {most}. To see them: {line}",
        number=error.number,
        given=error.given,
        most=error.most,
        line=Typed(f"poll show {error.number}"),
    )


@view
def nobody_can(say: Speech, error: e.NobodyCan) -> Card:
    return say.card(
        "None of the times that are to come suits anybody. Ask for others: {line}",
        line=Typed("poll when"),
    )


@view
def time_passed(say: Speech, error: e.TimePassed) -> Card:
    return say.card(
        "{at} has passed. Choose another of the times: {line}",
        at=dated(say, error.at),
        line=Typed(f"poll show {error.number}"),
    )


@view
def meeting_called(say: Speech, error: e.MeetingCalled) -> Card:
    return say.card(
        "That meeting was called already, for {at}. To see it: {line}",
        at=dated(say, error.at),
        line=Typed("meeting list"),
    )


@view
def no_meetings(say: Speech, error: e.NoMeetings) -> Card:
    return say.card(
        "I call no meetings here, as whoever runs me has switched them off. The time is {at}.",
        at=say.full(error.at),
    )


DATE_ERRORS: Mapping[type[RuleError], Explain] = {
    e.OneTime: one_time,
    e.NotADate: not_a_date,
    e.NoSuchTime: no_such_time,
    e.NobodyCan: nobody_can,
    e.TimePassed: time_passed,
    e.MeetingCalled: meeting_called,
    e.NoMeetings: no_meetings,
}
