"""The Scottish rules once more, paper by paper as at a table, held against the count in groups."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.ranking import Ranking, grouped

Votes = dict[int, Fraction]


class Table:
    """Papers on a table, each in somebody's stack with the value written on it."""

    def __init__(self, election: Election, ballots: list[Ranking]) -> None:
        self.election = election
        self.papers = [(ballot, ballot[0], Fraction(1)) for ballot in ballots]
        self.quota = len(ballots) // (election.seats + 1) + 1
        self.hoping, self.elected, self.waiting = set(election.candidates), list[int](), set[int]()
        self.drawn = election.lot.order(election.candidates)
        self.seen: list[Votes] = []

    def count(self) -> list[Votes]:
        self._look(self._stacks())
        while len(self.elected) < self.election.seats:
            if self.waiting:
                of = max(self.waiting, key=self._standing)
                self.waiting.remove(of)
                total = self.seen[-1][of]
                self._move(of, (total - self.quota) / total)
            else:
                of = min(self.hoping, key=self._standing)
                self.hoping.remove(of)
                self._move(of, Fraction(1))
            self._look(self._stacks())
        return self.seen

    def _standing(self, candidate: int) -> tuple[list[Fraction], int]:
        return [votes[candidate] for votes in reversed(self.seen)], -self.drawn.index(candidate)

    def _stacks(self) -> Votes:
        stacks = dict.fromkeys(self.election.candidates, Fraction(0))
        for _, holder, value in self.papers:
            if holder in stacks:
                stacks[holder] += value
        done = [c for c in self.elected if c not in self.waiting]
        return stacks | {c: min(Fraction(self.quota), self.seen[-1][c]) for c in done}

    def _move(self, of: int, share: Fraction) -> None:
        moved = []
        for ballot, holder, value in self.papers:
            if holder == of:
                to = next((c for c in ballot[ballot.index(of) :] if c in self.hoping), 0)
                moved.append((ballot, to, _cut(value * share)))
            else:
                moved.append((ballot, holder, value))
        self.papers = moved

    def _look(self, votes: Votes) -> None:
        self.seen.append(votes)
        reached = {c for c in self.hoping if votes[c] >= self.quota}
        if len(self.hoping) <= self.election.seats - len(self.elected):
            reached = set(self.hoping)
        self.elected += sorted(reached, key=self._standing, reverse=True)
        self.hoping -= reached
        self.waiting |= {c for c in reached if votes[c] > self.quota}


def _cut(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100_000), 100_000)


@settings(deadline=None)
@given(st.data())
def test_in_groups_it_comes_to_the_same_as_paper_by_paper(data: st.DataObject) -> None:
    candidates = data.draw(st.lists(st.integers(1, 99), min_size=2, max_size=6, unique=True))
    seats = data.draw(st.integers(1, len(candidates)))
    one = st.lists(st.sampled_from(candidates), unique=True, min_size=1).map(tuple)
    ballots = data.draw(st.lists(st.sampled_from(data.draw(st.lists(one, min_size=1))), min_size=1))
    election = Election(tuple(candidates), seats, Method.STV, "seed")
    table = Table(election, ballots)
    stages = table.count()
    result = count(election, grouped(ballots))
    assert list(result.elected) == table.elected
    assert [{c: Fraction(v, 100_000) for c, v in s.totals.items()} for s in result.stages] == stages
