"""What can be wrong with merging words, vouching, reviewing and counting paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoSuchWord(RuleError):
    """Nobody has stated this word; close is one that somebody has."""

    given: str = field(repr=False)
    close: str = field(repr=False)


@dataclass(eq=False, repr=False)
class SameWord(RuleError):
    """Two spellings that count as one word already."""

    one: str = field(repr=False)
    other: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NoSuchMerge(RuleError):
    """No words were made one under this number, or it was undone before."""

    number: int


@dataclass(eq=False, repr=False)
class NotTheKeeper(RuleError):
    """A bloc vouches by whoever keeps it."""

    bloc: str = field(repr=False)


@dataclass(eq=False, repr=False)
class DoesNotVouch(RuleError):
    """A bloc has not vouched under this campaign."""

    bloc: str = field(repr=False)
    number: Numbered


@dataclass(eq=False, repr=False)
class VouchingIsOver(RuleError):
    """Once a pledge is met its number is told: who could change whom it counts would learn who pledged."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoBlocsHere(RuleError):
    """There is nobody to vouch for anybody."""


@dataclass(eq=False, repr=False)
class NothingToReview(RuleError):
    """No signature fits the rule."""

    number: Numbered


@dataclass(eq=False, repr=False)
class ReasonNeeded(RuleError):
    """Signatures are rejected for a reason that everybody can read."""

    number: Numbered


@dataclass(eq=False, repr=False)
class TooWide(RuleError):
    """A rule that every signature fits is none."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoSuchReview(RuleError):
    """No review has this number, or it was undone before."""

    number: int


@dataclass(eq=False, repr=False)
class NoSuchBatch(RuleError):
    """No signatures on paper have this number."""

    number: int


@dataclass(eq=False, repr=False)
class NoPaper(RuleError):
    """A batch of no signatures, or of more than there are people, or without proof."""

    most: int


@dataclass(eq=False, repr=False)
class NoOrganisationName(RuleError):
    """An organisation signs by its name."""

    number: Numbered


@dataclass(eq=False, repr=False)
class TooManyEndorse(RuleError):
    """More organisations sign than anybody reads."""

    number: Numbered
    most: int


@dataclass(eq=False, repr=False)
class OnlyLetters(RuleError):
    """An organisation can't promise what people do."""

    number: Numbered


@dataclass(eq=False, repr=False)
class WhichBloc(RuleError):
    """No bloc is named that speaks for the organisation, or one that may be named nowhere."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotEndorsed(RuleError):
    """No organisation of this name signs."""

    name: str = field(repr=False)
    number: Numbered
