"""The languages that the bot speaks, and its speech for one reader."""

from __future__ import annotations

import gettext
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.api.speech import Features, Speech

SOURCE = "en"
LOCALES = Path(__file__).parent.parent / "locales"


@lru_cache(maxsize=1)
def shipped() -> tuple[str, ...]:
    """English, in which the messages are written, and every language with a catalog."""
    found = sorted(f.parent.parent.name for f in LOCALES.glob("*/LC_MESSAGES/folkmoot.mo"))
    return (SOURCE, *(name for name in found if name != SOURCE))


def nearest(locale: str | None) -> str | None:
    """The shipped language for a locale such as es-419 or pt_BR, or None."""
    if not locale:
        return None
    wanted = locale.replace("_", "-").lower()
    for name in shipped():
        if name.lower() == wanted:
            return name
    return next((name for name in shipped() if name.lower() == wanted.split("-")[0]), None)


@lru_cache(maxsize=16)
def catalog(locale: str) -> gettext.NullTranslations:
    """The messages of a language; one that is missing reads as it was written."""
    return gettext.translation("folkmoot", LOCALES, [locale], fallback=True)


def speech(locale: str, zone: str, now: datetime, face: Features) -> Speech:
    return Speech(locale, ZoneInfo(zone), now, face, catalog(nearest(locale) or SOURCE))
