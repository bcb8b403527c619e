"""Clock work as sweeps over state: what is due is a row, and a sweep asks for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar


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


def sweep(method: S) -> S:
    """Makes a method of a cog a sweep: it reads what is due at a time and changes nothing itself."""
    method.__folkmoot_sweep__ = True  # type: ignore[attr-defined]
    return method
