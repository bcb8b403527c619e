"""Rooms of our own as values: what a room is to be, and how it differs from what it is.

A room is never opened or changed by hand-written steps. A cog orders one by its kind and subject; when the
order is carried out it is asked for the plan, the network for what is there, and the difference is applied.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from bot.api.people import Address, Assembly


class Shape(Enum):
    """What is opened: something that holds rooms (a category, a space), or a room."""

    GROUP = "group"
    ROOM = "room"


class Entrance(Enum):
    """Who gets in, besides those whom the plan names.

    OPEN: whoever is where the assembly meets. ASKED: they may knock. CLOSED: nobody, and it is in no list.
    """

    OPEN = "open"
    ASKED = "asked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoomOrder:
    """Says that a room may not be as it is to be: it is opened, compared and mended, or closed.

    kind and subject name it as a card is named; there is one for each network that the assembly meets on, in
    the assembly's first place there.
    """

    kind: str
    subject: int


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """What a room is to be on one network.

    above names the room (kind, subject) that it hangs under, the assembly's place where None. people are the
    accounts on this network that are to be in it, keepers those among them who may keep order there. sealed
    asks for end-to-end encryption where there is any. role is the name of a role that everybody may see on
    profiles, or empty. name and topic are what people wrote: each face makes them safe. since says when an
    account was last given the room, where that is known: who has left it by their own hand is asked in again
    only if they were given it after that. before are the accounts that were let in by an earlier plan, for
    networks that don't say who is in a room.
    """

    name: str = field(repr=False)
    topic: str = field(default="", repr=False)
    shape: Shape = Shape.ROOM
    above: tuple[str, int] | None = None
    entrance: Entrance = Entrance.CLOSED
    people: frozenset[Address] = frozenset()
    keepers: frozenset[Address] = frozenset()
    sealed: bool = False
    role: str = field(default="", repr=False)
    since: Mapping[Address, datetime] = field(default_factory=dict, hash=False)
    before: frozenset[Address] = frozenset()


class Changed(Enum):
    """What about a room is otherwise than planned."""

    NAME = "name"
    TOPIC = "topic"
    ABOVE = "above"
    ENTRANCE = "entrance"
    SEALED = "sealed"
    ENTERS = "enters"
    LEAVES = "leaves"
    MAY = "may"
    MAY_NOT = "may-not"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is to change: who is the account or role that it is about, what a permission's name.

    key is the same for the same difference, so that one which was adopted is not told of again.
    """

    changed: Changed
    who: str = ""
    what: str = ""

    @property
    def key(self) -> str:
        return "|".join((self.changed.value, self.who, self.what))


PlanSource: TypeAlias = Callable[[Assembly, int, str], Awaitable[RoomPlan | None]]
"""(assembly, subject, network) -> the plan; None where there is to be no such room, so that one is closed."""


@dataclass(frozen=True, slots=True)
class RoomSource:
    """A kind of room, the method that plans it, and the internal commands for what happens to it.

    came, knocked and left are given in the person's own name with the argument subject; left also has removed
    (another hand did it). news is given by the house with subject, network and what (a RoomNews). Empty where
    nothing follows.
    """

    kind: str
    plan: PlanSource
    came: str = ""
    knocked: str = ""
    left: str = ""
    news: str = ""


class RoomNews(Enum):
    """What became of a room: it stands, may not be as planned, was changed or deleted by hand, is closed."""

    THERE = "there"
    REFUSED = "refused"
    DRIFTED = "drifted"
    GONE = "gone"
    CLOSED = "closed"
