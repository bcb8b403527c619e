"""What follows from more signatures: looked at a moment after they came, once for however many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy.engine import Connection

from bot.api.alarms import Alarm, Rung
from bot.api.cog import Home
from bot.api.people import Assembly
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.rules.campaign import Campaign

LOOK, LATER = "campaign.look", "campaign.look-later"
"""Looked at in a moment, and at a later time that is known: neither is to stand in the other's way."""
SOON = timedelta(seconds=5)
Looker: TypeAlias = Callable[[Assembly, Campaign, datetime], Awaitable[Rung]]


class Looking(Desk):
    """Milestones, numbers that are reached, bursts: each adds a looker, which finds out by itself."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.lookers: list[Looker] = []

    def look_soon(
        self, connection: Connection, assembly: int, campaigns: Collection[int], now: datetime
    ) -> None:
        """Has these campaigns looked at in a moment; on the database's thread, with what changed them."""
        self.alarms.set_once(
            connection, [Alarm(assembly, LOOK, campaign, now + SOON) for campaign in sorted(campaigns)]
        )

    async def looked(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """What follows for each campaign that changed; what was written tells no more in which order."""
        subjects = {alarm.subject for alarm in due}
        together = Rung(folds_in=True)
        for campaign in await self.store.by_ids(subjects):
            for look in self.lookers:
                _add(together, await look(assembly, campaign, now))
        return together


def _add(together: Rung, rung: Rung) -> None:
    together.posts += rung.posts
    together.tells += rung.tells
    together.stale += rung.stale
    together.settled += rung.settled
    together.journal += rung.journal
    together.alarms += rung.alarms
