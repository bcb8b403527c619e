"""What rings at a time: each cog says what has to be said, and the core sees that it is said once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.api.card import Entry, Post, Tell
from bot.api.people import Assembly
from storage.alarms import Alarm as Alarm


@dataclass(slots=True)
class Rung:
    """What follows from alarms that rang: what is said, and what rings next; the rest as in a Reply."""

    posts: tuple[Post, ...] = ()
    tells: tuple[Tell, ...] = ()
    stale: tuple[tuple[str, int], ...] = ()
    settled: tuple[tuple[str, int], ...] = ()
    journal: tuple[Entry, ...] = ()
    alarms: tuple[Alarm, ...] = field(default=())
    folds_in: bool = False


Ringer: TypeAlias = Callable[[Assembly, Sequence[Alarm], datetime], Awaitable[Rung]]


class Ringers:
    """Who rings for which kind of alarm."""

    def __init__(self) -> None:
        self._ringers: dict[str, Ringer] = {}

    def add(self, kind: str, ringer: Ringer) -> None:
        """ringer (assembly, the alarms of this kind that are due, now) runs in the transaction that takes
        them off; it awaits its own store alone. An error leaves them standing, and they ring again."""
        self._ringers[kind] = ringer

    @property
    def kinds(self) -> Mapping[str, Ringer]:
        return self._ringers
