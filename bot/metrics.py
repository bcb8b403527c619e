"""What the workers tell of themselves for /metrics: counts, without people and without choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.job import Outcome


class Metrics(Protocol):
    """Takes note of a group that the writer has settled."""

    def wrote(self, outcomes: Sequence[Outcome | Exception], seconds: float) -> None:
        """One group: what became of each act, and how many seconds they took together."""
        ...


class Unwatched:
    """Nobody asks, so nothing is noted."""

    def wrote(self, outcomes: Sequence[Outcome | Exception], seconds: float) -> None:
        return
