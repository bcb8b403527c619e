"""A motion as its cards get it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.blocs import Mandated
from bot.api.deeds import Said
from bot.ballots.rules import Tally
from cogs.motions.rules.double import Blocs
from cogs.motions.rules.hall import NOBODY_THERE, InTheHall
from cogs.motions.rules.motion import Motion


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion with what its cards show beside it; unnamed hides who moved and who voted.

    While a motion is sealed its tally is empty but for the entitled, and turnout alone says how many voted.
    The tally is of the ballots; hall holds beside it what was counted there. whose is the name of the bloc
    whose own motion it is; does says what is done by itself when it is carried; origin is the name of the
    bloc that brings it. blocs is how the blocs vote, where it needs them too; while it is sealed, how many
    there are. mandates is what blocs have told their delegates.
    """

    motion: Motion
    seconders: frozenset[int]
    tally: Tally
    unnamed: bool = False
    turnout: int = 0
    hall: InTheHall = NOBODY_THERE
    whose: str = field(default="", repr=False)
    does: Said | None = None
    origin: str = field(default="", repr=False)
    blocs: Blocs | None = None
    mandates: tuple[Mandated, ...] = ()
