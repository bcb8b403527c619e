"""Signatures on disk, in crowds and one by one. Counters follow by themselves, by triggers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.signature import Shown, Signature, Standing
from cogs.campaigns.rules.signing import Held
from cogs.campaigns.sign_schema import counts, signatures, signed_as, terms
from storage import dialect
from storage.database import Database

_FIELDS = Signature.__slots__
_PUT = f"INSERT INTO signatures ({', '.join(_FIELDS)})"
_INSTEAD = "ON CONFLICT (campaign, person) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _FIELDS[2:]
)
_TAKE = "DELETE FROM signatures WHERE campaign = ? AND person = ?"
_TAKE_STATED = "DELETE FROM signed_as WHERE campaign = ? AND person = ?"
_STATE = "INSERT INTO signed_as (campaign, person, workplace, association, called)"
_STATE_INSTEAD = (
    "ON CONFLICT (campaign, person) DO UPDATE SET workplace = excluded.workplace, "
    "association = excluded.association, called = excluded.called"
)
_AMONG = f"SELECT {', '.join(_FIELDS)} FROM signatures WHERE campaign = ? AND person IN"  # noqa: S608
_STATED = "SELECT person, workplace, association, called FROM signed_as WHERE campaign = ? AND person IN"
_VALUES, _KEY = attrgetter(*_FIELDS), itemgetter(0, 1)
_AT_ONCE = (500, 100, 20, 5, 1)


class Signatures:
    """The rows of signatures, and the counters."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def among(connection: Connection, campaign: int, people: Collection[int]) -> dict[int, Signature]:
        """The signatures of these people under a campaign, by person."""
        rows = _of_people(connection, _AMONG, campaign, people)
        return {row[1]: _signature(row) for row in rows}

    @classmethod
    def held_among(cls, connection: Connection, campaign: int, people: Collection[int]) -> dict[int, Held]:
        """The same, with all that is kept beside them."""
        found = cls.among(connection, campaign, people)
        beside = {row[0]: row[1:] for row in _of_people(connection, _STATED, campaign, found)}
        nothing = (None, None, "")
        return {person: Held(one, *beside.get(person, nothing)) for person, one in found.items()}

    @staticmethod
    def put(connection: Connection, some: Sequence[Signature]) -> None:
        """Writes signatures, in place of those that the same people gave before."""
        rows = sorted(map(_VALUES, some), key=_KEY)
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

    @staticmethod
    def state(
        connection: Connection, campaign: int, some: Mapping[int, tuple[int | None, int | None, str]]
    ) -> None:
        """Writes what people state beside their signatures, in place of what they stated before."""
        given = [(campaign, person, *row) for person, row in sorted(some.items()) if any(row)]
        if given:
            dialect.add(connection, _STATE, given, _STATE_INSTEAD)
        if gone := [(campaign, person) for person, row in some.items() if not any(row)]:
            dialect.fixed(connection, _TAKE_STATED, gone)

    @staticmethod
    def take(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
        """Erases signatures (campaign, person), and what they state of themselves."""
        if pairs:
            dialect.fixed(connection, _TAKE, pairs)
            dialect.fixed(connection, _TAKE_STATED, pairs)

    async def total(self, campaign: int) -> tuple[int, int]:
        """How many confirmed signatures there are, and how many of them are vouched for."""
        query = sa.select(counts.c.n, counts.c.vouched).where(_counter(campaign, "all"))
        row = (await self.db.here.execute(query)).first()
        return (row.n, row.vouched) if row else (0, 0)

    async def totals(self, some: Collection[int]) -> Mapping[int, int]:
        """How many confirmed signatures each of these campaigns has."""
        query = sa.select(counts.c.campaign, counts.c.n).where(
            counts.c.campaign.in_(some), counts.c.kind == "all"
        )
        found = {row.campaign: row.n for row in await self.db.here.execute(query)}
        return {campaign: found.get(campaign, 0) for campaign in some}

    async def by(self, campaign: int, kind: str) -> list[tuple[int, int, int]]:
        """A breakdown as (term, count, of them vouched), the largest first; term 0 is not given."""
        query = sa.select(counts.c.term, counts.c.n, counts.c.vouched)
        query = query.where(_counter(campaign, kind), counts.c.n > 0)
        rows = await self.db.here.execute(query.order_by(counts.c.n.desc(), counts.c.term))
        return [(row.term, row.n, row.vouched) for row in rows]

    async def called(self, some: Collection[int]) -> dict[int, str]:
        """Terms by id, as they were said; languages and countries by their tag."""
        query = sa.select(terms.c.id, terms.c.said).where(terms.c.id.in_(list(some)))
        return {row.id: row.said for row in await self.db.here.execute(query)}

    async def of(self, campaign: int, person: int) -> Signature | None:
        """One person's signature."""
        found = await self.db.within(lambda c: self.among(c, campaign, [person]))
        return found.get(person)


def _signature(row: Sequence[Any]) -> Signature:
    plain = dict(zip(_FIELDS, row, strict=True))
    return Signature(**{**plain, "standing": Standing(plain["standing"]), "shown": Shown(plain["shown"])})


def _of_people(connection: Connection, sql: str, campaign: int, people: Collection[int]) -> list[Any]:
    """Rows of a fixed string that ends in IN, for however many people; few sizes stay prepared."""
    left = list(people)
    rows: list[Any] = []
    for size in _AT_ONCE:
        while len(left) >= size:
            some, left = left[:size], left[size:]
            rows += dialect.found(connection, f"{sql} ({', '.join('?' * size)})", (campaign, *some))
    return rows


def _counter(campaign: int, kind: str) -> sa.ColumnElement[bool]:
    return sa.and_(counts.c.campaign == campaign, counts.c.kind == kind)


TABLES = (signatures, signed_as, terms, counts)
