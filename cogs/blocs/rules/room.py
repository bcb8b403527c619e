"""The rooms of blocs: which there are, what each is to be, and how far they have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.people import Address, Assembly
from bot.api.rooms import Entrance, RoomPlan, Shape
from cogs.blocs.rules.bloc import Bloc

HOUSE, SPACE, ROOM = "bloc.house", "bloc.space", "bloc.room"
NESTING = frozenset({"matrix"})
"""The networks on which what holds rooms may lie in another such."""
_LEAST, _MOST = 1000, 9000


@dataclass(frozen=True, slots=True)
class Lodging:
    """A bloc's room on one network; lacks names what has to be allowed there; why is another reason."""

    network: str
    state: str
    address: Address | None = None
    lacks: str = ""
    why: str = ""
    is_changed: bool = False

    @property
    def is_there(self) -> bool:
        return self.state == "there" and self.address is not None


@dataclass(frozen=True, slots=True)
class Lodgers:
    """Who is to be in a room: their accounts there, since when they want it, and who keeps order."""

    since: Mapping[Address, datetime] = field(default_factory=dict)
    keepers: frozenset[Address] = frozenset()


def house(assembly: Assembly) -> RoomPlan:
    """What holds the rooms of all blocs: a category, or a space."""
    return RoomPlan(assembly.name, shape=Shape.GROUP, entrance=Entrance.OPEN)


def space(bloc: Bloc, network: str, has_below: bool) -> RoomPlan | None:
    """What holds the rooms of a bloc and of those below it, where networks let groups hold groups."""
    if network not in NESTING or bloc.archived_at is not None or not has_below:
        return None
    return RoomPlan(bloc.name, shape=Shape.GROUP, above=above(bloc, network), entrance=Entrance.OPEN)


def room(bloc: Bloc, network: str, has_below: bool, lodgers: Lodgers) -> RoomPlan | None:
    """A bloc's own room; that of an unlisted one is called by a number and hangs nowhere."""
    if bloc.archived_at is not None:
        return None
    people = frozenset(lodgers.since)
    own = (SPACE, bloc.id) if has_below and network in NESTING else above(bloc, network)
    return RoomPlan(
        _number(bloc) if bloc.is_unlisted else bloc.name,
        "" if bloc.is_unlisted else " · ".join(filter(None, (bloc.trade, bloc.town))),
        above=None if bloc.is_unlisted else own,
        entrance=bloc.entrance,
        people=people,
        keepers=lodgers.keepers & people,
        sealed=bloc.entrance is not Entrance.OPEN,
        role=bloc.name if bloc.with_role and not bloc.is_unlisted else "",
        since=lodgers.since,
    )


def above(bloc: Bloc, network: str) -> tuple[str, int]:
    """What the rooms of a bloc hang under, if it has no blocs below it."""
    if bloc.parent is None or network not in NESTING:
        return HOUSE, 0
    return SPACE, bloc.parent


def _number(bloc: Bloc) -> str:
    return str(_LEAST + bloc.id % _MOST)
