"""Agendas on disk: that of the meeting which goes on, and what waits for the next one of each body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from cogs.meetings.rules.agenda import Item, Standing
from cogs.meetings.sitting_schema import agenda_items
from storage.database import Database

_C = agenda_items.c
_PLAIN = ("assembly", "place", "title", "lasts", "presenter", "proposer", "sitting", "again", "call")
_TIMES = ("opened_at", "until", "closed_at")


class AgendaStore:
    """One row an item, ordered by its place."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def waiting(self, assembly: int, body: int | None) -> list[Item]:
        """What waits for any of a body's meetings to come."""
        return await self._read(
            sa.and_(_C.assembly == assembly, _C.body == (body or 0), _C.sitting.is_(None))
        )

    async def of_sitting(self, sitting: int) -> list[Item]:
        return await self._read(_C.sitting == sitting)

    async def of_motion(self, assembly: int, motion: Numbered) -> list[Item]:
        """The items that are about a motion, on any agenda."""
        return await self._read(sa.and_(_C.assembly == assembly, _C.motion == int(motion)))

    async def get(self, item: int) -> Item | None:
        found = await self._read(_C.id == item)
        return found[0] if found else None

    async def keep(self, items: Sequence[Item]) -> list[Item]:
        """Writes an agenda, new items among them; the items with their ids."""
        kept = []
        for item in items:
            if item.id:
                await self.db.here.execute(
                    sa.update(agenda_items).where(_C.id == item.id).values(**_row(item))
                )
                kept.append(item)
            else:
                insert = sa.insert(agenda_items).values(**_row(item)).returning(_C.id)
                kept.append(replace(item, id=(await self.db.here.execute(insert)).scalar_one()))
        return kept

    async def remove(self, item: int) -> None:
        await self.db.here.execute(sa.delete(agenda_items).where(_C.id == item))

    async def _read(self, condition: sa.ColumnElement[bool]) -> list[Item]:
        query = sa.select(agenda_items).where(condition).order_by(_C.place, _C.id)
        return [_item(row) for row in await self.db.here.execute(query)]


def _item(row: sa.Row[Any]) -> Item:
    return Item(
        id=row.id,
        body=row.body or None,
        standing=Standing(row.standing),
        motion=Numbered(row.motion) if row.motion is not None else None,
        **{name: getattr(row, name) for name in (*_PLAIN, *_TIMES)},
    )


def _row(item: Item) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in (*_PLAIN, *_TIMES)},
        "body": item.body or 0,
        "standing": item.standing.value,
        "motion": int(item.motion) if item.motion is not None else None,
    }
