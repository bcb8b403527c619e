"""Choices, thresholds and results: exact arithmetic, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction
from math import ceil, floor

from bot.api.text import folded

_VOTES = {
    "open": ("abierta", "abierto"),
    "open-at-end": ("at-end", "al-final", "al-cierre", "abierta-al-final", "abierta-al-cierre"),
    "secret": ("secreta", "secreto"),
}


class Choice(IntEnum):
    """What a ballot says; the numbers are stored."""

    AYE = 1
    NO = 2
    ABSTAIN = 3
    STAND_ASIDE = 4
    BLOCK = 5


class Votes(Enum):
    """Who sees what of the ballots, and when; the kinds of ballot, from the laxest to the strictest."""

    OPEN = "open"
    AT_END = "open-at-end"
    SECRET = "secret"  # noqa: S105 - a kind of vote, no password

    @classmethod
    def read(cls, word: str) -> Votes | None:
        """The kind that a word stands for, in any shipped language."""
        plain = folded(word).replace(" ", "-").removeprefix("votacion-").removeprefix("voto-")
        return next((cls(value) for value, words in _VOTES.items() if plain in (value, *words)), None)

    @property
    def are_sealed(self) -> bool:
        """Whether nobody may see a count before the close."""
        return self is not Votes.OPEN

    def is_stricter_than(self, other: Votes) -> bool:
        order = list(Votes)
        return order.index(self) > order.index(other)


class Way(Enum):
    """How a threshold decides: by a share, by nobody against, or by nobody blocking."""

    SHARE = "share"
    UNANIMOUS = "unanimous"
    CONSENSUS = "consensus"


class Base(Enum):
    """Of what a threshold is a share: ballots for or against, all ballots, or everyone entitled."""

    CAST = "cast"
    PRESENT = "present"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Threshold:
    """An exact share of a base; strict means more than it, otherwise at least it.

    Under another way than a share the share is 1 and says nothing.
    """

    share: Fraction
    base: Base = Base.CAST
    strict: bool = False
    way: Way = Way.SHARE

    def is_met(self, ayes: int, base: int) -> bool:
        """Whether so many ayes are enough; no aye is never enough, and of nobody there is no share."""
        if ayes == 0 or base == 0:
            return False
        return ayes > self.share * base if self.strict else ayes >= self.share * base

    def least_of_all(self, entitled: int) -> int:
        """How many of all entitled it takes where it is a share of them; 0 where it is one of the votes."""
        if self.way is not Way.SHARE or self.base is not Base.ROLL:
            return 0
        share = self.share * entitled
        return floor(share) + 1 if self.strict else ceil(share)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be voted: by consensus nobody votes against, they stand aside or block."""
        if self.way is Way.CONSENSUS:
            return (Choice.AYE, Choice.ABSTAIN, Choice.STAND_ASIDE, Choice.BLOCK)
        return (Choice.AYE, Choice.NO, Choice.ABSTAIN)


MAJORITY = Threshold(Fraction(1, 2), Base.CAST, strict=True)
UNANIMOUS = Threshold(Fraction(1), way=Way.UNANIMOUS)
CONSENSUS = Threshold(Fraction(1), way=Way.CONSENSUS)


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
    stand_asides: int = 0
    blocks: int = 0

    @property
    def cast(self) -> int:
        return self.ayes + self.noes

    @property
    def present(self) -> int:
        return self.cast + self.abstentions + self.stand_asides + self.blocks

    def of(self, choice: Choice) -> int:
        return {
            Choice.AYE: self.ayes,
            Choice.NO: self.noes,
            Choice.ABSTAIN: self.abstentions,
            Choice.STAND_ASIDE: self.stand_asides,
            Choice.BLOCK: self.blocks,
        }[choice]

    def base(self, base: Base) -> int:
        return {Base.CAST: self.cast, Base.PRESENT: self.present, Base.ROLL: self.entitled}[base]

    def verdict(self, threshold: Threshold, quorum: int) -> Verdict:
        """Quorum first: too few decide nothing."""
        if self.present < quorum:
            return Verdict.INQUORATE
        return Verdict.CARRIED if self._meets(threshold) else Verdict.LOST

    def _meets(self, threshold: Threshold) -> bool:
        if threshold.way is Way.UNANIMOUS:
            return self.ayes > 0 and self.noes == 0
        if threshold.way is Way.CONSENSUS:
            return self.ayes > 0 and self.blocks == 0
        return threshold.is_met(self.ayes, self.base(threshold.base))

    @property
    def is_complete(self) -> bool:
        """Whether everyone who may vote has."""
        return self.entitled > 0 and self.present >= self.entitled


def tally(ballots: dict[Choice, int], entitled: int) -> Tally:
    """The tally of counts by choice."""
    ayes, noes, abstentions, stand_asides, blocks = (ballots.get(choice, 0) for choice in Choice)
    return Tally(ayes, noes, abstentions, entitled, stand_asides, blocks)
