"""How an assembly has itself reminded: how late a reminder may be and still be given, and how many wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

GRACE, MOST = "reminder_grace", "reminders"
"""The settings that hold them, in seconds and as a number."""
LEAST_GRACE = timedelta(minutes=1)
"""Nothing rings at the very instant: with less than this everything would be too late."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """The house's own values, where an assembly has set none.

    grace is how late a reminder may be and still be given; most is how many may wait for one person, and for
    one room.
    """

    grace: timedelta = timedelta(hours=24)
    most: int = 50

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Reminding:
        usual = cls()
        seconds, number = settings.get(GRACE), settings.get(MOST)
        return cls(
            max(timedelta(seconds=int(seconds)), LEAST_GRACE) if seconds else usual.grace,
            int(number) if number else usual.most,
        )
