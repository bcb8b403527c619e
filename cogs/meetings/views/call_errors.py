"""The sentences for what the rules of calls refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.api.card import Card, Data, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.dates.words import repeats
from cogs.meetings.rules import call_errors as e

_LIST = Typed("meeting list")


def _given(words: str) -> Data:
    return Data(f"“{words}”")


def _dates(say: Speech, some: tuple[datetime, ...]) -> str:
    return say.listed([say.moment(at).text for at in some])


@view
def no_call(say: Speech, error: e.NoCall) -> Card:
    if not error.number:
        return say.card("That meeting is not there any more. See them: {line}", line=_LIST)
    if not error.coming:
        return say.card(
            "There is no meeting {number} here. See them: {line}", number=str(error.number), line=_LIST
        )
    return say.card(
        "There is no meeting {number} here. To come: {numbers}. See them: {line}",
        number=str(error.number),
        numbers=say.listed([str(n) for n in error.coming]),
        line=_LIST,
    )


@view
def which_call(say: Speech, error: e.WhichCall) -> Card:
    if not error.coming:
        return say.card("No meeting is to come here. See them: {line}", line=_LIST)
    return say.card(
        "Which meeting do you mean: {numbers}? For example: {line}",
        numbers=say.either([str(n) for n in error.coming]),
        line=Typed(f"rsvp {error.coming[0]} {say.word('going')}"),
    )


@view
def asked_elsewhere(say: Speech, error: e.AskedElsewhere) -> Card:
    return say.card(
        "Meeting {number} is one of {bloc}. Ask in its room, or where you are alone with me.",
        number=str(error.number),
        bloc=Data(error.bloc),
    )


@view
def title_needed(say: Speech, _error: e.TitleNeeded) -> Card:
    line = Typed(f"meeting call {say.word('General assembly')} when:{say.word('Thu')} 18:00")
    return say.card("A meeting needs a title, in a few words: {line}", line=line)


@view
def not_yours(say: Speech, error: e.NotYours) -> Card:
    return say.card(
        "Meeting {number} can be changed by whoever called it, or by a steward.", number=str(error.number)
    )


@view
def call_cancelled(say: Speech, error: e.CallCancelled) -> Card:
    return say.card("Meeting {number} is cancelled. See others: {line}", number=str(error.number), line=_LIST)


@view
def call_over(say: Speech, error: e.CallOver) -> Card:
    if error.at is None:
        return say.card("Meeting {number} is over. See others: {line}", number=str(error.number), line=_LIST)
    return say.card(
        "Meeting {number} on {at} is over. See what comes: {line}",
        number=str(error.number),
        at=say.moment(error.at),
        line=Typed(f"meeting show {error.number}"),
    )


@view
def has_begun(say: Speech, error: e.HasBegun) -> Card:
    return say.card(
        "Meeting {number} began at {at}, so that date can't be moved or left out any more.",
        number=str(error.number),
        at=say.moment(error.at),
    )


@view
def no_such_date(say: Speech, error: e.NoSuchDate) -> Card:
    if not error.coming:
        return say.card(
            "Meeting {number} is not held on {given}.", number=str(error.number), given=_given(error.given)
        )
    return say.card(
        "Meeting {number} is not held on {given}. Its next dates: {dates}.",
        number=str(error.number),
        given=_given(error.given),
        dates=_dates(say, error.coming),
    )


@view
def off_the_rule(say: Speech, error: e.OffTheRule) -> Card:
    return say.card(
        "It repeats {often}, and {day} is none of these days. Move one date alone, without {series}, or "
        "cancel the meeting and call it anew.",
        often=repeats(say, error.rule),
        day=say.moment(error.at),
        series="series:yes",
    )


@view
def ends_before_start(say: Speech, _error: e.EndsBeforeStart) -> Card:
    return say.card("It would end before it begins. Say how long it lasts: {option}", option="lasts:90m")


@view
def lasts_too_long(say: Speech, error: e.LastsTooLong) -> Card:
    return say.card("A meeting lasts at most {span}.", span=say.span(error.longest))


@view
def late_too_long(say: Speech, error: e.LateTooLong) -> Card:
    return say.card("A reminder comes at most {span} late.", span=say.span(error.longest))


@view
def no_lead(say: Speech, error: e.NoLead) -> Card:
    return say.card(
        "{given} is no time before a meeting. Try: {example}, or {none}",
        given=_given(error.given),
        example="lead:7d,1d,1h,10m",
        none="lead:none",
    )


@view
def lead_too_long(say: Speech, error: e.LeadTooLong) -> Card:
    return say.card("A reminder comes at most {span} before a meeting.", span=say.span(error.longest))


@view
def too_many_leads(say: Speech, error: e.TooManyLeads) -> Card:
    return say.card(
        "That is {given} reminders; a meeting here has {most} at most. Stewards can change that: {line}",
        given=error.given,
        most=error.most,
        line=Typed("meeting settings"),
    )


@view
def too_many_calls(say: Speech, error: e.TooManyCalls) -> Card:
    return say.card(
        "You have called {n} meetings that are still to come: {numbers}. Cancel one first: {line}",
        n=len(error.numbers),
        numbers=say.listed([str(n) for n in error.numbers]),
        line=Typed(f"meeting cancel {error.numbers[0]}"),
    )


@view
def called_just_now(say: Speech, error: e.CalledJustNow) -> Card:
    return say.card(
        "You called everyone a moment ago, as meeting {number}. Write in its room what has changed.",
        number=str(error.number),
    )


@view
def no_room(say: Speech, error: e.NoRoom) -> Card:
    return say.card(
        "I know no room {given} of this assembly. Call the meeting in the room where you meet, or say the "
        "place in words: {option}",
        given=_given(error.given),
        option="at:…",
    )


@view
def no_bloc_of_its(say: Speech, _error: e.NoBlocOfIts) -> Card:
    return say.card("This is no bloc's meeting. To call one of a bloc, name it: {option}", option="bloc:…")


@view
def nothing_answered(say: Speech, error: e.NothingAnswered) -> Card:
    return say.card("You have said nothing about meeting {number} to take back.", number=str(error.number))


@view
def no_such_motion(say: Speech, error: e.NoSuchMotion) -> Card:
    return say.card(
        "There is no motion {number} here. See them: {line}",
        number=str(error.number),
        line=Typed("motion list"),
    )


@view
def too_much(say: Speech, error: e.TooMuch) -> Card:
    return say.card("That is too much: {most} is the most.", most=error.most)


@view
def careful_shows_nothing(say: Speech, _error: e.CarefulShowsNothing) -> Card:
    return say.card(
        "A careful assembly shows its meetings in no calendar that others can see. Your own calendar can "
        "have them: {line}",
        line=Typed("meeting ics"),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    e.CarefulShowsNothing: careful_shows_nothing,
    e.NoCall: no_call,
    e.WhichCall: which_call,
    e.AskedElsewhere: asked_elsewhere,
    e.TitleNeeded: title_needed,
    e.NotYours: not_yours,
    e.CallCancelled: call_cancelled,
    e.CallOver: call_over,
    e.HasBegun: has_begun,
    e.NoSuchDate: no_such_date,
    e.OffTheRule: off_the_rule,
    e.EndsBeforeStart: ends_before_start,
    e.LastsTooLong: lasts_too_long,
    e.LateTooLong: late_too_long,
    e.NoLead: no_lead,
    e.LeadTooLong: lead_too_long,
    e.TooManyLeads: too_many_leads,
    e.TooManyCalls: too_many_calls,
    e.CalledJustNow: called_just_now,
    e.NoRoom: no_room,
    e.NoBlocOfIts: no_bloc_of_its,
    e.NothingAnswered: nothing_answered,
    e.NoSuchMotion: no_such_motion,
    e.TooMuch: too_much,
}
