"""What one cog offers and another asks for, by type, in its constructor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from bot.api.card import View
from bot.api.people import Address, Assembly, Member

OpenCard: TypeAlias = tuple[int, str, int]
"""A card that is still acted on, by its assembly, kind and subject."""
Moved: TypeAlias = Callable[[Address, Address, int | None], Awaitable[Sequence[OpenCard]]]
Naming: TypeAlias = Callable[[int, int | None], Awaitable[Sequence[tuple[str, int]]]]
Waiting: TypeAlias = Callable[[Assembly, Member, datetime], Awaitable[Sequence[View]]]


class Now:
    """The lines of /now: each cog adds a source of what waits for a member."""

    def __init__(self) -> None:
        self._sources: list[Waiting] = []

    def add(self, source: Waiting) -> None:
        self._sources.append(source)

    async def waiting(self, assembly: Assembly, member: Member, now: datetime) -> list[View]:
        """Every line that waits for this member, in the order in which the cogs were loaded."""
        return [line for source in self._sources for line in await source(assembly, member, now)]


class Kept:
    """The lines of /privacy: each cog says what it keeps, for how long and who sees it."""

    def __init__(self) -> None:
        self._lines: list[View] = []

    def add(self, line: View) -> None:
        self._lines.append(line)

    def lines(self) -> tuple[View, ...]:
        return tuple(self._lines)


class Forgetting:
    """Erases a person everywhere: every cog and store adds its own hook."""

    def __init__(self) -> None:
        self._hooks: list[Callable[[int, int, datetime], Awaitable[None]]] = []

    def add(self, hook: Callable[[int, int, datetime], Awaitable[None]]) -> None:
        self._hooks.append(hook)

    async def member(self, assembly: int, member: int, now: datetime) -> None:
        """Calls every hook, in the order in which they were added, in the open transaction."""
        for hook in self._hooks:
            await hook(assembly, member, now)


class Moving:
    """Has what lives in one room live in another: every cog that keeps rooms adds its own hook."""

    def __init__(self) -> None:
        self._hooks: list[Moved] = []

    def add(self, hook: Moved) -> None:
        self._hooks.append(hook)

    async def moved(self, old: Address, new: Address, assembly: int | None = None) -> list[OpenCard]:
        """Calls every hook in the open transaction, for one assembly or all; the open cards that moved."""
        return [card for hook in self._hooks for card in await hook(old, new, assembly)]


class Redrawing:
    """Knows the cards that may name people: each cog adds its own, to be drawn anew when names have to go."""

    def __init__(self) -> None:
        self._hooks: list[Naming] = []

    def add(self, hook: Naming) -> None:
        self._hooks.append(hook)

    async def cards(self, assembly: int, member: int | None = None) -> tuple[tuple[str, int], ...]:
        """Cards (kind, subject) that name this member, or anybody at all where None."""
        return tuple([card for hook in self._hooks for card in await hook(assembly, member)])
