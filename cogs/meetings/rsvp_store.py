"""Who says that they come, on disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.meetings.call_schema import calls, occurrences, rsvps
from cogs.meetings.rules.rsvp import Answers, Rsvp
from storage import dialect
from storage.database import Database
from storage.merging import moved
from storage.outbox import Outbox
from storage.schema import members

CARD, LEAD = "call.card", "call.lead"
"""The kinds of cards that are answered: that of a date, and its reminders."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer that stands: where it came from, and when it was given."""

    answer: Rsvp
    source: str
    at: datetime


class RsvpStore:
    """One answer a person and date; whoever is forgotten has given none."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def answers(self, occurrence: int) -> Answers:
        """How many have answered how, of those who are on the roll."""
        count = sa.func.count()
        query = _on_the_roll(rsvps.c.answer, count).where(rsvps.c.occurrence == occurrence)
        rows = await self.db.here.execute(query.group_by(rsvps.c.answer))
        found: dict[str, int] = {row[0]: row[1] for row in rows}
        return Answers(*(found.get(answer.value, 0) for answer in Rsvp))

    async def who(self, occurrence: int) -> dict[Rsvp, list[int]]:
        """Who on the roll has answered how, those who did so first first."""
        query = _on_the_roll(rsvps.c.answer, rsvps.c.member).where(rsvps.c.occurrence == occurrence)
        found: dict[Rsvp, list[int]] = {answer: [] for answer in Rsvp}
        for answer, member in await self.db.here.execute(query.order_by(rsvps.c.at, rsvps.c.member)):
            found[Rsvp(answer)].append(member)
        return found

    async def of_member(self, occurrence: int, member: int) -> Rsvp | None:
        own = sa.and_(rsvps.c.occurrence == occurrence, rsvps.c.member == member)
        found = (await self.db.here.execute(sa.select(rsvps.c.answer).where(own))).scalar_one_or_none()
        return Rsvp(found) if found else None

    async def add(
        self, occurrence: int, some: Collection[int], answer: Rsvp, source: str, at: datetime
    ) -> None:
        """Notes answers that another network tells of, such as who is interested in an event of its own."""
        given = {(occurrence, member): Standing(answer, source, at) for member in some}
        await self.db.within(lambda c: write(c, given))

    async def forget(self, assembly: int, member: int) -> None:
        await self.db.here.execute(sa.delete(rsvps).where(rsvps.c.member == member))
        own = sa.update(calls).where(calls.c.assembly == assembly, calls.c.caller == member)
        await self.db.here.execute(own.values(caller=None))

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        """Makes what is gone's kept's, the later of two answers, and has the counts drawn anew."""
        both = sa.select(rsvps.c.occurrence).where(rsvps.c.member.in_((kept, gone))).distinct()
        touched = list((await self.db.here.execute(both)).scalars())
        later = rsvps.alias("later")
        newer = sa.select(sa.literal(1)).where(
            later.c.occurrence == rsvps.c.occurrence, later.c.member == gone, later.c.at > rsvps.c.at
        )
        older = sa.delete(rsvps).where(rsvps.c.member == kept, newer.exists())
        await self.db.here.execute(older)
        await moved(self.db, rsvps.c.member, kept, gone)
        own = sa.update(calls).where(calls.c.assembly == assembly, calls.c.caller == gone)
        await self.db.here.execute(own.values(caller=kept))
        stale = [(assembly, kind, occurrence) for occurrence in touched for kind in (CARD, LEAD)]
        await self.db.within(lambda c: Outbox.mark_stale(c, stale))

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who has called a meeting or answered a call; not of unlisted blocs, as no count may tell of one."""
        here = sa.and_(calls.c.assembly == assembly, sa.not_(calls.c.unlisted))
        called = sa.select(calls.c.caller).where(here, calls.c.called_at >= day, calls.c.caller.is_not(None))
        answered = _of_calls(rsvps.c.member).where(here, rsvps.c.at >= day)
        return frozenset((await self.db.here.execute(sa.union(called, answered))).scalars())

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """What meetings keep of one person, for that person."""
        own = sa.select(calls.c.number, calls.c.title, calls.c.called_at.label("at"))
        called = own.where(calls.c.assembly == assembly, calls.c.caller == member)
        columns = (calls.c.number, occurrences.c.at.label("date"), rsvps.c.answer, rsvps.c.at)
        answered = _of_calls(*columns).where(calls.c.assembly == assembly, rsvps.c.member == member)
        return {"called": await self._rows(called), "answered": await self._rows(answered)}

    async def _rows(self, query: sa.Select[Any]) -> list[dict[str, object]]:
        return [
            {key: v.isoformat() if isinstance(v, datetime) else v for key, v in row._mapping.items()}
            for row in await self.db.here.execute(query)
        ]


def _on_the_roll(*columns: Any) -> sa.Select[Any]:
    """Answers of those who have not left."""
    query = sa.select(*columns).select_from(rsvps).join(members, members.c.id == rsvps.c.member)
    return query.where(members.c.left_at.is_(None))


def _of_calls(*columns: Any) -> sa.Select[Any]:
    """Answers, with the dates and calls that they are to."""
    query = sa.select(*columns).select_from(rsvps)
    query = query.join(occurrences, occurrences.c.id == rsvps.c.occurrence)
    return query.join(calls, calls.c.id == occurrences.c.call)


def read_standing(connection: Connection, occurrence: int, some: Collection[int]) -> dict[int, Standing]:
    """What these members have answered, on the database's thread."""
    c = rsvps.c
    query = sa.select(c.member, c.answer, c.source, c.at).where(
        c.occurrence == occurrence, c.member.in_(some)
    )
    return {m: Standing(Rsvp(answer), source, at) for m, answer, source, at in connection.execute(query)}


def write(connection: Connection, changed: Mapping[tuple[int, int], Standing | None]) -> None:
    """Writes answers by (date, member), and takes out those that are None."""
    rows = [(*pair, s.answer.value, s.source, dialect.micros(s.at)) for pair, s in changed.items() if s]
    if rows:
        dialect.add(connection, _PUT, rows, _AGAIN)
    if gone := [pair for pair, standing in changed.items() if standing is None]:
        dialect.fixed(connection, _TAKE, gone)


_PUT = "INSERT INTO rsvps (occurrence, member, answer, source, at)"
_AGAIN = (
    "ON CONFLICT (occurrence, member) DO UPDATE SET "
    "answer = excluded.answer, source = excluded.source, at = excluded.at"
)
_TAKE = "DELETE FROM rsvps WHERE occurrence = ? AND member = ?"
