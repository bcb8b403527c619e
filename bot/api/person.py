"""What concerns one person in all cogs at once: what is kept of them, given to them, erased, made one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.api.card import View

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.api.speech import Speech

Earlier: TypeAlias = Callable[[int], Awaitable[Sequence[int]]]
Merge: TypeAlias = Callable[[int, int, int, datetime], Awaitable[Sequence[View]]]
Twins: TypeAlias = "Callable[[Connection], Mapping[int, Collection[int]]]"
"""Members who are known to be one person and wait to be made one, each with the others."""


@dataclass(frozen=True, slots=True)
class Hinders:
    """A vote that has to close first, by its number; called says what it is: motion 12."""

    number: int
    called: Callable[[Speech], str]


class Hindrance(Protocol):
    """What keeps two members apart for a while: both voted in secret, and nobody knows which is whose."""

    async def hindered_by(self, assembly: int, one: int, other: int) -> Sequence[Hinders]:
        """The votes that have to close first."""
        ...

    async def void(self, assembly: int, one: int, other: int, receipt: str) -> int | None:
        """Takes one of the two ballots out by its receipt; the vote's number, None where no ballot fits."""
        ...

    async def settle(self, assembly: int, one: int, other: int) -> Sequence[View]:
        """Has one ballot stay of two that have names on them, while the members can't be made one yet."""
        ...


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

    def __init__(self, earlier: Earlier | None = None) -> None:
        """earlier gives members who were found to be the same person: they are forgotten with them."""
        self._hooks: list[Callable[[int, int, datetime], Awaitable[None]]] = []
        self._earlier = earlier

    def add(self, hook: Callable[[int, int, datetime], Awaitable[None]]) -> None:
        self._hooks.append(hook)

    async def member(self, assembly: int, member: int, now: datetime) -> None:
        """Calls every hook, in the order in which they were added, in the open transaction."""
        for one in (*(await self._earlier(member) if self._earlier else ()), member):
            for hook in self._hooks:
                await hook(assembly, one, now)


class Merging:
    """Makes two members one, as their accounts turn out to be one person's: every cog adds its own hook."""

    def __init__(self) -> None:
        self._hooks: list[Merge] = []
        self._hindrances: list[Hindrance] = []
        self._watchers: list[Callable[[int, int], Awaitable[None]]] = []
        self._waiting: Twins | None = None

    def add(self, hook: Merge, hindrance: Hindrance | None = None) -> None:
        """hook (assembly, kept, gone, now) moves what is gone's to kept, and says what the person is to know.

        hindrance is asked before, for votes that have to close first.
        """
        self._hooks.append(hook)
        if hindrance is not None:
            self._hindrances.append(hindrance)

    async def hindered_by(self, assembly: int, one: int, other: int) -> list[Hinders]:
        """Votes in which both have voted in secret, so that nobody can tell whose ballot to take out."""
        return [found for ask in self._hindrances for found in await ask.hindered_by(assembly, one, other)]

    async def void(self, assembly: int, one: int, other: int, receipt: str) -> int | None:
        """Takes one of two secret ballots out by its receipt; the vote's number, None where none fits."""
        for hindrance in self._hindrances:
            if (number := await hindrance.void(assembly, one, other, receipt)) is not None:
                return number
        return None

    def wait(self, twins: Twins) -> None:
        """twins says, on the database's thread, who waits to be made one with whom."""
        self._waiting = twins

    def twins(self, connection: Connection) -> Mapping[int, Collection[int]]:
        """Members who wait to be made one: of such a pair one alone votes on a motion."""
        return self._waiting(connection) if self._waiting is not None else {}

    async def settle(self, assembly: int, one: int, other: int) -> list[View]:
        """Has one ballot stay of two in open votes; what the person is told of it."""
        return [line for ask in self._hindrances for line in await ask.settle(assembly, one, other)]

    async def merge(self, assembly: int, kept: int, gone: int, now: datetime) -> list[View]:
        """Calls every hook in the open transaction; what the person is told of it."""
        return [line for hook in self._hooks for line in await hook(assembly, kept, gone, now)]

    def watch(self, hook: Callable[[int, int], Awaitable[None]]) -> None:
        """hook (assembly, member) looks again at what hangs on a member's accounts, such as rooms."""
        self._watchers.append(hook)

    async def changed(self, assembly: int, member: int) -> None:
        """Tells every hook that other accounts lead to a member than before, or that one was frozen."""
        for hook in self._watchers:
            await hook(assembly, member)


class Redoing:
    """What was done in a member's name since a time and can be done anew: every cog adds what it knows."""

    def __init__(self) -> None:
        self._sources: list[Callable[[int, int, datetime], Awaitable[Sequence[View]]]] = []

    def add(self, source: Callable[[int, int, datetime], Awaitable[Sequence[View]]]) -> None:
        """source (assembly, member, since) gives a line for each thing, with its button."""
        self._sources.append(source)

    async def since(self, assembly: int, member: int, at: datetime) -> list[View]:
        return [line for source in self._sources for line in await source(assembly, member, at)]


class Exporting:
    """What is kept of a person, for themselves: every cog adds its own part, plain data under its name."""

    def __init__(self) -> None:
        self._parts: dict[str, Callable[[int, int], Awaitable[object]]] = {}

    def add(self, name: str, part: Callable[[int, int], Awaitable[object]]) -> None:
        """part (assembly, member) gives data that JSON can hold; of others it says nothing."""
        self._parts[name] = part

    async def member(self, assembly: int, member: int) -> dict[str, object]:
        return {name: await part(assembly, member) for name, part in self._parts.items()}
