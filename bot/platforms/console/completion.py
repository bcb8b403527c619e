"""Completion at the prompt: commands, options and their values."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.api.command import Argument, Command, Kind
from bot.api.text import folded
from bot.platforms.console.lines import split_speaker

Lookup = Callable[[Command, str, str], Awaitable[list[tuple[str, str]]]]


class Commands(Completer):
    """Completes what stands before the cursor from the specs; lookup asks the cogs for their own."""

    def __init__(
        self, commands: list[Command], own: Iterable[str], people: list[str], lookup: Lookup
    ) -> None:
        self._by_name = {c.path: c for c in commands} | {c.short: c for c in commands if c.short}
        self._own = tuple(own)
        self._people = people
        self._lookup = lookup

    def is_private(self, line: str) -> bool:
        """Whether a line may be for nobody else to read."""
        words = split_speaker(line)[1].lstrip("/").casefold().split()
        names = (" ".join(words[:count]) for count in (2, 1))
        command = next((self._by_name[name] for name in names if name in self._by_name), None)
        return command is not None and (command.private or command.confides is not None)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        return ()

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        text = document.text_before_cursor
        if not text.startswith("/") or "\n" in text:
            return
        typed = text[1:]
        for name in sorted((*self._by_name, *self._own)):
            if name.startswith(typed.casefold()) and name != typed:
                about = self._by_name[name].about if name in self._by_name else ""
                yield Completion(name, -len(typed), display_meta=about)
        for value, label, back in await self._arguments(typed):
            yield Completion(value, -back, display=label)

    async def _arguments(self, typed: str) -> list[tuple[str, str, int]]:
        """Values that fit here, how they read, and how many typed letters each replaces."""
        command, words = self._split(typed)
        if command is None:
            return []
        *done, last = words
        key, colon, part = last.partition(":")
        if colon and (argument := command.argument(folded(key))):
            return [(v, label, len(part)) for v, label in await self._values(command, argument, part)]
        used = {folded(w.partition(":")[0]) for w in done if ":" in w}
        in_order = [a for a in command.arguments if a.key not in used and not a.long]
        place = sum(":" not in w for w in done)
        is_at_one = place < len(in_order) and not _goes_on(command, done, in_order[:place])
        found = await self._values(command, in_order[place], last) if is_at_one else []
        options = [a for a in command.arguments if not a.required and a.key not in used]
        found += [(f"{a.key}:", f"{a.key}: {a.about}") for a in options if a.key.startswith(folded(last))]
        return [(value, label, len(last)) for value, label in found]

    def _split(self, typed: str) -> tuple[Command | None, list[str]]:
        for name in sorted(self._by_name, key=len, reverse=True):
            if typed.casefold().startswith(f"{name} "):
                return self._by_name[name], typed[len(name) :].split(" ")[1:]
        return None, []

    async def _values(self, command: Command, argument: Argument, part: str) -> list[tuple[str, str]]:
        if argument.lookup:
            return [(_one_word(v), label) for v, label in await self._lookup(command, argument.key, part)]
        words = self._known(argument)
        return [(word, word) for word in words if folded(word).startswith(folded(part))]

    def _known(self, argument: Argument) -> list[str]:
        if argument.choices is not None:
            return [str(member.value) for member in argument.choices]
        if argument.kind is Kind.PERSON:
            return self._people
        return ["yes", "no"] if argument.kind is Kind.YES_NO else []


def _goes_on(command: Command, done: list[str], before: list[Argument]) -> bool:
    """Whether several times are being listed, which are more than one word."""
    named = (command.argument(folded(word.partition(":")[0])) for word in reversed(done) if ":" in word)
    last = next((argument for argument in named if argument is not None), None)
    return any(a.kind is Kind.TIMES for a in ([last] if last else []) + before)


def _one_word(value: str) -> str:
    return f'"{value}"' if " " in value else value
