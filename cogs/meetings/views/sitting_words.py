"""Words that cards of a held meeting share: roles, times of day, items, who is here."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.api.card import Button, Data, Moment, Name, Style, Text
from bot.api.speech import N_, Speech
from cogs.meetings.rules.agenda import Item, Standing
from cogs.meetings.rules.sitting import Held, Seat

STANDING = {
    Standing.OPENING: N_("Opening"),
    Standing.REPORTS: N_("Reports from the workplaces"),
    Standing.OLD: N_("Old business"),
    Standing.NEW: N_("New business"),
    Standing.ACTIONS: N_("Actions"),
    Standing.NEXT: N_("Next meeting"),
}
SEATS = {
    Seat.FACILITATOR: N_("facilitator"),
    Seat.NOTE_TAKER: N_("note-taker"),
    Seat.TIMEKEEPER: N_("timekeeper"),
    Seat.STACK_TAKER: N_("stack-taker"),
}
TAKING = {
    Seat.FACILITATOR: N_("I facilitate"),
    Seat.NOTE_TAKER: N_("I take notes"),
    Seat.TIMEKEEPER: N_("I keep the time"),
    Seat.STACK_TAKER: N_("I note who wants to speak"),
}


def title(say: Speech, held: Held) -> Text:
    """What the meeting is called; one that nobody gave a name is a meeting."""
    return (Data(held.title),) if held.title else say("Meeting")


def item_title(say: Speech, item: Item) -> Text:
    if item.standing is not Standing.NONE and not item.title:
        return say(STANDING[item.standing])
    if item.motion is not None and not item.title:
        return say("Motion {number}", number=item.motion)
    if item.motion is not None:
        return say("Motion {number}: {title}", number=item.motion, title=Data(item.title))
    return (Data(item.title),)


def seat(say: Speech, of: Seat) -> str:
    return say.word(SEATS[of])


def clock(say: Speech, at: datetime) -> Moment:
    """The time of day."""
    return Moment(at, f"{at.astimezone(say.zone):%H:%M}", "time")


def minutes(say: Speech, span: timedelta) -> str:
    """A length in whole minutes."""
    n = int(span.total_seconds() // 60)
    if not n:
        return say.word("less than a minute")
    return "".join(str(part) for part in say.plural("{n} minute", "{n} minutes", n))


def here(say: Speech, held: Held, n: int) -> Text:
    """How many are here, and how many more have to be."""
    if not held.quorum:
        return say.plural("{n} person is here.", "{n} people are here.", n)
    if n < held.quorum:
        return say.plural(
            "{n} is here, {quorum} have to be for a quorum: {missing} to go.",
            "{n} are here, {quorum} have to be for a quorum: {missing} to go.",
            n,
            quorum=held.quorum,
            missing=held.quorum - n,
        )
    return say.plural(
        "{n} is here; the quorum of {quorum} is reached.",
        "{n} are here; the quorum of {quorum} is reached.",
        n,
        quorum=held.quorum,
    )


def take_button(say: Speech, of: Seat) -> Button:
    return Button(say.word(TAKING[of]), "meeting role", {"role": of.value})


def here_button(say: Speech, held: Held) -> Button:
    return Button(say.word("I am here"), "here", {"number": str(held.number)}, Style.MAIN)


def people(some: list[int]) -> Text:
    """Names in a row."""
    parts: list[Data | Name | str] = []
    for i, member in enumerate(some):
        parts += [", "] if i else []
        parts.append(Name(member))
    return tuple(parts)
