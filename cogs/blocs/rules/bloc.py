"""A bloc: its name, who keeps it, and who comes in how."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from bot.api import blocs
from bot.api.people import Address, Role
from bot.api.rooms import Entrance
from bot.api.text import clean, folded
from cogs.blocs.rules import errors

NAME_LIMIT, WORD_LIMIT = 200, 80
MOST_BLOCS, MOST_STARTED, LARGEST = 400, 20, 1_000_000
CARD = "bloc.card"
"""The kind of the standing card of a bloc."""
STARTED_BY = "blocs"
"""The setting that says who starts blocs."""
_WHOLE = frozenset({"assembly", "asamblea", "none", "top"})
"""What stands for the whole assembly where a bloc may be named."""


class Kind(Enum):
    """How a bloc is joined: by a word; by asking; with vouchers; or not at all unless one is asked in."""

    OPEN = "open"
    REQUEST = "request"
    VOUCHED = "vouched"
    UNLISTED = "unlisted"

    @property
    def entrance(self) -> Entrance:
        """How its room is come into."""
        if self is Kind.OPEN:
            return Entrance.OPEN
        return Entrance.CLOSED if self is Kind.UNLISTED else Entrance.ASKED


class Starters(Enum):
    """Who starts blocs in an assembly."""

    MEMBERS = "members"
    STEWARDS = "stewards"


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc as stored; keeper is the member who started it, or took over from them.

    room is where its card is posted; council says that it follows the delegates of other blocs; with_role
    that its name may stand on its members' profiles; size how many belong to it, on the roll or not, as its
    keeper says, 0 where nobody has.
    """

    id: int
    assembly: int
    name: str = field(repr=False)
    kind: Kind
    keeper: int | None
    started_at: datetime
    room: Address
    parent: int | None = None
    trade: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    with_role: bool = False
    council: bool = False
    archived_at: datetime | None = None
    size: int = 0

    @property
    def is_unlisted(self) -> bool:
        return self.kind is Kind.UNLISTED

    @property
    def entrance(self) -> Entrance:
        """How its room is come into: nobody comes into a council's by themselves, whatever its kind."""
        return Entrance.ASKED if self.council else self.kind.entrance

    @property
    def known(self) -> blocs.Bloc:
        """The bloc as other cogs see it."""
        kept = (self.is_unlisted, self.council, self.size)
        return blocs.Bloc(self.id, self.assembly, self.name, self.parent, *kept)


def name_of(words: str, reserved: Collection[str]) -> str:
    """A name in one line; refuses what is none, or would be read as a command or a number."""
    name = " ".join(clean(words).split())
    if not any(char.isalpha() or char > "\u2000" for char in name):
        raise errors.NoBlocName
    if key(name) in {*_WHOLE, *(folded(word) for word in reserved)}:
        raise errors.NameIsCommand(name)
    return name


def key(name: str) -> str:
    """What two names have in common that people would take for one."""
    return " ".join(folded(name).split()).lstrip("#@")


def free(name: str, taken: Collection[Bloc], own: int = 0) -> str:
    """The name, where no other of these blocs has it."""
    if any(key(other.name) == key(name) and other.id != own for other in taken):
        raise errors.NameTaken(name)
    return name


def may_start(role: Role, setting: str) -> None:
    if setting == Starters.STEWARDS.value and role is not Role.STEWARD:
        raise errors.OnlyStewardsStart


def within_limits(total: int, started: int) -> None:
    """Refuses more blocs than a server has room for, and more than one person can mean."""
    if total >= MOST_BLOCS:
        raise errors.TooManyBlocs(MOST_BLOCS)
    if started >= MOST_STARTED:
        raise errors.TooManyBlocs(MOST_STARTED)


def is_kept_by(bloc: Bloc, member: int, role: Role, members: Collection[int]) -> bool:
    """Whether a member keeps a bloc: who started it, and stewards, who keep no unlisted one from outside."""
    if member == bloc.keeper:
        return True
    return role is Role.STEWARD and (not bloc.is_unlisted or member in members)


def kept_by(bloc: Bloc, member: int, role: Role, members: Collection[int]) -> None:
    if not is_kept_by(bloc, member, role, members):
        raise errors.OnlyKeepers(bloc.name)


def stays_listed(bloc: Bloc, kind: Kind) -> Kind:
    """The kind a bloc may change to: what is known can't be made unknown, nor the other way round."""
    if bloc.is_unlisted is not (kind is Kind.UNLISTED):
        raise errors.ListedStaysListed
    return kind


def successor(bloc: Bloc, in_order: Collection[int]) -> Bloc:
    """The bloc with a keeper among its members, who are given in the order in which they came."""
    if bloc.keeper in in_order:
        return bloc
    return replace(bloc, keeper=next(iter(in_order), None))
