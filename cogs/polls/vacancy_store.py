"""Vacant seats on disk, with who was asked to take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.polls.rules import export
from cogs.polls.rules.vacancy import Vacancy
from cogs.polls.schema import options, polls
from cogs.polls.vacancy_schema import answers, vacancies
from storage.database import Database
from storage.due import earliest

_IS_OPEN = vacancies.c.ended_at.is_(None)
FIRST_VACANCY = (earliest(vacancies.c.until, _IS_OPEN),)
"""When the first time is over in which people are asked."""
_FIELDS = [f.name for f in fields(Vacancy) if f.name != "standing"]


class VacancyStore:
    """A row a vacancy, and one for each who is asked."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(self, vacancy: Vacancy, asked: Sequence[int]) -> Vacancy:
        """Keeps a new one with those who are asked; the same with its id."""
        insert = sa.insert(vacancies).values(**_row(vacancy)).returning(vacancies.c.id)
        kept = replace(vacancy, id=(await self.db.here.execute(insert)).scalar_one())
        rows = [{"vacancy": kept.id, "n": n, "takes": None} for n in asked]
        if rows:
            await self.db.here.execute(sa.insert(answers), rows)
        return kept

    async def save(self, vacancy: Vacancy) -> None:
        """Keeps what has changed."""
        change = sa.update(vacancies).where(vacancies.c.id == vacancy.id)
        await self.db.here.execute(change.values(**_row(vacancy)))

    async def get(self, vacancy: int) -> Vacancy | None:
        found = await self._read(vacancies.c.id == vacancy)
        return found[0] if found else None

    async def of(self, poll: int) -> list[Vacancy]:
        """Those of an election, the oldest first."""
        return await self._read(vacancies.c.poll == poll)

    async def filled(self, poll: int) -> list[export.Vacancy]:
        """Those that are over, as an export tells of them."""
        return [
            export.Vacancy(v.ended_at, v.seat_of, v.standing, v.follows, v.link or None)
            for v in await self.of(poll)
            if v.ended_at is not None
        ]

    async def answers(self, vacancy: int) -> dict[int, bool | None]:
        """Who is asked, by number, and what they said."""
        c = answers.c
        query = sa.select(c.n, c.takes).where(c.vacancy == vacancy).order_by(c.n)
        return {row.n: row.takes for row in await self.db.here.execute(query)}

    async def answer(self, vacancy: int, n: int, takes: bool) -> None:
        """Notes whether somebody would take the seat."""
        own = sa.and_(answers.c.vacancy == vacancy, answers.c.n == n)
        await self.db.here.execute(sa.update(answers).where(own).values(takes=takes))

    async def clear(self, vacancy: int) -> None:
        """Forgets who said what, once it is known who follows."""
        await self.db.here.execute(sa.delete(answers).where(answers.c.vacancy == vacancy))

    async def forget(self, assembly: int, member: int) -> None:
        """Forgets what a member was asked and said; before anyone forgets who they are on the paper."""
        stood = (options.c.poll == vacancies.c.poll, options.c.n == answers.c.n, options.c.member == member)
        here = sa.select(polls.c.id).where(polls.c.assembly == assembly)
        theirs = sa.exists().where(vacancies.c.id == answers.c.vacancy, vacancies.c.poll.in_(here), *stood)
        await self.db.here.execute(sa.delete(answers).where(theirs))

    async def waiting(self, assembly: int, member: int) -> list[Vacancy]:
        """Those for which a member is asked and has not answered."""
        own = sa.and_(options.c.poll == vacancies.c.poll, options.c.n == answers.c.n)
        asked = (
            sa.select(answers.c.vacancy)
            .join(vacancies, vacancies.c.id == answers.c.vacancy)
            .join(polls, polls.c.id == vacancies.c.poll)
            .join(options, own)
            .where(_IS_OPEN, answers.c.takes.is_(None), options.c.member == member)
            .where(polls.c.assembly == assembly)
        )
        return await self._read(vacancies.c.id.in_(asked))

    async def due(self, now: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """The elections (assembly, number) of those whose time is over, and when the next one's is."""
        of = vacancies.join(polls, polls.c.id == vacancies.c.poll)
        query = sa.select(polls.c.assembly, polls.c.number).select_from(of)
        over = query.where(_IS_OPEN, vacancies.c.until <= now).order_by(vacancies.c.id)
        rows = (await self.db.here.execute(over)).all()
        coming = sa.select(sa.func.min(vacancies.c.until)).where(_IS_OPEN, vacancies.c.until > now)
        soonest: datetime | None = (await self.db.here.execute(coming)).scalar_one()
        return [(assembly, number) for assembly, number in rows], soonest

    async def _read(self, condition: sa.ColumnElement[bool]) -> list[Vacancy]:
        rows = await self.db.here.execute(sa.select(vacancies).where(condition).order_by(vacancies.c.id))
        return [
            Vacancy(
                **{name: getattr(row, name) for name in _FIELDS},
                standing=tuple(map(int, row.standing.split())),
            )
            for row in rows
        ]


def _row(vacancy: Vacancy) -> dict[str, Any]:
    row = {name: getattr(vacancy, name) for name in _FIELDS if name != "id"}
    return {**row, "standing": " ".join(map(str, vacancy.standing))}
