"""A cog: a folder of commands that asks by its constructor for what it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from bot.api.alarms import Ringers
from bot.api.blocs import Bodies
from bot.api.card import View
from bot.api.clock import Clock
from bot.api.command import Command, spec_of
from bot.api.deeds import Deeds
from bot.api.errors import RuleError
from bot.api.meetings import Gatherings
from bot.api.occasions import Calendars, OccasionSource
from bot.api.people import Assembly
from bot.api.rooms import RoomSource
from bot.api.services import (
    Acting,
    Activity,
    Asides,
    Exporting,
    Forgetting,
    Groups,
    Kept,
    Merging,
    Moving,
    NextSteps,
    Now,
    Redoing,
    Redrawing,
    Texts,
)
from bot.api.speech import Features, Speech
from bot.api.sweep import Sweep

if TYPE_CHECKING:
    from storage.alarms import Alarms
    from storage.assemblies import Assemblies
    from storage.database import Database
    from storage.members import Roll

CardSource = Callable[[Assembly, int, str], Awaitable[View | None]]
Explain = Callable[[Any], View]
Speaks = Callable[[str, str, datetime, Features], Speech]
Lookup = Callable[[Assembly, str], Awaitable[Sequence[tuple[str, str]]]]
R = TypeVar("R", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Reacts:
    """What reactions on a card mean: the value of one argument of a bulk command, by emoji.

    A reaction taken back gives None for it; number names the argument that receives the card's subject.
    each says that every mark stands for itself: the value is what changes, +4 for a mark that was put there
    and -4 for one that was taken off, with spaces between, and what else was chosen stays.
    """

    command: str
    argument: str
    marks: Mapping[str, str]
    number: str = "number"
    each: bool = False


@dataclass(frozen=True, slots=True)
class CardKind:
    """A kind of lasting card, the method that renders it, and what reactions on it mean.

    knocks says that a message of this kind may open a chat with a person who has none with the bot yet.
    """

    kind: str
    source: CardSource
    reacts: Reacts | None
    knocks: bool = True


def card(kind: str, *, reacts: Reacts | None = None, knocks: bool = True) -> Callable[[R], R]:
    """Makes an async method (assembly, subject, detail) -> View | None the renderer of a kind of card."""

    def mark(method: R) -> R:
        method.__folkmoot_card__ = (kind, reacts, knocks)  # type: ignore[attr-defined]
        return method

    return mark


def room(kind: str, *, came: str = "", knocked: str = "", left: str = "", news: str = "") -> Callable[[R], R]:
    """Makes an async method (assembly, subject, network) -> RoomPlan | None the plan of a kind of room."""

    def mark(method: R) -> R:
        method.__folkmoot_room__ = (kind, came, knocked, left, news)  # type: ignore[attr-defined]
        return method

    return mark


def occasion(kind: str, *, interest: str, refused: str) -> Callable[[R], R]:
    """Makes an async method (assembly, subject, network) -> OccasionPlan | None plan a kind of event."""

    def mark(method: R) -> R:
        method.__folkmoot_occasion__ = (kind, interest, refused)  # type: ignore[attr-defined]
        return method

    return mark


def lookup(name: str) -> Callable[[R], R]:
    """Makes an async method (assembly, typed) -> [(value, label)] the completion of arguments so named."""

    def mark(method: R) -> R:
        method.__folkmoot_lookup__ = name  # type: ignore[attr-defined]
        return method

    return mark


_MARK = "__folkmoot_"


class Cog:
    """The base of every cog; errors maps each RuleError of its own to the view that explains it."""

    name: str = ""
    errors: Mapping[type[RuleError], Explain] = {}
    _marked: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._marked = _marked(cls)

    def commands(self) -> list[Command]:
        return [spec for method in self._methods() if (spec := spec_of(method)) is not None]

    def sweeps(self) -> list[Sweep]:
        return [m for m in self._methods() if hasattr(m, "__folkmoot_sweep__")]

    def cards(self) -> list[CardKind]:
        marked = [(m, getattr(m, "__folkmoot_card__", (None,))) for m in self._methods()]
        return [CardKind(kind, method, *rest) for method, (kind, *rest) in marked if kind]

    def lookups(self) -> dict[str, Lookup]:
        marked = [(m, getattr(m, "__folkmoot_lookup__", None)) for m in self._methods()]
        return {name: method for method, name in marked if name}

    def rooms(self) -> list[RoomSource]:
        marked = [(m, getattr(m, "__folkmoot_room__", ("",))) for m in self._methods()]
        return [RoomSource(kind, method, *rest) for method, (kind, *rest) in marked if kind]

    def occasions(self) -> list[OccasionSource]:
        marked = [(m, getattr(m, "__folkmoot_occasion__", ("", "", ""))) for m in self._methods()]
        return [OccasionSource(kind, method, *rest) for method, (kind, *rest) in marked if kind]

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what this cog keeps about a member, in the transaction that is open."""
        raise TypeError(f"{type(self).__name__} has to say how it forgets a member")

    def _methods(self) -> list[Any]:
        return [getattr(self, name) for name in self._marked]


def _marked(cog: type[Cog]) -> tuple[str, ...]:
    """The names of all methods of a cog that a decorator has marked, those of its bases first."""
    names = dict.fromkeys(name for base in reversed(cog.__mro__) for name in vars(base))
    marks = {name: getattr(getattr(cog, name), "__dict__", {}) for name in names if not name.startswith("__")}
    return tuple(name for name, there in marks.items() if any(key.startswith(_MARK) for key in there))


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this bot, as members are told."""

    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how long is kept which messages were read, what was told, and who asks to come onto a roll."""

    events: timedelta = timedelta(days=14)
    told: timedelta = timedelta(days=30)
    asked: timedelta = timedelta(days=30)


@dataclass(slots=True)
class Home:
    """What setup() receives: the transaction door, the clock and the boards that cogs share.

    words are those that commands are made of, once all cogs are there: nothing else is to be called so.
    speech says messages of the catalog outside cards, such as on paper: (locale, zone, now, features).
    """

    db: Database
    clock: Clock
    assemblies: Assemblies
    roll: Roll
    alarms: Alarms
    now: Now
    kept: Kept
    forgetting: Forgetting
    moving: Moving
    operator: Operator
    keeping: Keeping = field(default_factory=Keeping)
    locales: tuple[str, ...] = ("en",)
    redrawing: Redrawing = field(default_factory=Redrawing)
    texts: Texts = field(default_factory=Texts)
    next_steps: NextSteps = field(default_factory=NextSteps)
    groups: Groups = field(default_factory=Groups)
    merging: Merging = field(default_factory=Merging)
    redoing: Redoing = field(default_factory=Redoing)
    exporting: Exporting = field(default_factory=Exporting)
    activity: Activity = field(default_factory=Activity)
    asides: Asides = field(default_factory=Asides)
    acting: Acting = field(default_factory=Acting)
    deeds: Deeds = field(default_factory=Deeds)
    bodies: Bodies = field(default_factory=Bodies)
    ringers: Ringers = field(default_factory=Ringers)
    gatherings: Gatherings = field(default_factory=Gatherings)
    calendars: Calendars = field(default_factory=Calendars)
    words: set[str] = field(default_factory=set)
    speech: Speaks | None = None
