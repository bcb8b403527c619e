"""For how long somebody is a steward, and what happens when nobody is there any more.

A term is three months. Where the term of another steward who is there goes on, one that ends without an
election is over. The last ones stay as caretakers, and it is said, every month anew: an assembly is never
left without stewards by the calendar alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta

from bot.api.errors import RuleError

TERM = relativedelta(months=3)
REMINDED_BEFORE, ASKED_AGAIN, UNSEEN_FOR = timedelta(days=14), timedelta(days=30), timedelta(days=14)
RECALL_HOLDS = relativedelta(years=1)
SECOND_AT, SETTLED_AFTER = 5, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time as a steward; seen is the day on which they last did something."""

    member: int
    assembly: int
    since: datetime
    until: datetime
    seen: date
    reminded: bool = False
    is_caretaker: bool = False


class Step(Enum):
    """What is to be done about a term now."""

    REMIND = "remind"
    END = "end"
    KEEP = "keep"
    RENEW = "renew"


class AlreadySteward(RuleError):
    """The person is a steward; a vote gives them another term."""


class RecalledBefore(RuleError):
    """The assembly has recalled this person: only a vote makes them a steward again."""


@dataclass(eq=False, repr=False)
class RecalledAndForgotten(RuleError):
    """A recalled steward was forgotten, so for a while only a vote makes a steward of who has come since."""

    until: datetime


class SomebodyKeepsIt(RuleError):
    """Somebody offered to keep an assembly that has a steward by now."""


class NotYourself(RuleError):
    """A steward was to be removed by themselves; they step down."""


class LastOne(RuleError):
    """Nobody else keeps the assembly."""


def begin(member: int, assembly: int, now: datetime) -> Term:
    return Term(member, assembly, now, now + TERM, now.date())


def seen(term: Term, now: datetime) -> Term:
    return replace(term, seen=now.date())


def is_active(term: Term, now: datetime) -> bool:
    """Whether a steward has done something lately; only the day is kept."""
    return term.seen >= (now - UNSEEN_FOR).date()


def after_a_recall(forgotten_at: datetime | None, now: datetime) -> None:
    """Refuses to have a newcomer named who may be the very one that was recalled: nobody can know."""
    if forgotten_at is not None and now < (until := forgotten_at + RECALL_HOLDS):
        raise RecalledAndForgotten(until)


def others(acting: int | None, terms: Collection[Term], now: datetime) -> int:
    """How many other stewards could be asked for their word."""
    return sum(term.member != acting and is_active(term, now) for term in terms)


def are_missing(terms: Collection[Term], now: datetime) -> bool:
    """Whether no steward is there, or none was seen for a while."""
    return not any(is_active(term, now) for term in terms)


def next_step(term: Term, on_the_roll: int, terms: Collection[Term], now: datetime) -> Step | None:
    """What a term needs now; where there is nobody to elect it goes on by itself."""
    if term.until <= now:
        if on_the_roll < 3:
            return Step.RENEW
        return Step.END if any(_goes_on(other, term, now) for other in terms) else Step.KEEP
    if not term.reminded and not term.is_caretaker and term.until - REMINDED_BEFORE <= now:
        return Step.REMIND if on_the_roll >= 3 else None
    return None


def _goes_on(other: Term, term: Term, now: datetime) -> bool:
    """Whether another steward keeps the assembly, elected and there, so that this one's term may end."""
    is_elected = other.until > now and not other.is_caretaker
    return other.member != term.member and is_elected and is_active(other, now)


def next_at(term: Term) -> datetime:
    """When there may be something to do about a term."""
    return term.until if term.reminded or term.is_caretaker else term.until - REMINDED_BEFORE


def kept(term: Term, now: datetime) -> Term:
    """A caretaker's term: a month, after which it is said again."""
    return replace(term, until=now + ASKED_AGAIN, is_caretaker=True)


def wants_second(
    on_the_roll: int, stewards: int, founded_at: datetime, asked_at: datetime | None, now: datetime
) -> bool:
    """Whether the room is to be asked for a second steward: from five up, monthly, not on day one."""
    if on_the_roll < SECOND_AT or stewards != 1 or founded_at + SETTLED_AFTER > now:
        return False
    return asked_at is None or asked_at + ASKED_AGAIN <= now


def says_missing(on_the_roll: int, terms: Collection[Term], asked_at: datetime | None, now: datetime) -> bool:
    """Whether the room is to be told that no steward is there."""
    if on_the_roll < 3 or not are_missing(terms, now):
        return False
    return asked_at is None or asked_at + ASKED_AGAIN <= now
