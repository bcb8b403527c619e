"""Blocs and motions as other cogs see them: Protocols that one cog offers and another asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.api.card import Reply, View
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.people import Address, Assembly

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.api.context import Context


@dataclass(frozen=True, slots=True)
class Bloc:
    """Members who organise together; parent is the bloc above it. An unlisted one is named nowhere.

    A council is made of the delegates of the blocs beside it. size is how many belong to it, on the roll or
    not, as its keeper says, 0 where nobody has.
    """

    id: int
    assembly: int
    name: str = field(repr=False)
    parent: int | None = None
    is_unlisted: bool = False
    is_council: bool = False
    size: int = 0


class Blocs(Protocol):
    """The blocs of an assembly. The body of a bloc is its members and those of all blocs below it."""

    async def get(self, bloc: int) -> Bloc | None: ...

    async def named(self, assembly: int, name: str, member: int | None) -> Bloc:
        """The bloc of this name as the member may know it; raises a RuleError with what would work."""
        ...

    async def of_room(self, room: Address) -> Bloc | None:
        """The bloc whose own room this is."""
        ...

    async def top(self, assembly: int) -> Sequence[Bloc]:
        """The blocs that are under no other, archived and unlisted ones left out."""
        ...

    async def below(self, bloc: int) -> Sequence[Bloc]:
        """The blocs directly below, archived ones left out."""
        ...

    async def members(self, bloc: int) -> frozenset[int]:
        """Who has joined this bloc itself."""
        ...

    async def body(self, bloc: int) -> frozenset[int]:
        """Who may vote in its decisions: its members and those of all blocs below."""
        ...

    def body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        """The same on the database's own thread, for crowds of ballots."""
        ...

    async def keeps(self, ctx: Context, bloc: int) -> bool:
        """Whether whoever acts keeps a bloc: they started it, or are a steward who may know of it."""
        ...

    async def rooms(self, bloc: int, *, deep: bool = True) -> Sequence[Address]:
        """The rooms of a bloc that stand, its own first; deep: with those of the blocs below."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A motion that another cog moves; what is empty is what the assembly is used to.

    votes is a kind of vote by its word: open, open-at-end, secret; threshold and quorum are as people type
    them. The title of one with a deed is a message of the catalog, said in the reader's language.

    double asks for a majority of the blocs too; deed is done when it is carried; origin is the number of the
    motion that it carries up.
    """

    title: str = field(repr=False)
    text: str = field(default="", repr=False)
    bloc: int | None = None
    double: bool = False
    votes: str = ""
    closes: timedelta | datetime | None = None
    seconds: int | None = None
    deed: Deed | None = None
    origin: Numbered | None = None
    threshold: str = ""
    quorum: str = ""
    debate: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A motion as another cog may know it; carried is None unless it was voted on to the end.

    is_over says that nothing more comes of it: it is decided, or was withdrawn, set aside, or never seconded.
    votes are how many were for it and against it, once that is decided.
    """

    number: Numbered
    title: str = field(repr=False)
    text: str = field(repr=False)
    bloc: int | None
    carried: bool | None
    mover: int | None = None
    is_over: bool = False
    votes: tuple[int, int] | None = None


class Motions(Protocol):
    """Motions, moved and looked up by another cog."""

    async def propose(self, ctx: Context, proposal: Proposal) -> Reply:
        """Moves a motion in the open transaction, as if the acting member had proposed it; clock acts too."""
        ...

    async def find(self, assembly: int, number: Numbered) -> Decided | None: ...

    async def running(self, bloc: int) -> Sequence[Numbered]:
        """A bloc's own motions that are voted on, or will be."""
        ...

    async def on_agenda(self, assembly: Assembly, number: Numbered) -> View | None:
        """Where a motion stands, for an agenda: a word as title, in full as blocks, with what to press."""
        ...


def moved(reply: Reply) -> Numbered:
    """The number of the motion whose proposal was answered so."""
    return Numbered(next(post.subject for post in reply.posts))


@dataclass(frozen=True, slots=True)
class Mandated:
    """What a bloc has told its delegates on a motion: "for", "against" or "free"."""

    bloc: str = field(repr=False)
    delegates: tuple[int, ...]
    choice: str


class Delegates(Protocol):
    """Whom blocs send, as motions, meetings and elections need it."""

    async def sent(self, bloc: int) -> frozenset[int]:
        """The delegates of a bloc."""
        ...

    async def mandated(self, assembly: int, number: Numbered) -> Sequence[Mandated]:
        """The mandates on a motion, a bloc each."""
        ...

    async def closed(
        self, ctx: Context, number: Numbered, voted: Callable[[int], Awaitable[str | None]]
    ) -> Reply:
        """Tells blocs how their delegates voted on a motion that is decided; None where nobody can know."""
        ...

    async def met(self, ctx: Context, bloc: int, about: str, there: Collection[int]) -> Reply:
        """Asks those for a report who were there, at a meeting of this bloc, or council, for others."""
        ...


@dataclass(frozen=True, slots=True)
class ModelText:
    """The words of a motion that is offered to other bodies; locale is their language."""

    title: str = field(repr=False)
    text: str = field(repr=False)
    locale: str


class Models(Protocol):
    """Motions that other bodies may move as their own."""

    async def words(self, number: int) -> ModelText:
        """The words of a model; raises a RuleError where there is none."""
        ...

    async def moved(self, assembly: int, motion: Numbered, number: int) -> None:
        """Notes that an assembly's motion was moved from a model, so that it is counted once carried."""
        ...


@dataclass(slots=True)
class Bodies:
    """What the cogs of blocs, motions and campaigns offer, where they are loaded."""

    blocs: Blocs | None = None
    delegates: Delegates | None = None
    motions: Motions | None = None
    models: Models | None = None
