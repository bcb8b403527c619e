"""A card as lines of plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from wcwidth import wcswidth, wcwidth

from bot.api.card import (
    Bars,
    Block,
    Button,
    Card,
    Chat,
    Data,
    Field,
    Line,
    Moment,
    Name,
    Part,
    Quote,
    RoomName,
    Table,
    Text,
    Typed,
)
from bot.api.columns import laid_out
from bot.api.text import clean, isolated

BAR_WIDTH = 10
TABLE_WIDTH = 78  # of a terminal that nobody made larger
QUOTED = "│ "
_JOINERS = ("\u200c", "\u200d")
_UNPRINTED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_MARKS = ("\u2068", "\u2069")  # isolates that keep a text's direction inside it


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the screen and what it is, for the colours of those who see them."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Words:
    """The face's own words in the language of the bot."""

    somebody: str = "a member"
    prefix: str = "/"


def rows(card: Card, words: Words) -> list[Row]:
    """The card from its head to its numbered buttons."""
    found = [Row(line, "head") for line in _lines(card.head, words)]
    found += [Row(line, "title") for line in _lines(card.title, words)]
    for before, block in zip((None, *card.blocks), card.blocks, strict=False):
        made = _block(block, words)
        if found and (_stands_apart(block) or (before is not None and _stands_apart(before))):
            found.append(Row(""))
        found += made
    if card.buttons:
        found += [Row(""), Row(_buttons(card.buttons), "buttons")]
    return found


def unnumbered(some: list[Row]) -> list[Row]:
    """The rows without that of the buttons: its numbers are not meant for this card any more."""
    left = [row for row in some if row.kind != "buttons"]
    while left and not left[-1].text:
        left.pop()
    return left


def plain(card: Card, words: Words) -> str:
    """The card as one text."""
    return "\n".join(row.text for row in rows(card, words))


def shown(text: str) -> str:
    """One line with nothing in it that a terminal would obey."""
    return "".join(c for c in text if c in _MARKS or _is_printed(c))


def of_person(text: str) -> str:
    """A person's words in one line."""
    return isolated(" ".join(clean(text).splitlines()))


def width(text: str) -> int:
    """How many columns the text takes."""
    whole: int = wcswidth(text)
    return whole if whole >= 0 else sum(max(0, wcwidth(c)) for c in text)


def flat(text: Text, words: Words) -> str:
    """Running text as this face says it."""
    return "".join(_part(part, words) for part in text)


def _is_printed(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _UNPRINTED


def _lines(text: Text, words: Words) -> list[str]:
    return flat(text, words).splitlines()


def _part(part: Part, words: Words) -> str:
    match part:
        case str():
            return "\n".join(shown(line) for line in part.split("\n"))
        case Data(text):
            return of_person(text)
        case Name(_, address):
            return of_person(address.id) if address else words.somebody
        case Typed(line):
            return words.prefix + of_person(line)
        case Moment(_, text) | Chat(text):
            return shown(text)
        case RoomName(room):
            return room.network
    raise TypeError(f"the terminal can't show a {type(part).__name__}")


def _stands_apart(block: Block) -> bool:
    return isinstance(block, (Bars, Quote, Table))


def _block(block: Block, words: Words) -> list[Row]:
    match block:
        case Line(text, strong):
            return [Row(line, "strong" if strong else "plain") for line in _lines(text, words) or [""]]
        case Quote(text):
            return [Row(f"{QUOTED}{isolated(line)}".rstrip(), "quote") for line in clean(text).splitlines()]
        case Field(label, value):
            first = f"{flat(label, words)}: {flat(value, words)}"
            return [Row(line) for line in first.splitlines()]
        case Bars():
            return _bars(block)
        case Table():
            return _table(block)
    raise TypeError(f"the terminal can't show a {type(block).__name__}")


def _bars(bars: Bars) -> list[Row]:
    labels = [of_person(bar.label) for bar in bars.rows]
    counts = [of_person(bar.count) for bar in bars.rows]
    widest, longest = _widest(labels), _widest(counts)
    return [
        Row(f"{_padded(label, widest)}  {_filled(bar.share)}  {_right(count, longest)}", "bar")
        for label, count, bar in zip(labels, counts, bars.rows, strict=True)
    ]


def _table(table: Table) -> list[Row]:
    safe = Table(_cells(table.head), tuple(_cells(row) for row in table.rows))
    found: list[Row] = []
    for part in laid_out(safe, TABLE_WIDTH, width):
        found += [*([Row("")] if found else []), *(Row(line, "table") for line in part)]
    return found


def _cells(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(clean(text).splitlines()) for text in texts)


def _widest(texts: Iterable[str]) -> int:
    return max((width(t) for t in texts), default=0)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def _filled(share: float) -> str:
    full = round(min(1.0, max(0.0, share)) * BAR_WIDTH)
    return "█" * full + "░" * (BAR_WIDTH - full)


def _buttons(buttons: Iterable[Button]) -> str:
    return "  ".join(f"[{n} {of_person(b.label)}]" for n, b in enumerate(buttons, 1))
