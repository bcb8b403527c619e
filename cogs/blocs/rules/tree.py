"""The tree of blocs: what is under what, and never under itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import Bloc

MOST_LEVELS = 6
Parents = Mapping[int, int | None]
"""The parent of each bloc by its id."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a drawn tree; level counts from 0."""

    bloc: Bloc = field(repr=False)
    level: int


def above(parents: Parents, bloc: int) -> list[int]:
    """The blocs above one, nearest first."""
    found: list[int] = []
    parent = parents.get(bloc)
    while parent is not None and parent not in found:
        found.append(parent)
        parent = parents.get(parent)
    return found


def below(parents: Parents, bloc: int) -> list[int]:
    """Every bloc below one, at whatever depth."""
    children: dict[int, list[int]] = {}
    for child, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(child)
    found: list[int] = []
    waiting = sorted(children.get(bloc, ()))
    while waiting:
        child = waiting.pop(0)
        if child not in found:
            found.append(child)
            waiting += sorted(children.get(child, ()))
    return found


def depth(parents: Parents, bloc: int) -> int:
    """How many levels hang under a bloc, itself included."""
    under = set(below(parents, bloc))
    return 1 + max((len(_up_to(parents, one, bloc)) for one in under), default=0)


def _up_to(parents: Parents, bloc: int, top: int) -> list[int]:
    chain = [bloc]
    for one in above(parents, bloc):
        if one == top:
            return chain
        chain.append(one)
    return chain


def placed(bloc: Bloc, parent: Bloc, parents: Parents) -> int:
    """The parent's id, where the bloc may hang under it."""
    if bloc.is_unlisted or parent.is_unlisted:
        raise errors.UnlistedStandsAlone
    if parent.id == bloc.id or bloc.id in above(parents, parent.id):
        raise errors.BelowItself(bloc.name, parent.name, parent.id == bloc.id)
    levels = len(above(parents, parent.id)) + 1 + depth(parents, bloc.id)
    if levels > MOST_LEVELS:
        raise errors.TooDeep(MOST_LEVELS)
    return parent.id


def drawn(blocs: Iterable[Bloc]) -> list[Row]:
    """The blocs as a tree is read: each above those under it, by name; whose parent is away stands on top."""
    by_id = {bloc.id: bloc for bloc in blocs}
    children: dict[int | None, list[Bloc]] = {}
    for bloc in by_id.values():
        children.setdefault(bloc.parent if bloc.parent in by_id else None, []).append(bloc)
    return list(_rows(children, None, 0))


def _rows(children: Mapping[int | None, list[Bloc]], parent: int | None, level: int) -> Iterator[Row]:
    for bloc in sorted(children.get(parent, ()), key=lambda one: (one.name.casefold(), one.id)):
        yield Row(bloc, level)
        yield from _rows(children, bloc.id, level + 1)
