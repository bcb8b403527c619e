"""Words that cards of meetings share: when it is, where, how often, what reminds of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.api.card import Block, Data, Field, Line, Moment, RoomName, Text
from bot.api.speech import Speech
from bot.dates.series import Occurrence
from bot.dates.words import repeats
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.rsvp import Rsvp

MOST_LEFT_OUT = 5
"""How many dates that are left out a card names."""
MARKS = {Rsvp.GOING: "✅", Rsvp.MAYBE: "❔", Rsvp.APOLOGIES: "❌"}


def title(call: Call) -> Text:
    return (Data(call.title),)


def when(say: Speech, at: datetime, zone: str) -> Text:
    """An instant in full: weekday, date, time and zone of the meeting; and the reader's, where it differs."""
    there, here = at.astimezone(ZoneInfo(zone)), at.astimezone(say.zone)
    full = say.full(at, ZoneInfo(zone))
    if here.utcoffset() == there.utcoffset():
        return (full,)
    return (replace(full, text=f"{full.text} = {_own(say, here, there)}"),)


def _own(say: Speech, here: datetime, there: datetime) -> str:
    own = f"{here:%H:%M}" if here.date() == there.date() else f"{day(say, here)}, {here:%H:%M}"
    return f"{own} {place(str(say.zone))}"


def away(say: Speech, at: datetime) -> Moment:
    """How far away an instant is: in 3 days, in 1 day, in 23 hours."""
    from babel.dates import format_timedelta

    told = format_timedelta(at - say.now, add_direction=True, threshold=0.99, locale=say.babel_locale)
    return Moment(at, str(told), "away")


def short(say: Speech, at: datetime, zone: str) -> Moment:
    """An instant with its weekday, date and time in the meeting's zone, and the reader's, for lists."""
    there, here = at.astimezone(ZoneInfo(zone)), at.astimezone(say.zone)
    told = f"{day(say, there)}, {there:%H:%M}"
    if here.utcoffset() != there.utcoffset():
        told = f"{told} ({place(zone)}) = {_own(say, here, there)}"
    return Moment(at, told)


def day(say: Speech, there: datetime) -> str:
    """A day with its weekday; with its year where that is another."""
    from babel.dates import format_skeleton

    skeleton = "MMMEd" if there.year == say.now.astimezone(there.tzinfo).year else "yMMMEd"
    return str(format_skeleton(skeleton, there, tzinfo=there.tzinfo, locale=say.babel_locale))


def named_day(say: Speech, on: date) -> str:
    """A day without a time."""
    return day(say, datetime.combine(on, time(12), say.zone))


def place(zone: str) -> str:
    """The town that a zone is known by."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def how_often(say: Speech, call: Call) -> list[Block]:
    """How a meeting repeats, and which of its dates to come are left out."""
    if not call.repeats:
        return []
    here = say.now.astimezone(ZoneInfo(call.series.zone)).replace(tzinfo=None)
    left_out = [key.date() for key in call.series.skipped if key > here]
    return [Field(say("Repeats"), repeats(say, call.series.rule, left_out[:MOST_LEFT_OUT]))]


def clock_change(say: Speech, one: Occurrence, zone: str) -> list[Line]:
    """Says where the time that was wanted does not exist on that day."""
    if not one.shifted:
        return []
    wanted = one.wall - one.shifted
    return [
        say.line(
            "The clocks change that night, so there is no {wanted} in {place}: it begins at {wall}.",
            wanted=f"{wanted:%H:%M}",
            place=place(zone),
            wall=f"{one.wall:%H:%M}",
        )
    ]


def where(say: Speech, call: Call) -> list[Line]:
    """The room where people meet, and the place outside of it, as somebody wrote it."""
    room = RoomName(call.held_in, linked=True)
    if not call.held_in.id:
        return [say.line("Where: {spot}", spot=Data(call.spot))] if call.spot else []
    if call.spot:
        return [say.line("Where: {spot} · {room}", spot=Data(call.spot), room=room)]
    return [say.line("Where: {room}", room=room)]


def leads(say: Speech, call: Call, at: datetime) -> Text:
    """When reminders come before each date; before a single one, those that can still come."""
    ahead = [lead for lead in call.leads if call.repeats or at - lead > say.now]
    if not ahead:
        return say("No reminders.")
    spans = say.listed([span(say, lead) for lead in ahead])
    return say("I remind you here {spans} before.", spans=spans)


def span(say: Speech, length: timedelta) -> str:
    """A length of time in the largest unit that says it whole: 7 days, 1 hour, 90 minutes."""
    from babel.units import format_unit

    minutes = int(length / timedelta(minutes=1))
    for unit, size in (("duration-day", 24 * 60), ("duration-hour", 60)):
        if minutes % size == 0:
            return str(format_unit(minutes // size, unit, locale=say.babel_locale))
    return str(format_unit(minutes, "duration-minute", locale=say.babel_locale))


def answer(say: Speech, given: Rsvp) -> str:
    """An answer in words."""
    if given is Rsvp.GOING:
        return say.word("Going")
    return say.word("Maybe") if given is Rsvp.MAYBE else say.word("Apologies")


def answer_typed(say: Speech, given: Rsvp) -> str:
    """An answer as it is typed."""
    if given is Rsvp.GOING:
        return say.word("going")
    return say.word("maybe") if given is Rsvp.MAYBE else say.word("apologies")
