"""Breakdowns on disk: what is counted just now, and what everybody was shown last."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.breakdown import KINDS, Breakdown, Row, together
from cogs.campaigns.sign_schema import breakdowns, counts, terms
from cogs.campaigns.term_store import heads, said
from storage.database import Database

_OF_WORDS = ("trade", "language", "country")


class Breakdowns:
    """One row a campaign, beside the counters that triggers keep."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def counted(self, campaign: int, assembly: int, is_pledge: bool, now: datetime) -> Breakdown:
        """All that is counted now, words under what they count as; of a pledge those vouched for alone."""
        return await self.db.within(lambda c: _counted(c, campaign, assembly, is_pledge, now))

    async def shown(self, campaign: int) -> Breakdown | None:
        """What was shown last, words under what they count as by now."""
        query = sa.select(breakdowns.c.shown, breakdowns.c.at).where(breakdowns.c.campaign == campaign)
        found = (await self.db.here.execute(query)).one_or_none()
        if found is None:
            return None
        read = _read(found.shown, found.at)
        some = {term for kind in _OF_WORDS for term in read.rows.get(kind, {})}
        counts_as = await self.db.here.run_sync(_heads, some)
        return Breakdown(read.total, read.vouched, _folded(read.rows, counts_as), read.at)

    async def show(self, campaign: int, shown: Breakdown) -> None:
        """Keeps what everybody may see from now on."""
        await self.db.here.execute(sa.delete(breakdowns).where(breakdowns.c.campaign == campaign))
        values = {"campaign": campaign, "shown": _written(shown), "at": shown.at}
        await self.db.here.execute(sa.insert(breakdowns).values(**values))

    async def by_language(self, campaign: int) -> dict[str, int]:
        """What was shown last by language, by its tag."""
        shown = await self.shown(campaign)
        rows = shown.rows.get("language", {}) if shown else {}
        tags = await self.words(rows)
        return {tags[term]: row.n for term, row in rows.items() if term in tags}

    async def words(self, some: Collection[int]) -> dict[int, str]:
        """Each of these words as it was said first."""
        found = await self.db.here.run_sync(said, some)
        return {term: one.said for term, one in found.items()}


def _heads(connection: Connection, some: Collection[int]) -> dict[int, int]:
    return heads(connection, some)


def _counted(
    connection: Connection, campaign: int, assembly: int, is_pledge: bool, now: datetime
) -> Breakdown:
    c = counts.c
    query = sa.select(c.kind, c.term, c.n, c.vouched)
    query = query.where(c.campaign == campaign, c.kind.in_(("all", *KINDS)), c.n > 0)
    rows: dict[str, dict[int, Row]] = {}
    for kind, term, n, vouched in connection.execute(query):
        rows.setdefault(kind, {})[term] = Row(vouched, vouched) if is_pledge else Row(n, vouched)
    total = rows.pop("all", {}).get(0, Row(0))
    leads = sa.select(terms.c.id).where(terms.c.assembly == assembly, terms.c.merged_into.is_not(None))
    counts_as = heads(connection, [row.id for row in connection.execute(leads)])
    return Breakdown(total.vouched if is_pledge else total.n, total.vouched, _folded(rows, counts_as), now)


def _folded(rows: Mapping[str, Mapping[int, Row]], counts_as: Mapping[int, int]) -> dict[str, dict[int, Row]]:
    return {kind: together(of, counts_as) if kind in _OF_WORDS else dict(of) for kind, of in rows.items()}


def _written(shown: Breakdown) -> str:
    rows = {
        kind: {str(term): [row.n, row.vouched] for term, row in sorted(of.items())}
        for kind, of in shown.rows.items()
        if of
    }
    return json.dumps({"total": shown.total, "vouched": shown.vouched, "rows": rows})


def _read(text: str, at: datetime) -> Breakdown:
    plain = json.loads(text)
    rows = {k: {int(term): Row(*row) for term, row in of.items()} for k, of in plain["rows"].items()}
    return Breakdown(plain["total"], plain["vouched"], rows, at)
