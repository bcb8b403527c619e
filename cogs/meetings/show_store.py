"""Shows of hands on disk, and who wants another facilitator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.meetings.rules.sitting import Show
from cogs.meetings.sitting_schema import seat_requests, shown_hands, shows
from storage import dialect
from storage.database import Database


class ShowStore:
    """A row what the room is asked, and one each hand; the later hand of a member counts."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def request(self, sitting: int, member: int) -> frozenset[int]:
        """Notes who wants another facilitator; everyone who does."""
        insert: Any = dialect.insert(seat_requests, self.db.here).values(sitting=sitting, member=member)
        await self.db.here.execute(insert.on_conflict_do_nothing())
        query = sa.select(seat_requests.c.member).where(seat_requests.c.sitting == sitting)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def requests_heard(self, sitting: int) -> None:
        await self.db.here.execute(sa.delete(seat_requests).where(seat_requests.c.sitting == sitting))

    async def ask(self, sitting: int, about: str, minutes: int, closes_at: datetime, item: int) -> Show:
        """Opens a show of hands."""
        values = {"sitting": sitting, "about": about, "minutes": minutes, "item": item}
        values |= {"closes_at": closes_at}
        insert = sa.insert(shows).values(**values).returning(shows.c.id)
        number = (await self.db.here.execute(insert)).scalar_one()
        return Show(number, sitting, about, minutes, closes_at, None, item=item)

    async def show(self, number: int) -> Show | None:
        row = (await self.db.here.execute(sa.select(shows).where(shows.c.id == number))).first()
        if row is None:
            return None
        c = shown_hands.c
        hands = list(await self.db.here.execute(sa.select(c.member, c.is_for).where(c.show == number)))
        ayes = frozenset(hand.member for hand in hands if hand.is_for)
        noes = frozenset(hand.member for hand in hands if not hand.is_for)
        return Show(
            row.id, row.sitting, row.about, row.minutes, row.closes_at, row.outcome, ayes, noes, row.item
        )

    async def asked(self, sitting: int, about: str) -> int | None:
        """The show of hands about something that goes on."""
        own = sa.and_(shows.c.sitting == sitting, shows.c.about == about, shows.c.outcome.is_(None))
        return (await self.db.here.execute(sa.select(shows.c.id).where(own))).scalar_one_or_none()

    async def hand(self, show: int, member: int, is_for: bool) -> None:
        insert: Any = dialect.insert(shown_hands, self.db.here)
        insert = insert.values(show=show, member=member, is_for=is_for)
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["show", "member"], set_={"is_for": is_for})
        )

    async def counted(self, show: int, outcome: bool) -> None:
        await self.db.here.execute(sa.update(shows).where(shows.c.id == show).values(outcome=outcome))
