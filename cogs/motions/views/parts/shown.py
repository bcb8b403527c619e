"""A motion as its cards get it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ballots.rules import Tally
from cogs.motions.rules.motion import Motion


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion with what its cards show beside it; unnamed hides who moved and who voted.

    While a motion is sealed its tally is empty but for the entitled, and turnout alone says how many voted.
    """

    motion: Motion
    seconders: frozenset[int]
    tally: Tally
    unnamed: bool = False
    turnout: int = 0
