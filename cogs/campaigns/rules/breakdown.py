"""What everybody may see of who signs: numbers by trade, bloc, language, country and day, in steps of five.

A row is shown once five are in it, and then changes by five or more, so that every number shown could be any
of at least five. A breakdown is made anew once an hour at most, and only after five more or fewer have signed
than everybody could see when it was made last: so no single signature has a row move by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

STEP = 5
PACE = timedelta(hours=1)
KINDS = ("trade", "bloc", "language", "country", "day")


@dataclass(frozen=True, slots=True)
class Row:
    """How many there are, and how many of them a bloc vouches for."""

    n: int
    vouched: int = 0


Rows: TypeAlias = Mapping[str, Mapping[int, Row]]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Rows by kind and term; who did not say, and rows of fewer than five, are in none.

    total and vouched are how many had signed when it was made, and with how many of them vouched for.
    """

    total: int
    vouched: int
    rows: Rows
    at: datetime


NOTHING: Rows = {}


def stepped(shown: int, actual: int) -> int:
    """What is shown of a row that has so many, after another number was shown of it."""
    if actual < STEP:
        return 0
    if abs(actual - shown) < STEP:
        return shown
    if actual > shown:
        return actual - actual % STEP
    return -(-actual // STEP) * STEP if actual > STEP else 0  # five would say here that it is five exactly


def step(before: Breakdown | None, counted: Breakdown) -> Breakdown | None:
    """The next breakdown after one that was shown; None where nothing may be told yet."""
    before = before or Breakdown(0, 0, NOTHING, counted.at - PACE)
    if counted.at - before.at < PACE:
        return None
    moved = abs(counted.total - before.total) >= STEP
    vouched = abs(counted.vouched - before.vouched) >= STEP
    if not (moved or vouched):
        return None
    total = counted.total if moved else before.total
    rows = {kind: _stepped(before.rows.get(kind, {}), counted.rows.get(kind, {}), moved) for kind in KINDS}
    return Breakdown(total, counted.vouched, rows, counted.at)


def _stepped(shown: Mapping[int, Row], counted: Mapping[int, Row], moved: bool) -> dict[int, Row]:
    """Rows that may be shown; where only vouching has changed, no row's own number moves."""
    found = {}
    for term in {*shown, *counted}:
        old, new = shown.get(term, Row(0)), counted.get(term, Row(0))
        n = stepped(old.n, new.n) if moved else old.n
        if term and n:
            found[term] = Row(n, min(n, stepped(old.vouched, new.vouched)))
    return found


def together(rows: Mapping[int, Row], counts_as: Mapping[int, int]) -> dict[int, Row]:
    """Rows of words that count as another under that other."""
    found: dict[int, Row] = {}
    for term, row in rows.items():
        end = counts_as.get(term, term)
        other = found.get(end, Row(0))
        found[end] = Row(other.n + row.n, other.vouched + row.vouched)
    return found


def fitting(rows: Mapping[int, Row], total: int) -> list[tuple[int, Row]]:
    """Rows as they are read beside a total that has moved since, together no more than it; largest first."""
    some = dict(rows)
    while some and sum(row.n for row in some.values()) > total:
        largest = max(some, key=lambda term: (some[term].n, -term))
        n = some[largest].n - STEP
        some[largest] = replace(some[largest], n=n, vouched=min(n, some[largest].vouched))
        if not n:
            del some[largest]
    return sorted(some.items(), key=lambda item: (-item[1].n, item[0]))


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A row as it is shown; called is the stated word, the bloc's name, or a language's tag."""

    kind: str
    term: int
    called: str = field(repr=False)
    n: int
    vouched: int


@dataclass(frozen=True, slots=True)
class Public:
    """All rows that may be shown of a campaign, and when they were made; None before there are any.

    has_more says for each kind whether some who have signed are in no row of it.
    """

    rows: Mapping[str, tuple[PublicRow, ...]] = field(default_factory=dict)
    has_more: frozenset[str] = frozenset()
    at: datetime | None = None

    def of(self, kind: str) -> tuple[PublicRow, ...]:
        return self.rows.get(kind, ())
