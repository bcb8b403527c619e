"""Meetings in the calendars that networks have: which are to be looked at, as rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.api.occasions import Calendars
from bot.api.people import Assembly
from storage.database import Database
from storage.members import Roll
from storage.occasion_book import OccasionBook
from storage.occasion_schema import interested

EVENT = "call.event"


class Outward:
    """Events are ordered by the meeting's id; what each is to be is asked when it is carried out."""

    def __init__(self, db: Database, roll: Roll, calendars: Calendars) -> None:
        self.db = db
        self.roll = roll
        self.calendars = calendars
        self.book = OccasionBook(db)

    def networks(self, assembly: Assembly) -> set[str]:
        """The networks of an assembly that have a calendar."""
        return self.calendars.networks & assembly.networks

    async def order(self, assembly: Assembly, some: Collection[int], at: datetime) -> None:
        await self.book.order(assembly.id, EVENT, some, self.networks(assembly), at)

    async def look_again(self, assembly: int, at: datetime, some: Collection[int] | None = None) -> None:
        await self.book.look_again(assembly, EVENT, at, some)

    async def forget(self, member: int) -> None:
        """Whose interest was counted is known by account; nothing of it stays."""
        accounts = await self.roll.accounts_of([member])
        own = [account.id for account in accounts.get(member, [])]
        await self.db.here.execute(sa.delete(interested).where(interested.c.account.in_(own)))
