"""Instants as polls and elections tell them: with the zone, where all readers are shown the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.api.card import Moment
from bot.api.speech import Speech, place_and_offset


def dated(say: Speech, at: datetime) -> Moment:
    """Thu 4 Jun, 18:00 (Berlin, UTC+2); a face that shows each reader their own time shows that instead."""
    plain = say.moment(at)
    return Moment(at, f"{plain.text} ({place_and_offset(at.astimezone(say.zone))})", plain.form)


def dated_in_a_row(say: Speech, some: Iterable[datetime]) -> list[Moment]:
    """Several: the zone stands behind the first, and wherever a clock change alters it."""
    found: list[Moment] = []
    before: timedelta | None = None
    for at in some:
        offset = at.astimezone(say.zone).utcoffset()
        found.append(say.moment(at) if offset == before else dated(say, at))
        before = offset
    return found
