"""What words may mean that the strict grammar does not know; one guess in five is wrong: ask back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.api.errors import InThePast
from bot.dates.zones import resolve

_LONGEST = 80
_FURTHEST = timedelta(days=3660)
_EXACT = {"time", "part_of_day"}


def guess(words: str, now: datetime, zone: ZoneInfo, hour: time, languages: Sequence[str]) -> datetime | None:
    """The instant that words of these languages may mean, the first one first; InThePast for one gone by.

    A day without a time means that day at the hour. The first call of all takes seconds.
    """
    if len(words) > _LONGEST or not re.search(r"[^\W\d_]|\d\W+\d", words):
        return None
    base = now.astimezone(zone).replace(tzinfo=None)
    found = _parsed(words, base, zone, languages)
    if found is None or found.date_obj is None:
        return None
    wall: datetime = found.date_obj
    if found.period not in _EXACT and wall.tzinfo is None:
        wall = datetime.combine(wall.date(), hour)
    try:
        at = (
            wall.astimezone(UTC)
            if wall.tzinfo
            else resolve(wall.replace(second=0, microsecond=0), zone.key)[0]
        )
    except OverflowError:
        return None
    if at <= now:
        raise InThePast(words)
    return at if at - now < _FURTHEST else None


def _parsed(words: str, base: datetime, zone: ZoneInfo, languages: Sequence[str]) -> Any:
    from dateparser.data.languages_info import language_locale_dict
    from dateparser.date import DateDataParser

    known = [language for language in dict.fromkeys(languages) if language in language_locale_dict]
    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": base,
        "RETURN_TIME_AS_PERIOD": True,
        "TIMEZONE": zone.key,
    }
    for language in known:
        # Plain English writes the day before the month, as most of the world does.
        order = {"DATE_ORDER": "DMY"} if language == "en" else {}
        parser = DateDataParser([language], settings={**settings, **order}, try_previous_locales=False)
        found = parser.get_date_data(words)
        if found.date_obj is not None:
            return found
    return None
