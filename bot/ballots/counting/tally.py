"""What the papers of a question or an election come to: one rule for the count and for its checking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ballots.counting import ranking
from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result
from bot.ballots.paper import NEED_BE, option


@dataclass(frozen=True, slots=True)
class Contest:
    """What is chosen from, and how that is counted; method is None where options are only added up.

    standing are the options that can be chosen still, reopens that of them which stands for nobody. quorum is
    how many papers it takes for anything to come of it.
    """

    standing: tuple[int, ...]
    seats: int = 1
    method: Method | None = None
    seed: str = ""
    reopens: int | None = None
    quorum: int = 0

    @property
    def to_fill(self) -> int:
        """How many seats the count fills: no more than there are people, or options, to take them."""
        return min(self.seats, len([n for n in self.standing if n != self.reopens]))


@dataclass(frozen=True, slots=True)
class Tallied:
    """What it came to: a count by stages, or what each option has; cast are all papers, blank name nobody.

    elected are those who take a seat, or what a ranked question comes to; empty are seats that stay so.
    yes and need_be are by option, where options are added up.
    """

    cast: int
    blank: int
    elected: tuple[int, ...] = ()
    empty: int = 0
    result: Result | None = None
    yes: Mapping[int, int] = field(default_factory=dict)
    need_be: Mapping[int, int] = field(default_factory=dict)

    @property
    def best(self) -> tuple[int, ...]:
        """The options that most can do with, and of those what most want; several where they are level."""
        most = max(map(self._worth, self.yes), default=(0, 0))
        return tuple(n for n in self.yes if self._worth(n) == most) if most > (0, 0) else ()

    def _worth(self, n: int) -> tuple[int, int]:
        return self.yes[n] + self.need_be.get(n, 0), self.yes[n]


def tallied(contest: Contest, papers: Rankings) -> Tallied:
    """The result; papers are taken as if only what stands had been there to choose."""
    counted = standing(contest, papers)
    cast = sum(counted.values())
    blank = counted.get((), 0)
    if contest.method is None:
        return _added_up(contest, counted, cast, blank)
    return _elected(contest, contest.method, counted, cast, blank)


def standing(contest: Contest, papers: Rankings) -> Rankings:
    """The papers without what has been withdrawn; yes-if-need-be goes with its option."""
    return ranking.only(papers, {mark for n in contest.standing for mark in (n, n + NEED_BE)})


def _elected(contest: Contest, method: Method, papers: Rankings, cast: int, blank: int) -> Tallied:
    """The seats that the count fills; all stay empty where too few voted, or for nobody, or nobody stands."""
    if cast == blank or cast < contest.quorum or not contest.to_fill:
        return Tallied(cast, blank, empty=contest.seats)
    result = count(Election(contest.standing, contest.to_fill, method, contest.seed), papers)
    elected = _wanted(result, contest.reopens)
    return Tallied(cast, blank, elected, contest.seats - len(elected), result)


def _wanted(result: Result, reopens: int | None) -> tuple[int, ...]:
    """Those of the chosen whom the papers want more than nominations reopened; that seat itself stays empty.

    Where papers are handed on, these are who has reached the quota, so nobody is elected merely for being
    left over; otherwise, who does not come after it: who is level with it is wanted as much.
    """
    if reopens not in result.elected:
        return result.elected
    if result.quota:
        found = [(n, result.stage_of(n)) for n in result.elected if n != reopens]
        return tuple(n for n, stage in found if stage and stage.totals[n] >= result.quota)
    place = result.elected.index(reopens)
    level = [n for n in result.elected[place + 1 :] if _are_level(result, n, reopens)]
    return (*result.elected[:place], *level)


def _are_level(result: Result, one: int, other: int) -> bool:
    """Whether nothing but the lot puts one before the other, where papers are not handed on."""
    stage = result.stage_of(one)
    if stage is None or stage != result.stage_of(other):
        return False
    return result.duels is not None or stage.totals[one] == stage.totals[other]


def _added_up(contest: Contest, papers: Rankings, cast: int, blank: int) -> Tallied:
    yes, need_be = dict.fromkeys(contest.standing, 0), dict.fromkeys(contest.standing, 0)
    for paper, times in papers.items():
        for mark in paper:
            (need_be if mark > NEED_BE else yes)[option(mark)] += times
    return Tallied(cast, blank, yes=yes, need_be=need_be)
