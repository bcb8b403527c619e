"""How motions are decided where a mover says nothing else: what stewards want otherwise, read and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum
from typing import Any

from bot.api.errors import RuleError
from bot.api.people import Assembly, RollPolicy
from bot.api.reminding import GRACE, MOST
from bot.ballots.defaults import Defaults
from bot.ballots.fitting import fit
from bot.ballots.rules import Votes
from bot.ballots.threshold import MOST_PEOPLE, quorum, threshold
from cogs.members import rules

LONGEST_VOTE, LONGEST_DEBATE, MOST_SECONDS = timedelta(days=366), timedelta(days=60), 50
VOTED_FROM = 5
LONGEST_GRACE, MOST_REMINDERS = timedelta(days=30), 1000
UPKEEP = frozenset({"name", "locale", "zone", GRACE, MOST})
"""What stewards see to by themselves in an assembly of any size: it decides nothing."""
DECIDING = ("policy",)
_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "name": str,
    "locale": str,
    "zone": str,
    "policy": RollPolicy,
    "shortest_vote": lambda seconds: timedelta(seconds=int(seconds)),
    "careful": bool,
}
_KEPT_AS = {"extend": "extend_once", "grace": GRACE, "reminders": MOST}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h|hs|uhr)?")


class Usual(Enum):
    """What can be set back to what is usual in the house."""

    ALL = "all"
    THRESHOLD = "threshold"
    QUORUM = "quorum"
    VOTES = "votes"
    CLOSES = "closes"
    DEBATE = "debate"
    SECONDS = "seconds"
    EXTEND = "extend"
    SIZE = "size"
    HOUR = "hour"
    GRACE = "grace"
    REMINDERS = "reminders"

    @property
    def keys(self) -> tuple[str, ...]:
        """The settings that it stands for."""
        if self is Usual.ALL:
            return tuple(key for one in Usual if one is not Usual.ALL for key in one.keys)
        return (_KEPT_AS.get(self.value, self.value),)


@dataclass(eq=False, repr=False)
class NoHour(RuleError):
    """Words that are no time of day."""

    given: str


@dataclass(eq=False, repr=False)
class ShorterThanShortest(RuleError):
    """Votes were to be open for less than the assembly allows."""

    shortest: timedelta


@dataclass(eq=False, repr=False)
class TooMany(RuleError):
    """A number of people larger than makes sense."""

    most: int


@dataclass(eq=False, repr=False)
class LastsTooLong(RuleError):
    """A vote or a debate was to last longer than makes sense."""

    longest: timedelta


class CarefulIsSecret(RuleError):
    """Votes were to start more open than secret, in a careful assembly."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What stewards want motions to start with; None and "" are left as they are."""

    threshold: str = ""
    quorum: str = ""
    votes: Votes | None = None
    closes: timedelta | datetime | None = None
    debate: timedelta | datetime | None = None
    seconds: int | None = None
    extend_once: bool | None = None
    size: int | None = None
    hour: str = ""
    usual: Usual | None = None
    grace: timedelta | datetime | None = None
    reminders: int | None = None

    @property
    def is_nothing(self) -> bool:
        return all(value is None or value == "" for value in asdict(self).values())


def wanted(wish: Wish) -> dict[str, str]:
    """The settings that are wished for, as they are kept; empty where the house's own are wanted again."""
    given: dict[str, object] = {
        "threshold": threshold(wish.threshold) if wish.threshold else None,
        "quorum": quorum(wish.quorum) if wish.quorum else None,
        "votes": wish.votes,
        "closes": _length(wish.closes, LONGEST_VOTE),
        "debate": _length(wish.debate, LONGEST_DEBATE),
        "seconds": _number(wish.seconds, MOST_SECONDS),
        "extend_once": wish.extend_once,
        "size": _number(wish.size, MOST_PEOPLE),
        "hour": hour(wish.hour) if wish.hour else None,
    }
    chosen = {key: value for key, value in given.items() if value is not None}
    back = dict.fromkeys(wish.usual.keys if wish.usual else (), "")
    return back | Defaults(**chosen).written(set(chosen)) | _reminding(wish)  # type: ignore[arg-type]


def _reminding(wish: Wish) -> dict[str, str]:
    grace, most = _length(wish.grace, LONGEST_GRACE), _number(wish.reminders, MOST_REMINDERS)
    late = {} if grace is None else {GRACE: str(int(grace.total_seconds()))}
    return late if most is None else {**late, MOST: str(most)}


def is_for_all(keys: Collection[str], on_the_roll: int) -> bool:
    """Whether a change of these settings is voted on: from five up, but for name, language and time zone."""
    return on_the_roll >= VOTED_FROM and any(key not in UPKEEP for key in keys)


def written(changes: Mapping[str, Any], kept: Mapping[str, str]) -> dict[str, str | int]:
    """A change of settings as a deed names it."""
    return {**rules.facts(changes), **kept}


def read(arguments: Mapping[str, str | int]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of the assembly, and the settings, that a deed changes."""
    changes = {key: _FIELDS[key](value) for key, value in arguments.items() if key in _FIELDS}
    return changes, {key: str(value) for key, value in arguments.items() if key not in _FIELDS}


def present(assembly: Assembly, arguments: Mapping[str, str | int]) -> dict[str, str | int]:
    """What is there now of what a deed changes, so that it can be taken back."""
    fields = {key: getattr(assembly, key) for key in arguments if key in _FIELDS}
    return written(fields, {key: assembly.settings.get(key, "") for key in arguments if key not in _FIELDS})


def after(assembly: Assembly, changes: Mapping[str, Any], kept: Mapping[str, str]) -> Assembly:
    """The assembly as it is once this is changed."""
    return replace(assembly, **changes, settings={**assembly.settings, **kept})


def changed(assembly: Assembly, wish: Wish) -> dict[str, str]:
    """The settings that are to be otherwise than they are."""
    before = assembly.settings
    return {key: value for key, value in wanted(wish).items() if value != before.get(key, "")}


def checked(assembly: Assembly, changes: Mapping[str, str]) -> None:
    """Refuses settings by which no motion could be decided; assembly is as it will be, with them in it."""
    usual = Defaults.read(assembly.settings)
    if assembly.careful and "votes" in changes and usual.votes is not Votes.SECRET:
        raise CarefulIsSecret
    shortest = max(assembly.shortest_vote, timedelta(minutes=1))
    if "closes" in changes and usual.closes < shortest:
        raise ShorterThanShortest(shortest)
    fit(assembly.policy, usual.threshold, usual.quorum.share, usual.size, usual.votes)


def hour(words: str) -> time:
    """A time of day: 18:00, 18h, 6 pm."""
    found = _CLOCK.fullmatch(words.strip().casefold())
    if found is None:
        raise NoHour(words)
    hours, minutes, half = int(found[1]), int(found[2] or 0), found[3]
    if half in ("am", "pm"):
        if not 1 <= hours <= 12:
            raise NoHour(words)
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 23 or minutes > 59:
        raise NoHour(words)
    return time(hours, minutes)


def _length(given: timedelta | datetime | None, longest: timedelta) -> timedelta | None:
    if isinstance(given, datetime):
        raise rules.LengthWanted
    if given is not None and given > longest:
        raise LastsTooLong(longest)
    return given


def _number(given: int | None, most: int) -> int | None:
    if given is not None and given > most:
        raise TooMany(most)
    return given
