"""Messages of ours that stay for a while only: each is a row, and is taken away when its time has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.api.clock import Clock
from bot.api.people import Address
from bot.platforms import Platform, Refused, Unreachable
from bot.rounds import IDLE, Rounds
from storage.database import Database
from storage.schema import fleeting

log = structlog.get_logger()


class Fleeting(Rounds):
    """Asks the networks to take messages away; one that says no for good is not asked again."""

    def __init__(self, db: Database, platforms: Mapping[str, Platform], clock: Clock) -> None:
        super().__init__()
        self.db = db
        self.platforms = platforms
        self.clock = clock

    async def note(self, room: Address, message: str, after: timedelta) -> None:
        """Has a message that stands now taken away after a while."""
        row = {"network": room.network, "room": room.id, "message": message}
        async with self.db.transaction() as connection:
            await connection.execute(sa.insert(fleeting).values(**row, due_at=self.clock.now() + after))
        self.poke()

    async def round(self) -> float:
        """Takes away what is due now."""
        now = self.clock.now()
        async with self.db.reading() as connection:
            due = list(await connection.execute(sa.select(fleeting).where(fleeting.c.due_at <= now)))
        for row in due:
            await self._take(row.id, Address(row.network, row.room), row.message)
        return IDLE

    async def _take(self, row: int, room: Address, message: str) -> None:
        """Takes one away; where its network can't be reached it stays due."""
        platform = self.platforms.get(room.network)
        try:
            if platform is not None:
                await platform.take_away(room, message)
        except Refused as refusal:
            log.info("a message could not be taken away", network=room.network, reason=refusal.reason)
        except Unreachable as trouble:
            log.info("a message is taken away later", network=room.network, reason=trouble.reason)
            return
        async with self.db.transaction() as connection:
            await connection.execute(sa.delete(fleeting).where(fleeting.c.id == row))
