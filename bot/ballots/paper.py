"""A ballot paper: numbers of options, as they are stored, exported and put into a button's id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from bot.api.errors import RuleError

Paper: TypeAlias = tuple[int, ...]
"""Ranked: the most wanted first; else ascending, by option or by time. What is left out is a no."""

MOST_OPTIONS, NEED_BE = 50, 50
"""An option's number is at most the first; a mark above the second says yes to that option if need be."""
BLANK = "00"
_MOST_MARK = NEED_BE + MOST_OPTIONS - 1
_LETTERS = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO"
_NUMBERS = {letter: number for number, letter in enumerate(_LETTERS, 1)}
_SOFT = "0"


class NotAPaper(RuleError):
    """Letters that stand for no paper."""


def written(paper: Paper) -> str:
    """Two digits a mark, as it is stored."""
    return "".join([f"{mark:02}" for mark in paper])


@lru_cache(maxsize=10_000)
def read(text: str) -> Paper:
    """The paper of two digits a mark; blanks at its end are only there for its length."""
    marks = (text[at : at + 2] for at in range(0, len(text), 2))
    return tuple(int(mark) for mark in marks if mark != BLANK)


def padded(paper: Paper, width: int) -> str:
    """As it is stored where all rows have to be of one length."""
    if len(paper) > width:
        raise ValueError("more marks than a paper of this box has room for")
    return written(paper) + BLANK * (width - len(paper))


def option(mark: int) -> int:
    """The option that a mark is for."""
    return mark - NEED_BE if mark > NEED_BE else mark


def letters(paper: Paper) -> str:
    """One letter or digit a mark, two where it is if need be: short enough for the id of a button."""
    return "".join(_SOFT * (mark > NEED_BE) + _LETTERS[option(mark) - 1] for mark in paper) or _SOFT


def spelled(text: str) -> Paper:
    """The paper of one letter or digit a mark."""
    if text == _SOFT:
        return ()
    paper = tuple(_spelled(text))
    if not paper or len({option(mark) for mark in paper}) < len(paper):
        raise NotAPaper
    return paper


def _spelled(text: str) -> Iterator[int]:
    rest = iter(text)
    for letter in rest:
        extra, plain = (NEED_BE, next(rest, "")) if letter == _SOFT else (0, letter)
        mark = _NUMBERS.get(plain, _MOST_MARK) + extra
        if mark > _MOST_MARK or plain not in _NUMBERS:
            raise NotAPaper
        yield mark
