"""Which ways of deciding go together in an assembly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.api.errors import RuleError
from bot.api.people import RollPolicy
from bot.ballots.rules import Base, Threshold, Votes, Way


class NeedsARoll(RuleError):
    """A share of the roll, where nobody keeps one."""


@dataclass(eq=False, repr=False)
class NeedsASize(RuleError):
    """A share as quorum, where nobody keeps a roll and nobody has said how many people there are."""

    share: Fraction


class SecretConsensus(RuleError):
    """A block needs a reason that all can read, so a vote by consensus can't be secret."""


def fit(
    policy: RollPolicy, threshold: Threshold, quorum_share: Fraction | None, size: int, votes: Votes
) -> None:
    """Refuses what can't be reckoned where anyone may take part, and what contradicts itself."""
    if policy is RollPolicy.ANYONE:
        if threshold.base is Base.ROLL:
            raise NeedsARoll
        if quorum_share is not None and not size:
            raise NeedsASize(quorum_share)
    if threshold.way is Way.CONSENSUS and votes is Votes.SECRET:
        raise SecretConsensus
