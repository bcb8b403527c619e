"""Formality grows with size, and is offered once a step, never forced."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum

from bot.api.people import Assembly, RollPolicy


class Step(Enum):
    """What a number of members makes worth a thought."""

    SECONDING = "seconding"
    QUORUM = "quorum"
    STEWARDS = "stewards"

    @property
    def size(self) -> int:
        return _SIZES[self]


_SIZES = {Step.SECONDING: 6, Step.QUORUM: 15, Step.STEWARDS: 30}


def reached(size: int, before: Collection[Step]) -> Step | None:
    """The highest step that this many have reached, unless it was offered before."""
    steps = [step for step in Step if size >= step.size]
    return steps[-1] if steps and steps[-1] not in before else None


def passed(step: Step) -> tuple[Step, ...]:
    """The step and those below it, which are offered no more."""
    return tuple(one for one in Step if one.size <= step.size)


def is_wanting(step: Step, assembly: Assembly, stewards: int) -> bool:
    """Whether an assembly has not yet what a step offers."""
    settings: Mapping[str, str] = assembly.settings
    if step is Step.SECONDING:
        return settings.get("seconds") == "0"
    if step is Step.QUORUM:
        return not settings.get("quorum")
    return stewards < 2 or assembly.policy in (RollPolicy.ANYONE, RollPolicy.LISTED)
