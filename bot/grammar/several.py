"""Where several times begin and end in a typed line: 'Picnic Thu 18:00, Fri 19:00'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.dates.times import BETWEEN, MOST_PARTS, MOST_TIMES

_PART = re.compile(r"[^,;|]+|[,;|]")
_Atom = tuple[str, int]
_MOST_ATOMS = 9  # "Friday, June 5, 2026, 18:00" with a word more
Fits = Callable[[str], bool]


def length(texts: Sequence[str], fits: Fits) -> int:
    """How many words at the beginning are times; all where there are more than anybody may give."""
    atoms, at, words = _atoms(texts), 0, 0
    for _ in range(MOST_TIMES * MOST_PARTS):
        following = atoms[at : at + _MOST_ATOMS]
        count = next((n for n in range(len(following), 0, -1) if _is_time(following[:n], fits)), 0)
        if not count:
            return words
        at += count
        is_over = at == len(atoms) or atoms[at][0] not in BETWEEN
        while at < len(atoms) and atoms[at][0] in BETWEEN:
            at += 1
        words = atoms[at - 1][1] + 1
        if is_over:
            return words
    return len(texts)


def at_end(texts: Sequence[str], fits: Fits) -> int:
    """How many words at the end are times."""
    atoms = _atoms(texts)
    end, first = len(atoms), len(texts)
    for _ in range(MOST_TIMES * MOST_PARTS):
        while end and atoms[end - 1][0] in BETWEEN:
            end -= 1
        before = atoms[max(0, end - _MOST_ATOMS) : end]
        count = next((n for n in range(len(before), 0, -1) if _is_time(before[-n:], fits)), 0)
        if not count:
            break
        end -= count
        first = atoms[end][1]
        if not end or atoms[end - 1][0] not in BETWEEN:
            break
    return len(texts) - first


def _is_time(atoms: Sequence[_Atom], fits: Fits) -> bool:
    if atoms[0][0] in BETWEEN or any(text in (";", "|") for text, _ in atoms):
        return False
    return atoms[-1][0] not in BETWEEN and fits(" ".join(text for text, _ in atoms))


def _atoms(texts: Sequence[str]) -> list[_Atom]:
    """The words with what stands between times apart, each with the place of its word."""
    return [(atom, place) for place, text in enumerate(texts) for atom in _PART.findall(text)]
