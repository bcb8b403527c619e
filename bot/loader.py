"""Finds the enabled cogs by name, calls their setup, and refuses what clashes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from bot.api.blocs import Bodies
from bot.api.cog import CardKind, Cog, Home, Lookup, Reacts
from bot.api.command import Command
from bot.api.errors import RuleError
from bot.api.occasions import Calendars, OccasionSource
from bot.api.people import Assembly
from bot.api.rooms import RoomSource
from bot.api.services import Acting, Asides, Now
from bot.api.sweep import Sweep
from bot.explain import CORE, Explain
from bot.job import Loaded
from storage.migrate import Owner

ALL_COGS = (
    "motions",
    "members",
    "translations",
    "places",
    "accounts",
    "stewards",
    "blocs",
    "meetings",
    "reminders",
    "actions",
    "reports",
    "campaigns",
    "polls",
)
COGS = Path(__file__).parent.parent / "cogs"


class CogProblem(Exception):
    """A cog that can't be loaded; the text says which and why."""


@dataclass(slots=True)
class House:
    """Everything that the loaded cogs bring."""

    commands: dict[str, Loaded] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    cards: dict[str, CardKind] = field(default_factory=dict)
    lookups: dict[str, Lookup] = field(default_factory=dict)
    sweeps: list[Sweep] = field(default_factory=list)
    errors: dict[type[RuleError], Explain] = field(default_factory=lambda: dict(CORE))
    cogs: list[Cog] = field(default_factory=list)
    rooms: dict[str, RoomSource] = field(default_factory=dict)
    occasions: dict[str, OccasionSource] = field(default_factory=dict)
    bodies: Bodies = field(default_factory=Bodies)
    asides: Asides = field(default_factory=Asides)
    acting: Acting = field(default_factory=Acting)
    now: Now = field(default_factory=Now)
    calendars: Calendars = field(default_factory=Calendars)

    @property
    def reacts(self) -> dict[str, Reacts]:
        return {kind: card.reacts for kind, card in self.cards.items() if card.reacts is not None}

    def asks_elsewhere(self, assembly: Assembly) -> bool:
        """Whether a newcomer may be there already, by an account of another network, and can say so."""
        return len(assembly.networks) > 1 and {"account link", "assembly alone"} <= self.commands.keys()

    def specs(self) -> list[Command]:
        """The commands that people can give."""
        return [loaded.spec for loaded in self.commands.values() if not loaded.spec.internal]

    def take_in(self, cog: Cog) -> None:
        """Adds a cog's commands, cards, rooms, lookups, sweeps and errors."""
        for spec in cog.commands():
            self._claim(spec.path, cog)
            self.commands[spec.path] = Loaded(spec, cog)
            if spec.short:
                self._claim(spec.short, cog)
                self.shorts[spec.short] = spec.path
        for card in cog.cards():
            if card.kind in self.cards:
                raise CogProblem(f"two cogs render the card {card.kind}")
            self.cards[card.kind] = card
        for room in cog.rooms():
            if room.kind in self.rooms:
                raise CogProblem(f"two cogs plan the room {room.kind}")
            self.rooms[room.kind] = room
        self.occasions |= {source.kind: source for source in cog.occasions()}
        self.lookups |= cog.lookups()
        self.sweeps += cog.sweeps()
        self.errors |= dict(cog.errors)
        self.cogs.append(cog)

    def _claim(self, name: str, cog: Cog) -> None:
        if name in self.commands or name in self.shorts:
            raise CogProblem(f"{cog.name}: the command {name} is taken by another cog")


def owners(names: Sequence[str]) -> list[Owner]:
    """Whose migrations the enabled cogs have."""
    found = [Owner(name, COGS / name / "migrations") for name in names]
    return [owner for owner in found if owner.folder.is_dir()]


def load(names: Sequence[str], home: Home) -> House:
    """The house with the cogs of these names set up in it."""
    house = House(bodies=home.bodies, asides=home.asides, acting=home.acting, now=home.now)
    house.calendars = home.calendars
    for name in names:
        if name not in ALL_COGS:
            raise CogProblem(f"there is no cog {name!r}; there are: {', '.join(ALL_COGS)}")
        setup: Callable[[Home], Cog] = import_module(f"cogs.{name}").setup
        house.take_in(setup(home))
    home.words.update(word for path in (*house.commands, *house.shorts) for word in path.split())
    return house
