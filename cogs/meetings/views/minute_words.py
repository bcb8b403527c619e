"""Minutes put into words: from what was noted to lines that a person reads, one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.card import Bars, Card, Chat, Data, Field, Line, Moment, Name, Quote, RoomName, Text, Typed
from bot.api.speech import Speech
from bot.api.text import isolated
from cogs.meetings.rules import minute as rules
from cogs.meetings.rules.agenda import Item
from cogs.meetings.rules.minute import DECIDED, MISSED, NOTE, SORRY, TALKED
from cogs.meetings.rules.sitting import Held, Seat
from cogs.meetings.rules.stack import Totals
from cogs.meetings.views import sitting_words as words
from cogs.meetings.views.stack import totals


@dataclass(frozen=True, slots=True)
class Record:
    """All that minutes are made of.

    names are those that members want to stand there; came are all who were there, in order; apologies counts
    who sent them, sorry are those of them who are named. there counts who was there, those among them who
    were erased since too; most is how many were there at the same time.
    """

    held: Held
    assembly: str = field(repr=False)
    bloc: str = field(repr=False)
    lines: tuple[rules.Line, ...]
    items: tuple[Item, ...]
    names: Mapping[int, str] = field(repr=False)
    came: tuple[int, ...]
    apologies: int
    sorry: tuple[int, ...]
    talked: Totals
    there: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of minutes as it is read; number is what those are known by that people wrote."""

    text: str = field(repr=False)
    is_heading: bool = False
    number: int = 0


def title(say: Speech, record: Record) -> str:
    """What minutes are called: Minutes of the General assembly."""
    called = plain(words.title(say, record.held), _nobody)
    return say.word("Minutes: {title}", title=Data(called))


def entries(say: Speech, record: Record) -> list[Entry]:
    """The whole minutes, line by line, without their title."""
    return [*_head(say, record), *_body(say, record), *_tail(say, record)]


def _head(say: Speech, record: Record) -> list[Entry]:
    held = record.held
    end = held.ended_at or say.now
    day = _day(say, held.started_at)
    is_same_day = end.astimezone(say.zone).date() == held.started_at.astimezone(say.zone).date()
    lines = [
        say.word("{assembly}, minutes {number}", assembly=Data(record.assembly), number=held.number),
        say.word(
            "{start} to {end} ({zone})",
            start=day,
            end=_clock(say, end) if is_same_day else _day(say, end),
            zone=str(say.zone),
        ),
        *([say.word("Of {bloc}.", bloc=Data(record.bloc))] if record.bloc else []),
        _present(say, record),
        *([_apologies(say, record)] if record.apologies else []),
    ]
    for seat in Seat:
        holders = [line.member for line in record.lines if line.kind == "role" and line.text == seat.value]
        if holders:
            lines.append(f"{words.seat(say, seat).capitalize()}: {_holders(say, record, holders)}")
    return [Entry(line) for line in lines]


def _holders(say: Speech, record: Record, holders: Sequence[int | None]) -> str:
    """Who had a role, one after another; those who are not named, by their number."""
    some = list(dict.fromkeys(holders))
    named = [record.names[member] for member in some if member is not None and member in record.names]
    others = len(some) - len(named)
    if others == 1:
        named.append(say.word("a member"))
    elif others:
        named.append(_word(say.plural("{n} member", "{n} members", others)))
    return say.listed(named)


def _day(say: Speech, at: datetime) -> str:
    """A day and time that say the same in any later year."""
    from babel.dates import format_skeleton

    local = at.astimezone(say.zone)
    day = format_skeleton("yMMMMEEEEd", local, tzinfo=say.zone, locale=say.babel_locale)
    return f"{day}, {local:%H:%M}"


def _present(say: Speech, record: Record) -> str:
    n, quorum = record.there, record.held.quorum
    count = _word(say.plural("{n} member was there", "{n} members were there", n))
    named = [record.names[member] for member in record.came if member in record.names]
    if named and len(named) < n:
        named.append(_word(say.plural("{n} other", "{n} others", n - len(named))))
    who = f": {say.listed(named)}" if named else ""
    if not quorum:
        return f"{count}{who}."
    if record.most >= quorum:
        return say.word(
            "{count}; the quorum of {quorum} was reached{who}.", count=count, quorum=quorum, who=who
        )
    return say.word(
        "{count}; the quorum of {quorum} was not reached{who}.", count=count, quorum=quorum, who=who
    )


def _apologies(say: Speech, record: Record) -> str:
    count = _word(say.plural("{n} sent apologies", "{n} sent apologies", record.apologies))
    named = [record.names[member] for member in record.sorry if member in record.names]
    return f"{count}: {say.listed(named)}." if named else f"{count}."


def _body(say: Speech, record: Record) -> list[Entry]:
    places = {item.id: place for place, item in enumerate(record.items, 1)}
    items = {item.id: item for item in record.items}
    found: list[Entry] = []
    number = 0
    for line in record.lines:
        number += line.kind in rules.NUMBERED
        entry = _entry(say, record, line, items, places, number)
        if entry is not None:
            found.append(entry)
    return found


def _entry(
    say: Speech,
    record: Record,
    line: rules.Line,
    items: Mapping[int, Item],
    places: Mapping[int, int],
    number: int,
) -> Entry | None:
    text = rules.named(line.text, _naming(say, record))
    if line.kind == NOTE:
        return Entry(text, number=number)
    if line.kind == DECIDED:
        return Entry(say.word("Decided: {text}", text=Data(text)), number=number)
    if line.kind == "item" and line.subject in items:
        return _heading(say, items[line.subject], places[line.subject], line.at)
    if line.kind == "extended":
        return Entry(
            _word(say.plural("{n} more minute was agreed.", "{n} more minutes were agreed.", line.subject))
        )
    if line.kind == "unseated":
        return Entry(say.word("Another facilitator was asked for, and the room agreed."))
    return Entry(text) if text and line.kind not in _SILENT else None


_SILENT = frozenset({"start", "end", "role", "rule", "item", MISSED, SORRY, TALKED})


def _heading(say: Speech, item: Item, place: int, at: datetime) -> Entry:
    called = plain(words.item_title(say, item), _nobody)
    times = [_clock(say, at), *([_clock(say, item.closed_at)] if item.closed_at is not None else [])]
    return Entry(f"{place}. {called} ({'–'.join(dict.fromkeys(times))})", is_heading=True)


def _tail(say: Speech, record: Record) -> list[Entry]:
    found: list[Entry] = []
    if missed := [Entry(line.text) for line in record.lines if line.kind == MISSED]:
        found += [Entry(say.word("Not reached"), is_heading=True), *missed]
    if record.talked.turns:
        found.append(Entry(say.word("Who has spoken"), is_heading=True))
        found.append(Entry(plain(totals(say, record.talked), _nobody)))
    return found


def markdown(say: Speech, record: Record) -> str:
    """The minutes as a file that any editor reads."""
    lines = [f"# {escaped(title(say, record))}", ""]
    for entry in entries(say, record):
        lines += ["", f"## {escaped(entry.text)}", ""] if entry.is_heading else [f"- {escaped(entry.text)}"]
    return "\n".join(lines) + "\n"


def as_text(say: Speech, record: Record, most: int) -> str:
    """The minutes as bare lines, as many as fit; where not all do, the last says how to get them."""
    lines = []
    for entry in entries(say, record):
        lines += ["", entry.text] if entry.is_heading else [f"– {entry.text}"]
    more = say.word("… All of it: {line}", line=Typed(f"minutes file {record.held.number}"))
    if len("\n".join(lines)) <= most:
        return "\n".join(lines)
    while len("\n".join([*lines, more])) > most:
        lines.pop()
    return "\n".join([*lines, more])


_MARKS = "\\`*_{}[]<>#|!~&"
_BEGINS = re.compile(r"^(?:[-+=]|(\d+)(?=[.)]\s))")


def escaped(text: str) -> str:
    """What people wrote means nothing to Markdown, at the start of a line neither."""
    marked = "".join(f"\\{c}" if c in _MARKS else c for c in text)
    return _BEGINS.sub(lambda found: f"{found[1]}\\" if found[1] else f"\\{found[0]}", marked)


def plain(text: Text, name: Callable[[int], str]) -> str:
    """A text as bare words."""
    said = []
    for part in text:
        match part:
            case str():
                said.append(part)
            case Data(words_):
                said.append(isolated(words_))  # words from right to left turn no others around
            case Moment(_, words_) | Chat(words_):
                said.append(words_)
            case Typed(line):
                said.append(line)
            case Name(member):
                said.append(name(member))
            case RoomName(address):
                said.append(address.id)
    return "".join(said)


def in_words(card: Card, name: Callable[[int], str]) -> str:
    """A card in one line of bare words, such as a motion's result."""
    said = [plain(card.title, name)] if card.title else []
    for block in card.blocks:
        match block:
            case Line(text, _):
                said.append(plain(text, name))
            case Field(label, value):
                said.append(f"{plain(label, name)}: {plain(value, name)}")
            case Quote(text):
                said.append(" ".join(text.split()))
            case Bars(rows):
                said += [f"{row.label} {row.count}" for row in rows]
    return " ".join(part for part in said if part)


def _naming(say: Speech, record: Record) -> Callable[[int], str]:
    return lambda member: record.names.get(member) or say.word("a member")


def _clock(say: Speech, at: datetime) -> str:
    return words.clock(say, at).text


def _word(text: Text) -> str:
    return plain(text, _nobody)


def _nobody(_member: int) -> str:
    return ""
