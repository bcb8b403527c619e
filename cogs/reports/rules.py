"""Reports from the workplaces: nothing joins one with its sender, and two read it before anybody hears it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from bot.api.errors import RuleError
from bot.api.number import Numbered

CODE = "report"
TEXT_LIMIT = 1500
READERS_NEEDED = 2
MOST_A_DAY = 5
MOST_WAITING = 200
KEPT_FOR = timedelta(days=60)
"""For how long a report is kept, whatever became of it."""


class State(Enum):
    WAITING = "waiting"
    READY = "ready"
    HELD = "held"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody wrote; more is what they have added by its code since. day is whole: no time is kept.

    motion is the number of the last motion that was made of it.
    """

    assembly: int
    number: Numbered
    text: str = field(repr=False)
    day: date
    code: str = field(repr=False)
    more: str = field(default="", repr=False)
    bloc: int | None = None
    urgent: bool = False
    state: State = State.WAITING
    why: str = field(default="", repr=False)
    motion: int | None = None

    @property
    def whole(self) -> str:
        return f"{self.text}\n\n{self.more}" if self.more else self.text


class NothingReported(RuleError):
    """A report without words."""


class EnoughToday(RuleError):
    """One account has sent as many reports as anybody may in a day."""


class TooManyWaiting(RuleError):
    """More reports wait than two people can read."""


@dataclass(eq=False, repr=False)
class NoReport(RuleError):
    """No report has this number, as far as this person may know."""

    number: Numbered


class NoSuchCode(RuleError):
    """No report has this code, or it was erased."""


@dataclass(eq=False, repr=False)
class NotReady(RuleError):
    """A report was to be read out that two have not looked through."""

    number: Numbered
    missing: int


@dataclass(eq=False, repr=False)
class LookedAlready(RuleError):
    """The same reader has looked it through before; another one is needed."""

    number: Numbered


@dataclass(eq=False, repr=False)
class ReadOutAlready(RuleError):
    """It was read out, so nothing can be held back or added any more."""

    number: Numbered


@dataclass(eq=False, repr=False)
class OfferedAlready(RuleError):
    """A report is made a motion that is one already."""

    number: Numbered
    motion: int


class NotAReader(RuleError):
    """Only those read reports first who were named for it."""


class TooMuchAdded(RuleError):
    """What was added to a report is more than it can hold."""


@dataclass(eq=False, repr=False)
class NotNamed(RuleError):
    """Somebody is to read reports no longer who was never named for it; stewards read them as such."""

    is_steward: bool


class NotOnRoll(RuleError):
    """Somebody was named to read reports who is not on the roll."""


class SayWhy(RuleError):
    """A report is held back without a reason, and its sender could not mend it."""


def worded(text: str) -> str:
    """What is reported, with its own lines."""
    words = text.strip()
    if not words:
        raise NothingReported
    return words


def checked(report: Report, before: frozenset[int], reader: int) -> Report:
    """A reader has found nothing that tells on anyone; the second one makes it ready."""
    _not_out(report)
    if reader in before:
        raise LookedAlready(report.number)
    is_ready = len(before | {reader}) >= READERS_NEEDED
    return replace(report, state=State.READY if is_ready else State.WAITING, why="")


def held(report: Report, why: str) -> Report:
    """A reader has found what would tell on somebody; the sender reads why, and can write it anew."""
    _not_out(report)
    if not why.strip():
        raise SayWhy
    return replace(report, state=State.HELD, why=" ".join(why.split()))


def reworded(report: Report, text: str) -> Report:
    """Other words in the place of all that was written; what they replace is kept nowhere."""
    _not_out(report)
    return replace(report, text=worded(text), more="", state=State.WAITING, why="")


def added(report: Report, text: str) -> Report:
    """More, from whoever has its code; so it has to be looked through again."""
    _not_out(report)
    more = f"{report.more}\n\n{worded(text)}".strip()
    if len(more) > TEXT_LIMIT:
        raise TooMuchAdded
    return replace(report, more=more, state=State.WAITING, why="")


def read_out(report: Report, looked: int) -> Report:
    if report.state is State.READ:
        return report
    if report.state is not State.READY:
        raise NotReady(report.number, max(READERS_NEEDED - looked, 1))
    return replace(report, state=State.READ)


def _not_out(report: Report) -> None:
    if report.state is State.READ:
        raise ReadOutAlready(report.number)
