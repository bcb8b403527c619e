"""Which places an assembly may have, and what becomes of a code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.people import TERMINAL, Address, Assembly, Place
from bot.api.text import folded

NAME_LIMIT = 80


class CodeUnknown(RuleError):
    """Nobody was given this code."""


class CodeExpired(RuleError):
    """The code was not given in time."""


class CodeUsed(RuleError):
    """The code has brought a place to an assembly already."""


class MayNotManage(RuleError):
    """The network does not let this person manage the place that they gave a code for."""


class NotHere(RuleError):
    """Something that belongs into a room was said where one person and the bot are alone."""


class BlocsRoom(RuleError):
    """The cards of the whole assembly were to come into a room that a bloc has to itself."""


class MeetsHereAlready(RuleError):
    """The assembly has this place, or one that it lies in."""


@dataclass(eq=False, repr=False)
class PlaceTaken(RuleError):
    """The place belongs to another assembly; smaller says that a smaller one around the room is free."""

    name: str
    smaller: bool


class TerminalApart(RuleError):
    """A terminal and a network were to meet in one assembly; nobody could tell who sits at a terminal."""


class LastPlace(RuleError):
    """The assembly would be left without any place."""


@dataclass(eq=False, repr=False)
class NoSuchPlace(RuleError):
    """The assembly has no place of this number."""

    given: int
    last: int


class WhichPlace(RuleError):
    """Several places could be meant."""


class NoPlaceNow(RuleError):
    """The place is no longer one of the assembly's."""


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """The person is on the roll of no assembly of this name; names are those of their own."""

    names: tuple[str, ...]


def meant(given: str, own: Mapping[int, str]) -> int:
    """Which of a person's own assemblies a name or number is."""
    wanted = folded(given)
    by_name = [id_ for id_, name in own.items() if folded(name) == wanted]
    by_word = [id_ for id_, name in own.items() if _word(name) == _word(given)]
    for found in (by_name, by_word):
        if len(found) == 1:
            return found[0]
    if given.isdecimal() and int(given) in own:
        return int(given)
    raise NotYours(tuple(own.values()))


def _word(name: str) -> str:
    return "-".join(re.findall(r"\w+", folded(name)))


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is known of a code that was given: for which assembly, by which member."""

    assembly: int
    member: int
    until: datetime
    used: bool


def checked(ticket: Ticket | None, now: datetime) -> Ticket:
    """A code that works now."""
    if ticket is None:
        raise CodeUnknown
    if ticket.used:
        raise CodeUsed
    if ticket.until < now:
        raise CodeExpired
    return ticket


def may_join(
    assembly: Assembly,
    place: Address,
    nearest: Assembly | None,
    around: Assembly | None,
    *,
    room_free: bool = False,
) -> None:
    """Whether a place may become one of the assembly's.

    nearest is what meets in the room or between it and the place, around what meets in anything above it;
    room_free says that the room alone has no assembly of its own.
    """
    if TERMINAL in {place.network, *assembly.networks} and {place.network} != assembly.networks:
        raise TerminalApart
    if nearest is not None and nearest.id != assembly.id:
        raise PlaceTaken(nearest.name, smaller=room_free)
    if nearest is not None or (around is not None and around.id == assembly.id):
        raise MeetsHereAlready


def numbered(assembly: Assembly, number: int | None, chain: Sequence[Address]) -> Place:
    """The place of this number as they are listed; without one, the nearest in which something is said."""
    places = assembly.places
    if number is None:
        by_address = {place.address: place for place in places}
        here = next((by_address[address] for address in chain if address in by_address), None)
        if here is None:
            raise WhichPlace
        return here
    if not 1 <= number <= len(places):
        raise NoSuchPlace(number, len(places))
    return places[number - 1]


def may_part(assembly: Assembly, place: Address) -> Place:
    """The place that an assembly gives up; it keeps one at least."""
    found = next((p for p in assembly.places if p.address == place), None)
    if found is None:
        raise NoPlaceNow
    if len(assembly.places) < 2:
        raise LastPlace
    return found
