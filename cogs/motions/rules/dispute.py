"""A dispute marks a result and has it counted anew; it reopens nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.ballots.rules import Tally, tally
from cogs.motions.rules import result
from cogs.motions.rules.double import Blocs, ByBlocs
from cogs.motions.rules.export import Held, end
from cogs.motions.rules.hall import together
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import DECIDED, State

DISPUTERS_NEEDED, DISPUTE_WITHIN, WHY_LIMIT = 3, timedelta(hours=48), 300


@dataclass(eq=False, repr=False)
class NothingToDispute(RuleError):
    """There is no result: the motion is not decided, or was never voted on."""

    number: int
    state: State


@dataclass(eq=False, repr=False)
class PartOfAMotion(RuleError):
    """An amendment; what can be disputed is the motion that it belongs to."""

    number: int
    whole: int


@dataclass(eq=False, repr=False)
class PracticeCountsForNothing(RuleError):
    """The result of a practice binds nobody, so there is nothing in it to dispute."""

    number: int


@dataclass(eq=False, repr=False)
class TooLateToDispute(RuleError):
    """The time in which a result may be disputed is over."""

    number: int
    until: datetime


@dataclass(eq=False, repr=False)
class DisputedByYou(RuleError):
    """This member has disputed it before; missing is how many more it takes."""

    number: int
    missing: int


@dataclass(eq=False, repr=False)
class DisputedAlready(RuleError):
    """It bears the mark."""

    number: int


@dataclass(frozen=True, slots=True)
class Objection:
    """Why somebody disputes a result; member is None where nobody is named."""

    why: str = field(repr=False)
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Recounted:
    """What was announced and the same ballots, with the hall, counted anew.

    as_noted says that they are those of which the journal holds the digest; None where it holds none. blocs
    is how the blocs voted, counted anew; said_blocs what was announced of them.
    """

    said: Tally
    found: Tally
    as_noted: bool | None
    said_blocs: Blocs | None = None
    blocs: Blocs | None = None

    @property
    def agrees(self) -> bool:
        return self.said == self.found and self.said_blocs == self.blocs and self.as_noted is not False


def dispute(motion: Motion, disputers: frozenset[int], by: int, now: datetime) -> tuple[Motion, int]:
    """The motion, marked where enough have disputed it, and how many more it takes."""
    _check(motion, now)
    missing = DISPUTERS_NEEDED - len(disputers)
    if by in disputers:
        raise DisputedByYou(motion.number, missing)
    if missing > 1:
        return motion, missing - 1
    return replace(motion, disputed_at=now), 0


def recounted(held: Held, as_noted: bool | None, by_blocs: ByBlocs | None = None) -> Recounted:
    """The result of a decided motion counted anew from all that it rests on."""
    report = result.read(held.motion.report)
    choices = Counter(choice for _, choice in held.receipts) if held.is_secret else None
    online = tally(dict(choices or Counter(b.choice for b in held.ballots)), report.entitled)
    blocs = by_blocs.count(held.ballots) if by_blocs else report.blocs
    total = together(online, held.hall.votes if held.hall else None)
    return Recounted(report.tally, total, as_noted, report.blocs, blocs)


def _check(motion: Motion, now: datetime) -> None:
    if motion.is_amendment:
        raise PartOfAMotion(motion.number, motion.number.whole)
    if motion.practice:
        raise PracticeCountsForNothing(motion.number)
    if end(motion) not in DECIDED or motion.ended_at is None:
        raise NothingToDispute(motion.number, motion.state)
    if motion.disputed_at is not None:
        raise DisputedAlready(motion.number)
    if now > motion.ended_at + DISPUTE_WITHIN:
        raise TooLateToDispute(motion.number, motion.ended_at + DISPUTE_WITHIN)
