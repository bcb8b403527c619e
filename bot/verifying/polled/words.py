"""Options, votes and lists of them as words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.api.text import clean
from bot.ballots.count_record import Counted, OptionRow

METHODS = {
    "stv": "the single transferable vote",
    "irv": "ranked choice",
    "schulze": "Schulze's method",
    "approval": "approval",
    "plurality": "who is named most often",
}
_LONGEST = 80


def printable(text: str) -> str:
    """A text from a file, on one line and without signs that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in clean(text)).split())[:_LONGEST]


def options(counted: Counted) -> dict[int, str]:
    """What each option is called, by its number."""
    return {row.n: _called(counted, row) for row in counted.options}


def _called(counted: Counted, row: OptionRow) -> str:
    if row.reopens:
        return "reopen nominations"
    if counted.kind == "yes-no" and not row.text:
        return {1: "yes", 2: "no"}.get(row.n, str(row.n))
    if row.at is not None and not row.text:
        return row.at.isoformat(" ", "minutes")
    return printable(row.text) or f"option {row.n}"


def listed(names: Iterable[str]) -> str:
    """Ana, Ben and Chi."""
    some = list(names)
    return " and ".join([", ".join(some[:-1]), some[-1]]) if len(some) > 1 else "".join(some) or "nobody"


def called(names: dict[int, str], some: Iterable[int]) -> str:
    """Options by what they are called; a number that is none stands for itself."""
    return listed(names.get(n, f"option {n}") for n in some)


def number(votes: int, scale: int) -> str:
    """Votes in units of 1/scale: 41, or 5.99998."""
    return fixed(votes, scale).rstrip("0").rstrip(".") if votes % scale else str(votes // scale)


def fixed(votes: int, scale: int) -> str:
    """The same with all its decimals: 41.00000."""
    whole, rest = divmod(votes, scale)
    return f"{whole}.{rest:0{len(str(scale)) - 1}}" if scale > 1 else str(whole)
