"""A ballot paper: numbers of options, as they are stored, exported and put into a button's id."""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from bot.api.errors import RuleError

Paper: TypeAlias = tuple[int, ...]
"""Ranked: the most wanted first; else ascending, by option or by time. What is left out is a no."""

MOST_OPTIONS, NEED_BE = 50, 50
"""An option's number is at most the first; a mark above the second says yes to that option if need be."""
BLANK = "00"
_TWO_DIGITS = [f"{mark:02}" for mark in range(100)]
_LETTERS = string.digits + string.ascii_letters + "-_"
_NUMBERS = {letter: number for number, letter in enumerate(_LETTERS)}


class NotAPaper(RuleError):
    """Letters that stand for no paper."""


@lru_cache(maxsize=10_000)
def written(paper: Paper) -> str:
    """Two digits a mark, as it is stored."""
    return "".join([_TWO_DIGITS[mark] for mark in paper])


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
    """A paper as one short word for the id of a button: 37 letters at most for an order of all options.

    It is a number in base 64, odd where a mark says if need be: then one of three answers for each option.
    Else each mark counts among the options that no mark before it has taken, and 0 says that none follows.
    """
    number = 2 * _answers(paper) + 1 if any(mark > NEED_BE for mark in paper) else 2 * _order(paper)
    said = _LETTERS[number % 64]
    while number := number // 64:
        said = _LETTERS[number % 64] + said
    return said


@lru_cache(maxsize=10_000)
def spelled(text: str) -> Paper:
    """The paper of such a word."""
    if len(text) > 2 * MOST_OPTIONS or not set(text) <= _NUMBERS.keys():
        raise NotAPaper
    number = 0
    for letter in text:
        number = 64 * number + _NUMBERS[letter]
    paper = tuple(_answered(number // 2) if number % 2 else _ordered(number // 2))
    is_the_longer_way = bool(number % 2) and max(paper, default=0) <= NEED_BE
    if is_the_longer_way or not text or text.startswith(_LETTERS[0]) != (text == _LETTERS[0]):
        raise NotAPaper
    return paper


def _order(paper: Paper) -> int:
    left, places = list(range(1, MOST_OPTIONS + 1)), []
    for mark in paper:
        places.append((left.index(mark) + 1, len(left) + 1))
        left.remove(mark)
    number = 0
    for place, of in reversed(places):
        number = number * of + place
    return number


def _ordered(number: int) -> Iterator[int]:
    left = list(range(1, MOST_OPTIONS + 1))
    while number:
        number, place = divmod(number, len(left) + 1)
        if not place:
            raise NotAPaper
        yield left.pop(place - 1)


def _answers(paper: Paper) -> int:
    return sum((1 + (mark > NEED_BE)) * 3 ** (option(mark) - 1) for mark in paper)


def _answered(number: int) -> Iterator[int]:
    n = 0
    while number:
        number, answer = divmod(number, 3)
        n += 1
        if n >= MOST_OPTIONS:
            raise NotAPaper
        if answer:
            yield n + NEED_BE * (answer - 1)
