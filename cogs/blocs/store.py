"""Blocs and who is in them, on disk."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.people import Address, Role
from bot.api.rooms import RoomOrder
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.entry import LARGEST
from cogs.blocs.rules.room import ROOM
from cogs.blocs.schema import bloc_members, blocs
from cogs.blocs.standing import Standing
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.schema import members

_FIELDS = ("id", "assembly", "name", "kind", "keeper", "started_at", "network", "room", "parent")
_MORE = ("trade", "town", "with_role", "council", "archived_at", "size")
_BLOC = sa.select(*(blocs.c[name] for name in (*_FIELDS, *_MORE)))
_THERE = blocs.c.archived_at.is_(None)
_LISTED = blocs.c.kind != Kind.UNLISTED.value
_ON_THE_ROLL = sa.select(bloc_members.c.member).join(
    members, sa.and_(members.c.id == bloc_members.c.member, members.c.left_at.is_(None))
)


class BlocStore(Standing):
    """Blocs; an unlisted one is only ever found by its id or by one of its members."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll

    async def get(self, bloc: int) -> Bloc | None:
        """A bloc, archived or not."""
        found = await self._found(blocs.c.id == bloc)
        return found[0] if found else None

    async def listed(self, assembly: int) -> list[Bloc]:
        """The blocs that everybody may know, oldest first."""
        return await self._found(blocs.c.assembly == assembly, _THERE, _LISTED)

    async def of_member(self, assembly: int, member: int) -> list[Bloc]:
        """The blocs that a member is in, unlisted ones too."""
        own = sa.select(bloc_members.c.bloc).where(bloc_members.c.member == member)
        return await self._found(blocs.c.assembly == assembly, _THERE, blocs.c.id.in_(own))

    async def known_to(self, assembly: int, member: int | None) -> list[Bloc]:
        """The listed blocs, then the unlisted ones that a member is in."""
        listed = await self.listed(assembly)
        if member is None:
            return listed
        return listed + [bloc for bloc in await self.of_member(assembly, member) if bloc.is_unlisted]

    async def top(self, assembly: int) -> list[Bloc]:
        return [bloc for bloc in await self.listed(assembly) if bloc.parent is None]

    async def below(self, bloc: int) -> list[Bloc]:
        """The blocs directly below one."""
        return await self._found(blocs.c.parent == bloc, _THERE)

    async def parents(self, assembly: int) -> dict[int, int | None]:
        """The parent of each listed bloc."""
        return {bloc.id: bloc.parent for bloc in await self.listed(assembly)}

    async def add(self, bloc: Bloc) -> Bloc:
        """The bloc with an id drawn by lot, its keeper in it."""
        values = _values(bloc)
        while True:
            values["id"] = 1 + secrets.randbelow(LARGEST)
            insert: Any = dialect.insert(blocs, self.db.here).values(**values)
            free = insert.on_conflict_do_nothing(index_elements=["id"]).returning(blocs.c.id)
            if (await self.db.here.execute(free)).scalar_one_or_none() is not None:
                break
        added = replace(bloc, id=values["id"])
        if added.keeper is not None and not added.council:
            await self.enter(added.id, added.keeper, added.started_at)
        return added

    async def save(self, bloc: Bloc) -> None:
        change = sa.update(blocs).where(blocs.c.id == bloc.id)
        await self.db.here.execute(change.values(**_values(bloc)))

    async def delete(self, bloc: int) -> None:
        """Erases a bloc with all that hangs on it."""
        await self.db.here.execute(sa.delete(blocs).where(blocs.c.id == bloc))

    async def enter(self, bloc: int, member: int, at: datetime) -> bool:
        """Puts a member into a bloc, or notes that they said so again; whether they are new there."""
        is_new = member not in await self.in_order(bloc)
        insert: Any = dialect.insert(bloc_members, self.db.here).values(
            bloc=bloc, member=member, joined_at=at, came_at=at
        )
        again = {"came_at": at}
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["bloc", "member"], set_=again)
        )
        return is_new

    async def leave(self, bloc: int, member: int) -> bool:
        """Takes a member out of a bloc; False where they were not in it."""
        own = sa.and_(bloc_members.c.bloc == bloc, bloc_members.c.member == member)
        gone = sa.delete(bloc_members).where(own).returning(bloc_members.c.bloc)
        return (await self.db.here.execute(gone)).scalar_one_or_none() is not None

    async def set_members(self, bloc: int, some: Collection[int], at: datetime) -> tuple[RoomOrder, ...]:
        """Has exactly these members be in a bloc, as in a council; the rooms that have to follow."""
        before = frozenset(await self.in_order(bloc))
        for member in before - frozenset(some):
            await self.leave(bloc, member)
        for member in sorted(frozenset(some) - before):
            await self.enter(bloc, member, at)
        return (RoomOrder(ROOM, bloc),) if before != frozenset(some) else ()

    async def in_order(self, bloc: int) -> list[int]:
        """Who is in a bloc and on the roll, those who came first first."""
        query = _ON_THE_ROLL.where(bloc_members.c.bloc == bloc)
        ordered = query.order_by(bloc_members.c.joined_at, bloc_members.c.member)
        return list((await self.db.here.execute(ordered)).scalars())

    async def came(self, bloc: int) -> dict[int, datetime]:
        """When each member last said that they want to be in."""
        query = _ON_THE_ROLL.add_columns(bloc_members.c.came_at).where(bloc_members.c.bloc == bloc)
        return {row.member: row.came_at for row in await self.db.here.execute(query)}

    async def among(self, some: Collection[int]) -> dict[int, frozenset[int]]:
        """Who is in each of these blocs and on the roll."""
        query = _ON_THE_ROLL.add_columns(bloc_members.c.bloc).where(bloc_members.c.bloc.in_(some))
        found: dict[int, set[int]] = {bloc: set() for bloc in some}
        for member, bloc in await self.db.here.execute(query):
            found[bloc].add(member)
        return {bloc: frozenset(inside) for bloc, inside in found.items()}

    async def stewards(self, assembly: int) -> list[int]:
        return await self.roll.in_role(assembly, Role.STEWARD)

    async def size(self, assembly: int) -> int:
        return await self.roll.size(assembly)

    async def started_by(self, assembly: int, member: int, unlisted: bool) -> int:
        """How many blocs a member keeps: listed ones, or unlisted ones, of which no count may tell."""
        mine = sa.and_(blocs.c.assembly == assembly, blocs.c.keeper == member, _THERE)
        mine = sa.and_(mine, sa.not_(_LISTED) if unlisted else _LISTED)
        query = sa.select(sa.func.count()).where(mine)
        return int((await self.db.here.execute(query)).scalar_one())

    async def accounts(self, some: Collection[int], network: str) -> dict[int, list[Address]]:
        """The accounts of these members on one network; none that is lost, whoever has it now."""
        rows = await self.roll.accounts_of(some)
        return {
            member: [Address(a.network, a.address) for a in own if a.network == network and not a.frozen_at]
            for member, own in rows.items()
        }

    async def keep(self, assembly: int, **settings: str) -> None:
        await self.assemblies.keep(assembly, settings)

    async def joined_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who has joined a bloc since; no count may tell of an unlisted one."""
        query = (
            sa.select(bloc_members.c.member)
            .join(blocs, blocs.c.id == bloc_members.c.bloc)
            .where(blocs.c.assembly == assembly, bloc_members.c.joined_at >= day, _LISTED)
        )
        return frozenset((await self.db.here.execute(query)).scalars())

    async def move_room(self, old: Address, new: Address, assembly: int | None) -> list[Bloc]:
        """Has the cards of blocs stand in another room; the listed ones whose card that is."""
        where = [blocs.c.network == old.network, blocs.c.room == old.id]
        if assembly is not None:
            where.append(blocs.c.assembly == assembly)
        moved = await self._found(*where, _THERE, _LISTED)
        await self.db.here.execute(sa.update(blocs).where(*where).values(network=new.network, room=new.id))
        return moved

    async def _found(self, *conditions: sa.ColumnElement[bool]) -> list[Bloc]:
        rows = await self.db.here.execute(
            _BLOC.where(*conditions).order_by(blocs.c.started_at, blocs.c.name, blocs.c.id)
        )
        return [_read(row) for row in rows]


def _values(bloc: Bloc) -> dict[str, Any]:
    plain = {name: getattr(bloc, name) for name in (*_FIELDS, *_MORE) if name not in ("network", "room")}
    return plain | {"kind": bloc.kind.value, "network": bloc.room.network, "room": bloc.room.id}


def _read(row: Sequence[Any]) -> Bloc:
    id_, assembly, name, kind, keeper, started_at, network, room, *rest = row
    return Bloc(id_, assembly, name, Kind(kind), keeper, started_at, Address(network, room), *rest)
