"""Private messages that their readers asked for: what is due of them, and what is held for want of a chat."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.schema import memberships, tells

_WAITS = sa.and_(tells.c.state == "waiting", tells.c.asked)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A message that a member, or the person of an account, wants; tried_at is when it was first tried.

    else_network and else_room are where the member learns that it waits, held_at is since when it does.
    """

    id: int
    assembly: int
    member: int | None
    kind: str
    subject: int
    detail: str
    tries: int
    due_at: datetime
    ordered_at: datetime
    else_network: str | None
    else_room: str | None
    tried_at: datetime | None
    held_at: datetime | None
    account: int | None

    @property
    def person(self) -> int:
        """Whose it is: a member, or minus an account."""
        return self.member if self.member is not None else -(self.account or 0)

    @property
    def elsewhere(self) -> tuple[str, str] | None:
        return (self.else_network, self.else_room) if self.else_network and self.else_room else None


_ROW = sa.select(*(tells.c[name] for name in AskedRow.__slots__))

_NEXT = sa.select(sa.func.min(tells.c.due_at)).where(_WAITS)


class AskedTells:
    """What waits to be brought to people who wait for it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def due(self, now: datetime, limit: int) -> list[AskedRow]:
        """Those that may be sent, in the order of their orders."""
        query = _ROW.where(_WAITS, tells.c.due_at <= now).order_by(tells.c.id).limit(limit)
        return [AskedRow(*row) for row in await self.db.here.execute(query)]

    async def next_due(self) -> datetime | None:
        """When the next one may be tried."""
        found: datetime | None = (await self.db.here.execute(_NEXT)).scalar_one_or_none()
        return found

    async def change(self, some: Collection[int], **values: Any) -> None:
        await self.db.here.execute(sa.update(tells).where(tells.c.id.in_(some)).values(**values))

    async def tried(self, some: Collection[int], now: datetime) -> None:
        """Notes that these are about to be sent, in case nobody lives to note that they were."""
        first = sa.and_(tells.c.id.in_(some), tells.c.tried_at.is_(None))
        await self.db.here.execute(sa.update(tells).where(first).values(tried_at=now))

    async def put_off(self, tell: AskedRow, now: datetime, wait: timedelta) -> None:
        """Has a message tried again after a while."""
        await self.change([tell.id], due_at=now + wait, tries=tell.tries + 1)

    async def held_by(self, accounts: Collection[int]) -> list[int]:
        """The messages that could not be brought to the people behind these accounts."""
        people = sa.select(memberships.c.member).where(memberships.c.account.in_(accounts))
        theirs = sa.or_(tells.c.member.in_(people), tells.c.account.in_(accounts))
        query = sa.select(tells.c.id).where(_WAITS, tells.c.held_at.is_not(None), theirs)
        return list((await self.db.here.execute(query)).scalars())

    async def held_for(self, assembly: int, member: int) -> list[AskedRow]:
        """The messages that could not be brought to a member, oldest first."""
        own = sa.and_(tells.c.assembly == assembly, tells.c.member == member, tells.c.held_at.is_not(None))
        rows = await self.db.here.execute(_ROW.where(_WAITS, own).order_by(tells.c.id))
        return [AskedRow(*row) for row in rows]
