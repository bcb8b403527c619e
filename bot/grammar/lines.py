"""Typed lines and given arguments, read by the commands' own specs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.api.command import Argument, Command, Kind
from bot.api.errors import BadValue, MissingArgument, UnknownOption
from bot.api.number import Numbered
from bot.api.text import clean, folded
from bot.dates.when import EVENING
from bot.grammar.naming import Names
from bot.grammar.slots import near_key, sort_words
from bot.grammar.spoken import missing
from bot.grammar.tokens import tokens
from bot.grammar.unread import UnreadTime
from bot.grammar.values import People, Reader

_PLAIN = {str, int, Numbered}
_OWN_WORDS = frozenset({Kind.TEXT, Kind.WORD})
_TIMELESS = {Kind.NUMBER, Kind.NUMBERED, Kind.CHOICE, Kind.YES_NO, *_OWN_WORDS}
_AT_ANY_TIME = Reader(datetime(1970, 1, 1, tzinfo=UTC), ZoneInfo("UTC"), lambda _word: None)
_REMEMBERED = 1000


class Grammar:
    """Reads what people give into the values that handlers take, for every face alike."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self._names = Names(commands)
        self._keys = {c.path: _keys(c) for c in commands}
        self._timeless = {  # and whether that is a text
            path: {key: a.kind in _OWN_WORDS for key, a in keys.items() if a.kind in _TIMELESS}
            for path, keys in self._keys.items()
        }
        self._bound: dict[tuple[object, ...], dict[str, Any]] = {}

    def parse(
        self, line: str, now: datetime, zone: ZoneInfo, people: People, hour: time = EVENING
    ) -> tuple[Command, dict[str, Any]]:
        """The command of a typed line and its values by parameter name; RuleError where it is none."""
        head, _, below = clean(line).partition("\n")
        command, words = self._names.find(tokens(head))
        reader = Reader(now, zone, people, hour)
        given = sort_words(command, reader, head, words, below.strip())
        return command, _values(command, _keys(command), reader, given)

    def meant(self, line: str) -> str | None:
        """The path of the command that a line names, or comes nearest to; None where it names none."""
        return self._names.meant(tokens(clean(line).partition("\n")[0]))

    def bind(
        self,
        command: Command,
        given: Mapping[str, object],
        now: datetime,
        zone: ZoneInfo,
        people: People,
        hour: time = EVENING,
    ) -> dict[str, Any]:
        """The values by parameter name of arguments by key, as slash commands and buttons give them."""
        keys = self._keys.get(command.path) or _keys(command)
        if not keys.keys() >= given.keys():
            given = {_known_key(command, name): value for name, value in given.items()}
        return _values(command, keys, Reader(now, zone, people, hour), given)

    def bind_again(self, command: Command, given: Mapping[str, object]) -> dict[str, Any] | None:
        """The values of words that are read alike at any time; None where now, zone or people matter.

        A crowd presses the same few buttons, so what they were read as is remembered; but no text is.
        """
        timeless = self._timeless.get(command.path, {})
        has_text = False
        for name, words in given.items():
            if name not in timeless or type(words) not in _PLAIN:
                return None
            has_text = has_text or timeless[name]
        if has_text:
            return self._with_texts(command, given)
        key = (command.path, *given.items())
        if (known := self._bound.get(key)) is not None:
            return known
        self._make_room()
        self._bound[key] = _values(command, self._keys[command.path], _AT_ANY_TIME, given)
        return self._bound[key]

    def _make_room(self) -> None:
        if len(self._bound) >= _REMEMBERED:
            self._bound.clear()

    def _with_texts(self, command: Command, given: Mapping[str, object]) -> dict[str, Any]:
        """The same where there are texts: they are taken as they stand while nothing is wrong with them."""
        keys, is_text = self._keys[command.path], self._timeless[command.path]
        values: dict[str, Any] = {}
        for key, argument in keys.items():
            words = given.get(key)
            if words is None:
                if argument.required:
                    return _values(command, keys, _AT_ANY_TIME, given)
                values[argument.name] = argument.default
            elif is_text[key]:
                if not _is_clean(words, argument):
                    return _values(command, keys, _AT_ANY_TIME, given)
                values[argument.name] = words
            elif (known := self._bound.get((command.path, key, words))) is not None:
                values[argument.name] = known[argument.name]
            else:
                return self._noted(command, given)
        return values

    def _noted(self, command: Command, given: Mapping[str, object]) -> dict[str, Any]:
        """Reads all of it, and remembers what was read of all but texts."""
        values = _values(command, self._keys[command.path], _AT_ANY_TIME, given)
        self._make_room()
        for key, argument in self._keys[command.path].items():
            if argument.kind not in _OWN_WORDS and not _is_empty(given.get(key)):
                self._bound[command.path, key, given[key]] = {argument.name: values[argument.name]}
        return values


def _is_clean(words: object, argument: Argument) -> bool:
    """Whether words are a text that reading would leave as it is."""
    if not isinstance(words, str) or not 0 < len(words) <= argument.limit:
        return False
    return words.isascii() and words.isprintable() and words[0] != " " != words[-1]


def _keys(command: Command) -> dict[str, Argument]:
    return {a.key: a for a in command.arguments}


def _known_key(command: Command, name: str) -> str:
    key = folded(name).rstrip("_").replace("_", "-")
    if command.argument(key) is None:
        raise UnknownOption(key, near_key(command, key))
    return key


def _values(
    command: Command, keys: Mapping[str, Argument], reader: Reader, given: Mapping[str, object]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    reader, unread = reader.there(given), []
    for key, argument in keys.items():
        words = given.get(key)
        if words is None and not argument.required:
            values[argument.name] = argument.default
        elif not _is_empty(words):
            try:
                values[argument.name] = reader.value(argument, words)
            except BadValue as bad:
                if argument.kind is not Kind.WHEN:
                    raise
                unread.append(bad)
        elif argument.required and _is_empty(given.get(argument.unless)):
            raise _missing(command, reader, argument, given)
        else:
            values[argument.name] = "" if argument.required else argument.default
    if unread:  # and all the rest can be read
        raise UnreadTime(unread[0], command, given, reader.zone)
    return values


def _is_empty(words: object) -> bool:
    if not isinstance(words, str):
        return words is None
    if words[:1].isalnum():
        return False
    return not (words.strip() if words.isascii() and words.isprintable() else clean(words))


def _missing(
    command: Command, reader: Reader, argument: Argument, given: Mapping[str, object]
) -> MissingArgument:
    typed = {key: str(words) for key, words in given.items() if isinstance(words, (str, int))}
    return missing(command, argument, reader.readable(command, typed))
