"""Signatures on disk, in crowds and one by one. Counters follow by themselves, by triggers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.signature import Shown, Signature, Standing
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


class Signatures:
    """The rows of signatures, and the counters."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def among(connection: Connection, campaign: int, people: Collection[int]) -> dict[int, Signature]:
        """The signatures of these people under a campaign, by person."""
        query = sa.select(signatures).where(
            signatures.c.campaign == campaign, signatures.c.person.in_(people)
        )
        return {row.person: _signature(row) for row in connection.execute(query)}

    @staticmethod
    def put(connection: Connection, some: Sequence[Signature]) -> None:
        """Writes signatures, in place of those that the same people gave before."""
        rows = sorted(tuple(int(v) if v is not None else None for v in _values(one)) for one in some)
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

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

    async def of(self, campaign: int, person: int) -> Signature | None:
        """One person's signature."""
        found = await self.db.within(lambda c: self.among(c, campaign, [person]))
        return found.get(person)


def _counter(campaign: int, kind: str) -> sa.ColumnElement[bool]:
    return sa.and_(counts.c.campaign == campaign, counts.c.kind == kind)


def _values(one: Signature) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in _FIELDS)


def _signature(row: sa.Row[Any]) -> Signature:
    plain = {name: getattr(row, name) for name in _FIELDS}
    return Signature(**{**plain, "standing": Standing(row.standing), "shown": Shown(row.shown)})


TABLES = (signatures, signed_as, terms, counts)
