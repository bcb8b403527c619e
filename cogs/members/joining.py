"""Coming onto a roll: what an applicant still lacks, and who may speak for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.api.deeds import Deed
from bot.api.errors import RuleError
from bot.api.guards import Guards
from bot.api.people import RollPolicy
from cogs.members.rules import LengthWanted

MOST_VOUCHERS, MOST_HOURLY, LONGEST_AGE = 20, 100_000, timedelta(days=365)


class State(Enum):
    """How far somebody has come who asked; a lapsed application is nowhere."""

    WAITING = "waiting"
    ADMITTED = "admitted"


class Approval(Enum):
    """Whether a steward's word is wanted beside what the policy asks for."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who asks to come onto the roll, under the member id that will be theirs."""

    assembly: int
    number: int
    member: int
    asked_at: datetime
    state: State
    approval: Approval


@dataclass(frozen=True, slots=True)
class Lacks:
    """What an applicant still lacks: so many of the vouchers needed, and a steward's word."""

    vouchers: int
    needed: int
    steward: bool

    @property
    def nothing(self) -> bool:
        return self.vouchers >= self.needed and not self.steward

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.vouchers)


class OnTheRollAlready(RuleError):
    """Somebody who is on the roll asks to come onto it."""


class AskedAlready(RuleError):
    """Somebody asks who waits already."""


@dataclass(eq=False, repr=False)
class AskStewards(RuleError):
    """Stewards put people on this roll, and nobody asks; unnamed where stewards are not named."""

    stewards: tuple[int, ...]


class NobodyAsks(RuleError):
    """The person named does not ask to come onto the roll."""


class WhichApplicant(RuleError):
    """It was not said who is meant, or twice."""


class VouchedAlready(RuleError):
    """A member vouches for a person a second time."""


class StewardsAdmit(RuleError):
    """A member vouches where a steward's word is what is wanted."""


class NoVersion(RuleError):
    """There are no such principles, or newer ones by now."""


class NoPrinciples(RuleError):
    """No principles were set here."""


class NothingKept(RuleError):
    """Somebody asks for a copy of whom nothing is kept here."""


class NotPaused(RuleError):
    """Somebody comes back who has not paused."""


@dataclass(eq=False, repr=False)
class OutOfBounds(RuleError):
    """A number or length for newcomers beyond what makes sense."""

    most: int
    days: int = 0


def needed(policy: RollPolicy, vouchers: int, able: int) -> int:
    """How many vouch for a newcomer: never more than there are members with an account to do it."""
    return max(1, min(vouchers, able)) if policy is RollPolicy.VOUCHED else 0


def lacks(applicant: Applicant, policy: RollPolicy, vouched: int, wanted: int) -> Lacks:
    """What an applicant lacks under a policy; wanted is how many are needed to vouch."""
    by_steward = policy in (RollPolicy.APPROVED, RollPolicy.LISTED) or applicant.approval is Approval.ASKED
    return Lacks(vouched, wanted, by_steward and applicant.approval is not Approval.GIVEN)


def vouch(policy: RollPolicy, voucher: int, vouchers: Collection[int]) -> None:
    """Refuses a word that would count nothing."""
    if policy is not RollPolicy.VOUCHED:
        raise StewardsAdmit
    if voucher in vouchers:
        raise VouchedAlready


def month_of(at: datetime) -> int:
    """The month of an instant as a number that sorts: 202606."""
    return at.year * 100 + at.month


def is_month(number: int) -> bool:
    """Whether a number is that of a month, as 202611."""
    return number >= 100 and 1 <= number % 100 <= 12


def month_after(at: datetime) -> datetime:
    """The first instant of the next month."""
    start = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (start + timedelta(days=32)).replace(day=1)


def guards(
    before: Guards,
    age: timedelta | datetime | None,
    vouchers: int | None,
    hourly: int | None,
    alarm: int | None,
) -> Guards:
    """What is to be asked of newcomers; None is left as it is."""
    if isinstance(age, datetime):
        raise LengthWanted
    if age is not None and age > LONGEST_AGE:
        raise OutOfBounds(0, LONGEST_AGE.days)
    return Guards(
        _within(vouchers, MOST_VOUCHERS, before.vouchers),
        before.age if age is None else age,
        _within(hourly, MOST_HOURLY, before.hourly),
        _within(alarm, MOST_HOURLY, before.alarm),
    )


def _within(given: int | None, most: int, before: int) -> int:
    if given is None:
        return before
    if not 0 <= given <= most:
        raise OutOfBounds(most)
    return given


def guards_deed(kind: str, wished: Guards) -> Deed:
    """A change of the guards as data, which can wait for others."""
    numbers = {"vouchers": wished.vouchers, "hourly": wished.hourly, "alarm": wished.alarm}
    return Deed(kind, {**numbers, "age": int(wished.age.total_seconds())})


def of_deed(deed: Deed) -> Guards:
    """The guards that a deed sets."""
    given = {key: int(value) for key, value in deed.arguments.items()}
    return Guards(given["vouchers"], timedelta(seconds=given["age"]), given["hourly"], given["alarm"])
