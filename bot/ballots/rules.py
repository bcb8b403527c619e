"""Choices, thresholds and results: exact arithmetic, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction


class Choice(IntEnum):
    """What a ballot says; the numbers are stored."""

    AYE = 1
    NO = 2
    ABSTAIN = 3


class Base(Enum):
    """Of what a threshold is a share: ballots for or against, all ballots, or everyone entitled."""

    CAST = "cast"
    PRESENT = "present"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Threshold:
    """An exact share of a base; strict means more than it, otherwise at least it."""

    share: Fraction
    base: Base = Base.CAST
    strict: bool = False

    def is_met(self, ayes: int, base: int) -> bool:
        """Whether so many ayes are enough; no aye is never enough, and of nobody there is no share."""
        if ayes == 0 or base == 0:
            return False
        return ayes > self.share * base if self.strict else ayes >= self.share * base


MAJORITY = Threshold(Fraction(1, 2), Base.CAST, strict=True)


class Verdict(Enum):
    """What a count comes to."""

    CARRIED = "carried"
    LOST = "lost"
    INQUORATE = "inquorate"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts; entitled is how many may vote, 0 where nobody can know it."""

    ayes: int = 0
    noes: int = 0
    abstentions: int = 0
    entitled: int = 0

    @property
    def cast(self) -> int:
        return self.ayes + self.noes

    @property
    def present(self) -> int:
        return self.cast + self.abstentions

    def base(self, base: Base) -> int:
        return {Base.CAST: self.cast, Base.PRESENT: self.present, Base.ROLL: self.entitled}[base]

    def verdict(self, threshold: Threshold, quorum: int) -> Verdict:
        """Quorum first: too few decide nothing."""
        if self.present < quorum:
            return Verdict.INQUORATE
        met = threshold.is_met(self.ayes, self.base(threshold.base))
        return Verdict.CARRIED if met else Verdict.LOST

    @property
    def is_complete(self) -> bool:
        """Whether everyone who may vote has."""
        return self.entitled > 0 and self.present >= self.entitled


def tally(ballots: dict[Choice, int], entitled: int) -> Tally:
    """The tally of counts by choice."""
    return Tally(
        ballots.get(Choice.AYE, 0), ballots.get(Choice.NO, 0), ballots.get(Choice.ABSTAIN, 0), entitled
    )
