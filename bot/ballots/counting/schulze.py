"""Schulze's method: every two candidates are compared, and whom no path of comparisons beats is elected."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

from bot.ballots.counting import ranking
from bot.ballots.counting.election import Election
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.ranking import Ranking, Rankings
from bot.ballots.counting.result import Act, Duels, Purpose, Result, Stage, Tie

Pairs = dict[tuple[int, int], int]


def count(election: Election, ballots: Rankings) -> Result:
    """Who is elected; for several seats, whoever only the elected beat follows."""
    papers = ranking.valid(ballots, election.candidates)
    cast = sum(papers.values())
    if not cast:
        raise NothingCounts
    preferred = duels(election.candidates, papers)
    paths = strongest(election.candidates, preferred)
    stages = _stages(election, paths)
    elected = tuple(candidate for stage in stages for candidate in stage.elected)
    blank = sum(ballots.values()) - cast
    return Result(election, cast, blank, 1, 0, elected, stages, Duels(preferred, paths))


def duels(candidates: Ranking, papers: Rankings) -> Pairs:
    """How many prefer the first of two to the second; whoever is not ranked comes after all who are."""
    bits = {candidate: 1 << place for place, candidate in enumerate(candidates)}
    after: dict[int, dict[int, int]] = {candidate: defaultdict(int) for candidate in candidates}
    for named, times in papers.items():
        above = 0
        for candidate in named:
            after[candidate][above] += times
            above |= bits[candidate]
    preferred = dict.fromkeys(permutations(candidates, 2), 0)
    for candidate, by_above in after.items():
        for above, times in by_above.items():
            for other, bit in bits.items():
                if other != candidate and not above & bit:
                    preferred[candidate, other] += times
    return preferred


def strongest(candidates: Ranking, preferred: Pairs) -> Pairs:
    """The strongest path from each to each: as strong as its weakest win, a win as strong as its votes."""
    paths = {(a, b): votes if votes > preferred[b, a] else 0 for (a, b), votes in preferred.items()}
    for middle in candidates:
        for a, b in permutations([candidate for candidate in candidates if candidate != middle], 2):
            paths[a, b] = max(paths[a, b], min(paths[a, middle], paths[middle, b]))
    return paths


def _stages(election: Election, paths: Pairs) -> tuple[Stage, ...]:
    """At each stage those whom nobody left beats; the totals are how many others each beats."""
    totals = dict.fromkeys(election.candidates, 0)
    for (a, b), strength in paths.items():
        totals[a] += strength > paths[b, a]
    left, seats = set(election.candidates), election.seats
    stages: list[Stage] = []
    while seats:
        best = [a for a in left if all(paths[a, b] >= paths[b, a] for b in left if b != a)]
        drawn = election.lot.order(best)
        elected = drawn[:seats]
        is_tied = len(best) > seats
        ties = (Tie(Purpose.ELECTED, tuple(sorted(best)), elected, drawn=drawn),) if is_tied else ()
        stages.append(Stage(len(stages) + 1, Act.BEST, None, totals, elected=elected, ties=ties))
        left.difference_update(elected)
        seats -= len(elected)
    return tuple(stages)
