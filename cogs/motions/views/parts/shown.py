"""A motion as its cards get it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ballots.rules import Tally
from cogs.motions.rules.hall import NOBODY_THERE, InTheHall
from cogs.motions.rules.motion import Motion


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion with what its cards show beside it; unnamed hides who moved and who voted.

    While a motion is sealed its tally is empty but for the entitled, and turnout alone says how many voted.
    The tally is of the ballots; hall holds beside it what was counted there.
    """

    motion: Motion
    seconders: frozenset[int]
    tally: Tally
    unnamed: bool = False
    turnout: int = 0
    hall: InTheHall = NOBODY_THERE
