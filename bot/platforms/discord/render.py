"""Cards as embeds with buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import discord

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
    Style,
    Table,
    Text,
    Typed,
)
from bot.api.columns import cells, laid_out
from bot.api.press import pack
from bot.api.text import clean
from bot.platforms.discord.text import block, code, harmless, line, person, quoted, shortened

WIDEST = 56  # of a line in a block of code, before a client breaks it
DESCRIPTION, TOTAL, LABEL, MOST_BUTTONS, CELLS = 4096, 6000, 80, 25, 10

_COLOURS = {
    Style.PLAIN: 0x5865F2,
    Style.MAIN: 0x5865F2,
    Style.GOOD: 0x248046,
    Style.BAD: 0xDA373C,
    Style.QUIET: 0x80848E,
}
_FORMS = {"date": "f", "full": "F", "away": "R", "time": "t"}
_BUTTONS = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.GOOD: discord.ButtonStyle.success,
    Style.BAD: discord.ButtonStyle.danger,
    Style.QUIET: discord.ButtonStyle.secondary,
}


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
        return Rendered(self.embeds(card), buttons(card.buttons, assembly, key))

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
        return lines + [self._block(part, quote) for part in card.blocks]

    def _block(self, part: Block, quote: Callable[[str], str]) -> str:
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
            case Table():
                return table(part)

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
        words = shortened(words, min(DESCRIPTION, left))
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


def table(rows: Table) -> str:
    """A table in letters of equal width."""
    safe = Table(_cells(rows.head), tuple(_cells(row) for row in rows.rows))
    return "\n".join(block("\n".join(part)) for part in laid_out(safe, WIDEST, cells))


def _cells(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line(text) for text in texts)


def buttons(specs: Iterable[Button], assembly: int | None, key: str) -> discord.ui.View | None:
    """The buttons under a card; their ids say what they do, so they work after a restart."""
    view = discord.ui.View(timeout=None)
    for spec in list(specs)[:MOST_BUTTONS]:
        view.add_item(
            discord.ui.Button(
                label=shortened(line(spec.label), LABEL) or "…",
                custom_id=pack(assembly, spec, key),
                style=_BUTTONS[spec.style],
                emoji=spec.emoji or None,
            )
        )
    # discord.py would keep a live view in memory for each message; ours are found by their ids.
    view.stop()
    return view if view.children else None
