"""The card of one date of a meeting, and its reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.api.card import Block, Button, Card, Data, Field, Line, Name, Style, Text, Typed, View, view
from bot.api.speech import N_, Speech
from bot.dates.series import Occurrence
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.rsvp import NOBODY, Answers, Rsvp
from cogs.meetings.views import call_words as words


class Standing(Enum):
    """Where a date stands: it takes place, is left out, or the whole meeting is cancelled."""

    HELD = "held"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Shown:
    """One date of a meeting with what its cards show beside it.

    at is when it is or was to be; date is None where it is left out. unnamed hides who called it; bloc is the
    name of the bloc whose own it is; following is the date after it; agenda what is on it.
    """

    call: Call
    key: datetime
    at: datetime
    standing: Standing = Standing.HELD
    date: Occurrence | None = None
    answers: Answers = NOBODY
    unnamed: bool = False
    bloc: str = field(default="", repr=False)
    following: datetime | None = None
    agenda: tuple[View, ...] = ()
    pings: bool = False

    @property
    def ends(self) -> datetime:
        return self.at + self.call.lasts

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be said whether one comes."""
        return self.standing is Standing.HELD and now < self.ends


@view
def date_card(say: Speech, shown: Shown, late: timedelta = timedelta(), reminds: bool = False) -> Card:
    """The card that is answered; that of a series' later date is its first reminder."""
    call, is_open = shown.call, shown.is_open(say.now)
    blocks: list[Block] = [*_late(say, late), *_what(say, shown), *_agenda(say, shown)]
    blocks += [Line(counts(say, shown.answers)), *(_how(say, call) if is_open else ())]
    return Card(
        head=_head(say, shown),
        title=_begins(say, shown) if reminds and is_open else words.title(call),
        blocks=tuple(blocks),
        buttons=answer_buttons(say, call, shown.key) if is_open else (),
        reactions=tuple(words.MARKS[one] for one in _offered(call)) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
        pings=shown.pings and (reminds or call.urgent),
    )


@view
def lead_card(say: Speech, shown: Shown, late: timedelta = timedelta()) -> Card:
    """A reminder in the room."""
    call, is_open = shown.call, shown.is_open(say.now)
    if not is_open:
        return Card(head=_head(say, shown), title=words.title(call), style=Style.QUIET)
    when = Line(words.when(say, shown.at, call.series.zone))
    blocks: list[Block] = [*_late(say, late), when, *_shift(say, shown), *words.where(say, call)]
    blocks += [*_agenda(say, shown), Line(counts(say, shown.answers)), *_how(say, call)]
    return Card(
        head=say("Meeting {number}", number=_number(call)),
        title=_begins(say, shown),
        blocks=tuple(blocks),
        buttons=answer_buttons(say, call, shown.key),
        reactions=tuple(words.MARKS[one] for one in _offered(call)),
        style=Style.MAIN,
        pings=shown.pings,
    )


@view
def ask_card(say: Speech, shown: Shown, given: Rsvp | None = None) -> Card:
    """What is asked in private of somebody who has not said whether they come, or told to who comes."""
    call = shown.call
    when = Line(words.when(say, shown.at, call.series.zone))
    said = say.line("You said: {answer}.", answer=words.answer(say, given)) if given else None
    blocks: tuple[Block, ...] = (when, *words.where(say, call), said or say.line("Do you come?"))
    return Card(
        title=_begins(say, shown),
        blocks=blocks,
        buttons=answer_buttons(say, call, shown.key),
        style=Style.MAIN,
    )


def answer_buttons(say: Speech, call: Call, key: datetime) -> tuple[Button, ...]:
    """What can be answered, each with its mark; where there are more dates theirs is in it, as cards stay."""
    date = {"on": f"{key:%Y%m%dT%H%M}"} if call.repeats else {}
    styles = {Rsvp.GOING: Style.GOOD, Rsvp.MAYBE: Style.PLAIN, Rsvp.APOLOGIES: Style.BAD}
    return tuple(
        Button(
            _label(say, call, one),
            "meeting rsvp",
            {"number": call.number, "answer": one.value, **date},
            styles[one],
            words.MARKS[one],
        )
        for one in _offered(call)
    )


def counts(say: Speech, answers: Answers) -> Text:
    """How many come, in a sentence."""
    return say(
        "Going {going} · maybe {maybe} · apologies {apologies}.",
        going=answers.going,
        maybe=answers.maybe,
        apologies=answers.apologies,
    )


def _offered(call: Call) -> Sequence[Rsvp]:
    return (Rsvp.GOING, Rsvp.APOLOGIES) if call.urgent else tuple(Rsvp)


def _label(say: Speech, call: Call, one: Rsvp) -> str:
    if not call.urgent:
        return words.answer(say, one)
    return say.word("Coming") if one is Rsvp.GOING else say.word("Can't")


def _number(call: Call) -> str:
    return str(call.number)


_HEADS = {
    Standing.SKIPPED: N_("Meeting {number} · left out: {when}"),
    Standing.CANCELLED: N_("Meeting {number} · cancelled: {when}"),
}


def _head(say: Speech, shown: Shown) -> Text:
    """Which meeting it is, and when, or what became of it."""
    call, number = shown.call, _number(shown.call)
    when = words.when(say, shown.at, call.series.zone)
    if shown.standing is not Standing.HELD:
        return say(_HEADS[shown.standing], number=number, when=when)
    if say.now >= shown.ends:
        return say("Meeting {number} · was on {when}", number=number, when=when)
    if call.urgent:
        return say("Meeting {number} · now: come at once", number=number)
    return say("Meeting {number} · {when} · {away}", number=number, when=when, away=words.away(say, shown.at))


def _begins(say: Speech, shown: Shown) -> Text:
    """A reminder's title; one that comes once it has begun says so."""
    title = words.title(shown.call)
    if say.now >= shown.at:
        return say("{title} has begun", title=title)
    return say("{title} begins {away}", title=title, away=words.away(say, shown.at))


def _what(say: Speech, shown: Shown) -> list[Block]:
    """Whose it is, how often, where, and what to know about its time."""
    call = shown.call
    blocks: list[Block] = []
    if shown.bloc:
        blocks.append(say.line("A meeting of {bloc}.", bloc=Data(shown.bloc)))
    caller: Text = (Name(call.caller),) if call.caller and not shown.unnamed else say("a member")
    blocks.append(say.line("Called by {caller}.", caller=caller))
    blocks += [*_shift(say, shown), *words.how_often(say, call)]
    if shown.following is not None and shown.is_open(say.now):
        blocks.append(say.line("After that: {when}", when=words.when(say, shown.following, call.series.zone)))
    blocks += words.where(say, call)
    return blocks


def _shift(say: Speech, shown: Shown) -> list[Line]:
    return words.clock_change(say, shown.date, shown.call.series.zone) if shown.date else []


def _agenda(say: Speech, shown: Shown) -> list[Block]:
    """What is on the agenda, in the words of whoever keeps it; what was on it stands in the minutes."""
    if not shown.is_open(say.now):
        return []
    lines = [block for item in shown.agenda for block in item(say).blocks]
    return [Field(say("On the agenda"), _joined(lines))] if lines else []


def _joined(lines: Sequence[Block]) -> Text:
    text: Text = ()
    for line in lines:
        if isinstance(line, Line):
            text += (*((" · ",) if text else ()), *line.text)
    return text


def _late(say: Speech, late: timedelta) -> list[Line]:
    """That a reminder did not come when it should have."""
    if not late:
        return []
    return [say.line("This should have come {late} ago; I was away.", late=say.span(late))]


def _how(say: Speech, call: Call) -> list[Line]:
    """What to press or write on this face."""
    line = Typed(f"rsvp {call.number} {words.answer_typed(say, Rsvp.GOING)}")
    if not say.face.reactions or say.alone:
        return [say.line("To say whether you come, write: {line}", line=line)]
    if call.urgent:
        return [say.line("React ✅ if you come, ❌ if you can't, or write: {line}", line=line)]
    return [say.line("React ✅ going, ❔ maybe, ❌ apologies, or write: {line}", line=line)]
