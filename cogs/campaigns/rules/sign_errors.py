"""What can be wrong with an act on a signature."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError
from bot.api.number import Numbered

MOST_NAMED = 12
"""So many campaigns are named at most to somebody who named none."""


@dataclass(eq=False, repr=False)
class WhichCampaign(RuleError):
    """Several can be signed, and none was named; running ones are (number, name), none where none runs."""

    running: tuple[tuple[Numbered, str], ...] = field(repr=False)


@dataclass(eq=False, repr=False)
class WhichSigned(RuleError):
    """None was named, and this person has signed several, or nothing; as (number, name)."""

    signed: tuple[tuple[Numbered, str], ...] = field(repr=False)


@dataclass(eq=False, repr=False)
class RewordedSince(RuleError):
    """Words that were read, and have been changed before they were signed."""

    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class UnlinkedSince(RuleError):
    """An account that belonged to somebody who could sign already, and may have."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotNamed(RuleError):
    """A name that everybody could read nowhere under this letter."""

    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NotTogether(RuleError):
    """A name that was not chosen to be shown together."""

    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NotEnoughYet(RuleError):
    """Nobody has been asked yet, as too few have signed so; n is how many it takes."""

    number: Numbered
    n: int
