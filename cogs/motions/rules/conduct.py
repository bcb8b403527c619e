"""Texts that are reported, set aside by two stewards, and brought back by a vote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.api.number import Numbered
from cogs.motions.rules.motion import LAPSES_AFTER, Motion
from cogs.motions.rules.state import State

APPEALS_NEEDED, STEWARDS_NEEDED, REPORTS_A_DAY = 3, 2, 5
WHY_LIMIT, PRINCIPLE_LIMIT = 1000, 300
DAY, KEPT_FOR, PROPOSED_FOR, WAITS_FOR = timedelta(days=1), timedelta(days=30), timedelta(14), timedelta(7)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text by a person: a motion's own, or a suggestion to it; author is None where nobody is known."""

    number: Numbered
    suggestion: int = 0
    author: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """What two stewards do to a text, one after the other; restored_at is when a vote brought it back."""

    principle: str
    first: int | None
    proposed_at: datetime
    second: int | None = None
    done_at: datetime | None = None
    restored_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.done_at is not None and self.restored_at is None


@dataclass(eq=False, repr=False)
class AboutYourself(RuleError):
    """Nobody acts on a report about themselves, and nobody reports themselves."""

    number: Numbered


@dataclass(eq=False, repr=False)
class ReportedBefore(RuleError):
    """This member has reported the text already."""

    number: Numbered


@dataclass(eq=False, repr=False)
class TooManyReports(RuleError):
    """As many reports as one member may give in a day."""

    most: int


@dataclass(eq=False, repr=False)
class NoSuchSuggestion(RuleError):
    """The motion has no suggestion of this number."""

    number: Numbered
    suggestion: int


@dataclass(eq=False, repr=False)
class NoPersonsText(RuleError):
    """The text is the house's own: an appeal, or a practice."""

    number: Numbered


@dataclass(eq=False, repr=False)
class PrincipleNeeded(RuleError):
    """A text is set aside for a reason that everyone can read."""

    number: Numbered
    suggestion: int


@dataclass(eq=False, repr=False)
class AnotherSteward(RuleError):
    """The second steward has to be somebody else."""

    number: Numbered


@dataclass(eq=False, repr=False)
class IsSetAside(RuleError):
    """The text is set aside already."""

    number: Numbered
    suggestion: int


@dataclass(eq=False, repr=False)
class IsNotSetAside(RuleError):
    """There is nothing to appeal against."""

    number: Numbered


@dataclass(eq=False, repr=False)
class RestoredByVote(RuleError):
    """The assembly has decided that the text is shown."""

    number: Numbered


@dataclass(eq=False, repr=False)
class AppealedBefore(RuleError):
    """This member has appealed already."""

    number: Numbered


@dataclass(eq=False, repr=False)
class AppealVoted(RuleError):
    """The appeal is voted on, or was lost."""

    number: Numbered
    vote: Numbered
    is_open: bool


def report(
    passage: Passage, reporter: int, has_reported: bool, lately: int, set_aside: SetAside | None
) -> None:
    """Refuses a report that is about oneself, said twice, or one of too many."""
    if passage.author == reporter:
        raise AboutYourself(passage.number)
    if set_aside is not None and set_aside.stands:
        raise IsSetAside(passage.number, passage.suggestion)
    if has_reported:
        raise ReportedBefore(passage.number)
    if lately >= REPORTS_A_DAY:
        raise TooManyReports(REPORTS_A_DAY)


def may_act(passage: Passage, stewards: Collection[int]) -> tuple[int, ...]:
    """The stewards who may act on a report: everyone but whom it is about."""
    return tuple(steward for steward in stewards if steward != passage.author)


def set_aside(
    passage: Passage, before: SetAside | None, steward: int, principle: str, now: datetime
) -> SetAside:
    """The text proposed to be set aside by a first steward, or set aside by a second."""
    if passage.author == steward:
        raise AboutYourself(passage.number)
    if before is not None and before.restored_at is not None:
        raise RestoredByVote(passage.number)
    if before is not None and before.stands:
        raise IsSetAside(passage.number, passage.suggestion)
    if before is None or before.first is None or before.proposed_at + PROPOSED_FOR <= now:
        if not principle:
            raise PrincipleNeeded(passage.number, passage.suggestion)
        return SetAside(principle, steward, now)
    if before.first == steward:
        raise AnotherSteward(passage.number)
    return replace(before, second=steward, done_at=now)


def hidden(motion: Motion, principle: str) -> Motion:
    """The motion without its words, which stay where they are kept; a vote on it stops."""
    return replace(motion, state=State.SET_ASIDE, before=motion.state, set_aside_for=principle)


def appeal(
    passage: Passage, found: SetAside | None, appellants: Collection[int], member: int, vote: Motion | None
) -> frozenset[int]:
    """Those who appeal, with one more."""
    if found is None or not found.stands:
        raise IsNotSetAside(passage.number)
    if vote is not None:
        raise AppealVoted(passage.number, vote.number, vote.is_undecided)
    if member in appellants:
        raise AppealedBefore(passage.number)
    return frozenset({*appellants, member})


def restored(motion: Motion, done_at: datetime, shortest: timedelta, now: datetime) -> Motion:
    """The motion as it stood: an open vote has the time that it had left, and the shortest vote at least."""
    back = replace(motion, state=motion.before or State.MOVED, before=None, set_aside_for="")
    if back.state is State.OPEN and back.closes_at is not None:
        left = max(back.closes_at - done_at, shortest, timedelta(hours=1))
        return replace(back, closes_at=now + left, closes_before=None)
    if back.state is State.MOVED:
        return replace(back, lapses_at=now + LAPSES_AFTER)
    return back
