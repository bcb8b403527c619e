"""Options as people type them: one a line, or with "|", semicolons or commas between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.api.text import folded
from bot.ballots.paper import MOST_OPTIONS
from cogs.polls.rules import asking_errors as errors
from cogs.polls.rules.option import TEXT_LIMIT, Option
from cogs.polls.rules.poll import Kind

_BEHIND = re.compile(r"(.+\?)\s+(?:options?:?\s+|opciones:?\s+)?([^?]+)", re.IGNORECASE | re.DOTALL)
_OR = re.compile(r"\s+(?:or|o|u)\s+", re.IGNORECASE)
_YES_OR_NO = frozenset({"yes", "no", "si"})
MOST_WORDS = 4
"""So many has an option that is known as one though nothing says so."""
BETWEEN = ("\n", "|", ";", ",")
"""The first of these that is there stands between options; those after it are part of their words."""
_BULLET = re.compile(r"[-*•–—]\s+")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+")


def split(text: str) -> tuple[str, ...]:
    """The options of a text in their order, each once; what marks them as a list is left out."""
    text = text.strip()
    mark = next((mark for mark in BETWEEN if mark in text), None)
    some = [" ".join(one.split()) for one in (text.split(mark) if mark else [text])]
    return _each_once(_unmarked([one for one in some if one]))


def behind(question: str) -> tuple[str, tuple[str, ...]]:
    """A question and the options that stand behind it, as in: Lunch? pizza, pasta or rice; none if unsure."""
    found = _BEHIND.fullmatch(question.strip())
    if found is None:
        return question, ()
    *some, last = split(found[2]) or ("",)
    some = [*some, *_OR.split(last, maxsplit=1)]
    is_list = len(some) > 1 and all(len(one.split()) <= MOST_WORDS for one in some)
    if not is_list or _YES_OR_NO.issuperset(map(folded, some)):
        return question, ()
    return found[1], _each_once(some)


def checked(some: Sequence[str]) -> tuple[str, ...]:
    """The same, refused where there is nothing to choose or too much to read."""
    if len(some) == 1:
        raise errors.OneOption(some[0])
    if len(some) > MOST_OPTIONS:
        raise errors.TooManyOptions(len(some), MOST_OPTIONS)
    for one in some:
        if len(one) > TEXT_LIMIT:
            raise errors.OptionTooLong(one, len(one), TEXT_LIMIT)
    return tuple(some)


def on_paper(kind: Kind, some: Sequence[str]) -> tuple[Option, ...]:
    """The lines of the ballot paper, numbered in their order; yes and no are said in each reader's words."""
    if kind is Kind.YES_NO:
        return Option(1), Option(2)
    return tuple(Option(n, text) for n, text in enumerate(some, 1))


def _unmarked(some: Sequence[str]) -> list[str]:
    if some and all(_BULLET.match(one) for one in some):
        return [_BULLET.sub("", one, count=1) for one in some]
    found = [_NUMBERED.match(one) for one in some]
    if len(some) > 1 and [int(one[1]) for one in found if one] == list(range(1, len(some) + 1)):
        return [_NUMBERED.sub("", one, count=1) for one in some]
    return list(some)


def _each_once(some: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded(one): one for one in reversed(list(some))}.values())[::-1]
