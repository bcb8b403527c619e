"""Time zones: by their name or their city, in any case, and by which edition of the rules."""

from __future__ import annotations

import difflib
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.api.errors import RuleError

_CLOSE = 0.55


@dataclass(eq=False, repr=False)
class UnknownZone(RuleError):
    """No time zone has this name; nearest is what was probably meant, or nothing."""

    given: str
    nearest: str


def pin() -> None:
    """Has every zone come from the tzdata that is installed with us, not from the machine's own."""
    zoneinfo.reset_tzpath(())


@lru_cache(maxsize=1)
def version() -> str:
    """The edition of the rules: where it has changed, instants still to come are to be worked out again."""
    from importlib.metadata import version as version_of  # costs 40 ms, which a start need not

    return version_of("tzdata")


def resolve(wall: datetime, zone: str) -> tuple[datetime, timedelta]:
    """The instant of a wall time, and by how much a clock change that skips it moved it forward.

    Of a wall time that is there twice the first is taken.
    """
    there = ZoneInfo(zone)
    at = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    return at, at.astimezone(there).replace(tzinfo=None) - wall


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The zones of the tzdata that is installed with us; asking the machine for its own costs 50 ms."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def read_zone(given: str) -> str:
    """The zone of this name, or of the one city so called; UnknownZone, with the nearest, for none."""
    found = known(given)
    if found is not None:
        return found
    wanted, by_name, by_city = _plain(given), _by_name(), _by_city()
    if close := difflib.get_close_matches(wanted, by_city, 1, _CLOSE):
        raise UnknownZone(given, by_city[close[0]])
    close = difflib.get_close_matches(wanted, by_name, 1, _CLOSE)
    raise UnknownZone(given, by_name[close[0]] if close else "")


def known(given: str) -> str | None:
    """The zone of this name or city, or None."""
    wanted = _plain(given)
    return _by_name().get(wanted) or _by_city().get(wanted)


def like(typed: str) -> list[str]:
    """The zones in whose name these letters stand, those that begin with them first."""
    wanted = _plain(typed)
    found = [z for z in names() if wanted in z.casefold() and ("/" in z or z == "UTC")]
    return sorted(found, key=lambda z: (not z.rsplit("/", 1)[-1].casefold().startswith(wanted), "/" in z, z))


def _plain(given: str) -> str:
    return given[:64].strip().replace(" ", "_").casefold()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {full.casefold(): full for full in names()}


@lru_cache(maxsize=1)
def _by_city() -> dict[str, str]:
    """Full names by the city in them; of several the shortest, which is the one in use."""
    longest_first = sorted((z for z in names() if "/" in z), key=lambda z: (-len(z), z))
    return {z.rsplit("/", 1)[1].casefold(): z for z in longest_first}
