"""A count in which papers go from hand to hand, in stages: what STV, IRV and countback have in common."""

from __future__ import annotations

from collections.abc import Callable

from bot.ballots.counting.election import Election
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.pile import Pile, by_next, number
from bot.ballots.counting.result import Act, Purpose, Result, Stage, Tie
from bot.ballots.counting.tie import chosen, ordered


class Count:
    """A count under way: what everyone holds, and what has happened so far.

    papers are dealt out at the first stage, each at its value in units of 1/scale. A quota of 0 means that
    more than half of what is still in the count elects.
    """

    def __init__(self, election: Election, papers: Pile, scale: int, quota: int = 0, blank: int = 0) -> None:
        self.election, self.scale, self.quota, self.blank = election, scale, quota, blank
        self.ballots = sum(map(number, papers.values()))
        self.continuing = set(election.candidates)
        self.elected: list[int] = []
        self.with_surplus: set[int] = set()
        self.held: dict[int, Pile] = {candidate: {} for candidate in election.candidates}
        self.totals = dict.fromkeys(election.candidates, 0)
        self.exhausted = self.fractions = 0
        self.history: list[dict[int, int]] = []
        self.stages: list[Stage] = []
        moved, _ = self._deal(papers, lambda value: value)
        if not moved:
            raise NothingCounts
        self._end_stage(Act.FIRST, None, moved, None)

    def finish(self) -> Result:
        """Goes on until every seat is filled."""
        while len(self.elected) < self.election.seats:
            self._go_on()
        stages, elected = tuple(self.stages), tuple(self.elected)
        return Result(self.election, self.ballots, self.blank, self.scale, self.quota, elected, stages)

    def _go_on(self) -> None:
        """The next stage: the largest surplus if there is one, or else whoever has least is excluded."""
        purpose = Purpose.SURPLUS if self.with_surplus else Purpose.EXCLUDED
        of, tie = chosen(self.with_surplus or self.continuing, self.history, self.election.lot, purpose)
        if purpose is Purpose.SURPLUS:
            self._transfer_surplus(of, tie)
        else:
            self._exclude(of, tie)

    def _transfer_surplus(self, of: int, tie: Tie | None) -> None:
        """Every paper goes on at its share of the surplus, cut to the last decimal."""
        self.with_surplus.remove(of)
        total, surplus = self.totals[of], self.totals[of] - self.quota
        moved, gone = self._deal(self.held[of], lambda value: value * surplus // total)
        self.totals[of] = self.quota
        self.fractions += surplus - sum(moved.values()) - gone
        self._end_stage(Act.SURPLUS, of, moved, tie)

    def _exclude(self, of: int, tie: Tie | None) -> None:
        """Every paper goes on at the value at which it came."""
        self.continuing.remove(of)
        moved, _ = self._deal(self.held[of], lambda value: value)
        self.totals[of] = 0
        self._end_stage(Act.EXCLUSION, of, moved, tie)

    def _deal(self, pile: Pile, worth: Callable[[int], int]) -> tuple[dict[int, int], int]:
        """Hands papers to those who continue; what each of them got, and what nobody could get."""
        moved: dict[int, int] = {}
        gone = 0
        for value, papers in pile.items():
            new = worth(value)
            for candidate, parcel in by_next(papers, self.continuing).items():
                votes = new * number(parcel)
                if candidate is None:
                    gone += votes
                    continue
                self.held[candidate].setdefault(new, []).extend(parcel)
                self.totals[candidate] += votes
                moved[candidate] = moved.get(candidate, 0) + votes
        self.exhausted += gone
        return moved, gone

    def _end_stage(self, act: Act, of: int | None, moved: dict[int, int], tie: Tie | None) -> None:
        self.history.append(dict(self.totals))
        needed = self.quota or sum(self.totals.values()) // 2 + 1
        elected = self._elect(needed)
        stage = Stage(
            number=len(self.history),
            act=act,
            of=of,
            totals=self.history[-1],
            moved=moved,
            exhausted=self.exhausted,
            fractions=self.fractions,
            needed=needed,
            elected=elected,
            excluded=of if act is Act.EXCLUSION else None,
            ties=(tie,) if tie else (),
        )
        self.stages.append(stage)

    def _elect(self, needed: int) -> tuple[int, ...]:
        """Whoever has enough; and where no more are left than seats, they too."""
        reached = {candidate for candidate in self.continuing if self.totals[candidate] >= needed}
        if len(self.continuing) <= self.election.seats - len(self.elected):
            reached = set(self.continuing)
        self.continuing -= reached
        self.with_surplus |= {candidate for candidate in reached if self.totals[candidate] > needed}
        elected = ordered(reached, self.history, self.election.lot)
        self.elected += elected
        return elected
