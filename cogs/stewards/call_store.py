"""Votes on stewards that members call for, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from cogs.stewards.rules.calls import STANDS_FOR, Call, Called
from cogs.stewards.schema import callers, calls
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest

NUMBERS = "steward-call"
CALL_CARD = "steward.call"


class CallStore:
    """Calls by their number within an assembly; who called is kept until the vote is opened."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def add(self, assembly: int, call: Call) -> Call:
        """Keeps a new call; the call with its number."""
        number = await self.assemblies.next_number(assembly, NUMBERS)
        row = {**_values(call), "assembly": assembly, "number": number}
        await self.db.here.execute(sa.insert(calls).values(**row))
        found = await self.find(assembly, number)
        if found is None:
            raise LookupError("a call was not written")
        return found

    async def find(self, assembly: int, number: int) -> Call | None:
        found = await self._where(calls.c.assembly == assembly, calls.c.number == number)
        return found[0] if found else None

    async def about(self, assembly: int, kind: Called, member: int) -> list[Call]:
        """Calls of one kind for one person, the newest first."""
        who = sa.and_(calls.c.assembly == assembly, calls.c.member == member)
        return await self._where(who, calls.c.kind == kind.value)

    async def opened(self, assembly: int, kind: Called | None = None) -> list[Call]:
        """Calls that a vote has come of, the newest first."""
        voted = sa.and_(calls.c.assembly == assembly, calls.c.motion.is_not(None))
        return await self._where(voted, calls.c.kind == kind.value) if kind else await self._where(voted)

    async def callers(self, call: Call) -> frozenset[int]:
        query = sa.select(callers.c.member).where(callers.c.call == call.id)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def join(self, call: Call, member: int) -> None:
        await self.db.here.execute(sa.insert(callers).values(call=call.id, member=member))

    async def opens(self, call: Call) -> None:
        """Keeps that the vote is open, and no longer who called for it."""
        change = sa.update(calls).where(calls.c.id == call.id).values(**_values(call))
        await self.db.here.execute(change)
        await self.db.here.execute(sa.delete(callers).where(callers.c.call == call.id))

    async def cards(self, assembly: int) -> list[tuple[str, int]]:
        """The cards of all calls, each of which names somebody."""
        return [(CALL_CARD, call.number) for call in await self._where(calls.c.assembly == assembly)]

    async def called_for(self, assembly: int, member: int) -> list[int]:
        query = sa.select(calls.c.number).join(callers, callers.c.call == calls.c.id)
        own = sa.and_(calls.c.assembly == assembly, callers.c.member == member)
        return list((await self.db.here.execute(query.where(own))).scalars())

    async def oldest(self) -> tuple[int, datetime] | None:
        """Where the first one is that no vote came of, and until when it stands."""
        query = sa.select(calls.c.assembly, calls.c.begun_at).where(calls.c.motion.is_(None))
        row = (await self.db.here.execute(query.order_by(calls.c.begun_at).limit(1))).first()
        return (row.assembly, row.begun_at + STANDS_FOR) if row else None

    async def lapse(self, assembly: int, now: datetime) -> list[int]:
        """Deletes calls that too few joined in time, with who did; their numbers."""
        c = calls.c
        over = await self._where(c.assembly == assembly, c.motion.is_(None), c.begun_at <= now - STANDS_FOR)
        some = [call.id for call in over]
        await self.db.here.execute(sa.delete(callers).where(callers.c.call.in_(some)))
        await self.db.here.execute(sa.delete(calls).where(calls.c.id.in_(some)))
        return [call.number for call in over]

    async def tidy(self, assembly: int, before: datetime) -> None:
        """Deletes calls that were begun before a day."""
        old = sa.select(calls.c.id).where(calls.c.assembly == assembly, calls.c.begun_at < before)
        await self.db.here.execute(sa.delete(callers).where(callers.c.call.in_(old)))
        await self.db.here.execute(
            sa.delete(calls).where(calls.c.assembly == assembly, calls.c.begun_at < before)
        )

    async def forget(self, assembly: int, member: int) -> None:
        await self.db.here.execute(sa.delete(callers).where(callers.c.member == member))
        own = sa.select(calls.c.id).where(calls.c.assembly == assembly, calls.c.member == member)
        await self.db.here.execute(sa.delete(callers).where(callers.c.call.in_(own)))
        await self.db.here.execute(sa.delete(calls).where(calls.c.id.in_(own)))

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        """Two members turn out to be one, who calls once."""
        own = sa.select(callers.c.call).where(callers.c.member == kept)
        double = sa.delete(callers).where(callers.c.member == gone, callers.c.call.in_(own))
        await self.db.here.execute(double)
        await self.db.here.execute(sa.update(callers).where(callers.c.member == gone).values(member=kept))
        moved = sa.update(calls).where(calls.c.assembly == assembly, calls.c.member == gone)
        await self.db.here.execute(moved.values(member=kept))

    async def _where(self, *conditions: sa.ColumnElement[bool]) -> list[Call]:
        query = sa.select(calls).where(*conditions).order_by(calls.c.number.desc())
        return [_call(row) for row in await self.db.here.execute(query)]


def _call(row: Any) -> Call:
    motion = Numbered(row.motion) if row.motion is not None else None
    kind = Called(row.kind)
    return Call(row.number, kind, row.member, row.begun_at, row.needed, motion, row.opened_at, row.id)


def _values(call: Call) -> dict[str, Any]:
    return {
        "kind": call.kind.value,
        "member": call.member,
        "begun_at": call.begun_at,
        "needed": call.needed,
        "motion": call.motion,
        "opened_at": call.opened_at,
    }


FIRST_OLD_CALL = earliest(calls.c.begun_at, calls.c.motion.is_(None), after=STANDS_FOR)
