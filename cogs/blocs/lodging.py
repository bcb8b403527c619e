"""Where the rooms of blocs stand, on disk: the house opens and mends them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.api.people import Address
from cogs.blocs.rules.room import ROOM, Lodging
from storage.database import Database
from storage.room_book import REASON, RoomBook, RoomRow


class Lodgings:
    """The rooms of a bloc on every network."""

    def __init__(self, db: Database) -> None:
        self.book = RoomBook(db)

    async def of(self, assembly: int, bloc: int, kind: str = ROOM) -> list[Lodging]:
        """Where a bloc's rooms stand, or how far they have come."""
        rows = await self.book.of(assembly, kind, bloc)
        found = [_lodging(row) for row in rows if row.state not in ("closed", "closing")]
        return sorted(found, key=lambda one: one.network)

    async def bloc_at(self, address: Address) -> int | None:
        """The bloc whose own room stands at an address."""
        row = await self.book.at(address)
        return row.subject if row is not None and row.kind == ROOM else None

    async def mend(self, assembly: int, kinds: Collection[tuple[str, int]], at: datetime) -> bool:
        """Has rooms be made as planned, or opened anew; whether there are any."""
        rows = await self._all(assembly, kinds)
        for row in rows:
            await self.book.mend(row, at)
        return bool(rows)

    async def adopt(self, assembly: int, kinds: Collection[tuple[str, int]]) -> bool:
        """Lets stand what another hand has changed; whether there was anything."""
        changed = [row for row in await self._all(assembly, kinds) if row.drift]
        for row in changed:
            await self.book.adopt(row)
        return bool(changed)

    async def look_again(self, assembly: int, some: Collection[int], at: datetime) -> None:
        """Has the rooms of these blocs compared with their plans."""
        for row in await self._all(assembly, [(ROOM, bloc) for bloc in some]):
            await self.book.look(row, at)

    async def _all(self, assembly: int, kinds: Collection[tuple[str, int]]) -> list[RoomRow]:
        found = [row for kind, subject in kinds for row in await self.book.of(assembly, kind, subject)]
        return [row for row in found if row.state != "closed"]


def _lodging(row: RoomRow) -> Lodging:
    address = Address(row.network, row.address) if row.address else None
    why = row.lacks.removeprefix(REASON) if row.lacks.startswith(REASON) else ""
    return Lodging(row.network, row.state, address, "" if why else row.lacks, why, bool(row.drift))
