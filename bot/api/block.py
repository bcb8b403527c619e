"""What a card says, block by block, beside its head and its title."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bot.api.parts import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text."""

    text: Text
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A longer text by a person, such as a motion's own; it may have several lines."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what belongs to it."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a tally: a label, a count and its share of the whole, between 0 and 1."""

    label: str
    count: str
    share: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows that are read against each other."""

    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head: words in the first column, in the others figures or as little as one word.

    Cells may be our words or people's: like labels, they are shown as they are, on one line.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


Block: TypeAlias = Line | Quote | Field | Bars | Table
