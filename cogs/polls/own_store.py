"""What polls and elections hold of one person, for that person; and who has voted since a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.circles import FIRST_UNLISTED
from bot.api.number import Numbered
from bot.ballots.paper import NEED_BE, option, read
from bot.ballots.paper_schema import papers
from bot.ballots.schema import voted
from cogs.polls.schema import nominations, nominators, options, polls
from cogs.polls.vacancy_schema import answers, vacancies
from storage.database import Database

_NUMBER = polls.c.number


class OwnStore:
    """Reads alone; of others it tells nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """All that stands under a member's id, by what it is."""
        here, n = polls.c.assembly == assembly, nominations.c
        asked = sa.select(_NUMBER, polls.c.kind, polls.c.title, polls.c.asked_at.label("at"))
        put_up = sa.select(_NUMBER, n.called, n.statement, n.state, n.at).join(polls, n.poll == polls.c.id)
        stood = sa.select(_NUMBER, options.c.text, options.c.withdrawn, options.c.left)
        stood = stood.join(polls, options.c.poll == polls.c.id)
        on_paper = sa.and_(options.c.poll == vacancies.c.poll, options.c.n == answers.c.n)
        asked_to = sa.select(_NUMBER, answers.c.takes).join(vacancies, vacancies.c.poll == polls.c.id)
        asked_to = asked_to.join(answers, answers.c.vacancy == vacancies.c.id).join(options, on_paper)
        return {
            "asked": await self._rows(asked.where(here, polls.c.asker == member)),
            "put up": await self._rows(put_up.where(here, n.member == member)),
            "put others up": await self._rows(_put_up_by(assembly, member)),
            "stood": await self._rows(stood.where(here, options.c.member == member)),
            "asked to take a seat": await self._rows(asked_to.where(here, options.c.member == member)),
            "votes": await self._votes(assembly, member),
            "voted in secret": await self._voted_in_secret(assembly, member),
        }

    async def voted_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who voted; of a secret vote nobody knows when, so its opening is taken.

        Those of unlisted blocs are left out: no count may tell of one.
        """
        here = sa.and_(polls.c.assembly == assembly, _NUMBER < FIRST_UNLISTED)
        openly = sa.select(papers.c.member).join(polls, papers.c.box == polls.c.box)
        in_secret = sa.select(voted.c.member).join(polls, voted.c.box == polls.c.box)
        found = sa.union(
            openly.where(here, papers.c.at >= day), in_secret.where(here, polls.c.opened_at >= day)
        )
        return frozenset((await self.db.here.execute(found)).scalars())

    async def _votes(self, assembly: int, member: int) -> list[dict[str, object]]:
        """By the numbers of what was chosen, those that do if need be apart."""
        query = sa.select(_NUMBER, papers.c.paper, papers.c.at).join(polls, papers.c.box == polls.c.box)
        rows = await self._rows(query.where(polls.c.assembly == assembly, papers.c.member == member))
        return [{**row, "paper": _marks(row["paper"])} for row in rows]

    async def _voted_in_secret(self, assembly: int, member: int) -> list[str]:
        query = sa.select(_NUMBER).join(voted, voted.c.box == polls.c.box)
        found = await self.db.here.execute(
            query.where(polls.c.assembly == assembly, voted.c.member == member).order_by(_NUMBER)
        )
        return [str(Numbered(number)) for number in found.scalars()]

    async def _rows(self, query: sa.Select[Any]) -> list[dict[str, Any]]:
        return [
            {key: _plain(key, value) for key, value in row._mapping.items()}
            for row in await self.db.here.execute(query.order_by(_NUMBER))
        ]


def _put_up_by(assembly: int, member: int) -> sa.Select[Any]:
    """In which elections a member has nominated others, once for each, whoever had been asked before."""
    n, now = nominations.c, nominators.c
    noted = sa.select(now.poll, now.member).where(now.by == member)
    kept = sa.select(n.poll, n.member).where(n.by == member, n.member != member)
    both = sa.union(noted, kept).subquery()
    return sa.select(_NUMBER).join(both, both.c.poll == polls.c.id).where(polls.c.assembly == assembly)


def _marks(paper: str) -> list[str]:
    return [f"{option(mark)} if need be" if mark > NEED_BE else str(mark) for mark in read(paper)]


def _plain(key: str, value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(Numbered(value)) if key == "number" and isinstance(value, int) else value
