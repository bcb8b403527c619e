"""A card as Matrix shows it: HTML, and the same as plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import accumulate
from urllib.parse import quote, unquote

from bot.api.card import (
    Bar,
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
from bot.api.columns import CUT, cells, laid_out
from bot.api.people import Address
from bot.api.text import clean, isolated
from bot.platforms.matrix.wire import Json

PREFIX = "!"
CELLS = 10
WIDEST, LONGEST = 78, 100  # of a line in a table where it is plain text; of a cell, where it is none
TABLE_SIZE = 12_000  # bytes; each of its two forms may have as much of an event
# A word joiner after the sign: clients and bridges that would wake everybody no longer see their word.
_ALL = re.compile("@(?=room|everyone|here)", re.IGNORECASE)

_BEGINNINGS = ("<blockquote", "<table")
_ENDS = ("</blockquote>", "</table>")
_PADDING = re.compile("  +")

Names = Callable[[Address | None], str]


def content(card: Card, names: Names) -> Json:
    """The content of a message that shows a card; it calls nobody, or where the card says so the room.

    Clients call nobody for a notice, so such a card is an ordinary message.
    """
    return {
        "msgtype": "m.text" if card.pings else "m.notice",
        "body": f"@room {plain(card, names)}" if card.pings else plain(card, names),
        "format": "org.matrix.custom.html",
        "formatted_body": f"@room {html(card, names)}" if card.pings else html(card, names),
        "m.mentions": {"room": True} if card.pings else {},
    }


def plain(card: Card, names: Names) -> str:
    """A card as plain text."""
    lines = [_text(card.head, names), _text(card.title, names)]
    body = [_block(block, names) for block in card.blocks]
    buttons = [_button(button) for button in told_buttons(card)]
    return "\n".join(part for part in [*lines, *body, *buttons] if part)


def html(card: Card, names: Names) -> str:
    """A card as HTML."""
    parts = [_html(card.head, names)]
    if card.title:
        parts.append(f"<strong>{_html(card.title, names)}</strong>")
    parts.extend(_html_block(block, names) for block in card.blocks)
    parts.extend(f"[{_safe(_label(b.label))}] <code>{escape(spoken(b))}</code>" for b in told_buttons(card))
    return _joined(part for part in parts if part)


def harmless(text: str) -> str:
    """A text by a person: shown as it is, turning nothing around and waking nobody."""
    return isolated(quiet(clean(text)))


def quiet(text: str) -> str:
    """The text without words that call everybody."""
    return _ALL.sub("@\u2060", text)


def _label(label: str) -> str:
    return " ".join(harmless(label).splitlines())


def told_buttons(card: Card) -> list[Button]:
    """The buttons that are told as what to type; those with a seeded reaction are pressed by it."""
    return [button for button in card.buttons if button.emoji not in card.reactions]


def spoken(button: Button) -> str:
    """What to type for a button."""
    line = button.line or _line(button)
    return f"{PREFIX}{button.of}: {line}" if button.of else f"{PREFIX}{line}"


def _line(button: Button) -> str:
    """The line that does the same; what comes after a text is named, as a text takes the rest of a line."""
    words, is_after_text = [button.command], False
    for name, value in button.arguments.items():
        word = _word(value)
        words.append(f"{name}:{word}" if is_after_text else word)
        is_after_text = is_after_text or not (word.isdecimal() or word[0] == '"' or word in ("yes", "no"))
    return " ".join(words)


def _word(value: str | int) -> str:
    text = str(value)
    return f'"{text}"' if not text or re.search(r"\s", text) else text


def _button(button: Button) -> str:
    return f"[{_label(button.label)}] {spoken(button)}"


def _text(parts: Text, names: Names) -> str:
    return "".join(_part(part, names) for part in parts)


def _part(part: Part, names: Names) -> str:
    match part:
        case Data(text):
            return harmless(text)
        case Name(_, address):
            return names(address)
        case Typed(line):
            return f"{PREFIX}{quiet(clean(line))}"
        case Moment(_, text):
            return text
        case Chat(text, link):
            return f"{text} ({link})" if link else text
        case RoomName(room, linked, name):
            return f"{harmless(name)} ({_link(room)})".lstrip() if linked else room.network
    return part


def _html(parts: Text, names: Names) -> str:
    return "".join(_html_part(part, names) for part in parts)


def _html_part(part: Part, names: Names) -> str:
    if isinstance(part, Chat) and part.link:
        return f"{_safe(part.text)} ({_chat_link(part.link)})"
    if isinstance(part, RoomName) and part.linked:
        return f'<a href="{escape(_link(part.address))}">{_safe(harmless(part.name) or part.address.id)}</a>'
    said = _safe(_part(part, names))
    return f"<code>{said}</code>" if isinstance(part, Typed) else said


def _chat_link(link: str) -> str:
    """A link that many clients show as the name of the account or room, whatever its own words are."""
    to = unquote(link.rpartition("/")[2])
    return f'<a href="{escape(link)}">{_safe(harmless(to)) if to.startswith("@") else "matrix.to"}</a>'


def _link(room: Address) -> str:
    """The way to a room, which any client understands."""
    server = room.id.partition(":")[2]
    return f"https://matrix.to/#/{quote(room.id)}{f'?via={quote(server)}' if server else ''}"


def _safe(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _block(block: Block, names: Names) -> str:
    match block:
        case Line(text):
            return _text(text, names)
        case Quote(text):
            return "\n".join(f"> {line}" for line in harmless(text).split("\n"))
        case Field(label, value):
            return f"{_text(label, names)}: {_text(value, names)}"
        case Bars(rows):
            return _bars(rows)
        case Table():
            return _table(block)


def _html_block(block: Block, names: Names) -> str:
    match block:
        case Line(text, strong):
            said = _html(text, names)
            return f"<strong>{said}</strong>" if strong else said
        case Quote(text):
            return f"<blockquote>{_safe(harmless(text))}</blockquote>"
        case Field(label, value):
            return f"<strong>{_html(label, names)}:</strong> {_html(value, names)}"
        case Bars(rows):
            return _html_bars(rows)
        case Table():
            return _html_table(block)


def _table(table: Table) -> str:
    """A table as plain text in letters of equal width."""
    safe = Table(_cells(table.head), tuple(_cells(row) for row in table.rows))
    parts = laid_out(safe, WIDEST, cells)
    return "\n\n".join("\n".join(_fitting(part, TABLE_SIZE // len(parts), CUT)) for part in parts)


def _html_table(table: Table) -> str:
    rows = [_row(row, "td") for row in table.rows]
    shown = "".join(_fitting(rows, TABLE_SIZE, _row([CUT], "td")))
    return f"<table><thead>{_row(table.head, 'th')}</thead><tbody>{shown}</tbody></table>"


def _row(texts: Iterable[str], tag: str) -> str:
    inner = "".join(f"<{tag}>{escape(isolated(text))}</{tag}>" for text in _cells(texts))
    return f"<tr>{inner}</tr>"


def _cells(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(quiet(clean(text)).splitlines())[:LONGEST] for text in texts)


def _fitting(lines: Sequence[str], size: int, cut: str) -> list[str]:
    """As many of the lines as so many bytes hold, with a sign where some are missing."""
    ends = list(accumulate(len(line.encode()) + 1 for line in lines))
    kept = bisect_right(ends, size)
    return list(lines) if kept == len(lines) else [*lines[:kept], cut]


def _bars(rows: tuple[Bar, ...]) -> str:
    rows = tuple(replace(r, label=_label(r.label), count=_label(r.count)) for r in rows)
    wide = max((len(row.label) for row in rows), default=0)
    figures = max((len(row.count) for row in rows), default=0)
    return "\n".join(f"{r.label:<{wide}}  {_bar(r.share)}  {r.count:>{figures}}" for r in rows)


def _html_bars(rows: tuple[Bar, ...]) -> str:
    """Each bar as a line of its own: in a block of code, clients number the lines and fold the block."""
    padded = _PADDING.sub(lambda spaces: "\u00a0" * len(spaces[0]), _bars(rows))
    return "<br>".join(f"<code>{escape(line)}</code>" for line in padded.splitlines())


def _bar(share: float) -> str:
    full = min(CELLS, max(0, round(share * CELLS)))
    return "█" * (full or (1 if share > 0 else 0)) + "░" * (CELLS - (full or (1 if share > 0 else 0)))


def _joined(parts: Iterable[str]) -> str:
    """Lines apart from each other; what is a block of its own needs no break around it."""
    said = ""
    for part in parts:
        apart = said and not said.endswith(_ENDS) and not part.startswith(_BEGINNINGS)
        said += ("<br>" if apart else "") + part
    return said
