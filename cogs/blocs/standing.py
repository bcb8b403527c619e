"""Blocs in step with the roll, on disk: who left it, who turned out to be one person, who is a steward."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.api.people import TERMINAL
from cogs.blocs.rules.room import ROOM
from cogs.blocs.schema import bloc_askings, bloc_members, blocs
from storage.database import Database
from storage.merging import moved
from storage.schema import assemblies, members, memberships, places, rooms

_ON_IT = members.c.left_at.is_(None)


def _seen(bloc: int | None = None) -> sa.Subquery:
    """What the people of each bloc are by now: how many accounts, which, and how many stewards among them."""
    stewards = sa.func.sum(sa.case((members.c.role == 2, members.c.id), else_=0))
    gone = sa.func.sum(sa.case((_ON_IT, 0), else_=1))
    said = (
        sa.func.count(memberships.c.account),
        sa.func.coalesce(sa.func.sum(memberships.c.account), 0),
        sa.func.coalesce(stewards, 0),
        sa.func.coalesce(gone, 0),
    )
    words = [sa.cast(one, sa.String) for one in said]
    text: Any = words[0]
    for word in words[1:]:
        text = text + "," + word
    inside = bloc_members.outerjoin(members, members.c.id == bloc_members.c.member).outerjoin(
        memberships, sa.and_(memberships.c.member == bloc_members.c.member, _ON_IT)
    )
    query = sa.select(bloc_members.c.bloc, text.label("text")).select_from(inside)
    if bloc is not None:
        query = query.where(bloc_members.c.bloc == bloc)
    return query.group_by(bloc_members.c.bloc).subquery()


class Standing:
    """Compares what is known of a bloc's people with what its rooms were last ordered by."""

    db: Database

    async def out_of_step(self, limit: int) -> list[tuple[int, int]]:
        """Blocs (assembly, bloc) whose people have changed since."""
        seen = _seen()
        text = sa.func.coalesce(seen.c.text, "")
        query = (
            sa.select(blocs.c.assembly, blocs.c.id)
            .outerjoin(seen, seen.c.bloc == blocs.c.id)
            .where(blocs.c.archived_at.is_(None), blocs.c.seen != text)
            .order_by(blocs.c.id)
            .limit(limit)
        )
        return [(assembly, bloc) for assembly, bloc in await self.db.here.execute(query)]

    async def without_room(self, limit: int) -> list[tuple[int, int]]:
        """Blocs (assembly, bloc) that have no room on a network where their assembly meets by now."""
        place = sa.and_(
            places.c.assembly == blocs.c.assembly, places.c.gone_at.is_(None), places.c.network != TERMINAL
        )
        room = sa.and_(
            rooms.c.assembly == blocs.c.assembly,
            rooms.c.kind == ROOM,
            rooms.c.subject == blocs.c.id,
            rooms.c.network == places.c.network,
        )
        missing = sa.or_(rooms.c.id.is_(None), sa.and_(rooms.c.state == "closed", sa.not_(rooms.c.stale)))
        query = (
            sa.select(blocs.c.assembly, blocs.c.id)
            .join(places, place)
            .outerjoin(rooms, room)
            .where(blocs.c.archived_at.is_(None), missing)
            .distinct()
            .order_by(blocs.c.id)
            .limit(limit)
        )
        return [(assembly, bloc) for assembly, bloc in await self.db.here.execute(query)]

    async def in_step(self, bloc: int) -> None:
        """Keeps what a bloc's people are by now."""
        query = sa.select(_seen(bloc).c.text)
        text = (await self.db.here.execute(query)).scalar_one_or_none() or ""
        await self.db.here.execute(sa.update(blocs).where(blocs.c.id == bloc).values(seen=text))

    async def drop_gone(self, bloc: int) -> None:
        """Takes those out of a bloc who are off the roll."""
        gone = sa.select(members.c.id).where(sa.not_(_ON_IT))
        for table in (bloc_members, bloc_askings):
            own = sa.delete(table).where(table.c.bloc == bloc, table.c.member.in_(gone))
            await self.db.here.execute(own)

    async def give_on(self, assembly: int, member: int) -> None:
        """Gives the blocs that a member kept to whoever has been in them longest."""
        kept = sa.select(blocs.c.id).where(blocs.c.assembly == assembly, blocs.c.keeper == member)
        for bloc in (await self.db.here.execute(kept)).scalars().all():
            first = sa.select(bloc_members.c.member).where(bloc_members.c.bloc == bloc)
            oldest = first.order_by(bloc_members.c.joined_at, bloc_members.c.member).limit(1)
            after = (await self.db.here.execute(oldest)).scalar_one_or_none()
            await self.db.here.execute(sa.update(blocs).where(blocs.c.id == bloc).values(keeper=after))

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        await moved(self.db, bloc_members.c.member, kept, gone)
        mine = sa.update(blocs).where(blocs.c.assembly == assembly, blocs.c.keeper == gone)
        await self.db.here.execute(mine.values(keeper=kept))

    async def any_assembly(self) -> int | None:
        """In whose name what is too old is deleted."""
        first: int | None = (
            await self.db.here.execute(sa.select(sa.func.min(assemblies.c.id)))
        ).scalar_one_or_none()
        return first
