"""Clock work as sweeps over state: what is due is a row, and a sweep asks for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, overload


@dataclass(frozen=True, slots=True)
class DueAct:
    """An internal command that the clock gives, in one assembly.

    Acts of one wave go side by side; those of the next come once all of them are done.
    """

    assembly: int
    command: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    wave: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """What is due now, and when to ask again (None: not before something changes)."""

    acts: tuple[DueAct, ...] = ()
    next: datetime | None = None


Sweep = Callable[[datetime], Awaitable[Due]]
S = TypeVar("S", bound=Callable[..., Awaitable[Due]])


@overload
def sweep(method: S) -> S: ...
@overload
def sweep(*, first: Sequence[Any]) -> Callable[[S], S]: ...
def sweep(method: S | None = None, *, first: Sequence[Any] = ()) -> S | Callable[[S], S]:
    """Makes a method of a cog a sweep: it reads what is due at a time and changes nothing itself.

    first says, in a store's scalars over its tables, when it may have something at the soonest: before that,
    it is not asked. What it goes by has to be in the database then, and nowhere else.
    """

    def mark(method: S) -> S:
        method.__folkmoot_sweep__ = tuple(first)  # type: ignore[attr-defined]
        return method

    return mark if method is None else mark(method)


def first_of(sweep: Sweep) -> Sequence[Any]:
    """What says when a sweep may have something at the soonest; nothing where it is asked each time."""
    found: Sequence[Any] = getattr(sweep, "__folkmoot_sweep__", ())
    return found
