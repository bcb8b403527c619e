"""Events in a network's own calendar, as values: what stands there for everyone, and who is interested.

A cog orders one by its kind and subject; when that is carried out it is asked for the plan, the network for
what is there, and the difference is applied.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.api.people import Address, Assembly


@dataclass(frozen=True, slots=True)
class OccasionPlan:
    """An event as it is to stand in the calendar of a network, where everyone of the place sees it.

    date is what it is for, such as one date of a series: for another one another event is put up. rooms are
    those on this network where it is held and told of; spot is where it is outside of networks, in words.
    title, about and spot are what people wrote, and name nobody: each face makes them safe.
    """

    date: int
    title: str = field(repr=False)
    about: str = field(repr=False)
    starts: datetime
    ends: datetime
    rooms: tuple[Address, ...] = ()
    spot: str = field(default="", repr=False)


PlanOfOccasion: TypeAlias = Callable[[Assembly, int, str], Awaitable[OccasionPlan | None]]
"""(assembly, subject, network) -> the plan; None where there is to be no event, so that one is taken down."""


@dataclass(frozen=True, slots=True)
class OccasionSource:
    """A kind of event, the method that plans it, and the internal commands for what becomes of it.

    interest is given with date, member, source, interested and since (the instant after which it was, where
    nobody can say when); refused with network and lacks, once until it goes well again.
    """

    kind: str
    plan: PlanOfOccasion
    interest: str
    refused: str


@dataclass(slots=True)
class Calendars:
    """The networks that have a calendar of their own."""

    networks: set[str] = field(default_factory=set)
