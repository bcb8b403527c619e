"""What a change does to a text, in words that need no colour: where it is, what goes out, what comes in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Data, Field, Line, Quote, Text
from bot.api.speech import Speech
from cogs.motions.rules.wording import Change, changes, words_of

MOST_SHOWN, PIECE, AROUND, WHOLE = 6, 200, 5, 500
"""So many changes on a card, so many characters of each, words before it, and characters of a whole text."""


def change_lines(say: Speech, before: str, after: str) -> list[Block]:
    """The changes one after another, each with the words that stand before it."""
    found, words = changes(before, after), words_of(before)
    blocks: list[Block] = []
    for change in found[:MOST_SHOWN]:
        blocks.append(Line(_where(say, change, words)))
        taken, put = "".join(words[change.start : change.end]), "".join(change.put)
        if taken.split() == put.split():
            blocks.append(say.line("The words stay; only where a line ends is changed."))
            continue
        blocks += [Field(say("Take out"), _piece(taken))] if taken.strip() else []
        blocks += [Field(say("Put in"), _piece(put))] if put.strip() else []
    if (more := len(found) - MOST_SHOWN) > 0:
        blocks.append(Line(say.plural("And {n} more change.", "And {n} more changes.", more)))
    return blocks


def whole(text: str) -> list[Block]:
    """A text in full where it is short enough to be read beside its changes."""
    return [Quote(text)] if text and len(text) <= WHOLE else []


def _where(say: Speech, change: Change, words: Sequence[str]) -> Text:
    if change.start == 0:
        return say("At the beginning:")
    start = max(0, change.start - AROUND)
    ahead = ("… " if start else "") + _in_one_line("".join(words[start : change.start]))
    return say("After “{words}”:", words=Data(_shortened(ahead)))


def _piece(text: str) -> Text:
    return (Data(_shortened(_in_one_line(text))),)


def _in_one_line(text: str) -> str:
    """The text with a sign where a line ends."""
    return " ¶ ".join(" ".join(line.split()) for line in text.strip().splitlines())


def _shortened(text: str) -> str:
    """The text, or its beginning and its end."""
    if len(text) <= PIECE:
        return text
    half = PIECE // 2 - 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
