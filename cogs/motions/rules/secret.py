"""Sealed votes: how a motion comes to one, and what can be wrong with an act on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.api.errors import RuleError
from bot.ballots.fitting import SecretConsensus
from bot.ballots.rules import Tally, Votes, Way
from bot.ballots.secret import LEAST_ENTITLED
from cogs.motions.rules.bloc import check_double
from cogs.motions.rules.errors import NotNow, NotYours
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State


@dataclass(eq=False, repr=False)
class NeverLaxer(RuleError):
    """People have read that the votes on it would be like this; they don't become more open."""

    number: int
    votes: Votes


@dataclass(eq=False, repr=False)
class TooFewForSecret(RuleError):
    """So few may vote that the result would show who chose what."""

    number: int
    entitled: int


@dataclass(eq=False, repr=False)
class NoReasonInSecret(RuleError):
    """A reason would show who voted how."""

    number: int


def make_stricter(motion: Motion, by: int, votes: Votes) -> Motion:
    """The draft with fewer to see the votes on it, by its mover; never with more."""
    if motion.state not in (State.MOVED, State.POSTPONED):
        raise NotNow(motion.number, motion.state)
    if motion.mover != by:
        raise NotYours(motion.number)
    if votes is motion.votes or motion.votes.is_stricter_than(votes):
        raise NeverLaxer(motion.number, motion.votes)
    check_double(motion.double, votes)
    if votes is Votes.SECRET and motion.threshold.way is Way.CONSENSUS:
        raise SecretConsensus
    return replace(motion, votes=votes)


def is_laxer_draft(amendment: Motion, votes: Votes) -> bool:
    """Whether an amendment has to follow its motion to stricter votes; one that is voted on stays."""
    return amendment.state is State.MOVED and votes.is_stricter_than(amendment.votes)


def report(counted: Tally, voted: int, hall: Tally | None) -> Report:
    """The result of a secret vote; nothing of it can be read again or left out."""
    return Report(
        ayes=counted.ayes,
        noes=counted.noes,
        abstentions=counted.abstentions,
        entitled=counted.entitled,
        alarm=counted.present != voted,
        hall=hall,
    )


def are_too_few(motion: Motion, entitled: int) -> bool:
    """Whether the votes would be secret among so few that the result shows them."""
    return motion.votes is Votes.SECRET and entitled < LEAST_ENTITLED


def check_electorate(motion: Motion, entitled: int) -> None:
    """Refuses to open a secret vote among too few."""
    if are_too_few(motion, entitled):
        raise TooFewForSecret(motion.number, entitled)
