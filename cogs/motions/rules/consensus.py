"""What may be voted where nobody votes against: people stand aside, or block and say why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.api.errors import RuleError
from bot.ballots.ballot import Ballot
from bot.ballots.rules import Choice, Way

_OF_CONSENSUS = (Choice.STAND_ASIDE, Choice.BLOCK)


@dataclass(eq=False, repr=False)
class NobodyIsAgainst(RuleError):
    """A vote against, where a motion is decided by consensus."""

    number: int


@dataclass(eq=False, repr=False)
class OnlyByConsensus(RuleError):
    """Standing aside or blocking, where a motion is not decided by consensus."""

    number: int


@dataclass(eq=False, repr=False)
class BlockNeedsReason(RuleError):
    """A block without the reason that all can read; it counts nothing."""

    number: int


def blocks(ballots: Iterable[Ballot]) -> list[tuple[int, str]]:
    """Who blocked a motion, and why."""
    return [(ballot.member, ballot.reason) for ballot in ballots if ballot.choice is Choice.BLOCK]


def unfit(number: int, way: Way, choice: Choice | None, reason: str) -> RuleError | None:
    """Why a choice can't be taken on a motion that is decided in this way; None where it can."""
    if way is not Way.CONSENSUS:
        return OnlyByConsensus(number) if choice in _OF_CONSENSUS else None
    if choice is Choice.NO:
        return NobodyIsAgainst(number)
    return BlockNeedsReason(number) if choice is Choice.BLOCK and not reason.strip() else None
