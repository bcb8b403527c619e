"""How something repeats, said in one breath with its time: 'every tuesday at 8 pm', 'fri 18:00 weekly'."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from bot.api.command import Command, Kind
from bot.api.errors import RuleError
from bot.api.text import folded
from bot.dates.every import read_every

EVERY = "every"
"""The option in which commands take how something repeats."""
_CLEAR = frozenset({"every", "each", "cada", "todos", "todas"})
_FIRST = _CLEAR | {"daily", "weekly", "fortnightly", "monthly", "weekdays"}
_FIRST |= {"diario", "semanal", "quincenal", "mensual"}
MOST_WORDS, MOST_BEGINNINGS = 8, 100  # in one breath; in one line
Fits = Callable[[str], bool]
Given = TypeVar("Given")


def begins(texts: Sequence[str]) -> bool:
    """Whether words begin as people say how something repeats."""
    return bool(texts) and folded(texts[0]) in _FIRST


def length(texts: Sequence[str], today: date) -> int:
    """How many words at the beginning say how something repeats; 0 where they do not begin so."""
    if not begins(texts):
        return 0
    return next((n for n in range(min(len(texts), MOST_WORDS), 0, -1) if _is_rule(texts[:n], today)), 0)


def beside_time(texts: Sequence[str], today: date, fits: Fits) -> tuple[int, int] | None:
    """From where to where it is said how something repeats, right before or after a time."""
    beginnings = (n for n in range(len(texts)) if begins(texts[n : n + 1]))
    for first in islice(beginnings, MOST_BEGINNINGS):
        if count := length(texts[first : first + MOST_WORDS], today):
            behind = first + count
            after, before = texts[behind : behind + MOST_WORDS], texts[max(0, first - MOST_WORDS) : first]
            is_clear = not after or folded(texts[first]) in _CLEAR  # no "daily report"
            if time_first(after, fits) or (is_clear and _ends_in_time(before, fits)):
                return first, first + count
    return None


def time_first(texts: Sequence[str], fits: Fits) -> int:
    """How many words at the beginning are a time."""
    return next((n for n in reversed(_some(texts)) if fits(" ".join(texts[:n]))), 0)


def apart(command: Command, given: Mapping[str, Given], today: date, fits: Fits) -> Mapping[str, Given | str]:
    """What was given, with how it repeats taken out of a time; NoRule where these words say no rule."""
    if command.argument(EVERY) is None or given.get(EVERY):
        return given
    when = next((a.key for a in command.arguments if a.kind is Kind.WHEN and a.required), "")
    words = given.get(when)
    if not isinstance(words, str) or not begins(texts := words.split()):
        return given
    count = length(texts, today)
    if not count:
        ends = next((n for n in _some(texts[1:]) if fits(" ".join(texts[-n:]))), 0)
        read_every(" ".join(texts[: len(texts) - ends]), today)
    return {**given, EVERY: " ".join(texts[:count]), when: " ".join(texts[count:])}


def _ends_in_time(texts: Sequence[str], fits: Fits) -> bool:
    return any(fits(" ".join(texts[-n:])) for n in _some(texts))


def _is_rule(texts: Sequence[str], today: date) -> bool:
    try:
        read_every(" ".join(texts), today)
    except RuleError:
        return False
    return True


def _some(texts: Sequence[str]) -> range:
    return range(1, min(len(texts), MOST_WORDS) + 1)
