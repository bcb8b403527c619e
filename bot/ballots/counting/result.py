"""What a count came to, stage by stage, as data that words, tables and charts are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.ballots.counting.election import Election


class Act(Enum):
    """What a stage does; the values are exported."""

    FIRST = "first"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    BEST = "best"


class Purpose(Enum):
    """What a tie was about: who is elected, whose surplus goes first, or who is excluded."""

    ELECTED = "elected"
    SURPLUS = "surplus"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates who were level, and who was taken of them.

    stages are the earlier ones that told them apart, the latest first; drawn are those whom no stage told
    apart, in the order of the lot, and is empty where no lot was needed.
    """

    purpose: Purpose
    level: tuple[int, ...]
    taken: tuple[int, ...]
    stages: tuple[int, ...] = ()
    drawn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a count; votes are in units of 1/scale of the result.

    totals has every candidate, as the stage leaves them; moved has what this stage gave to whom. exhausted
    and fractions are what has left the count up to here: on ballots that name nobody who is left, and in
    remainders below the last decimal. needed is what elects at this stage, 0 where there is no such number.
    """

    number: int
    act: Act
    of: int | None
    totals: Mapping[int, int]
    moved: Mapping[int, int] = field(default_factory=dict)
    exhausted: int = 0
    fractions: int = 0
    needed: int = 0
    elected: tuple[int, ...] = ()
    excluded: int | None = None
    ties: tuple[Tie, ...] = ()

    @property
    def not_transferable(self) -> int:
        """What has left the count up to here."""
        return self.exhausted + self.fractions


@dataclass(frozen=True, slots=True)
class Duels:
    """Every two candidates, by Schulze: how many prefer the first, and the strongest path to the second."""

    preferred: Mapping[tuple[int, int], int]
    paths: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Result:
    """Who is elected, in order, and how that came about; ballots are those that count, blank names nobody."""

    election: Election
    ballots: int
    blank: int
    scale: int
    quota: int
    elected: tuple[int, ...]
    stages: tuple[Stage, ...]
    duels: Duels | None = None

    def stage_of(self, candidate: int) -> Stage | None:
        """The stage at which somebody was elected or excluded; None for who was neither."""
        return next((s for s in self.stages if candidate in s.elected or candidate == s.excluded), None)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie that had to be broken, in order."""
        return tuple(tie for stage in self.stages for tie in stage.ties)
