"""An announcement of a close: for when, and on whose word. It tells one announcement from the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Announced:
    """A closing time, and when it was announced; member is who asked for it, None where nobody is named."""

    at: datetime
    said: datetime
    member: int | None = None


def written(announced: Announced) -> str:
    """An announcement as a post's detail holds it."""
    return f"{announced.member or ''}:{(announced.at - _BEGIN) // _UNIT}:{(announced.said - _BEGIN) // _UNIT}"


def read(detail: str) -> Announced:
    """The announcement of a post's detail."""
    member, at, said = detail.split(":")
    return Announced(_BEGIN + int(at) * _UNIT, _BEGIN + int(said) * _UNIT, int(member) if member else None)


def begin(member: int) -> str:
    """How the details of announcements on this member's word begin."""
    return f"{member}:"
