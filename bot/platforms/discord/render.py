"""Cards as embeds, with what can be pressed under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import discord

from bot.api.card import (
    Bars,
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
    Style,
    Table,
    Text,
    Typed,
)
from bot.api.columns import CUT, cells, laid_out
from bot.api.text import clean
from bot.platforms.discord.text import block, code, fitted, harmless, line, person, quoted
from bot.platforms.discord.view import view

WIDEST = 56  # of a line in a block of code, before a client breaks it
FEWEST, FENCES = 4, 9  # lines of a table that are shown at least; characters around a block of code
DESCRIPTION, TOTAL, CELLS = 4096, 6000, 10

_COLOURS = {
    Style.PLAIN: 0x5865F2,
    Style.MAIN: 0x5865F2,
    Style.GOOD: 0x248046,
    Style.BAD: 0xDA373C,
    Style.QUIET: 0x80848E,
}
_FORMS = {"date": "f", "full": "F", "away": "R", "time": "t"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card as Discord takes it."""

    embeds: list[discord.Embed]
    view: discord.ui.View | None


class Renderer:
    """Turns cards into embeds; nobody is what a person without an account here is called."""

    def __init__(self, prefix: str, nobody: Callable[[], str]) -> None:
        self._prefix = prefix
        self._nobody = nobody

    def card(self, card: Card, assembly: int | None = None, key: str = "") -> Rendered:
        return Rendered(self.embeds(card), view(card, assembly, key))

    def embeds(self, card: Card) -> list[discord.Embed]:
        """The card's words in as many embeds as they need."""
        words = self._lines(card, quoted)
        if sum(len(line) + 1 for line in words) > TOTAL:
            # Marks that have to be escaped can double a text; as a block of code it needs none.
            words = self._lines(card, lambda text: block(clean(text)))
        colour = _COLOURS[card.style]
        return [discord.Embed(description=page, colour=colour) for page in pages(words)]

    def text(self, parts: Text) -> str:
        return "".join(self._part(part) for part in parts)

    def _lines(self, card: Card, quote: Callable[[str], str]) -> list[str]:
        lines = [self.text(card.head)] if card.head else []
        if card.title:
            lines.append(f"### {self.text(card.title)}")
        others = {n: self._block(b, quote) for n, b in enumerate(card.blocks) if not isinstance(b, Table)}
        room = TOTAL - sum(len(words) + 1 for words in (*lines, *others.values()))
        each = room // max(1, len(card.blocks) - len(others))
        for n, part in enumerate(card.blocks):
            lines += table(part, each) if isinstance(part, Table) else [others[n]]
        return lines

    def _block(self, part: Line | Quote | Field | Bars, quote: Callable[[str], str]) -> str:
        match part:
            case Line(words, strong):
                shown = self.text(words)
                return f"**{shown}**" if strong and shown else shown
            case Quote(words):
                return quote(words)
            case Field(label, value):
                return f"**{self.text(label)}:** {self.text(value)}"
            case Bars():
                return bars(part)

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return harmless_word(part)
            case Data(words):
                return person(words)
            case Name(_, address):
                return harmless_word(self._nobody()) if address is None else f"<@{address.id}>"
            case Typed(typed):
                return code(self._prefix + typed)
            case Chat(words):
                return harmless_word(words)
            case Moment(at, form=form):
                return f"<t:{int(at.timestamp())}:{_FORMS[form]}>"
            case RoomName(room, linked):
                return f"<#{room.id}>" if linked and room.id.isdecimal() else harmless_word(room.network)


def harmless_word(words: str) -> str:
    """Our own words, with the spaces around them that join the parts of a sentence."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    return words[:start] + harmless(inner) + words[start + len(inner) :]


def pages(lines: Iterable[str]) -> list[str]:
    """The lines in pages that each fit one embed, all together within what a message may hold.

    Where it can hold no more, the last line ends with an ellipsis, and what would follow is left out.
    """
    found: list[str] = [""]
    left = TOTAL
    for words in lines:
        if left <= 0:
            break
        words = fitted(words, min(DESCRIPTION, left))
        left -= len(words) + 1
        joined = f"{found[-1]}\n{words}" if found[-1] else words
        if len(joined) <= DESCRIPTION:
            found[-1] = joined
        else:
            found.append(words)
    return found


def bars(rows: Bars) -> str:
    """Rows of a tally, one under the other."""
    labels = [line(row.label) for row in rows.rows]
    widest = max(map(cells, labels), default=0)
    longest = max((len(row.count) for row in rows.rows), default=0)
    lines = []
    for label, row in zip(labels, rows.rows, strict=True):
        full = round(min(max(row.share, 0.0), 1.0) * CELLS)
        padding = " " * (widest - cells(label))
        lines.append(f"{label}{padding}  {'█' * full}{'░' * (CELLS - full)}  {row.count:>{longest}}")
    return block("\n".join(lines))


def table(rows: Table, room: int) -> list[str]:
    """A table in letters of equal width, in blocks that each fit an embed, and all together the room.

    Where they do not, its last rows are left out.
    """
    safe = Table(_cells(rows.head), tuple(_cells(row) for row in rows.rows))
    parts = laid_out(safe, WIDEST, cells)
    longest = [max(map(len, part)) + 1 for part in parts]
    most = max(FEWEST, (room - FENCES * len(parts)) // max(1, sum(longest)))
    found = []
    for part, wide in zip(parts, longest, strict=True):
        kept = part if len(part) <= most else [*part[: most - 1], CUT]
        at_once = max(1, (DESCRIPTION - FENCES) // wide)
        found += [block("\n".join(kept[n : n + at_once])) for n in range(0, len(kept), at_once)]
    return found


def _cells(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line(text) for text in texts)
