"""Assemblies, the places they meet in, and the numbers that people type."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage import dialect
from storage.database import Database
from storage.schema import (
    assemblies,
    members,
    memberships,
    numbers,
    place_rooms,
    places,
    rooms,
    settings,
)


@dataclass(frozen=True, slots=True)
class AssemblyRow:
    """An assembly as stored; home is (network, room), places are (network, address, card room or None)."""

    id: int
    name: str
    locale: str
    zone: str
    policy: str
    careful: bool | None
    shortest_vote: timedelta
    home: tuple[str, str]
    founded_at: datetime
    settings: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[str, str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A server, channel, space or room that belongs to an assembly."""

    network: str
    address: str
    assembly: int
    gone_at: datetime | None


# Asked for every message that is read where no assembly meets.
_PLACE = (places.c.network == sa.bindparam("network"), places.c.address == sa.bindparam("address"))
_MEETS_AT = sa.select(places.c.assembly).where(*_PLACE, places.c.gone_at.is_(None))
_ROOM = (rooms.c.network == sa.bindparam("network"), rooms.c.address == sa.bindparam("address"))
_OPENED_AT = sa.select(rooms.c.assembly).where(*_ROOM, rooms.c.state == "there").limit(1)


class Assemblies:
    """Reads by id are remembered until a change is on disk, which makes a new edition."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._known: dict[int, AssemblyRow] = {}
        self._places: dict[tuple[str, str], int | None] = {}
        self.edition = 0

    async def found(
        self,
        name: str,
        locale: str,
        zone: str,
        shortest_vote: timedelta,
        place: tuple[str, str],
        home: tuple[str, str],
        at: datetime,
    ) -> AssemblyRow:
        """Adds an assembly and its first place."""
        statement = sa.insert(assemblies).values(
            name=name,
            locale=locale,
            zone=zone,
            policy="anyone",
            shortest_vote=shortest_vote,
            home_network=home[0],
            home_room=home[1],
            founded_at=at,
        )
        done = await self.db.here.execute(statement.returning(assemblies.c.id))
        assembly: int = done.scalar_one()
        insert: Any = dialect.insert(places, self.db.here).values(
            network=place[0], address=place[1], assembly=assembly, since=at
        )
        again = {"assembly": assembly, "since": at, "gone_at": None}
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["network", "address"], set_=again)
        )
        self._forget_caches()
        row = await self._read(assembly)
        if row is None:
            raise LookupError(f"assembly {assembly} was not written")
        return row

    async def join(self, assembly: int, place: tuple[str, str], cards: str, at: datetime) -> None:
        """Adds a place to an assembly, with the room in it that cards go to; one that it left is back."""
        insert: Any = dialect.insert(places, self.db.here).values(
            network=place[0], address=place[1], assembly=assembly, since=at, cards=cards
        )
        again = {"assembly": assembly, "since": at, "gone_at": None, "cards": cards}
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["network", "address"], set_=again)
        )
        self._forget_caches()

    async def get(self, assembly: int) -> AssemblyRow | None:
        if assembly in self._known and not self.db.is_writing:
            return self._known[assembly]
        edition = self.edition
        row = await self._read(assembly)
        if row is not None and self.db.is_current and edition == self.edition:
            self._known[assembly] = row
        return row

    async def at_places(self, chain: Sequence[tuple[str, str]]) -> AssemblyRow | None:
        """The assembly of the nearest of these places, which are given nearest first."""
        for place in chain:
            assembly = await self._at(place)
            if assembly is not None:
                return await self.get(assembly)
        return None

    async def of_account(self, account: int) -> list[AssemblyRow]:
        """The assemblies on whose roll this account is; if on none, those that know it all the same.

        Whoever has left, or only asks to come onto a roll, can so have a copy of all, or have it erased.
        """
        query = (
            sa.select(memberships.c.assembly, members.c.left_at)
            .join(members, members.c.id == memberships.c.member)
            .where(memberships.c.account == account)
            .order_by(memberships.c.assembly)
        )
        known = (await self.db.here.execute(query)).all()
        ids = [i for i, left_at in known if left_at is None] or [i for i, _ in known]
        return [row for i in ids if (row := await self.get(i)) is not None]

    async def places_of(self, assembly: int) -> list[PlaceRow]:
        return await self._places_where(places.c.assembly == assembly)

    async def places_on(self, network: str) -> list[PlaceRow]:
        """Every place of a network, also those that are gone."""
        return await self._places_where(places.c.network == network)

    async def _places_where(self, condition: sa.ColumnElement[bool]) -> list[PlaceRow]:
        query = sa.select(places.c.network, places.c.address, places.c.assembly, places.c.gone_at)
        return [PlaceRow(*row) for row in await self.db.here.execute(query.where(condition))]

    async def part(self, assembly: int, place: tuple[str, str]) -> None:
        """Takes a place from an assembly, and what is known of the rooms in it."""
        own = sa.and_(places.c.network == place[0], places.c.address == place[1])
        await self.db.here.execute(sa.delete(places).where(own, places.c.assembly == assembly))
        lies_in = sa.and_(place_rooms.c.network == place[0], place_rooms.c.place == place[1])
        await self.db.here.execute(sa.delete(place_rooms).where(lies_in))
        self._forget_caches()

    async def send_cards(self, assembly: int, place: tuple[str, str], room: str | None) -> None:
        """Has the cards of a place go to a room; None: to the assembly's home."""
        own = sa.and_(places.c.network == place[0], places.c.address == place[1])
        change = sa.update(places).where(own, places.c.assembly == assembly).values(cards=room)
        await self.db.here.execute(change)
        self._forget_caches()

    async def change(self, assembly: int, **values: Any) -> None:
        """Sets columns of an assembly: name, locale, zone, policy, careful, shortest_vote."""
        statement = sa.update(assemblies).where(assemblies.c.id == assembly).values(**values)
        await self.db.here.execute(statement)
        self._forget_caches()

    async def keep(self, assembly: int, values: Mapping[str, str]) -> None:
        """Keeps settings by key; an empty value takes the assembly's own away."""
        own = settings.c.assembly == assembly
        await self.db.here.execute(sa.delete(settings).where(own, settings.c.key.in_(values)))
        rows = [{"assembly": assembly, "key": key, "value": value} for key, value in values.items() if value]
        if rows:
            await self.db.here.execute(sa.insert(settings), rows)
        self._forget_caches()

    async def move_place(self, old: tuple[str, str], new: tuple[str, str]) -> None:
        """Follows a room to the one that replaces it, where the assembly may meet already."""
        double = sa.delete(places).where(places.c.network == new[0], places.c.address == new[1])
        known = sa.select(places.c.address).where(places.c.network == old[0], places.c.address == old[1])
        await self.db.here.execute(double.where(known.exists()))
        change = sa.update(places).where(places.c.network == old[0], places.c.address == old[1])
        await self.db.here.execute(change.values(network=new[0], address=new[1]))
        home = sa.update(assemblies).where(
            assemblies.c.home_network == old[0], assemblies.c.home_room == old[1]
        )
        await self.db.here.execute(home.values(home_network=new[0], home_room=new[1]))
        shown = sa.update(places).where(places.c.network == old[0], places.c.cards == old[1])
        if old[0] == new[0]:
            await self.db.here.execute(shown.values(cards=new[1]))
        self._forget_caches()

    async def place_gone(self, place: tuple[str, str], at: datetime, erase_at: datetime) -> int | None:
        """Marks a place as gone; the assembly, if this was its last one (it is then to be erased)."""
        query = sa.update(places).where(
            places.c.network == place[0], places.c.address == place[1], places.c.gone_at.is_(None)
        )
        found = await self.db.here.execute(query.values(gone_at=at).returning(places.c.assembly))
        assembly = found.scalar_one_or_none()
        self._forget_caches()
        if assembly is None or any(p.gone_at is None for p in await self.places_of(assembly)):
            return None
        await self.change(assembly, erase_at=erase_at)
        return int(assembly)

    async def place_back(self, place: tuple[str, str]) -> None:
        """Takes back that a place is gone, when the bot is let in again."""
        query = sa.update(places).where(places.c.network == place[0], places.c.address == place[1])
        found = await self.db.here.execute(
            query.where(places.c.gone_at.is_not(None)).values(gone_at=None).returning(places.c.assembly)
        )
        assembly = found.scalar_one_or_none()
        if assembly is not None:
            await self.change(assembly, erase_at=None)

    async def due_to_erase(self, now: datetime) -> tuple[list[int], datetime | None]:
        """Assemblies whose last place has been gone for long enough, and when the next one will be."""
        due = sa.select(assemblies.c.id).where(assemblies.c.erase_at <= now)
        ids = list((await self.db.here.execute(due)).scalars())
        later = sa.select(sa.func.min(assemblies.c.erase_at)).where(assemblies.c.erase_at > now)
        return ids, (await self.db.here.execute(later)).scalar_one_or_none()

    async def erase(self, assembly: int) -> None:
        """Deletes an assembly and, through its keys, all that belongs to it."""
        await self.db.here.execute(sa.delete(assemblies).where(assemblies.c.id == assembly))
        self._forget_caches()

    async def next_number(self, assembly: int, kind: str, count: int = 1) -> int:
        """The next number of a kind (motion, call …) within an assembly, from 1; the first of several."""
        insert: Any = dialect.insert(numbers, self.db.here).values(assembly=assembly, kind=kind, last=count)
        upsert = insert.on_conflict_do_update(
            index_elements=["assembly", "kind"], set_={"last": numbers.c.last + count}
        )
        last = int((await self.db.here.execute(upsert.returning(numbers.c.last))).scalar_one())
        return last - count + 1

    async def networks_in_use(self, among: Collection[int]) -> set[str]:
        query = sa.select(places.c.network).where(places.c.assembly.in_(among)).distinct()
        return set((await self.db.here.execute(query)).scalars())

    async def _read(self, assembly: int) -> AssemblyRow | None:
        a = assemblies.c
        columns = (a.id, a.name, a.locale, a.zone, a.policy, a.careful, a.shortest_vote)
        query = sa.select(*columns, a.home_network, a.home_room, a.founded_at).where(a.id == assembly)
        found = (await self.db.here.execute(query)).one_or_none()
        if found is None:
            return None
        first, (network, room, founded_at) = found[:7], found[7:]
        query = sa.select(settings.c.key, settings.c.value).where(settings.c.assembly == assembly)
        own = {row.key: row.value for row in await self.db.here.execute(query)}
        home, meets = (network, room), await self._meets_in(assembly)
        return AssemblyRow(*first, home=home, founded_at=founded_at, settings=own, places=meets)

    async def _meets_in(self, assembly: int) -> tuple[tuple[str, str, str | None], ...]:
        here = sa.and_(places.c.assembly == assembly, places.c.gone_at.is_(None))
        query = sa.select(places.c.network, places.c.address, places.c.cards).where(here)
        rows = await self.db.here.execute(query.order_by(places.c.since, places.c.network, places.c.address))
        return tuple((network, address, cards) for network, address, cards in rows)

    async def _at(self, place: tuple[str, str]) -> int | None:
        """The assembly that meets in a place; a room that the bot opened for one is that one's too."""
        if place in self._places and not self.db.is_writing:
            return self._places[place]
        edition, given = self.edition, {"network": place[0], "address": place[1]}
        assembly = (await self.db.here.execute(_MEETS_AT, given)).scalar_one_or_none()
        if assembly is None:
            assembly = (await self.db.here.execute(_OPENED_AT, given)).scalar_one_or_none()
        if self.db.is_current and edition == self.edition:
            self._places[place] = assembly
        return assembly

    def _forget_caches(self) -> None:
        def forget() -> None:
            self._known.clear()
            self._places.clear()
            self.edition += 1

        forget()
        self.db.after_commit(forget)
