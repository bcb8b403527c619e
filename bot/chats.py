"""Chats with the bot: who has opened one, so that it can be told what waits there and knocks nowhere."""

from __future__ import annotations

from collections.abc import Callable

from bot.api.clock import Clock
from bot.api.people import TERMINAL
from storage.members import AccountRow, Roll


class Chats:
    """Notes whoever writes in private; a crowd that does so for the first time is written down together."""

    def __init__(self, roll: Roll, clock: Clock) -> None:
        self.roll = roll
        self.clock = clock
        self._new: set[int] = set()
        self._spoke: set[int] = set()
        self.heard: Callable[[], None] = _nobody_waits

    def note(self, account: AccountRow) -> None:
        """Somebody has just written where the two are alone."""
        self._spoke.add(account.id)
        self.heard()
        if account.opened_at is None:
            self._new.add(account.id)

    async def write(self) -> None:
        """Puts on disk who has opened a chat since the last time."""
        new, self._new = self._new, set()
        if new:
            async with self.roll.db.transaction():
                # the day alone: a first message may be one of which nothing is to tell when it came
                today = self.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
                await self.roll.note_open(new, today)

    def spoke(self) -> set[int]:
        """The accounts that have written in private since this was last asked."""
        spoke, self._spoke = self._spoke, set()
        return spoke


def _nobody_waits() -> None:
    """Stands where nothing is held for anybody."""


def is_open(account: AccountRow) -> bool:
    """Whether a message reaches a person without a room being opened for it."""
    return account.network == TERMINAL or account.opened_at is not None or account.told_at is not None
