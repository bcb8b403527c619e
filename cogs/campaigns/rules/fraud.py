"""What looks like many signatures by few people, and what a review would do about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.api.number import Numbered
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.signature import Signature, Standing, hour_of

BURST = 20
"""New accounts that sign a campaign within SPAN hours before the next ones count as pending."""
SPAN = 2
PENDING_FOR = timedelta(days=1)
"""How long new accounts count as pending after an alarm; or at once, after stewards have let them count."""
REASON_LIMIT = 300
WAS_PENDING = 8
"""The mark of a signature that was pending before a review; the review's number stands in the bits above."""
_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Alarm:
    """When stewards were told that many new accounts sign, and when they had those count since."""

    at: datetime | None = None
    calm_at: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        """Whether new accounts count as pending for it."""
        return not self.is_calm(now) and self.at is not None and now - self.at < PENDING_FOR

    def is_calm(self, now: datetime) -> bool:
        """Whether stewards have looked, and let them count."""
        return self.calm_at is not None and now - self.calm_at < PENDING_FOR


def first_standing(alarm: Alarm, lately: int, was_cleaned: bool, now: datetime) -> Standing:
    """How the first signature of a new account stands, after so many others.

    was_cleaned says that stewards have rejected some: whoever was could take theirs back and sign once more.
    """
    if alarm.is_calm(now):
        return Standing.CONFIRMED
    waits = alarm.is_on(now) or was_cleaned or lately >= BURST
    return Standing.PENDING if waits else Standing.CONFIRMED


@dataclass(frozen=True, slots=True)
class Rule:
    """Which signatures are meant: all conditions hold at once. Hours are counted as in a signature.

    confirms says that pending ones are to count, instead of being rejected.
    """

    new: bool = False
    first: int | None = None
    last: int | None = None
    no_bloc: bool = False
    confirms: bool = False

    @property
    def touches(self) -> tuple[Standing, ...]:
        """How those stand that it can mean."""
        return (Standing.PENDING,) if self.confirms else (Standing.PENDING, Standing.CONFIRMED)

    def written(self) -> str:
        return json.dumps([self.new, self.first, self.last, self.no_bloc, self.confirms])

    @classmethod
    def read(cls, text: str) -> Rule:
        return cls(*json.loads(text))


@dataclass(frozen=True, slots=True)
class Example:
    """One signature that a rule means, as it is shown: it could be many a person's."""

    hour: int
    new: bool
    vouched: bool
    stated: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule means now: how many, of how many that have signed, and a few of them."""

    n: int
    of: int
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A rule with its reason; n is how many it meant when it was looked at, or has touched since."""

    number: int
    rule: Rule
    reason: str = field(repr=False)
    n: int
    at: datetime
    done_at: datetime | None = None
    undone_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None and self.undone_at is None


def ruled(
    number: Numbered,
    new: bool,
    first: datetime | timedelta | None,
    last: datetime | timedelta | None,
    no_bloc: bool,
    confirms: bool,
    now: datetime,
) -> Rule:
    """The rule of what was typed; a length of time means so long ago. It means nothing yet to come."""
    if not (new or first or last or no_bloc or confirms):
        raise errors.TooWide(number)
    begin, end = _at(first, now), _at(last, now) or now
    return Rule(new, hour_of(begin) if begin else None, hour_of(min(end, now)), no_bloc, confirms)


def _at(when: datetime | timedelta | None, now: datetime) -> datetime | None:
    return now - when if isinstance(when, timedelta) else when


def reviewed(one: Signature, review: Review) -> Signature:
    """A signature that a review means, as it stands after it."""
    was_pending = WAS_PENDING if one.standing is Standing.PENDING else 0
    marks = one.marks & (WAS_PENDING - 1) | was_pending | review.number << _NUMBER
    standing = Standing.CONFIRMED if review.rule.confirms else Standing.REJECTED
    return replace(one, standing=standing, marks=marks)


def undone(one: Signature) -> Signature:
    """A signature as it stood before the review that touched it last."""
    standing = Standing.PENDING if one.marks & WAS_PENDING else Standing.CONFIRMED
    return replace(one, standing=standing, marks=one.marks & (WAS_PENDING - 1))


def mark_of(number: int) -> int:
    """What the marks of a signature are above the others where a review touched it last."""
    return number << _NUMBER


ABOVE = ~((1 << _NUMBER) - 1) & 0x7FFFFFFF
"""The bits of marks that hold a review's number."""
