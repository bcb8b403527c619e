"""Who was put up for which election, on disk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from cogs.polls.rules.nomination import Nomination, Standing
from cogs.polls.schema import nominations, nominators, polls
from storage import dialect
from storage.database import Database

_KEY = ("poll", "member")
_NAMES = tuple(f.name for f in fields(Nomination))


class Nominations:
    """One row an election and member."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def put(self, one: Nomination) -> None:
        """Keeps a nomination in place of the one that this member had."""
        row = {**{name: getattr(one, name) for name in _NAMES}, "state": one.state.value}
        insert: Any = dialect.insert(nominations, self.db.here).values(**row)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=list(_KEY), set_=row))

    async def keep(self, poll: int, members: Collection[int]) -> None:
        """Keeps those of these members alone: who was only asked is nobody's to know later."""
        others = sa.and_(nominations.c.poll == poll, nominations.c.member.not_in(members))
        await self.db.here.execute(sa.delete(nominations).where(others))
        await self.db.here.execute(sa.delete(nominators).where(nominators.c.poll == poll))

    async def note(self, poll: int, by: int, member: int) -> None:
        """Notes whom a member nominates, also where somebody else has done so before."""
        insert: Any = dialect.insert(nominators, self.db.here).values(poll=poll, by=by, member=member)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def put_up_by(self, poll: int, member: int) -> frozenset[int]:
        """Whom a member has nominated as long as people can be."""
        n = nominators.c
        query = sa.select(n.member).where(n.poll == poll, n.by == member)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def of(self, poll: int) -> list[Nomination]:
        """All of an election, those who were put up first before the others."""
        return await self._read(nominations.c.poll == poll)

    async def standing(self, poll: int) -> list[Nomination]:
        """Those who stand."""
        return await self._read(nominations.c.poll == poll, nominations.c.state == Standing.STANDING.value)

    async def get(self, poll: int, member: int) -> Nomination | None:
        found = await self._read(nominations.c.poll == poll, nominations.c.member == member)
        return found[0] if found else None

    async def asked(self, assembly: int, member: int) -> list[Nomination]:
        """What a member of an assembly has been asked and not answered, where they still can."""
        here = sa.select(polls.c.id).where(polls.c.assembly == assembly, polls.c.state == "nominating")
        return await self._read(
            nominations.c.poll.in_(here),
            nominations.c.member == member,
            nominations.c.state == Standing.ASKED.value,
        )

    async def _read(self, *conditions: sa.ColumnElement[bool]) -> list[Nomination]:
        c = nominations.c
        query = sa.select(nominations).where(*conditions).order_by(c.poll, c.at, c.member)
        return [_nomination(row) for row in await self.db.here.execute(query)]


def _nomination(row: sa.Row[Any]) -> Nomination:
    values = {name: getattr(row, name) for name in _NAMES}
    return Nomination(**{**values, "state": Standing(row.state)})
