"""Which assembly may be under which, and the steps by which two of them come to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.api.errors import RuleError
from cogs.places.rules import Ticket

Parents = Mapping[int, int]
"""The parent of each assembly that has one."""


@dataclass(eq=False, repr=False)
class ParentCodeOver(RuleError):
    """The code was given to nobody, was used already, or is too old; command gives a new one."""

    command: str


class OwnParent(RuleError):
    """An assembly was to be its own parent."""


@dataclass(eq=False, repr=False)
class ParentBelow(RuleError):
    """The parent is itself somewhere under the assembly."""

    name: str


@dataclass(eq=False, repr=False)
class HasParent(RuleError):
    """The assembly is under another one already."""

    name: str


class NoParent(RuleError):
    """The assembly is under none, and asks none."""


class NotAsked(RuleError):
    """The assembly does not ask this one any more."""


@dataclass(eq=False, repr=False)
class CodeWanted(RuleError):
    """A bloc is to become an assembly, and nothing says which."""

    bloc: str


class BlocStays(RuleError):
    """A council or an unlisted bloc was to become an assembly."""


@dataclass(eq=False, repr=False)
class NotOfBloc(RuleError):
    """The person is not in the bloc that they want to become an assembly."""

    name: str


@dataclass(eq=False, repr=False)
class OthersThere(RuleError):
    """Somebody is on the roll of the new assembly who is not in the bloc."""

    name: str


class NothingToVoteWith(RuleError):
    """Motions are switched off, and this is only done by motions."""


class Stage(Enum):
    """Where an affiliation stands: whose turn it is next."""

    AGREED = "agreed"
    ASKED = "asked"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an assembly has decided about a parent; motion is the one that was moved there."""

    assembly: int
    parent: int
    stage: Stage
    motion: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An assembly as others in the tree see it."""

    id: int
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tree:
    """What is drawn around an assembly: names, and of its own also how many and which listed blocs."""

    own: Named
    size: int
    parent: Named | None = None
    beside: tuple[Named, ...] = ()
    below: tuple[Named, ...] = ()
    blocs: tuple[str, ...] = field(default=(), repr=False)


def above(parents: Parents, assembly: int) -> list[int]:
    """The assemblies above one, nearest first."""
    found: list[int] = []
    parent = parents.get(assembly)
    while parent is not None and parent not in found:
        found.append(parent)
        parent = parents.get(parent)
    return found


def may_go_under(assembly: int, parent: Named, parents: Parents, names: Mapping[int, str]) -> None:
    """Whether an assembly may come under a parent: it has none, and is not above it."""
    if assembly == parent.id:
        raise OwnParent
    if assembly in above(parents, parent.id):
        raise ParentBelow(parent.name)
    if assembly in parents:
        raise HasParent(names.get(parents[assembly], ""))


def working(ticket: Ticket | None, now: datetime, command: str) -> Ticket:
    """A code of a parent that works now."""
    if ticket is None or ticket.used or ticket.until < now:
        raise ParentCodeOver(command)
    return ticket


def awaited(affiliation: Affiliation | None, parent: int) -> Affiliation:
    """What an assembly asks of this parent and of no other."""
    if affiliation is None or affiliation.parent != parent or affiliation.stage is not Stage.ASKED:
        raise NotAsked
    return affiliation
