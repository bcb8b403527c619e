"""Models on disk, the motions moved from them, and the bodies that carried them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.campaigns.rules.model import Adoption, Carried, Model
from cogs.campaigns.tell_schema import adoptions, models, moves
from storage.database import Database


class Models:
    """Those of all assemblies: they are published to all."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(self, model: Model) -> Model:
        values = {name: getattr(model, name) for name in _FIELDS if name != "id"}
        insert = sa.insert(models).values(**values).returning(models.c.id)
        return replace(model, id=(await self.db.here.execute(insert)).scalar_one())

    async def get(self, number: int, *, even_withdrawn: bool = False) -> Model | None:
        """A model that was not withdrawn, or whatever became of it."""
        query = sa.select(models).where(models.c.id == number)
        found = await self._read(query if even_withdrawn else query.where(_STANDS))
        return found[0] if found else None

    async def newest(self, limit: int) -> list[Model]:
        return await self._read(sa.select(models).where(_STANDS).order_by(models.c.id.desc()).limit(limit))

    async def count(self, assembly: int) -> int:
        query = sa.select(sa.func.count()).where(models.c.assembly == assembly, _STANDS)
        return int((await self.db.here.execute(query)).scalar_one())

    async def withdraw(self, number: int, now: datetime) -> None:
        change = sa.update(models).where(models.c.id == number).values(withdrawn_at=now)
        await self.db.here.execute(change)

    async def moved(self, assembly: int, motion: int, model: int) -> None:
        """Notes that a motion was moved from a model."""
        await self.db.here.execute(sa.insert(moves).values(assembly=assembly, motion=motion, model=model))

    async def settle(self, assembly: int, motion: int) -> int | None:
        """The model that a motion was moved from, which is forgotten then: it is counted once."""
        own = sa.and_(moves.c.assembly == assembly, moves.c.motion == motion)
        model: int | None = (
            await self.db.here.execute(sa.select(moves.c.model).where(own))
        ).scalar_one_or_none()
        await self.db.here.execute(sa.delete(moves).where(own))
        return model

    async def adopt(self, adoption: Adoption) -> Adoption:
        """Keeps one more body under the next number of its model."""
        query = sa.select(sa.func.max(adoptions.c.number)).where(adoptions.c.model == adoption.model)
        last = (await self.db.here.execute(query)).scalar_one_or_none() or 0
        kept = replace(adoption, number=last + 1)
        values = {name: getattr(kept, name) for name in _ADOPTED}
        await self.db.here.execute(sa.insert(adoptions).values(**values))
        return kept

    async def confirm(self, adoption: Adoption, now: datetime) -> None:
        own = sa.and_(adoptions.c.model == adoption.model, adoptions.c.number == adoption.number)
        await self.db.here.execute(sa.update(adoptions).where(own).values(confirmed_at=now))

    async def adopted(self, model: int) -> list[Adoption]:
        """The bodies that carried a model, in the order in which they came."""
        query = sa.select(adoptions).where(adoptions.c.model == model).order_by(adoptions.c.number)
        return [_adoption(row) for row in await self.db.here.execute(query)]

    async def carried(self, some: Collection[int]) -> Mapping[int, Carried]:
        """How far each of these models has come."""
        c = adoptions.c
        confirmed = c.confirmed_at.is_not(None)
        query = sa.select(
            c.model,
            sa.func.sum(sa.case((confirmed, 1), else_=0)),
            sa.func.sum(sa.case((confirmed, c.ayes), else_=0)),
            sa.func.sum(sa.case((confirmed, c.noes), else_=0)),
            sa.func.sum(sa.case((confirmed, 0), else_=1)),
        )
        rows = await self.db.here.execute(query.where(c.model.in_(some)).group_by(c.model))
        found = {row[0]: Carried(*(int(n) for n in row[1:])) for row in rows}
        return {model: found.get(model, Carried()) for model in some}

    async def merge(self, kept: int, gone: int) -> None:
        """Has what one member published and reported be another's."""
        await self._replace(gone, kept)

    async def forget(self, member: int) -> None:
        """Takes a member off what they published and reported; the texts and counts stay."""
        await self._replace(member, None)

    async def of_member(self, member: int) -> dict[str, list[Any]]:
        """What a member published and reported, for themselves."""
        own = await self._read(sa.select(models).where(models.c.publisher == member))
        query = sa.select(adoptions).where(adoptions.c.reporter == member)
        reported = [_adoption(row) for row in await self.db.here.execute(query)]
        return {
            "published": [{"number": one.id, "title": one.title} for one in own],
            "reported": [
                {"model": one.model, "number": one.number, "body": one.body, "town": one.town}
                for one in reported
            ],
        }

    async def _replace(self, member: int, by: int | None) -> None:
        for table, column in ((models, models.c.publisher), (adoptions, adoptions.c.reporter)):
            change = sa.update(table).where(column == member).values({column.name: by})
            await self.db.here.execute(change)

    async def _read(self, query: sa.Select[Any]) -> list[Model]:
        rows = await self.db.here.execute(query)
        return [Model(**{name: getattr(row, name) for name in _FIELDS}) for row in rows]


_STANDS = models.c.withdrawn_at.is_(None)
_FIELDS = Model.__slots__
_ADOPTED = Adoption.__slots__


def _adoption(row: sa.Row[Any]) -> Adoption:
    return Adoption(**{name: getattr(row, name) for name in _ADOPTED})
