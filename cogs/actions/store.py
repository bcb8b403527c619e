"""Action items on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.circles import FIRST_UNLISTED
from bot.api.number import Numbered
from bot.api.people import Account, Address
from cogs.actions.rules.action import OPEN, Action, State, forgotten
from cogs.actions.schema import actions
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest
from storage.members import Roll
from storage.merging import moved
from storage.schema import members

_PEOPLE = (actions.c.proposer, actions.c.asked, actions.c.owner)
_OPEN = actions.c.state.in_([state.value for state in OPEN])


class ActionStore:
    """One row an action."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll

    async def number(self, assembly: int) -> Numbered:
        """The next number that people can type."""
        return Numbered(await self.assemblies.next_number(assembly, "action"))

    async def add(self, action: Action) -> Action:
        """Keeps a new action; the same with its id."""
        insert = sa.insert(actions).values(**_row(action)).returning(actions.c.id)
        number = (await self.db.here.execute(insert)).scalar_one()
        return replace(action, id=number)

    async def save(self, action: Action) -> None:
        change = sa.update(actions).where(actions.c.id == action.id)
        await self.db.here.execute(change.values(**_row(action)))

    async def find(self, assembly: int, number: int) -> Action | None:
        found = await self._freed(actions.c.assembly == assembly, actions.c.number == int(number))
        return found[0] if found else None

    async def of_motion(self, assembly: int, motion: Numbered) -> Action | None:
        """The action that follows from a motion, unless it was dropped."""
        there = sa.and_(actions.c.motion == int(motion), actions.c.state != State.DROPPED.value)
        found = await self._read(actions.c.assembly == assembly, there)
        return found[0] if found else None

    async def by_ids(self, some: Collection[int]) -> list[Action]:
        return await self._freed(actions.c.id.in_(some))

    async def open(self, assembly: int, limit: int = 1000) -> list[Action]:
        """What is still to be done, the soonest first."""
        return await self._freed(actions.c.assembly == assembly, _OPEN, limit=limit)

    async def over(self, assembly: int, limit: int) -> list[Action]:
        """What was done or dropped, the latest first."""
        query = sa.select(actions).where(actions.c.assembly == assembly, sa.not_(_OPEN))
        return await self._rows(query.order_by(actions.c.ended_at.desc()).limit(limit))

    async def of_member(self, assembly: int, member: int) -> list[Action]:
        """What a member has, or is asked for, the soonest first."""
        whose = sa.or_(actions.c.owner == member, actions.c.asked == member)
        return await self._read(actions.c.assembly == assembly, _OPEN, whose)

    async def naming(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of actions whose cards may name this member, or anybody."""
        if member is None:
            named = sa.or_(*(column.is_not(None) for column in _PEOPLE))
        else:
            named = sa.or_(*(column == member for column in _PEOPLE))
        query = sa.select(actions.c.number).where(actions.c.assembly == assembly, named)
        return list((await self.db.here.execute(query)).scalars())

    async def of_room(self, room: Address, assembly: int | None) -> list[Action]:
        """The open actions that live in a room."""
        return await self._read(*_there(room, assembly))

    async def member_of(self, person: Account, assembly: int) -> int | None:
        """The member behind an account, where they are on the roll."""
        row = await self.roll.member_at(person.address, assembly)
        return row.id if row else None

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        """Has what is gone's be kept's."""
        for column in _PEOPLE:
            await moved(self.db, column, kept, gone, actions.c.assembly == assembly)
        own = sa.and_(actions.c.owner == kept, actions.c.asked == kept)
        await self.db.here.execute(sa.update(actions).where(own).values(asked=None))

    async def about(self, member: int) -> list[Action]:
        """Every action that names a member, open or over."""
        return await self._read(sa.or_(*(column == member for column in _PEOPLE)))

    async def tidy(self, assembly: int, before: datetime) -> None:
        """Erases what was over before an instant, or just then."""
        old = sa.and_(actions.c.assembly == assembly, actions.c.ended_at <= before)
        await self.db.here.execute(sa.delete(actions).where(old))

    async def oldest_over(self) -> tuple[int, datetime] | None:
        """The action that has been over for longest, by its assembly and end."""
        query = sa.select(actions.c.assembly, actions.c.ended_at).where(actions.c.ended_at.is_not(None))
        found = (await self.db.here.execute(query.order_by(actions.c.ended_at).limit(1))).first()
        return (found.assembly, found.ended_at) if found else None

    async def move_room(self, old: Address, new: Address, assembly: int | None) -> None:
        """Has the open actions of a room live in another."""
        change = sa.update(actions).where(*_there(old, assembly))
        await self.db.here.execute(change.values(network=new.network, room=new.id))

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who proposed, took or ended an action since a day; none of unlisted blocs: no count tells."""
        here = sa.and_(actions.c.assembly == assembly, actions.c.number < FIRST_UNLISTED)
        found = sa.union(
            sa.select(actions.c.proposer).where(here, actions.c.added_at >= day),
            sa.select(actions.c.owner).where(here, actions.c.taken_at >= day),
            sa.select(actions.c.owner).where(here, actions.c.ended_at >= day),
        )
        return frozenset(m for m in (await self.db.here.execute(found)).scalars() if m is not None)

    async def export(self, assembly: int, member: int) -> list[dict[str, object]]:
        """A member's actions, for that member."""
        return [
            {
                "number": str(action.number),
                "what": action.text,
                "state": action.state.value,
                "due": action.due_at.isoformat(),
                "proposed": action.proposer == member,
                "asked": action.asked == member,
                "taken": action.owner == member,
            }
            for action in await self.about(member)
            if action.assembly == assembly
        ]

    async def _freed(self, *conditions: sa.ColumnElement[bool], limit: int | None = None) -> list[Action]:
        """Actions as they are for others: what somebody had who has left the roll is open to anybody."""
        found = await self._read(*conditions, limit=limit)
        people = {member for one in found if one.is_open for member in (one.owner, one.asked)} - {None}
        left = sa.select(members.c.id).where(members.c.id.in_(people), members.c.left_at.is_not(None))
        gone = set((await self.db.here.execute(left)).scalars()) if people else set()
        return [_without(one, gone) if one.is_open else one for one in found]

    async def _read(self, *conditions: sa.ColumnElement[bool], limit: int | None = None) -> list[Action]:
        query = sa.select(actions).where(*conditions).order_by(actions.c.due_at, actions.c.number)
        return await self._rows(query.limit(limit))

    async def _rows(self, query: sa.Select[Any]) -> list[Action]:
        return [_action(row) for row in await self.db.here.execute(query)]


_PLAIN = [f.name for f in fields(Action) if f.name not in ("id", "number", "room", "state", "motion")]


def _row(action: Action) -> dict[str, Any]:
    values = {name: getattr(action, name) for name in _PLAIN}
    motion = int(action.motion) if action.motion is not None else None
    return {
        **values,
        "number": int(action.number),
        "state": action.state.value,
        "motion": motion,
        "network": action.room.network,
        "room": action.room.id,
    }


def _action(row: sa.Row[Any]) -> Action:
    return Action(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        number=Numbered(row.number),
        state=State(row.state),
        motion=Numbered(row.motion) if row.motion is not None else None,
        room=Address(row.network, row.room),
    )


def _without(action: Action, gone: Collection[int]) -> Action:
    for member in {action.owner, action.asked}.intersection(gone):
        action = forgotten(action, member) if member is not None else action
    return action


def _there(room: Address, assembly: int | None) -> list[sa.ColumnElement[bool]]:
    own = [actions.c.assembly == assembly] if assembly is not None else []
    return [actions.c.network == room.network, actions.c.room == room.id, _OPEN, *own]


def numbers(some: Sequence[Action]) -> tuple[Numbered, ...]:
    """The numbers of actions, as people type them."""
    return tuple(action.number for action in some)


FIRST_TO_ERASE = (earliest(actions.c.ended_at),)
"""When the first action was over; for how long it is kept is said with the sweep."""
