"""When voting opens: once enough have seconded, the debate is over and no amendment is left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered
from cogs.motions.rules import errors
from cogs.motions.rules.amendment import DRAFTS, VOTED_ON, TooLateToAmend, is_rival
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State


@dataclass(eq=False, repr=False)
class NotSeconded(RuleError):
    """Voting can't open yet: so many more have to second it."""

    number: Numbered
    missing: int


@dataclass(eq=False, repr=False)
class AmendmentsFirst(RuleError):
    """Voting can't open yet: these amendments are not decided."""

    number: Numbered
    amendments: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A motion with all that its opening hangs on.

    amendments are those that are not decided; seconders are counted by a motion's id. For an amendment,
    main is what it would change, and amendments are its fellows.
    """

    motion: Motion
    amendments: tuple[Motion, ...] = ()
    seconders: Mapping[int, int] = field(default_factory=dict)
    main: Motion | None = None

    def missing(self, motion: Motion | None = None) -> int:
        """How many still have to second it, or one of its amendments."""
        one = motion or self.motion
        return max(0, one.seconds - self.seconders.get(one.id, 0))

    @property
    def pending(self) -> tuple[Motion, ...]:
        """The amendments that are voted on before this, or will be once others are decided."""
        if self.main is None:
            return tuple(a for a in self.amendments if a.state in VOTED_ON or self.is_supported(a))
        main = self.main
        return tuple(a for a in self.amendments if self._comes_first(a) and is_rival(a, self.motion, main))

    @property
    def unsupported(self) -> tuple[Motion, ...]:
        """The amendments that nobody has taken up, or too few have seconded."""
        return tuple(a for a in self.amendments if a.state is State.MOVED and not self.is_supported(a))

    def _comes_first(self, fellow: Motion) -> bool:
        """Whether another amendment is voted on, or is to be before this one."""
        if fellow.number == self.motion.number:
            return False
        is_earlier = fellow.number.part < self.motion.number.part
        return fellow.state in VOTED_ON or (is_earlier and self.is_supported(fellow))

    def is_supported(self, amendment: Motion) -> bool:
        return amendment.state is State.MOVED and not self.missing(amendment)

    def is_debated(self, now: datetime) -> bool:
        """Whether there is time left to talk."""
        until = self.motion.debate_until
        return until is not None and until > now

    def is_ready(self, now: datetime) -> bool:
        """Whether voting opens by itself."""
        motion = self.motion
        if motion.state is not State.MOVED or motion.practice or self.missing() or self.pending:
            return False
        if self.main is not None and not (self.main.state is State.MOVED and self.main.opened_at is None):
            return False
        return not self.is_debated(now)


def begin(draft: Draft, now: datetime) -> None:
    """Raises what stands against opening by itself."""
    _check_state(draft.motion)
    if not draft.is_ready(now):
        raise errors.NotNow(draft.motion.number, draft.motion.state)


def open_now(draft: Draft, by: int, is_steward: bool, now: datetime) -> None:
    """Raises what stands against opening on a member's word.

    The debate can be ended early as long as no amendment is left that it was for.
    """
    motion = draft.motion
    if motion.mover != by and not is_steward:
        raise errors.NotYours(motion.number)
    _check_state(motion)
    if draft.main is not None and draft.main.state is not State.MOVED:
        raise TooLateToAmend(draft.main.number, draft.main.state)
    if missing := draft.missing():
        raise NotSeconded(motion.number, missing)
    if motion.is_amendment:
        waits_for = draft.pending
    else:
        waits_for = draft.amendments if draft.is_debated(now) else draft.pending
    if waits_for:
        raise AmendmentsFirst(motion.number, tuple(a.number for a in waits_for))


def has_fallen(amendment: Motion, main: Motion | None) -> bool:
    """Whether an undecided amendment has no motion left that it could change."""
    return amendment.is_undecided and (main is None or main.opened_at is not None or main.state not in DRAFTS)


def _check_state(motion: Motion) -> None:
    if motion.state is not State.MOVED:
        raise errors.NotNow(motion.number, motion.state)
