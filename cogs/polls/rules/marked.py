"""Answers by marks, each of which adds its own option or takes it off."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.ballots.paper import Paper, option
from cogs.polls.rules.option import Option


def changed_by(words: str, standing: Iterable[Option]) -> tuple[frozenset[int], frozenset[int]]:
    """The options that marks add, and those that they take off: +4 -2; a mark of no option means nothing."""
    known = {str(one.n): one.n for one in standing}
    some = [(word[:1], known[word[1:]]) for word in words.split() if word[1:] in known]
    return frozenset(n for sign, n in some if sign == "+"), frozenset(n for sign, n in some if sign == "-")


def with_marks(paper: Paper, put: Collection[int], off: Collection[int]) -> Paper:
    """An answer with these options added and those taken off; an if need be gives way to a mark alone."""
    kept = [mark for mark in paper if mark not in off and option(mark) not in put]
    return tuple(sorted((*kept, *put), key=option))
