"""Meetings as other cogs see them, what their minutes gather by themselves, and what they open with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.api.card import Post, Reply, View
from bot.api.number import Numbered
from bot.api.people import Address, Assembly

if TYPE_CHECKING:
    from bot.api.context import Context


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that is going on; present are those who have said that they are here.

    quorum is how many have to be, 0 for any number. called_at is since when everyone could know of this date,
    None where nobody has called it.
    """

    number: int
    assembly: int
    title: str = field(repr=False)
    room: Address
    bloc: int | None = None
    facilitator: int | None = None
    present: frozenset[int] = frozenset()
    quorum: int = 0
    called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summons:
    """A meeting that another cog calls: once, at a time; bloc calls that bloc alone."""

    title: str = field(repr=False)
    at: datetime
    bloc: int | None = None
    agenda: tuple[str, ...] = field(default=(), repr=False)


class Meetings(Protocol):
    """The meetings of an assembly and of its blocs."""

    async def sitting(self, assembly: int, bloc: int | None = None) -> Sitting | None:
        """The meeting of the assembly, or of this bloc, that is going on."""
        ...

    async def sitting_in(self, room: Address) -> Sitting | None:
        """The meeting that is going on in this room."""
        ...

    async def coming(self, assembly: int, bloc: int | None, now: datetime) -> datetime | None:
        """When the assembly, or this bloc, meets next."""
        ...

    async def call(self, ctx: Context, summons: Summons) -> Reply:
        """Calls a meeting in the open transaction, as if the acting member had called it."""
        ...

    async def put_on(self, ctx: Context, title: str, motion: Numbered | None = None) -> Reply:
        """Puts something on the agenda of the meeting that goes on, else of the next one."""
        ...

    async def turns(self, assembly: int, bloc: int | None) -> Sequence[int]:
        """Who is at the meeting that goes on and could facilitate, those first who have done it least."""
        ...

    async def retitled(self, assembly: Assembly, motion: Numbered, title: str) -> Sequence[tuple[str, int]]:
        """Has a motion stand under this title on every agenda, under none where its words are set aside.

        Minutes that are still a draft say anew what became of it; the cards that no longer show what is.
        """
        ...

    async def cards_on(self, assembly: int, motion: Numbered) -> Sequence[tuple[str, int]]:
        """The cards of agenda items that show a motion, to be drawn anew when it has changed."""
        ...


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that the minutes of a meeting take in by themselves, such as a motion's result."""

    assembly: Assembly
    kind: str
    subject: int
    at: datetime
    bloc: int | None = None


Told: TypeAlias = Callable[[Assembly, int], Awaitable[View | None]]
Opener: TypeAlias = Callable[[Assembly, int | None], Awaitable[Sequence[View]]]
Hearing: TypeAlias = Callable[[Assembly, int | None], Awaitable[Sequence[Post]]]


@dataclass(slots=True)
class Gatherings:
    """The board of meetings: who holds them, what happened meanwhile, and what each opens with.

    tellings say by kind how something that happened reads in the minutes (assembly, subject), without names
    that its owner did not give away. openers give by standing item of the agenda ("reports", "actions") what
    is to be taken up under it (assembly, bloc); hearings are called when it is taken up, for what is posted
    with it.
    """

    meetings: Meetings | None = None
    tellings: dict[str, Told] = field(default_factory=dict)
    openers: dict[str, Opener] = field(default_factory=dict)
    hearings: dict[str, Hearing] = field(default_factory=dict)
    _hooks: list[Callable[[Happened], Awaitable[None]]] = field(default_factory=list)

    def watch(self, hook: Callable[[Happened], Awaitable[None]]) -> None:
        self._hooks.append(hook)

    async def happened(self, happened: Happened) -> None:
        """Calls every hook, in the transaction in which it happened."""
        for hook in self._hooks:
            await hook(happened)
