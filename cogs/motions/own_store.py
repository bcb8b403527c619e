"""What motions hold of one person, for that person; and who has taken part since a day, for numbers alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from bot.ballots.rules import Choice
from bot.ballots.schema import ballots, voted
from cogs.motions.schema import (
    appeals,
    disputes,
    motions,
    objectors,
    reports,
    seconders,
    set_asides,
    suggestions,
    tellers,
    ticks,
)
from storage.database import Database

_NUMBER = motions.c.number


class OwnStore:
    """Reads alone; of others it tells nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """All that stands under a member's id, by what it is."""
        here = motions.c.assembly == assembly
        own = sa.select(_NUMBER, motions.c.title, motions.c.text, motions.c.moved_at.label("at"))
        return {
            "moved": await self._rows(own.where(here, motions.c.mover == member)),
            "seconded": await self._numbers(assembly, seconders, seconders.c.member == member),
            "kept open": await self._numbers(assembly, objectors, objectors.c.member == member),
            "suggested": await self._of(assembly, suggestions, "member", member, "text", "at"),
            "votes": await self._votes(assembly, member),
            "voted in secret": await self._voted_in_secret(assembly, member),
            "voted in the hall": await self._numbers(assembly, ticks, ticks.c.member == member),
            "counted in the hall": await self._numbers(assembly, tellers, tellers.c.member == member),
            "reported": await self._of(assembly, reports, "reporter", member, "why", "at"),
            "set aside": await self._numbers(
                assembly, set_asides, sa.or_(set_asides.c.first == member, set_asides.c.second == member)
            ),
            "appealed": await self._numbers(assembly, appeals, appeals.c.member == member),
            "disputed": await self._of(assembly, disputes, "member", member, "why", "at"),
        }

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who moved, seconded or voted; of a secret vote nobody knows when, so its opening is taken.

        Motions of unlisted blocs are left out: no count may tell of one.
        """
        here = sa.and_(motions.c.assembly == assembly, sa.not_(motions.c.unlisted))
        lately = sa.and_(here, sa.func.coalesce(motions.c.opened_at, motions.c.moved_at) >= day)
        of_motion, in_box = seconders.c.motion == motions.c.id, ballots.c.box == motions.c.box
        found = sa.union(
            sa.select(motions.c.mover).where(here, motions.c.moved_at >= day, motions.c.mover.is_not(None)),
            sa.select(seconders.c.member).join(motions, of_motion).where(lately),
            sa.select(ballots.c.member).join(motions, in_box).where(here, ballots.c.at >= day),
            sa.select(voted.c.member).join(motions, voted.c.box == motions.c.box).where(lately),
        )
        return frozenset((await self.db.here.execute(found)).scalars())

    async def _votes(self, assembly: int, member: int) -> list[dict[str, object]]:
        query = sa.select(_NUMBER, ballots.c.choice, ballots.c.at, ballots.c.reason).join(
            motions, ballots.c.box == motions.c.box
        )
        rows = await self._rows(query.where(motions.c.assembly == assembly, ballots.c.member == member))
        return [{**row, "choice": Choice(row["choice"]).name.lower().replace("_", "-")} for row in rows]

    async def _voted_in_secret(self, assembly: int, member: int) -> list[str]:
        query = sa.select(_NUMBER).join(voted, voted.c.box == motions.c.box)
        found = await self.db.here.execute(
            query.where(motions.c.assembly == assembly, voted.c.member == member)
        )
        return [str(Numbered(number)) for number in found.scalars()]

    async def _numbers(self, assembly: int, table: sa.Table, own: sa.ColumnElement[bool]) -> list[str]:
        """The numbers of motions that rows of a table belong to."""
        query = sa.select(_NUMBER).join(table, table.c.motion == motions.c.id)
        found = await self.db.here.execute(query.where(motions.c.assembly == assembly, own).distinct())
        return [str(Numbered(number)) for number in found.scalars()]

    async def _of(
        self, assembly: int, table: sa.Table, whose: str, member: int, *columns: str
    ) -> list[dict[str, object]]:
        query = sa.select(_NUMBER, *(table.c[name] for name in columns))
        joined = query.join(table, table.c.motion == motions.c.id)
        return await self._rows(joined.where(motions.c.assembly == assembly, table.c[whose] == member))

    async def _rows(self, query: sa.Select[Any]) -> list[dict[str, Any]]:
        return [
            {key: _plain(key, value) for key, value in row._mapping.items()}
            for row in await self.db.here.execute(query)
        ]


def _plain(key: str, value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(Numbered(value)) if key == "number" and isinstance(value, int) else value
