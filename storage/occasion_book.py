"""Events in networks' own calendars on disk: which are wanted, which stand, and who is interested in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import dialect
from storage.database import Database
from storage.occasion_schema import interested, occasions
from storage.orders import key_of

TAKEN_DOWN = ""
"""The address of an event that another hand took down."""
REASON = "="
"""What stands before a reason for a refusal that nothing has to be granted for."""


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One event on one network: its address there once it stands, and the date that it stands for.

    lacks says why the network refused it. orders counts how often it was ordered, so that an order is not
    lost which comes while another is carried out. tried_at is when it was put up, where nobody knows yet
    whether that went well.
    """

    id: int
    assembly: int
    kind: str
    subject: int
    network: str
    place: str
    address: str | None
    date: int | None
    ends_at: datetime | None
    lacks: str
    orders: int
    tries: int
    tried_at: datetime | None

    @property
    def key(self) -> str:
        """By which the event for its date is found again."""
        return key_of("occasion", self.assembly, self.network, self.kind, self.subject, self.date or 0)


_OCCASION = sa.select(*(occasions.c[name] for name in OccasionRow.__slots__))


class OccasionBook:
    """What each event is to be is not written here: its cog says so when it is carried out."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def order(
        self, assembly: int, kind: str, subjects: Collection[int], networks: Collection[str], at: datetime
    ) -> None:
        """Has events be put up where there are none yet, and compared where they stand."""
        rows = [
            {"assembly": assembly, "kind": kind, "subject": one, "network": network, **_FRESH, "due_at": at}
            for one in subjects
            for network in sorted(networks)
        ]
        if rows:
            insert: Any = dialect.insert(occasions, self.db.here).values(rows)
            same = ["assembly", "kind", "subject", "network"]
            await self.db.here.execute(insert.on_conflict_do_update(index_elements=same, set_=_anew(at)))

    async def look_again(
        self, assembly: int, kind: str, at: datetime, subjects: Collection[int] | None = None
    ) -> None:
        """Has the events of an assembly that were ordered be compared: all of them, or these."""
        c = occasions.c
        own = sa.and_(c.assembly == assembly, c.kind == kind)
        if subjects is not None:
            own = sa.and_(own, c.subject.in_(subjects))
        await self.db.here.execute(sa.update(occasions).where(own).values(_anew(at)))

    async def look_at_all(self, network: str, at: datetime) -> None:
        """Has all events of a network be compared that stand, or may, or were refused."""
        c = occasions.c
        may = sa.or_(c.address.is_not(None), c.tried_at.is_not(None), c.lacks != "", c.stale)
        await self.db.here.execute(sa.update(occasions).where(c.network == network, may).values(_anew(at)))

    async def due(self, network: str, now: datetime, limit: int = 50) -> list[OccasionRow]:
        """Events of a network that have to be looked at now, those first that were ordered first."""
        c = occasions.c
        return (await self._found(c.network == network, c.stale, c.due_at <= now))[:limit]

    async def next_due(self, network: str) -> datetime | None:
        c = occasions.c
        query = sa.select(sa.func.min(c.due_at)).where(c.network == network, c.stale)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def at(self, address: tuple[str, str]) -> OccasionRow | None:
        """The event of ours that stands at an address."""
        found = await self._found(occasions.c.network == address[0], occasions.c.address == address[1])
        return found[0] if found else None

    async def refused(self, assembly: int, network: str) -> set[str]:
        """Why events of an assembly stand refused on a network."""
        c = occasions.c
        query = sa.select(c.lacks).where(c.assembly == assembly, c.network == network, c.lacks != "")
        return set((await self.db.here.execute(query)).scalars())

    async def change(self, row: int, **values: Any) -> None:
        await self.db.here.execute(sa.update(occasions).where(occasions.c.id == row).values(**values))

    async def done(self, row: OccasionRow) -> None:
        """Says that an event is as it is to be, unless it was ordered again since it was read."""
        same = sa.and_(occasions.c.id == row.id, occasions.c.orders == row.orders)
        await self.db.here.execute(sa.update(occasions).where(same).values(stale=False, due_at=None))

    async def interested(self, row: int) -> set[int]:
        """The accounts whose interest has been counted."""
        query = sa.select(interested.c.account).where(interested.c.occasion == row)
        return set((await self.db.here.execute(query)).scalars())

    async def note_interest(self, row: int, account: int, is_interested: bool) -> None:
        c = interested.c
        if is_interested:
            insert: Any = dialect.insert(interested, self.db.here).values(occasion=row, account=account)
            await self.db.here.execute(insert.on_conflict_do_nothing())
        else:
            await self.db.here.execute(sa.delete(interested).where(c.occasion == row, c.account == account))

    async def nobody_interested(self, row: int) -> None:
        """Begins anew, as the event is for another date."""
        await self.db.here.execute(sa.delete(interested).where(interested.c.occasion == row))

    async def _found(self, *conditions: sa.ColumnElement[bool]) -> list[OccasionRow]:
        query = _OCCASION.where(*conditions).order_by(occasions.c.id)
        return [OccasionRow(*row) for row in await self.db.here.execute(query)]


_FRESH = {"stale": True, "place": "", "lacks": ""}


def _anew(at: datetime) -> dict[str, Any]:
    """What has an event looked at, also where it is being looked at right now."""
    return {"stale": True, "tries": 0, "due_at": at, "orders": occasions.c.orders + 1}
