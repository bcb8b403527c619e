"""Votes in the hall: who may take part there, what the tellers may tell, and nobody counted twice."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.api.errors import RuleError
from bot.ballots.rules import Choice, Tally, Votes
from cogs.motions.rules.errors import NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

TELLERS_NEEDED, SMALLEST_SECRET_HALL, MOST_AT_ONCE, NAME_LIMIT = 2, 5, 100, 40
_APART = re.compile(r"[,;&\n]|\s+(?:and|y|e|et|und|и)\s+")


@dataclass(frozen=True, slots=True)
class Teller:
    """Who counted in the hall: a member, or only a name where the person is not on the roll."""

    member: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class InTheHall:
    """What is shown of the hall: how many are ticked, and once decided what was counted, and by whom."""

    ticked: int = 0
    told: Tally | None = None
    tellers: tuple[Teller, ...] = ()


NOBODY_THERE = InTheHall()


@dataclass(eq=False, repr=False)
class TickedInTheHall(RuleError):
    """The member is ticked as voting in the hall, so no vote of theirs is taken elsewhere."""

    number: int


@dataclass(eq=False, repr=False)
class VotedOnline(RuleError):
    """These have voted online already, so they can't be ticked in the hall."""

    number: int
    names: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NoVoteHere(RuleError):
    """These were not on the roll when voting opened."""

    number: int
    names: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotOnAnyRoll(RuleError):
    """Words that name nobody on the roll."""

    given: str


@dataclass(eq=False, repr=False)
class MoreThanTicked(RuleError):
    """More votes were told than people are ticked."""

    number: int
    told: int
    ticked: int


@dataclass(eq=False, repr=False)
class TellersNeeded(RuleError):
    """Two people have to count in the hall."""

    number: int


@dataclass(eq=False, repr=False)
class NotATeller(RuleError):
    """Only stewards and the tellers of this motion tick."""

    number: int


@dataclass(eq=False, repr=False)
class HallTooSmall(RuleError):
    """In a secret vote so few in the hall would show who chose what."""

    number: int
    ticked: int
    least: int = SMALLEST_SECRET_HALL


@dataclass(eq=False, repr=False)
class NoSuchChoice(RuleError):
    """A choice was told that this motion does not have."""

    number: int
    choices: tuple[Choice, ...]


def is_open(motion: Motion) -> None:
    """Refuses what comes before the vote, or after its count."""
    if motion.state not in (State.OPEN, State.CLOSING) or motion.box is None:
        raise NotNow(motion.number, motion.state)


def names(words: str) -> tuple[str, ...]:
    """The people that words name: ana, ben and A. B."""
    found = (" ".join(part.split()) for part in _APART.split(words))
    return tuple(dict.fromkeys(name for name in found if name))[:MOST_AT_ONCE]


def told(motion: Motion, votes: Tally, ticked: int) -> None:
    """Refuses a count that can't be: more than are ticked, or a choice that there is not."""
    is_open(motion)
    if any(votes.of(choice) for choice in Choice if choice not in motion.threshold.choices):
        raise NoSuchChoice(motion.number, motion.threshold.choices)
    if votes.present > ticked:
        raise MoreThanTicked(motion.number, votes.present, ticked)
    if motion.votes is Votes.SECRET and votes.present > 0 and ticked < SMALLEST_SECRET_HALL:
        raise HallTooSmall(motion.number, ticked)


def tellers(number: int, given: Collection[Teller]) -> tuple[Teller, ...]:
    """Two or more different people who count."""
    found = tuple(dict.fromkeys(given))
    if len(found) < TELLERS_NEEDED:
        raise TellersNeeded(number)
    return found


def facts(hall: Tally | None) -> dict[str, int]:
    """What the journal holds of the hall; nothing where nothing was counted there."""
    if hall is None:
        return {}
    counts = {"ayes": hall.ayes, "noes": hall.noes, "abstentions": hall.abstentions}
    counts |= {"stand_asides": hall.stand_asides, "blocks": hall.blocks}
    return {f"hall_{name}": n for name, n in counts.items() if n or name in ("ayes", "noes")}


def together(online: Tally, hall: Tally | None) -> Tally:
    """Both counts in one; who may vote is counted once."""
    if hall is None:
        return online
    return Tally(
        online.ayes + hall.ayes,
        online.noes + hall.noes,
        online.abstentions + hall.abstentions,
        online.entitled,
        online.stand_asides + hall.stand_asides,
        online.blocks + hall.blocks,
    )
