"""What can be wrong with a vacancy; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoBallots(RuleError):
    """Nobody voted in it, so no ballots can say who follows."""

    number: Numbered


@dataclass(eq=False, repr=False)
class AskedAlready(RuleError):
    """People are being asked for another seat of it; one comes after the other."""

    number: Numbered
    until: datetime


@dataclass(eq=False, repr=False)
class NobodySits(RuleError):
    """Who is named, else who says it, has no seat of it; some are those who have."""

    number: Numbered
    some: tuple[str, ...] = field(repr=False)
    is_named: bool


@dataclass(eq=False, repr=False)
class StillInOffice(RuleError):
    """Whose seat is said to be vacant is still what they were elected to be."""

    number: Numbered
    called: str = field(repr=False)
    is_steward: bool


@dataclass(eq=False, repr=False)
class NotAsked(RuleError):
    """They were not asked whether they would take a seat of it, or not any more."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoSeatEmpty(RuleError):
    """Every seat of it is taken, or an election was called for it."""

    number: Numbered
