"""Opens, mends and closes rooms of our own: one worker a network, after the commit, each room once.

What a room is to be is asked of its cog each time; what it is, of the network; the difference is applied. A
room whose opening was interrupted is looked for by its key before another is opened. What another hand has
changed is told of and left alone until stewards say whether it is to be mended or may stay.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import timedelta
from types import MappingProxyType

import structlog

from bot.api.clock import Clock
from bot.api.people import Address
from bot.api.rooms import Difference, RoomNews, RoomPlan
from bot.api.sweep import DueAct
from bot.loader import House
from bot.people import People
from bot.planning import Plans, let_in
from bot.platforms import Housing, Refused, Unreachable
from bot.tending import Tending
from storage.database import Database
from storage.room_book import REASON, RoomBook, RoomRow

log = structlog.get_logger()
ABOVE_FIRST = timedelta(seconds=1)
"""How long a room waits for the one that it hangs under, before it looks again."""
Report = Callable[[DueAct], Awaitable[object]]


class Housekeeper(Tending[RoomRow]):
    """Keeps the rooms of one network as they are to be."""

    again: Mapping[str, object] = MappingProxyType({"stale": True})

    def __init__(
        self, db: Database, network: str, housing: Housing, house: House, people: People, clock: Clock
    ) -> None:
        self.book = RoomBook(db)
        super().__init__(db, network, self.book, clock)
        self.housing = housing
        self.house = house
        self.people = people
        self.plans = Plans(db, network, house, people)
        self.report: Report = _to_nobody
        self.moved: Callable[[Address, Address], Awaitable[None]] = _nobody_follows

    async def hasten(self) -> None:
        """Tries now what failed while the network was away."""
        async with self.db.transaction():
            await self.book.hasten(self.network, self.clock.now())
        self.poke()

    async def look(self, address: Address) -> None:
        """Looks at a room that another hand may have changed, and has told what is otherwise than planned."""
        async with self._turn:
            async with self.db.reading():
                room = await self.book.at(address)
            if room is None or room.stale:
                return
            try:
                found = await self.differences(room)
            except Refused as refusal:
                await self._refused(room, refusal)
                return
            except Unreachable as trouble:
                log.info("a room could not be looked at", network=self.network, reason=trouble.reason)
                return
            keys = {difference.key for difference in found} - room.left_alone
            if keys:
                drift = "\n".join(sorted(keys | set(filter(None, room.drift.split("\n")))))
                await self._change(room, drift=drift)
                await self._tell(room, RoomNews.DRIFTED)

    async def gone(self, address: Address) -> None:
        """Notes that a room of ours was deleted, or that the bot was put out of it.

        What is being closed or moved by ourselves is so by the time that its turn is over.
        """
        async with self._turn:
            async with self.db.reading():
                room = await self.book.at(address)
            if room is not None:
                await self._lost(room)

    async def differences(self, room: RoomRow) -> tuple[Difference, ...]:
        """In what a room that stands is otherwise than planned; raises what the network raises."""
        planned = await self.plans.of(room)
        if planned is None or room.address is None:
            return ()
        plan, above = planned
        where = (Address(self.network, room.address), Address(self.network, room.place), above)
        return await self.housing.differences(plan, *where)

    async def compared(self, assembly: int, kind: str, subject: int) -> tuple[Difference, ...] | None:
        """The differences of a room by its name; None where it does not stand or nobody can say."""
        async with self.db.reading():
            rows = await self.book.of(assembly, kind, subject)
        room = next((r for r in rows if r.network == self.network and r.state == "there"), None)
        try:
            return await self.differences(room) if room is not None else None
        except (Refused, Unreachable) as error:
            log.info("a room could not be compared", network=self.network, reason=error.reason)
            return None

    async def warnings(self, place: Address) -> tuple[str, ...]:
        """Limits of the network that are near in a place; none where it does not say."""
        try:
            return await self.housing.warnings(place)
        except (Refused, Unreachable) as error:
            log.info("limits are not known", network=self.network, reason=error.reason)
            return ()

    async def _tend(self, room: RoomRow) -> None:
        planned = await self.plans.of(room)
        if planned is None:
            await self._close(room)
            return
        plan, above = planned
        if plan.above is not None and above is None:
            await self._wait_for_above(room, plan.above)
            return
        address = await self._standing(room, plan, above)
        place = Address(self.network, room.place)
        where = (address, place, above)
        await self._mend(room, plan, where, await self.housing.differences(plan, *where))
        await self._done(room, tries=0, lacks="", people=_lines(plan.people))
        if room.address is None or room.lacks:
            await self._tell(room, RoomNews.THERE)

    async def _standing(self, room: RoomRow, plan: RoomPlan, above: Address | None) -> Address:
        """Where the room stands; it is opened only where it is nowhere to be found."""
        if room.address is not None:
            return Address(self.network, room.address)
        place, address = Address(self.network, room.place), None
        if room.tried_at is not None:
            address = await self.housing.find(room.key, place)
        if address is None:
            # With whom it may be opened already, as a crash would leave it.
            people = _lines(plan.people | plan.before)
            await self._change(room, tried_at=self.clock.now(), people=people)
            address = await self.housing.open(plan, room.key, place, above)
        await self._change(room, address=address.id, state="there")
        self.people.forget()
        return address

    async def _mend(
        self,
        room: RoomRow,
        plan: RoomPlan,
        where: tuple[Address, Address, Address | None],
        found: Collection[Difference],
    ) -> None:
        async with self.db.reading():
            present = await self.book.get(room.id) or room
        ours = [difference for difference in found if difference.key not in present.left_alone]
        if not ours:
            return
        # Noted before anybody is let in: a crash must not leave somebody inside of whom nobody knows.
        await self._change(room, people=_lines(plan.people | plan.before))
        address = await self.housing.mend(plan, *where, ours)
        if address != where[0]:
            await self._change(room, address=address.id)
            await self.moved(where[0], address)
            self.people.forget()

    async def _wait_for_above(self, room: RoomRow, above: tuple[str, int]) -> None:
        """Has the room above opened first; where that one is refused, this one is too."""
        async with self.db.transaction():
            rows = await self.book.of(room.assembly, *above)
            there = next((r for r in rows if r.network == self.network), None)
            is_refused = there is not None and there.state == "refused" and not there.stale
            if there is None or (not there.stale and (there.state == "closed" or room.state == "refused")):
                place = (self.network, room.place)
                await self.book.order(room.assembly, place, *above, self.clock.now())
                is_refused = False
            if there is not None and is_refused:
                await self.book.change(room.id, state="refused", stale=False, lacks=there.lacks, due_at=None)
            else:
                due = self.clock.now() + ABOVE_FIRST
                await self.book.change(room.id, state="opening", due_at=due)
        if is_refused:
            await self._tell(room, RoomNews.REFUSED)

    async def _close(self, room: RoomRow) -> None:
        if room.address is not None and room.state in ("there", "closing"):
            await self._emptied(room, Address(self.network, room.address))
        closed = {"drift": "", "adopted": "", "people": "", "lacks": ""}
        await self._done(room, state="closed", address=None, tried_at=None, **closed)
        self.people.forget()
        await self._tell(room, RoomNews.CLOSED)
        elsewhere = await self.plans.place_of(room)
        if elsewhere is not None and elsewhere.id != room.place:
            async with self.db.transaction():
                await self.book.order(room.assembly, elsewhere, room.kind, room.subject, self.clock.now())

    async def _emptied(self, room: RoomRow, address: Address) -> None:
        """Closes a room that stands; one that is gone need not be closed."""
        try:
            await self.housing.close(address, let_in(room))
        except Refused as refusal:
            if not refusal.room_gone:
                raise

    async def _refused(self, room: RoomRow, refusal: Refused) -> None:
        log.warning("a room was refused", network=self.network, kind=room.kind, reason=refusal.reason)
        async with self.db.reading():
            present = await self.book.get(room.id) or room
        if refusal.room_gone and present.address is not None:
            await self._lost(present)
            return
        state = "refused" if present.address is None else present.state
        lacks = ", ".join(refusal.lacks)[:255]
        await self._done(room, state=state, lacks=lacks or f"{REASON}{refusal.reason}"[:255])
        await self._tell(present, RoomNews.REFUSED)

    async def _lost(self, room: RoomRow) -> None:
        """A room that another hand deleted is not opened again before somebody says so."""
        gone = {"address": None, "tried_at": None, "drift": "", "adopted": "", "people": ""}
        await self._done(room, state="refused", **gone)
        self.people.forget()
        await self._tell(room, RoomNews.GONE)

    async def _tell(self, room: RoomRow, what: RoomNews) -> None:
        source = self.plans.source(room)
        if source is not None and source.news:
            given: dict[str, str | int] = {
                "subject": room.subject,
                "network": self.network,
                "what": what.value,
            }
            await self.report(DueAct(room.assembly, source.news, given))

    async def _done(self, room: RoomRow, **values: object) -> None:
        """Notes what came of an order, which is only now off the list: a crash before has it tried again."""
        async with self.db.transaction():
            await self.book.change(room.id, **values)
            await self.book.done(room)


def _lines(people: Collection[Address]) -> str:
    return "\n".join(sorted(person.id for person in people))


async def _nobody_follows(_old: Address, _new: Address) -> None:
    """Stands where nothing is posted in rooms."""


async def _to_nobody(_act: DueAct) -> None:
    """Stands where nobody is told what became of a room."""
