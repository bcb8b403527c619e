"""Finding a date: candidate times in their order, who can come when, and which of them is best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.api.people import Assembly
from bot.ballots.paper import NEED_BE, Paper, option
from cogs.polls.rules import asking
from cogs.polls.rules.asking import Wanted
from cogs.polls.rules.ballot_errors import NoOption
from cogs.polls.rules.date_errors import OneTime
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll

FEWEST = 2
_BETWEEN = re.compile(r"[\s,;]+")
BEFORE = timedelta(hours=1)
"""So long before the first time an answer is wanted, where nobody says until when."""


class Half(Enum):
    """Which of the two lists is meant: times that suit, and times that do if need be."""

    YES = "yes"
    IF_NEED_BE = "if-need-be"


class WantedDate(Wanted):
    """A question that asks when."""

    @property
    def kind(self) -> Kind:
        return Kind.WHEN


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the times with how many can come then, how many can if need be, and how many can't."""

    option: Option
    at: datetime
    yes: int
    need_be: int
    no: int
    has_passed: bool

    @property
    def can(self) -> int:
        return self.yes + self.need_be

    @property
    def worth(self) -> tuple[int, int]:
        """What makes one time better than another, before the earliest is taken."""
        return self.can, self.yes


def on_paper(times: Collection[datetime]) -> tuple[Option, ...]:
    """The times as they stand on the ballot paper, each once and the earliest first."""
    each = sorted(set(times))
    if len(each) < FEWEST:
        raise OneTime
    return tuple(Option(n, at=at) for n, at in enumerate(each, 1))


def closes_at(
    asked: timedelta | datetime | None, assembly: Assembly, first: datetime, now: datetime
) -> datetime:
    """When answers are due: as asked for, else as usual, but in time for the first of the dates."""
    usual = asking.closes_at(asked, assembly, now)
    if asked is not None:
        return usual
    return max(min(usual, first - min(BEFORE, (first - now) / 2)), now + asking.SHORTEST)


def counted(papers: Mapping[Paper, int]) -> tuple[Counter[int], Counter[int]]:
    """How many can come at each time, and how many can if need be."""
    yes: Counter[int] = Counter()
    need_be: Counter[int] = Counter()
    for paper, times in papers.items():
        for mark in paper:
            (need_be if mark > NEED_BE else yes)[option(mark)] += times
    return yes, need_be


def standings(
    poll: Poll, yes: Mapping[int, int], need_be: Mapping[int, int], answered: int, now: datetime
) -> tuple[Standing, ...]:
    """Every time with its answers, in order of time; now is when it was decided, or is looked at."""
    return tuple(
        Standing(one, one.at, y, n, max(0, answered - y - n), one.at <= now)
        for one in poll.standing
        if one.at is not None
        for y, n in ((yes.get(one.n, 0), need_be.get(one.n, 0)),)
    )


def best(some: Sequence[Standing]) -> Standing | None:
    """The time that most can come at, then that suits most, then the earliest; one to come still."""
    fit = [one for one in some if one.can and not one.has_passed]
    return min(fit, key=lambda one: (-one.can, -one.yes, one.at), default=None)


def is_level(some: Sequence[Standing], first: Standing) -> bool:
    """Whether another time has as many answers as the best, so that only the earlier one is taken."""
    return any(one.worth == first.worth and one is not first and not one.has_passed for one in some)


def split(paper: Paper) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The times of an answer that suit, and those that do if need be."""
    return tuple(m for m in paper if m <= NEED_BE), tuple(option(m) for m in paper if m > NEED_BE)


def named(poll: Poll, words: str) -> list[int]:
    """The times that are named by their numbers; refuses a word that is none."""
    for word in (some := _BETWEEN.sub(" ", words).split()):
        if not word.isdecimal() or poll.option(int(word)) is None:
            raise NoOption(poll, word)
    return [int(word) for word in some]


def with_half(poll: Poll, paper: Paper, half: Half, chosen: Iterable[int]) -> Paper:
    """An answer with one of its lists chosen anew; a time that stands in it leaves the other one."""
    known = {one.n for one in poll.standing}
    now = {n for n in chosen if n in known}
    others = {option(mark): mark for mark in paper if (mark > NEED_BE) != (half is Half.IF_NEED_BE)}
    extra = NEED_BE if half is Half.IF_NEED_BE else 0
    kept = {n: mark for n, mark in others.items() if n not in now and n in known}
    return tuple(mark for _, mark in sorted([*kept.items(), *((n, n + extra) for n in now)]))
