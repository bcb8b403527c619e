"""Which command a line names, and which one was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from bot.api.command import Command, Kind
from bot.api.errors import UnknownCommand
from bot.api.text import folded
from bot.grammar.tokens import Token

_CLOSE = 0.6
_LOOKS = {"list": "show", "show": "list"}


class Names:
    """The names of all commands that people can type."""

    def __init__(self, commands: Sequence[Command]) -> None:
        typed = [c for c in commands if not c.internal]
        self._by_name: dict[tuple[str, ...], Command] = {}
        for command in typed:
            self._by_name[_words(command.path)] = command
        for command in typed:
            if command.short:
                self._by_name.setdefault(_words(command.short), command)
        self._longest = max((len(name) for name in self._by_name), default=0)

    def find(self, tokens: list[Token]) -> tuple[Command, list[Token]]:
        """The command that a line begins with and the words after it, or UnknownCommand."""
        words = [folded(t.text) for t in tokens[: self._longest] if not t.quoted]
        for length in range(len(words), 0, -1):
            if (command := self._by_name.get(tuple(words[:length]))) is not None:
                return command, tokens[length:]
        if words and (short_cut := self._of_group(words, tokens)) is not None:
            return short_cut
        raise UnknownCommand(" ".join(t.text for t in tokens[:2])[:60], self.nearest(words))

    def meant(self, tokens: list[Token]) -> str | None:
        """The path of the command that a line begins with, or of the nearest one."""
        try:
            return self.find(tokens)[0].path
        except UnknownCommand as unknown:
            nearest = self._by_name.get(_words(unknown.nearest))
            return nearest.path if nearest else None

    def _of_group(self, words: list[str], tokens: list[Token]) -> tuple[Command, list[Token]] | None:
        """'motion 12' shows it; a bare 'motion' asks what one can do with motions.

        What has only a list is shown by it, and the other way round.
        """
        if not any(name[0] == words[0] and len(name) > 1 for name in self._by_name):
            return None
        show = self._by_name.get((words[0], "show"))
        if show and len(tokens) > 1 and tokens[1].text.removeprefix("#").isdecimal():
            return show, tokens[1:]
        other = self._by_name.get((words[0], _LOOKS.get(words[1], ""))) if len(words) > 1 else None
        if other is not None:
            return other, tokens[2:]
        help_ = self._by_name.get(("help",))
        if help_ and len(tokens) == 1 and help_.arguments and help_.arguments[0].kind is Kind.TEXT:
            return help_, tokens
        return None

    def nearest(self, words: list[str]) -> str:
        """The command that these words are closest to; nothing where none is close."""
        names = {" ".join(name): " ".join(name) for name in self._by_name}
        verbs = {name[-1]: c.path for name, c in reversed(self._by_name.items()) if len(name) > 1}
        groups = {name[0] for name in self._by_name if len(name) > 1}
        if len(words) > 1 and words[0] in groups and (words[1],) in self._by_name:
            return words[1]  # "campaign sign" is sign
        if words and words[0] in groups:
            names = {name: path for name, path in names.items() if name.split()[0] == words[0]}
            if len(words) == 1:
                return next(iter(names.values()))
        for tried, among in ((words[:2], names), (words[:1], names), (words[:1], verbs)):
            close = difflib.get_close_matches(" ".join(tried), among, n=1, cutoff=_CLOSE)
            if close:
                return among[close[0]]
        return ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(name).split())
