"""What one cog offers and another asks for, by type, in its constructor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.api.card import Button, Reply, Text, View
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, Group, Member
from bot.api.person import Earlier
from bot.api.person import Exporting as Exporting
from bot.api.person import Forgetting as Forgetting
from bot.api.person import Kept as Kept
from bot.api.person import Merging as Merging
from bot.api.person import Redoing as Redoing

if TYPE_CHECKING:
    from bot.api.context import Context
    from bot.api.speech import Speech

OpenCard: TypeAlias = tuple[int, str, int]
"""A card that is still acted on, by its assembly, kind and subject."""
Moved: TypeAlias = Callable[[Address, Address, int | None], Awaitable[Sequence[OpenCard]]]
Naming: TypeAlias = Callable[[int, int | None], Awaitable[Sequence[tuple[str, int]]]]
Waiting: TypeAlias = Callable[[Assembly, Member, datetime], Awaitable[Sequence[View]]]
Buttons: TypeAlias = "Callable[[Speech], tuple[Button, ...]]"


class Now:
    """The lines of /now: each cog adds a source of what waits for a member."""

    def __init__(self) -> None:
        self._sources: list[Waiting] = []

    def add(self, source: Waiting) -> None:
        self._sources.append(source)

    async def waiting(self, assembly: Assembly, member: Member, now: datetime) -> list[View]:
        """Every line that waits for this member, in the order in which the cogs were loaded."""
        return [line for source in self._sources for line in await source(assembly, member, now)]


class Groups:
    """The groups of an assembly's members: each cog that has some adds its own."""

    def __init__(self) -> None:
        self._sources: list[Callable[[Assembly], Awaitable[Sequence[Group]]]] = []

    def add(self, source: Callable[[Assembly], Awaitable[Sequence[Group]]]) -> None:
        self._sources.append(source)

    async def of(self, assembly: Assembly) -> list[Group]:
        """Every group, in the order in which the cogs were loaded."""
        return [group for source in self._sources for group in await source(assembly)]


class Activity:
    """Who has taken part since a day: every cog adds what it knows; only counts are ever shown."""

    def __init__(self) -> None:
        self._sources: list[Callable[[int, datetime], Awaitable[frozenset[int]]]] = []

    def add(self, source: Callable[[int, datetime], Awaitable[frozenset[int]]]) -> None:
        self._sources.append(source)

    async def since(self, assembly: int, day: datetime) -> frozenset[int]:
        return frozenset([m for source in self._sources for m in await source(assembly, day)])


class Acting:
    """Tells whoever wants to know that a member has done something, and not what."""

    def __init__(self) -> None:
        self._hooks: list[Callable[[Member, datetime], Awaitable[None]]] = []

    def add(self, hook: Callable[[Member, datetime], Awaitable[None]]) -> None:
        self._hooks.append(hook)

    async def acted(self, member: Member, now: datetime) -> None:
        """Calls every hook, in the transaction of the act."""
        for hook in self._hooks:
            await hook(member, now)


class Asides:
    """What stands beside the answer to an act that counted: each cog adds what it may have to say."""

    def __init__(self) -> None:
        self._sources: list[Callable[[Context, bool], View | None]] = []

    def add(self, source: Callable[[Context, bool], View | None]) -> None:
        """source (ctx, whether it was a first act) answers from what ctx holds: crowds pass by here."""
        self._sources.append(source)

    def beside(self, ctx: Context, first: bool) -> list[View]:
        return [view for source in self._sources if (view := source(ctx, first)) is not None]


class Moving:
    """Has what lives in one room live in another: every cog that keeps rooms adds its own hook."""

    def __init__(self) -> None:
        self._hooks: list[Moved] = []

    def add(self, hook: Moved) -> None:
        self._hooks.append(hook)

    async def moved(self, old: Address, new: Address, assembly: int | None = None) -> list[OpenCard]:
        """Calls every hook in the open transaction, for one assembly or all; the open cards that moved."""
        return [card for hook in self._hooks for card in await hook(old, new, assembly)]

    async def open_in(self, room: Address, assembly: int) -> list[OpenCard]:
        """The open cards of what lives in a room: what moves to where it is stays as it is."""
        return await self.moved(room, room, assembly)


class Redrawing:
    """Knows the cards that may name people: each cog adds its own, to be drawn anew when names have to go."""

    def __init__(self) -> None:
        self._hooks: list[Naming] = []
        self.earlier: Earlier | None = None

    def add(self, hook: Naming) -> None:
        self._hooks.append(hook)

    async def cards(self, assembly: int, member: int | None = None) -> tuple[tuple[str, int], ...]:
        """Cards (kind, subject) that name this member, or anybody at all where None."""
        earlier = await self.earlier(member) if self.earlier and member is not None else ()
        some = (member, *earlier)
        return tuple([card for hook in self._hooks for one in some for card in await hook(assembly, one)])


@dataclass(frozen=True, slots=True)
class Source:
    """A text that binds, as it stands now and may be shown.

    locale is its language; unnamed hides who had a hand in it; is_over says that it is decided, or was
    dropped, so that nobody needs to hurry with a translation.
    """

    title: str = field(repr=False)
    text: str = field(repr=False)
    locale: str
    unnamed: bool = False
    is_over: bool = False

    @property
    def digest(self) -> str:
        """Another text has another digest; a change that is taken back has the first one again."""
        return hashlib.sha256(json.dumps([self.title, self.text]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TextKind:
    """A kind of text that may be translated, and the cog's own words for it.

    find gives None where no such text may be shown; called names one ("Motion 12"); binds says which text
    counts ("The English text is the one voted on.", with the language's name); cards are the kinds of cards
    that carry its buttons; ask and see are the commands that ask for a translation and that list such texts.
    """

    name: str
    find: Callable[[Assembly, int], Awaitable[Source | None]]
    called: Callable[[Speech, Numbered], str]
    binds: Callable[[Speech, str], Text]
    ask: str
    see: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in another language as it may be read in place of the original."""

    locale: str
    title: str = field(repr=False)
    text: str = field(repr=False)


class Translating(Protocol):
    """What the cog of translations does for texts of any kind."""

    async def renderings(self, assembly: Assembly, kind: str, number: int) -> Sequence[Rendering]:
        """The translations of a text as it stands now that were reviewed, by language."""
        ...

    async def standings(self, assembly: Assembly, kind: str, number: int) -> Mapping[str, str]:
        """Where each translation of a text stands, by language: wanted, draft, reviewed or stale."""
        ...

    async def translators(self, assembly: Assembly, kind: str, number: int) -> Sequence[int]:
        """The members who wrote what can be read of a text, where they may be named."""
        ...

    async def buttons(self, assembly: Assembly, kind: str, number: int) -> Buttons:
        """Buttons for the languages in which a text can be read."""
        ...

    async def ask(self, ctx: Context, kind: str, number: int, language: str) -> Reply:
        """Asks for a translation, or says where it stands, with the text to be translated."""
        ...

    async def give(self, ctx: Context, kind: str, number: int, language: str, title: str, text: str) -> Reply:
        """Takes a translation in, as a draft."""
        ...


class Texts:
    """The kinds of texts that may be translated, and whoever translates them, if anybody does."""

    def __init__(self) -> None:
        self._kinds: dict[str, TextKind] = {}
        self.translations: Translating | None = None

    def add(self, kind: TextKind) -> None:
        self._kinds[kind.name] = kind

    def get(self, name: str) -> TextKind | None:
        return self._kinds.get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self._kinds)

    async def buttons(self, assembly: Assembly, kind: str, number: int) -> Buttons:
        """Buttons for the languages in which a text can be read; none where nobody translates."""
        if self.translations is None:
            return lambda _say: ()
        return await self.translations.buttons(assembly, kind, number)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can follow a motion that was carried: a command that takes its number, and what its button says.

    label is a message of the catalog, marked where it is written.
    """

    label: str
    command: str
    argument: str = "number"


class NextSteps:
    """What can follow a motion that was carried; cogs add theirs, and a result offers them in that order."""

    def __init__(self) -> None:
        self._steps: list[NextStep] = []

    def add(self, step: NextStep) -> None:
        self._steps.append(step)

    def steps(self) -> tuple[NextStep, ...]:
        return tuple(self._steps)
