"""Keeps the events in one network's calendar as they are to be, after the commit, and each there once.

What an event is to be is asked of its cog each time; what it is, of the network; the difference is applied.
One whose putting up was interrupted is looked for by its key before another is put up. One that another hand
took down stays down for its date.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.api.clock import Clock
from bot.api.occasions import OccasionPlan, OccasionSource
from bot.api.people import Address
from bot.api.sweep import DueAct
from bot.loader import House
from bot.people import People
from bot.platforms import Occasions, Refused
from bot.tending import Tending
from storage.database import Database
from storage.members import AccountRow
from storage.occasion_book import REASON, TAKEN_DOWN, OccasionBook, OccasionRow

log = structlog.get_logger()
SOON = timedelta(minutes=1)
"""What begins so soon is not put up any more: networks take no event that has begun."""
Report = Callable[[DueAct], Awaitable[object]]


class OccasionKeeper(Tending[OccasionRow]):
    """Puts up, changes and takes down events, and hands on who is interested."""

    def __init__(
        self, db: Database, network: str, calendar: Occasions, house: House, people: People, clock: Clock
    ) -> None:
        self.book = OccasionBook(db)
        super().__init__(db, network, self.book, clock)
        self.calendar = calendar
        self.house = house
        self.people = people
        self.report: Report = _to_nobody
        self._unheard_since: datetime | None = None

    async def caught_up(self, since: datetime | None) -> None:
        """Looks at everything again after a start or a gap; since is when the network was heard last."""
        self._unheard_since = since
        async with self.db.transaction():
            await self.book.look_at_all(self.network, self.clock.now())
        self.poke()

    async def interest(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        """Somebody is interested in an event, or is no more; one told of late is read with the others."""
        async with self.db.reading():
            row = await self.book.at((self.network, event))
        if row is None:
            return
        if not replayed:
            await self._count(row, account, interested)
            return
        async with self.db.transaction():
            await self.book.look_again(row.assembly, row.kind, self.clock.now(), (row.subject,))
        self.poke()

    async def _tend(self, row: OccasionRow) -> None:
        source, plan, place = await self._planned(row)
        row = await self._found(row)
        if row.date is not None and (plan is None or (plan.date, place.id) != (row.date, row.place)):
            row = await self._taken_down(row)
        if plan is not None:
            row = await self._standing(row, plan, place)
        if source is not None and row.address:
            await self._read(row, place)
        async with self.db.transaction():
            await self.book.change(row.id, tries=0, lacks="")
            await self.book.done(row)

    async def _planned(self, row: OccasionRow) -> tuple[OccasionSource | None, OccasionPlan | None, Address]:
        """Who plans it; the plan, None where there is to be none or not everybody may know; and its place."""
        assembly, source = await self.people.assembly(row.assembly), self.house.occasions.get(row.kind)
        places = [one.address for one in assembly.places] if assembly is not None else []
        place = next((one for one in places if one.network == self.network), Address(self.network, ""))
        if assembly is None or source is None or not place.id:
            return source, None, place
        async with self.db.reading():
            plan = await source.plan(assembly, row.subject, self.network)
        if plan is not None and not self.calendar.is_for_all(plan, place):
            plan = None
        return source, plan, place

    async def _found(self, row: OccasionRow) -> OccasionRow:
        """The event with its address, where a crash left it open whether it was put up."""
        if row.tried_at is None:
            return row
        address = await self.calendar.find(row.key, Address(self.network, row.place))
        date = row.date if address is not None else None
        await self._change(row, address=address, date=date, tried_at=None)
        return replace(row, address=address, date=date, tried_at=None)

    async def _taken_down(self, row: OccasionRow) -> OccasionRow:
        """No event any more; one that is over has left the calendar by itself."""
        if row.address and row.ends_at is not None and row.ends_at > self.clock.now():
            await self.calendar.take_down(row.address, Address(self.network, row.place))
        async with self.db.transaction():
            await self.book.nobody_interested(row.id)
            await self.book.change(row.id, address=None, date=None)
        return replace(row, address=None, date=None)

    async def _standing(self, row: OccasionRow, plan: OccasionPlan, place: Address) -> OccasionRow:
        """The event as planned, as far as it has not begun."""
        now = self.clock.now()
        if row.address is None:
            return row if plan.starts <= now + SOON else await self._put_up(row, plan, place)
        if row.address != TAKEN_DOWN and plan.starts > now:
            try:
                await self.calendar.change(plan, row.address, row.key, place)
            except Refused as refusal:
                if not refusal.room_gone:
                    raise
                row = replace(row, address=TAKEN_DOWN)
            await self._change(row, address=row.address, ends_at=plan.ends)
        return row

    async def _put_up(self, row: OccasionRow, plan: OccasionPlan, place: Address) -> OccasionRow:
        now = self.clock.now()
        row = replace(row, date=plan.date, place=place.id)
        await self._change(row, tried_at=now, date=plan.date, place=place.id, ends_at=plan.ends)
        try:
            address = await self.calendar.put_up(plan, row.key, place)
        except Refused:
            await self._change(row, tried_at=None, date=None)
            raise
        await self._change(row, address=address, tried_at=None)
        return replace(row, address=address)

    async def _read(self, row: OccasionRow, place: Address) -> None:
        """Counts who came to be interested, or ceased to be, while nobody was there to hear it."""
        there = await self.calendar.interested(row.address or "", place)
        async with self.db.reading():
            counted = await self.book.interested(row.id)
            known = {account: await self._who(row, account) for account in there}
        now_there = {who.id for who, _member in filter(None, known.values())}
        since = self._unheard_since or self.clock.now()
        for account, who in known.items():
            if who is not None and who[0].id not in counted:
                await self._count(row, account, True, since)
        for gone in counted - now_there:
            async with self.db.reading():
                one = await self.people.roll.account_by_id(gone)
            if one is not None:
                await self._count(row, Address(one.network, one.address), False)

    async def _count(
        self, row: OccasionRow, account: Address, interested: bool, since: datetime | None = None
    ) -> None:
        """Hands on what one account says; it is noted afterwards, as to be told twice does no harm."""
        async with self.db.reading():
            who = await self._who(row, account)
        source = self.house.occasions.get(row.kind)
        if who is None or source is None or row.date is None:
            return
        given: dict[str, str | int] = {
            "date": row.date,
            "member": who[1],
            "source": f"event:{row.id}:{who[0].id}",
            "interested": "yes" if interested else "no",
            "since": since.isoformat() if since is not None else "",
        }
        await self.report(DueAct(row.assembly, source.interest, given))
        async with self.db.transaction():
            await self.book.note_interest(row.id, who[0].id, interested)

    async def _who(self, row: OccasionRow, address: Address) -> tuple[AccountRow, int] | None:
        """An account and its member; None for whom nothing counts here: they are not on the roll."""
        account = await self.people.roll.account(*address)
        member = await self.people.roll.member(account.id, row.assembly) if account is not None else None
        if account is None or member is None or account.frozen_at or member.frozen_at:
            return None
        return account, member.id

    async def _refused(self, row: OccasionRow, refusal: Refused) -> None:
        """Says once why there is no event; it is tried again when it is ordered again."""
        log.warning("an event was refused", network=self.network, kind=row.kind, reason=refusal.reason)
        lacks = (", ".join(refusal.lacks) or f"{REASON}{refusal.reason}")[:200]
        async with self.db.transaction():
            told = lacks in await self.book.refused(row.assembly, self.network)
            await self.book.change(row.id, lacks=lacks)
            await self.book.done(row)
        source = self.house.occasions.get(row.kind)
        if source is not None and not told:
            given: dict[str, str | int] = {"network": self.network, "lacks": lacks}
            await self.report(DueAct(row.assembly, source.refused, given))


async def _to_nobody(_act: DueAct) -> None:
    """Stands where nobody is told what became of an event."""
