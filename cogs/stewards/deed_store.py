"""What stewards announce, and who objects, on disk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.api.deeds import Deed
from bot.api.number import Numbered
from cogs.stewards.rules.weighing import KEPT_FOR, Announced, NoSuchDeed, Stage, Way
from cogs.stewards.schema import deeds, objections
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest
from storage.schema import posts

NUMBERS = "deed"
DEED_CARD, ENDED_CARD = "steward.deed", "steward.deed-ended"
_CALLED_OFF = (Stage.DONE.value, Stage.VOTED.value)
_WAITS = deeds.c.stage == Stage.WAITING.value
FIRST_DEED = (earliest(deeds.c.due_at, _WAITS),)
FIRST_OLD_DEED = earliest(deeds.c.due_at, sa.not_(_WAITS), after=KEPT_FOR)


class DeedStore:
    """Deeds by their number within an assembly."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def add(self, assembly: int, announced: Announced) -> int:
        """Keeps a new deed; its number."""
        number = await self.assemblies.next_number(assembly, NUMBERS)
        row = {**_values(announced), "assembly": assembly, "number": number}
        await self.db.here.execute(sa.insert(deeds).values(**row))
        return number

    async def find(self, assembly: int, number: int) -> Announced | None:
        rows = await self._where(deeds.c.assembly == assembly, deeds.c.number == number)
        return rows[0] if rows else None

    async def get(self, assembly: int, number: int) -> Announced:
        found = await self.find(assembly, number)
        if found is None:
            raise NoSuchDeed(number, tuple([one.number for one in await self.waiting(assembly)]))
        return found

    async def waiting(self, assembly: int) -> list[Announced]:
        return await self._where(deeds.c.assembly == assembly, deeds.c.stage == Stage.WAITING.value)

    async def lately(self, assembly: int) -> list[Announced]:
        """What waits, and what was stopped or dropped as long as that is remembered."""
        ended = deeds.c.stage.not_in(_CALLED_OFF)
        return await self._where(deeds.c.assembly == assembly, ended)

    async def save(self, announced: Announced) -> None:
        change = sa.update(deeds).where(deeds.c.id == announced.id)
        await self.db.here.execute(change.values(**_values(announced)))

    async def objectors(self, announced: Announced) -> frozenset[int]:
        query = sa.select(objections.c.member).where(objections.c.deed == announced.id)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def object_(self, announced: Announced, member: int) -> None:
        row = {"deed": announced.id, "member": member}
        await self.db.here.execute(sa.insert(objections).values(**row))

    async def due(self, now: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """Deeds whose day is over, by assembly and number, and when the next one's will be."""
        waits = deeds.c.stage == Stage.WAITING.value
        query = sa.select(deeds.c.assembly, deeds.c.number).where(waits, deeds.c.due_at <= now)
        later = sa.select(sa.func.min(deeds.c.due_at)).where(waits, deeds.c.due_at > now)
        found = [(row.assembly, row.number) for row in await self.db.here.execute(query)]
        return found, (await self.db.here.execute(later)).scalar_one_or_none()

    async def shown(self, assembly: int, number: int) -> tuple[bool, timedelta]:
        """Whether an announcement stands where people read it, and for how long they could not answer it."""
        c = posts.c
        query = sa.select(c.state, c.away).where(
            c.assembly == assembly, c.kind == DEED_CARD, c.subject == number
        )
        rows = list(await self.db.here.execute(query))
        away = max((row.away for row in rows), default=timedelta())
        return any(row.state == "there" for row in rows), away

    async def put_off(self, announced: Announced, assembly: int) -> None:
        """Keeps that members are given the time which they did not have."""
        await self.save(announced)
        card = sa.and_(
            posts.c.assembly == assembly, posts.c.kind == DEED_CARD, posts.c.subject == announced.number
        )
        await self.db.here.execute(sa.update(posts).where(card).values(away=timedelta()))

    async def cards(self, assembly: int) -> list[tuple[str, int]]:
        """The cards of all deeds, any of which may name people."""
        numbers = [one.number for one in await self._where(deeds.c.assembly == assembly)]
        return [(kind, number) for kind in (DEED_CARD, ENDED_CARD) for number in numbers]

    async def objected_to(self, assembly: int, member: int) -> list[int]:
        query = sa.select(deeds.c.number).join(objections, objections.c.deed == deeds.c.id)
        own = sa.and_(deeds.c.assembly == assembly, objections.c.member == member)
        return list((await self.db.here.execute(query.where(own))).scalars())

    async def asked_for(self, assembly: int, member: int) -> list[int]:
        return await self._numbers(deeds.c.assembly == assembly, deeds.c.asker == member)

    async def agreed_to(self, assembly: int, member: int) -> list[int]:
        return await self._numbers(deeds.c.assembly == assembly, deeds.c.seconder == member)

    async def _numbers(self, *conditions: sa.ColumnElement[bool]) -> list[int]:
        return [one.number for one in await self._where(*conditions)]

    async def oldest(self) -> tuple[int, datetime] | None:
        """Where the first one is that has ended, and until when that is kept."""
        query = sa.select(deeds.c.assembly, deeds.c.due_at).where(deeds.c.stage != Stage.WAITING.value)
        row = (await self.db.here.execute(query.order_by(deeds.c.due_at).limit(1))).first()
        return (row.assembly, row.due_at + KEPT_FOR) if row else None

    async def tidy(self, assembly: int, now: datetime) -> None:
        """Deletes what has ended and is older than it is said to be kept."""
        old = sa.select(deeds.c.id).where(deeds.c.assembly == assembly, deeds.c.due_at <= now - KEPT_FOR)
        ended = (await self.db.here.execute(old.where(deeds.c.stage != Stage.WAITING.value))).scalars()
        await self._remove(list(ended))

    async def forget(self, assembly: int, member: int) -> None:
        """What is about this person waits no longer; what they asked for has no asker."""
        for announced in await self.waiting(assembly):
            if announced.deed.arguments.get("member") == member:
                await self._remove([announced.id])
        for column in (deeds.c.asker, deeds.c.seconder):
            change = sa.update(deeds).where(deeds.c.assembly == assembly, column == member)
            await self.db.here.execute(change.values({column: None}))
        await self.db.here.execute(sa.delete(objections).where(objections.c.member == member))

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        """Two members turn out to be one: one objection each, and nobody their own second."""
        own = sa.select(objections.c.deed).where(objections.c.member == kept)
        double = sa.delete(objections).where(objections.c.member == gone, objections.c.deed.in_(own))
        await self.db.here.execute(double)
        change = sa.update(objections).where(objections.c.member == gone).values(member=kept)
        await self.db.here.execute(change)
        for column in (deeds.c.asker, deeds.c.seconder):
            moved = sa.update(deeds).where(deeds.c.assembly == assembly, column == gone)
            await self.db.here.execute(moved.values({column: kept}))
        for announced in await self._where(deeds.c.assembly == assembly):
            if announced.deed.arguments.get("member") == gone:  # nobody slips out of what is announced
                deed = Deed(announced.deed.kind, {**announced.deed.arguments, "member": kept})
                about = sa.update(deeds).where(deeds.c.id == announced.id)
                await self.db.here.execute(about.values(deed=deed.written()))

    async def remove(self, announced: Announced) -> None:
        await self._remove([announced.id])

    async def _remove(self, some: Collection[int]) -> None:
        await self.db.here.execute(sa.delete(objections).where(objections.c.deed.in_(some)))
        await self.db.here.execute(sa.delete(deeds).where(deeds.c.id.in_(some)))

    async def _where(self, *conditions: sa.ColumnElement[bool]) -> list[Announced]:
        rows = await self.db.here.execute(sa.select(deeds).where(*conditions).order_by(deeds.c.number))
        return [_announced(row) for row in rows]


def _announced(row: Any) -> Announced:
    return Announced(
        row.number,
        Deed.read(row.deed),
        Way(row.way),
        row.asked_at,
        row.due_at,
        row.asker,
        row.needed,
        Stage(row.stage),
        row.seconder,
        Numbered(row.motion) if row.motion is not None else None,
        row.id,
    )


def _values(announced: Announced) -> dict[str, Any]:
    return {
        "deed": announced.deed.written(),
        "way": announced.way.value,
        "asked_at": announced.asked_at,
        "due_at": announced.due_at,
        "asker": announced.asker,
        "needed": announced.needed,
        "stage": announced.stage.value,
        "seconder": announced.seconder,
        "motion": announced.motion,
    }
