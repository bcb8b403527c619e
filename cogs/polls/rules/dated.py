"""Answers to a poll for a date: 1 3 ?2, or 1 yes 2 maybe 3 no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bot.ballots.paper import NEED_BE as SOFT
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.ballot_words import ALL, NEED_BE, NO, NONE, YES
from cogs.polls.rules.poll import Poll

_BETWEEN = re.compile(r"[\s,;|=:>→]+")
_FIGURE = re.compile(r"([?~(]*)#?(\d{1,3})([?~).]*)")
_SHOWN = 60
_ANSWERS = (("yes", YES), ("maybe", NEED_BE), ("no", NO))


def marks_on_dates(poll: Poll, said: str) -> list[int]:
    """The marks that words put on times: those that suit, and those that do if need be.

    A word stands behind its numbers, or before them where the line begins with one.
    """
    if said in ALL | YES | NEED_BE:
        extra = SOFT if said in NEED_BE else 0
        return [one.n + extra for one in poll.standing]
    if said in NONE | NO:
        return []
    given: dict[int, str] = {}
    for n, answer in _answers(poll, said):
        if given.setdefault(n, answer) != answer:
            raise errors.GivenTwice(poll, next(one for one in poll.options if one.n == n))
    return [n if answer == "yes" else n + SOFT for n, answer in given.items() if answer != "no"]


def _answers(poll: Poll, said: str) -> Iterator[tuple[int, str]]:
    """Each number with its answer."""
    known = {one.n for one in poll.options}
    runs = [(is_figure, list(run)) for is_figure, run in _runs(said)]
    leads = bool(runs) and not runs[0][0]
    for at, (is_figure, run) in enumerate(runs):
        if not is_figure:
            _answer(poll, " ".join(run))
            continue
        beside = at - 1 if leads else at + 1
        answer = _answer(poll, " ".join(runs[beside][1])) if 0 <= beside < len(runs) else "yes"
        for word in run:
            n, is_soft = _figure(word)
            if n not in known:
                raise errors.NoOption(poll, str(n))
            yield n, "maybe" if is_soft else answer


def _runs(said: str) -> Iterator[tuple[bool, Iterator[str]]]:
    """The words of a line, those that are numbers and those that are none in turns."""
    words = (word for word in _BETWEEN.split(said) if word)
    return groupby(words, key=lambda word: _FIGURE.fullmatch(word) is not None)


def _figure(word: str) -> tuple[int, bool]:
    found = _FIGURE.fullmatch(word)
    if found is None:
        raise ValueError("a run of numbers holds numbers alone")
    return int(found[2]), bool(set(found[1] + found[3]) & set("?~("))


def _answer(poll: Poll, words: str) -> str:
    for answer, some in _ANSWERS:
        if words in some:
            return answer
    raise errors.NoOption(poll, words[:_SHOWN])
