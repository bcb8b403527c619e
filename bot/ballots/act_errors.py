"""What can be wrong with an act on a ballot, whatever is voted on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.api.errors import PrivateOnly, RuleError


class What(Enum):
    """What is voted on, as sentences call it."""

    MOTION = "motion"
    POLL = "poll"
    ELECTION = "election"


@dataclass(eq=False, repr=False)
class OfABallot(RuleError):
    """Something is wrong with an act on a ballot."""

    number: int
    what: What


class VoteIsIn(OfABallot):
    """The person has voted by another account, which waits to be made one with this one."""


class NothingToTakeBack(OfABallot):
    """This member has no vote that could be taken back."""


class ReactionNotCounted(OfABallot, PrivateOnly):
    """Everybody sees a reaction, and nobody is to see this vote."""


class NotEncrypted(OfABallot):
    """The chat is private, but the servers between could read it."""


class NotSecret(OfABallot):
    """Votes on this are no secret ones."""


class HasVoted(OfABallot):
    """This member's vote is in, and it can be changed only with its receipt."""


class NotYourReceipt(OfABallot):
    """The receipt belongs to a vote, and this member has cast none."""


class NoSuchReceipt(OfABallot):
    """No vote on this has this receipt."""


class CannotTakeBack(OfABallot):
    """Nobody can tell which vote is whose, so none can be taken out again."""


class ListNotYet(OfABallot):
    """The list of receipts comes with the result."""
