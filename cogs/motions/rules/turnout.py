"""How many have voted, by groups of which none is so small that it would tell on its people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.api.people import Group

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """How many of a group have voted; the name is empty for all who are in none that is shown."""

    name: str
    voted: int
    entitled: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted; entitled is 0 where nobody can say of how many."""

    voted: int
    entitled: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everyone has voted who may."""
        return 0 < self.entitled <= self.voted


def turnout(entitled: frozenset[int] | None, voters: frozenset[int], groups: Iterable[Group] = ()) -> Turnout:
    """The turnout of a vote; by groups only where the electorate is known."""
    if entitled is None:
        return Turnout(len(voters))
    shown = fit_to_show(entitled, groups)
    named = [(group.name, group.members & entitled) for group in shown]
    rest = entitled.difference(*(members for _, members in named)) if named else frozenset()
    cut = [*named, ("", rest)] if rest else named
    parts = tuple(Part(name, len(members & voters), len(members)) for name, members in cut)
    return Turnout(len(entitled & voters), len(entitled), parts)


def fit_to_show(entitled: frozenset[int], groups: Iterable[Group]) -> Sequence[Group]:
    """Groups of which nobody can subtract their way to a smaller one.

    They have no one in common, each has at least five, and so have those who are in none of them; else the
    smallest is left out, until that is so.
    """
    found: list[Group] = []
    taken: frozenset[int] = frozenset()
    for group in sorted(groups, key=lambda group: (-len(group.members & entitled), group.name)):
        inside = group.members & entitled
        if len(inside) >= SMALLEST and not inside & taken:
            found.append(group)
            taken |= inside
    while found and 0 < len(entitled - taken) < SMALLEST:
        taken -= found.pop().members
    return found
