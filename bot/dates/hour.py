"""The hour at which an assembly's votes close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day in a zone, as it was when a vote was asked for."""

    at: time
    zone: str

    def from_(self, earliest: datetime) -> datetime:
        """The first such hour that is not before an instant.

        A time that a clock change skips moves forward; of one that it repeats the first counts.
        """
        zone = ZoneInfo(self.zone)
        day = earliest.astimezone(zone).date() - timedelta(days=1)
        while (found := self._on(day, zone)) < earliest:
            day += timedelta(days=1)
        return found

    def _on(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.at.isoformat('minutes')} {self.zone}"


def read(text: str) -> Hour:
    """The hour of a stored text."""
    at, _, zone = text.partition(" ")
    return Hour(time.fromisoformat(at), zone)
