"""What people do at the doors of rooms: they come, knock and leave, and another hand changes things."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from bot.api.errors import RuleError
from bot.api.people import Address
from bot.dispatch import Dispatch
from bot.housing import Housekeeper
from bot.loader import House
from bot.occasions import OccasionKeeper
from storage.database import Database
from storage.room_book import RoomBook, RoomRow

GONE = "member gone"
log = structlog.get_logger()


class Doorstep:
    """Rooms that we did not open are none of our business, but for who was removed from a place."""

    db: Database
    house: House
    dispatch: Dispatch
    housekeepers: Mapping[str, Housekeeper]
    calendars: Mapping[str, OccasionKeeper]

    async def came(self, account: Address, room: Address) -> None:
        """Somebody came into a room of ours by the network's own ways."""
        row = await self._room(room)
        if row is not None:
            await self._act(self.house.rooms[row.kind].came, account, row)

    async def knocked(self, account: Address, room: Address) -> None:
        """Somebody asks to be let into a room of ours."""
        row = await self._room(room)
        if row is not None:
            await self._act(self.house.rooms[row.kind].knocked, account, row)

    async def left(self, account: Address, place: Address, *, removed: bool = False) -> None:
        """Nobody loses a ballot by leaving; who is absent is asked again at the count."""
        log.info("an account left a place", network=place.network, removed=removed)
        row, said = await self._room(place), "yes" if removed else "no"
        if row is not None:
            await self._act(self.house.rooms[row.kind].left, account, row, removed=said)
        elif GONE in self.dispatch.commands:
            for assembly in await self._rolls_of(account):
                await self.dispatch.run_at_door(GONE, account, assembly, {"removed": said})

    async def _rolls_of(self, account: Address) -> list[int]:
        """The assemblies on whose roll an account is, and which meet on its network."""
        people = self.dispatch.people
        async with self.db.reading():
            known = await people.roll.account(*account)
            rows = await people.assemblies.of_account(known.id) if known is not None else []
        return [row.id for row in rows if any(network == account.network for network, *_ in row.places)]

    async def altered(self, room: Address) -> None:
        """Another hand may have changed a room of ours."""
        keeper = self.housekeepers.get(room.network)
        if keeper is not None:
            await keeper.look(room)

    async def interested(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        """Somebody is interested in an event, or is no more."""
        keeper = self.calendars.get(account.network)
        if keeper is not None:
            await keeper.interest(account, event, interested, replayed=replayed)

    async def room_lost(self, room: Address) -> None:
        """A room of ours was deleted, or the bot was put out of it."""
        keeper = self.housekeepers.get(room.network)
        if keeper is not None:
            await keeper.gone(room)

    async def _room(self, address: Address) -> RoomRow | None:
        async with self.db.reading():
            row = await RoomBook(self.db).at(address)
        return row if row is not None and row.kind in self.house.rooms else None

    async def _act(self, command: str, account: Address, row: RoomRow, **more: str) -> None:
        if not command:
            return
        given: dict[str, str | int] = {"subject": row.subject, **more}
        outcome = await self.dispatch.run_at_door(command, account, row.assembly, given)
        if outcome is not None and isinstance(outcome.result, RuleError):
            log.info("nothing followed at a door", command=command, reason=type(outcome.result).__name__)
