"""What may be done to an assembly, to its roll, and by whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from bot.api.errors import NotEntitled, RuleError
from bot.api.people import TERMINAL, Address, Assembly, Role, RollPolicy, Room
from bot.api.reach import reach

NAME_LIMIT = 80
USUAL_SHORTEST = timedelta(hours=12)
LONGEST_SHORTEST = timedelta(days=30)


@dataclass(eq=False, repr=False)
class AlreadyMeets(RuleError):
    """The place has an assembly; room_free says that the room alone could still have one of its own."""

    name: str
    room_free: bool


class NameNeeded(RuleError):
    """An assembly was to have no name."""


@dataclass(eq=False, repr=False)
class UnknownLanguage(RuleError):
    """The bot does not speak this language."""

    given: str
    shipped: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotThatLong(RuleError):
    """The shortest vote was to be longer than any vote should have to be."""

    longest: timedelta


class LengthWanted(RuleError):
    """A date was given where a length of time belongs."""


class LastSteward(RuleError):
    """The assembly would be left without anyone who keeps it."""


class NotOnThisRoll(RuleError):
    """The person named is not on the roll of this assembly."""


class NeverOnTheRoll(RuleError):
    """The person who acts is not on the roll, so there is nothing to leave."""


class TerminalApart(RuleError):
    """A terminal and a network were to meet in one assembly; nobody could tell who sits at a terminal."""


def name(given: str) -> str:
    """The name of an assembly, in one line."""
    words = " ".join(given.split())
    if not words:
        raise NameNeeded
    return words


def founded(room: Room, values: Mapping[str, Any]) -> Address:
    """The place that founding an assembly takes, which its founder must manage."""
    return reach(values["where"], room)[-1]


def taken_up(assembly: Assembly | None, stewards: Collection[int], meets_in_room: bool) -> Assembly | None:
    """The assembly that meets in the place already, if nobody keeps it; refuses where somebody does."""
    if assembly is not None and stewards:
        raise AlreadyMeets(assembly.name, room_free=not meets_in_room)
    return assembly


def not_its_card_room(around: Assembly | None, room: Address) -> None:
    """Refuses to take from an assembly the very room in which its cards are: who manages it could do that."""
    if around is not None and room in {around.home, *(place.cards for place in around.places)}:
        raise AlreadyMeets(around.name, room_free=False)


def together(networks: Collection[str], another: str) -> None:
    """Refuses to bring a terminal and a network together: terminal accounts are a network of their own."""
    if TERMINAL in {*networks, another} and {*networks, another} != {TERMINAL}:
        raise TerminalApart


def shortest_vote(network: str) -> timedelta:
    """Twelve hours, so that a night shift can vote too; none where all sit at one terminal."""
    return timedelta() if network == TERMINAL else USUAL_SHORTEST


def language(given: str, names: Mapping[str, str], shipped: tuple[str, ...]) -> str:
    """The shipped language of this code or name; es-MX is Spanish."""
    wanted = given.strip().replace("_", "-").casefold()
    for tried in (wanted, wanted.split("-")[0]):
        if tried in names:
            return names[tried]
    raise UnknownLanguage(given, shipped)


def length(given: timedelta | datetime | None) -> timedelta | None:
    """How long a vote must at least last."""
    if given is None:
        return None
    if isinstance(given, datetime):
        raise LengthWanted
    if given > LONGEST_SHORTEST:
        raise NotThatLong(LONGEST_SHORTEST)
    return given


@dataclass(frozen=True, slots=True)
class Wished:
    """What a steward wants otherwise; None is left as it is."""

    name: str | None = None
    locale: str | None = None
    zone: str | None = None
    policy: RollPolicy | None = None
    shortest_vote: timedelta | None = None

    @property
    def is_nothing(self) -> bool:
        return all(value is None for value in asdict(self).values())


def may_change(role: Role, is_voted_on: bool) -> None:
    """Stewards change settings; what is voted on any member may propose."""
    needed = Role.MEMBER if is_voted_on else Role.STEWARD
    if role < needed:
        raise NotEntitled(needed.name.lower())


def changes(assembly: Assembly, wished: Wished) -> dict[str, Any]:
    """What is to be otherwise than it is, by the field of the assembly."""
    given = {key: value for key, value in asdict(wished).items() if value is not None}
    return {key: value for key, value in given.items() if value != getattr(assembly, key)}


def facts(changes: Mapping[str, Any]) -> dict[str, str | int]:
    """Changes as the journal keeps them: words, and lengths in seconds."""
    return {key: _fact(value) for key, value in changes.items()}


def _fact(value: Any) -> str | int:
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return str(value.value) if isinstance(value, Enum) else str(value)


def keeps_a_steward(member: int, stewards: Collection[int]) -> None:
    """Refuses to take the last steward away."""
    if set(stewards) == {member}:
        raise LastSteward


def may_leave(member: int, stewards: Collection[int], on_the_roll: int) -> None:
    """Refuses the last steward, unless nobody would be left behind."""
    if on_the_roll > 1:
        keeps_a_steward(member, stewards)
