"""Words read as what an argument is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.api.command import Argument, Command, Kind
from bot.api.errors import BadValue, InThePast, RuleError, TooLong
from bot.api.number import Numbered
from bot.api.people import Account
from bot.api.text import clean, folded
from bot.dates.day import NoSuchDay, OtherWeekday
from bot.dates.times import NoTime, read_times
from bot.dates.when import EVENING, read_when
from bot.dates.zones import known
from bot.grammar import repeating

Given = TypeVar("Given")
People = Callable[[str], Account | None]

_LARGEST = 2**53  # beyond it a number is no id, and JSON would change it
_YES = frozenset(
    {
        "yes",
        "y",
        "yeah",
        "true",
        "on",
        "1",
        "si",
        "s",
        "oui",
        "ja",
        "da",
        "да",
        "tak",
        "evet",
        "hai",
        "sim",
        "ano",
        "kylla",
        "はい",
        "是",
    }
)
_NO = frozenset(
    {
        "no",
        "n",
        "nope",
        "false",
        "off",
        "0",
        "non",
        "nein",
        "net",
        "нет",
        "nie",
        "hayir",
        "nao",
        "ne",
        "ei",
        "いいえ",
        "否",
    }
)
_SAMPLES: Mapping[Kind, tuple[str, ...]] = {
    Kind.NUMBER: ("12",),
    Kind.NUMBERED: ("12", "12.1"),
    Kind.YES_NO: ("yes", "no"),
    Kind.WHEN: ("48h", "in 3 h", "tomorrow 18:00", "Fri 18:00", "2026-06-05 18:00"),
    Kind.TIMES: ("Thu 18:00, Fri 19:00", "2026-06-05 18:00, 2026-06-06 18:00"),
    Kind.PERSON: ("ana",),
    Kind.WORD: ("word",),
    Kind.TEXT: ("some words",),
}


def samples(argument: Argument) -> tuple[str, ...]:
    """Words that this argument would take."""
    first = (argument.sample,) if argument.sample else ()
    if argument.choices is not None:
        usual: Callable[[], Iterable[Enum]] | None = getattr(argument.choices, "usual", None)
        values = (str(member.value) for member in (usual() if usual else argument.choices))
        return (*first, *(value for value in values if value not in first))
    return first or _SAMPLES[argument.kind]


def is_fixed(argument: Argument) -> bool:
    """Whether its words are the same in every language: choices that have no words of their own for it."""
    return argument.choices is not None and not hasattr(argument.choices, "read")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads words at one time, in one zone, among people whom it can look up.

    hour is the time of day of a date that is given alone. repeats says that a time of day which has gone by
    means the next day's.
    """

    now: datetime
    zone: ZoneInfo
    people: People
    hour: time = EVENING
    repeats: bool = False

    def value(self, argument: Argument, given: object) -> Any:
        """The argument's value, or BadValue, TooLong or InThePast."""
        if not isinstance(given, str):
            return self._typed(argument, given)
        words = given.strip() if given.isascii() and given.isprintable() else clean(given)
        if argument.kind in (Kind.TEXT, Kind.WORD):
            return _text(argument, words)
        if argument.kind is Kind.TIMES:
            return self._times(argument, words)
        value = self._read(argument, words)
        if value is None:
            wanted, fixed = samples(argument), is_fixed(argument)
            about = argument.about if argument.kind is Kind.NUMBERED else ""
            raise BadValue(argument.key, words[:100], argument.kind.value, wanted, fixed, about)
        return value

    def there(self, given: Mapping[str, object]) -> Reader:
        """Where a zone is given too, times are read in that one, and what repeats begins with its next time.

        What is no zone the command refuses.
        """
        words = given.get("zone")
        zone = known(words) if isinstance(words, str) else None
        there = replace(self, zone=ZoneInfo(zone)) if zone is not None else self
        return replace(there, repeats=True) if given.get("every") else there

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def apart(self, command: Command, given: Mapping[str, Given]) -> Mapping[str, Given | str]:
        """What was given, with how something repeats taken out of its time."""
        return repeating.apart(command, given, self.today, self.is_time)

    def is_time(self, words: str) -> bool:
        """Whether these words are a time, be it gone by."""
        try:
            return self._when(words) is not None
        except (InThePast, NoSuchDay, OtherWeekday):
            return True

    def takes(self, argument: Argument, given: object) -> bool:
        """Whether this is a value of the argument, so that it may stand in an example."""
        try:
            self.value(argument, given)
        except RuleError:
            return False
        return True

    def readable(self, command: Command, given: Mapping[str, str]) -> dict[str, str]:
        """Of words by key those that can be read: what is wrong must not stand in an example."""
        arguments = {a.key: a for a in command.arguments}
        return {key: words for key, words in given.items() if self.takes(arguments[key], words)}

    def fits(self, argument: Argument, words: str) -> bool:
        """Whether these words together are one value of the argument."""
        if argument.kind is Kind.TIMES:
            return self.takes(argument, words)
        try:
            return self._read(argument, words) is not None
        except (InThePast, NoSuchDay, OtherWeekday):
            return True

    def _read(self, argument: Argument, words: str) -> Any:
        match argument.kind:
            case Kind.NUMBER:
                return _number(words)
            case Kind.NUMBERED:
                return Numbered.read(words)
            case Kind.YES_NO:
                return yes_or_no(words)
            case Kind.CHOICE:
                return _choice(argument.choices, words) if len(words) <= 60 else None
            case Kind.WHEN:
                return self._when(words)
            case Kind.PERSON:
                return self.people(words)
        return words

    def _times(self, argument: Argument, words: str) -> tuple[datetime, ...]:
        """Several times; the first that is none is named."""
        if len(words) > argument.limit:
            raise TooLong(argument.key, len(words), argument.limit)
        try:
            times = read_times(words, self.now, self.zone, self._when)
        except NoTime as none:
            raise _no_time(argument, none.given) from None
        if not times:
            raise _no_time(argument, words)
        for at in times:
            self._to_come(at)
        return times

    def _to_come(self, at: datetime) -> None:
        if at <= self.now:
            raise InThePast(at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M"))

    def _when(self, words: str) -> datetime | timedelta | None:
        try:
            return read_when(words, self.now, self.zone, self.hour)
        except InThePast:
            later = read_when(f"tomorrow {words}", self.now, self.zone) if self.repeats else None
            if later is None:
                raise
            return later

    def _typed(self, argument: Argument, given: object) -> Any:
        """A value that the network has typed already, such as a slash command's number."""
        if argument.kind is Kind.NUMBER and type(given) is int and 0 <= given <= _LARGEST:
            return given
        if argument.kind is Kind.NUMBERED and isinstance(given, int) and 0 <= given <= _LARGEST:
            return Numbered(given)
        fits = (
            (argument.kind is Kind.YES_NO and isinstance(given, bool))
            or (argument.kind is Kind.WHEN and isinstance(given, (datetime, timedelta)))
            or (argument.kind is Kind.PERSON and isinstance(given, Account))
            or (argument.choices is not None and isinstance(given, argument.choices))
        )
        if not fits:
            return self.value(argument, str(given))
        if isinstance(given, datetime):
            self._to_come(given)
        return given


def _no_time(argument: Argument, words: str) -> BadValue:
    return BadValue(argument.key, words[:100], Kind.WHEN.value, _SAMPLES[Kind.WHEN][2:])


def _text(argument: Argument, words: str) -> str:
    if not argument.long:
        words = " ".join(words.splitlines()) if "\n" in words else words
    if len(words) > argument.limit:
        raise TooLong(argument.key, len(words), argument.limit)
    return words


def _number(words: str) -> int | None:
    digits = words.removeprefix("#")
    if not digits.isdecimal() or len(digits) > 16:
        return None
    number = int(digits)
    return number if number <= _LARGEST else None


def yes_or_no(words: str) -> bool | None:
    """Whether a word of any language means yes or no; None for another."""
    word = folded(words)
    if word in _YES:
        return True
    return False if word in _NO else None


@lru_cache(maxsize=4096)  # a crowd says the same few words
def _choice(choices: type[Enum] | None, words: str) -> Enum | None:
    assert choices is not None
    if (read := getattr(choices, "read", None)) is not None:
        for typed in (words, folded(words)):
            if isinstance(member := read(typed), choices):
                return member
    wanted = _joined(words)
    for member in choices:
        if wanted in (_joined(str(member.value)), _joined(member.name)):
            return member
    bare = wanted.replace("-", "")  # notetaker is a note-taker
    return next((member for member in choices if bare == _joined(str(member.value)).replace("-", "")), None)


def _joined(words: str) -> str:
    return "-".join(folded(words).replace("_", " ").replace("-", " ").split())
