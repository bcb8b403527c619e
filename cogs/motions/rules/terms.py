"""How a motion is to be decided: what its mover asked for, and what the assembly's settings say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from bot.api.people import Assembly, RollPolicy
from bot.ballots.defaults import Defaults
from bot.ballots.fitting import fit
from bot.ballots.rules import MAJORITY, Threshold, Votes, Way
from bot.ballots.threshold import MOST_PEOPLE, Quorum
from bot.ballots.threshold import quorum as read_quorum
from bot.ballots.threshold import threshold as read_threshold
from bot.dates.hour import Hour
from cogs.motions.rules import errors

LONGEST_VOTE, LONGEST_DEBATE, MOST_SECONDS = timedelta(days=366), timedelta(days=60), 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mover said of how it is to be decided; what is empty comes from the settings."""

    threshold: str = ""
    quorum: str = ""
    closes: timedelta | datetime | None = None
    seconds: int | None = None
    votes: Votes | None = None
    debate: timedelta | datetime | None = None
    extend_once: bool | None = None

    @property
    def is_nothing(self) -> bool:
        return self == Asked()


@dataclass(frozen=True, slots=True)
class Terms:
    """How a motion is to be decided, written into it at moving and not touched by settings after.

    closes is a length from the opening, which the hour rounds up, or a fixed instant.
    """

    threshold: Threshold = MAJORITY
    quorum: int = 0
    seconds: int = 1
    closes: timedelta | datetime | None = None
    votes: Votes = Votes.OPEN
    debate: timedelta | datetime | None = None
    extend_once: bool = False
    quorum_share: Fraction | None = None
    size: int = 0
    hour: Hour | None = None

    def debate_until(self, now: datetime) -> datetime | None:
        """When voting may open at the earliest."""
        return now + self.debate if isinstance(self.debate, timedelta) else self.debate


def settled(asked: Asked, assembly: Assembly) -> Terms:
    """The terms that a mover asked for, filled up from the assembly's settings."""
    usual = Defaults.read(assembly.settings)
    quorum = read_quorum(asked.quorum) if asked.quorum else usual.quorum
    return Terms(
        threshold=read_threshold(asked.threshold) if asked.threshold else usual.threshold,
        quorum=quorum.number,
        seconds=usual.seconds if asked.seconds is None else asked.seconds,
        closes=max(usual.closes, assembly.shortest_vote) if asked.closes is None else asked.closes,
        votes=asked.votes or first_votes(assembly, usual),
        debate=(usual.debate if asked.debate is None else asked.debate) or None,
        extend_once=usual.extend_once if asked.extend_once is None else asked.extend_once,
        quorum_share=quorum.share,
        size=usual.size,
        hour=hour_of(assembly, usual),
    )


def altered(terms: Terms, asked: Asked, now: datetime) -> Terms:
    """The terms of a draft with what its mover wants otherwise; a debate begins anew."""
    quorum = read_quorum(asked.quorum) if asked.quorum else Quorum(terms.quorum, terms.quorum_share)
    debate = now + asked.debate if isinstance(asked.debate, timedelta) else asked.debate
    return replace(
        terms,
        threshold=read_threshold(asked.threshold) if asked.threshold else terms.threshold,
        quorum=quorum.number,
        quorum_share=quorum.share,
        closes=asked.closes if asked.closes is not None else terms.closes,
        debate=debate if debate is not None else terms.debate,
        extend_once=terms.extend_once if asked.extend_once is None else asked.extend_once,
    )


def first_votes(assembly: Assembly, usual: Defaults) -> Votes:
    """The kind of vote where nobody asks for another; a careful assembly starts at secret."""
    return Votes.SECRET if assembly.careful else usual.votes


def hour_of(assembly: Assembly, usual: Defaults) -> Hour | None:
    return Hour(usual.hour, assembly.zone) if usual.hour else None


def again(terms: Terms, assembly: Assembly) -> Terms:
    """The terms of an earlier motion, for one that is moved now: never laxer than a careful assembly is."""
    usual = Defaults.read(assembly.settings)
    closes = terms.closes
    if isinstance(closes, timedelta):
        closes = max(closes, assembly.shortest_vote)
    votes, first = terms.votes, first_votes(assembly, usual)
    if assembly.careful and first.is_stricter_than(votes):
        votes = Votes.AT_END if terms.threshold.way is Way.CONSENSUS else first
    return replace(
        terms, closes=closes, votes=votes, size=usual.size or terms.size, hour=hour_of(assembly, usual)
    )


def checked(terms: Terms, policy: RollPolicy, shortest: timedelta, now: datetime) -> Terms:
    """The terms, if this assembly can decide by them."""
    fit(policy, terms.threshold, terms.quorum_share, terms.size, terms.votes)
    if not 0 <= terms.quorum <= MOST_PEOPLE:
        raise errors.OutOfRange("quorum", 0, MOST_PEOPLE)
    if not 0 <= terms.seconds <= MOST_SECONDS:
        raise errors.OutOfRange("seconds", 0, MOST_SECONDS)
    _check_times(terms, shortest, now)
    return terms


def _check_times(terms: Terms, shortest: timedelta, now: datetime) -> None:
    opens_at = terms.debate_until(now) or now
    if opens_at - now > LONGEST_DEBATE:
        raise errors.DebateTooLong(LONGEST_DEBATE)
    if terms.closes is None:
        return
    length = terms.closes - opens_at if isinstance(terms.closes, datetime) else terms.closes
    if length < shortest or length <= timedelta():
        raise errors.VoteTooShort(max(shortest, timedelta(minutes=1)))
    if length > LONGEST_VOTE:
        raise errors.VoteTooLong(LONGEST_VOTE)
