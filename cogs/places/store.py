"""Places and the codes that bring them together, as this cog keeps them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.api.people import Address, Assembly, Member, Place, Role, RollPolicy
from cogs.places.rules import Ticket
from cogs.places.schema import place_codes
from storage.assemblies import Assemblies, AssemblyRow
from storage.database import Database
from storage.members import Roll
from storage.merging import moved
from storage.outbox import Outbox
from storage.place_book import PlaceBook, PlaceSeat
from storage.room_book import RoomBook
from storage.rooms import PostRooms

KEPT_FOR = timedelta(days=1)
"""For how long a code that is over is told from one that never was."""
JOINED = "place"


class PlaceStore:
    """What the handlers of this cog read and write."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll
        self.outbox = Outbox(db)
        self.posts = PostRooms(db, self.outbox)
        self.book = PlaceBook(db, assemblies)

    # Codes

    async def issue(self, hash_: str, assembly: int, member: int, now: datetime, until: datetime) -> None:
        """Keeps a fresh code; the one that the member has not used yet is void."""
        c = place_codes.c
        own = sa.and_(c.assembly == assembly, c.member == member, sa.not_(c.used))
        over = c.until < now - KEPT_FOR
        await self.db.here.execute(sa.delete(place_codes).where(sa.or_(own, over)))
        values = {"hash": hash_, "assembly": assembly, "member": member, "until": until}
        await self.db.here.execute(sa.insert(place_codes).values(values))

    async def ticket(self, hash_: str) -> Ticket | None:
        c = place_codes.c
        query = sa.select(c.assembly, c.member, c.until, c.used).where(c.hash == hash_)
        found = (await self.db.here.execute(query)).one_or_none()
        return Ticket(*found) if found else None

    async def use(self, hash_: str) -> None:
        await self.db.here.execute(
            sa.update(place_codes).where(place_codes.c.hash == hash_).values(used=True)
        )

    async def forget(self, assembly: int, member: int) -> None:
        """Erases the codes that a member was given."""
        own = sa.and_(place_codes.c.assembly == assembly, place_codes.c.member == member)
        await self.db.here.execute(sa.delete(place_codes).where(own))

    async def void(self, assembly: int, member: int) -> None:
        """Voids the codes of a member that are still good: one of their accounts may be in others' hands."""
        c = place_codes.c
        own = sa.and_(c.assembly == assembly, c.member == member, sa.not_(c.used))
        await self.db.here.execute(sa.delete(place_codes).where(own))

    async def merge(self, _assembly: int, kept: int, gone: int, _now: datetime) -> tuple[()]:
        """Has codes of one member be another's, as the two are one person."""
        await moved(self.db, place_codes.c.member, kept, gone)
        return ()

    # Places

    async def assembly(self, assembly: int) -> Assembly | None:
        row = await self.assemblies.get(assembly)
        return _assembly(row) if row else None

    async def meets_at(self, places: Sequence[Address]) -> Assembly | None:
        """The assembly of the nearest of these places."""
        row = await self.assemblies.at_places(places)
        return _assembly(row) if row else None

    async def steward(self, member: int) -> Member | None:
        """A member who keeps an assembly, if they still do."""
        row = await self.roll.member_by_id(member)
        if row is None or row.role < Role.STEWARD:
            return None
        return Member(row.id, row.assembly, Role(row.role), row.joined_at)

    async def join(self, assembly: int, place: Address, cards: Address, at: datetime) -> None:
        await self.assemblies.join(assembly, place, cards.id, at)

    async def hand_on(self, assembly: Assembly, place: Place) -> tuple[list[Address], Address]:
        """The rooms of a place in which posts stand, and the room of another place that takes over."""
        row, cards = await self.assemblies.get(assembly.id), place.cards.id if place.cards else None
        if row is None:
            return [], assembly.home
        seat = PlaceSeat(*place.address, cards)
        rooms, new = await self.book.rooms_in(row, seat), await self.book.bequeath(row, seat)
        return [Address(*room) for room in rooms], Address(*new) if new else assembly.home

    async def part(self, assembly: int, place: Address, now: datetime) -> None:
        """Takes a place from an assembly; rooms of our own there are looked at again, and so closed."""
        await self.assemblies.part(assembly, place)
        await RoomBook(self.db).look_again(assembly, place.network, now)

    async def send_cards(self, assembly: Assembly, place: Place, room: Address | None) -> None:
        """Has the cards of a place go to a room of it; None: to the assembly's home, which lies there."""
        await self.assemblies.send_cards(assembly.id, place.address, room.id if room else None)

    async def make_home(self, assembly: int, room: Address) -> None:
        await self.assemblies.change(assembly, home_network=room.network, home_room=room.id)

    async def rooms(self, assembly: int) -> list[Address]:
        """The rooms in which posts of an assembly stand or are about to."""
        return [Address(*room) for room in await self.posts.all_of(assembly)]

    async def announce(self, assembly: int, room: Address, kind: str, number: int, at: datetime) -> None:
        """Has a card come into a room before all that is copied there."""
        await self.outbox.order(assembly, room, kind, number, "", None, False, at)

    async def copy(
        self, assembly: int, cards: Collection[tuple[int, str, int]], room: Address, at: datetime
    ) -> None:
        """Has open cards posted in a room too."""
        await self.posts.copy(assembly, cards, room, at)

    async def drop(self, assembly: int, rooms: Collection[Address]) -> None:
        """Forgets what stands in rooms that are no longer the assembly's."""
        await self.posts.drop(assembly, rooms)

    async def next_number(self, assembly: int) -> int:
        return await self.assemblies.next_number(assembly, JOINED)

    # What a person means in a direct room

    async def assemblies_of(self, account: int) -> list[tuple[int, str]]:
        """The assemblies on whose roll an account is, by id and name."""
        return [(row.id, row.name) for row in await self.assemblies.of_account(account)]

    async def use_in_private(self, account: int, assembly: int) -> None:
        await self.roll.change_account(account, uses=assembly)


def _assembly(row: AssemblyRow) -> Assembly:
    set_up = (row.locale, row.zone, RollPolicy(row.policy), row.careful, row.shortest_vote)
    places = tuple(
        Place(Address(network, address), Address(network, cards) if cards is not None else None)
        for network, address, cards in row.places
    )
    return Assembly(row.id, row.name, *set_up, Address(*row.home), row.founded_at, row.settings, places)
