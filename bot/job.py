"""One act on its way through the door, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.api.card import Reply
from bot.api.cog import Cog, Reacts
from bot.api.command import Command
from bot.api.context import Context
from bot.api.errors import RuleError
from storage.members import AccountRow
from storage.outbox import PostRow


@dataclass(frozen=True, slots=True)
class Loaded:
    """A command with the cog that it belongs to; crowd is the same for commands that form one batch."""

    spec: Command
    cog: Cog
    crowd: tuple[str, int] | None = field(init=False)

    def __post_init__(self) -> None:
        bulk = self.spec.bulk
        object.__setattr__(self, "crowd", (bulk, id(self.cog)) if bulk is not None else None)


@dataclass(slots=True)
class Mark:
    """A change of reactions on one post by one account.

    A live change has added and one raw mark; a reading has the whole set that stands, each mark with its
    time or None. in_gap says of a live change that its network had not been heard for a while.
    """

    post: PostRow
    reacts: Reacts
    raw: str = ""
    added: bool = True
    by_owner: bool = True
    standing: Mapping[str, Any] | None = None
    in_gap: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether it is a live reaction taken back."""
        return self.standing is None and not self.added


@dataclass(slots=True)
class Job:
    """An act with its arguments read; enrol says that it enrols.

    at_door says that it was done by the network's own ways: who is not taken onto the roll is no member then,
    and what they did is handled all the same.
    """

    loaded: Loaded
    ctx: Context
    values: dict[str, Any] = field(repr=False)
    done: asyncio.Future[Outcome]
    event: str = ""
    enrol: bool = False
    mark: Mark | None = None
    at_door: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of a job: the reply, or the error that refused it; enrolled says it was a first act.

    returned says that it ended the person's pause; untraced that its event is remembered while the bot runs,
    and written nowhere.
    """

    result: Reply | RuleError
    enrolled: bool = False
    returned: bool = False
    unclear: bool = False
    untraced: bool = False


@dataclass(slots=True)
class Consequences:
    """What a group of jobs wants done in its transaction, besides the changes themselves.

    folds_in says that the write-ahead file has to be emptied after it, before anyone is answered.
    """

    stale: set[tuple[int, str, int]] = field(default_factory=set)
    journal: dict[int, list[Any]] = field(default_factory=dict)
    folds_in: bool = False

    def take(self, more: Consequences) -> None:
        """Adds what another part of the group wants."""
        self.stale |= more.stale
        self.folds_in |= more.folds_in
        for assembly, entries in more.journal.items():
            self.journal.setdefault(assembly, []).extend(entries)

    def clear(self) -> None:
        self.stale.clear()
        self.journal.clear()
        self.folds_in = False


def known(row: AccountRow) -> tuple[str, str]:
    return row.network, row.address
