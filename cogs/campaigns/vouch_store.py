"""Which blocs vouch for their members under a campaign. Who of them has signed is nobody's to see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.sign_schema import signatures
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.term_store import heads, said, term_ids
from cogs.campaigns.trust_schema import vouches
from storage.database import Database

Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Vouching:
    """One bloc's word: for its members, or those of them who state this trade or none."""

    bloc: int
    trade: int | None
    members: frozenset[int]


class Vouched:
    """Who of some people is vouched for, and by which bloc."""

    def __init__(self, some: Sequence[Vouching], counts_as: Mapping[int, int]) -> None:
        self._some = some
        self._counts_as = counts_as

    def get(self, person: int, trade: int | None = None) -> int | None:
        """The bloc that vouches for a person who states this trade, None where none does."""
        stated = self._counts_as.get(trade, trade) if trade is not None else None
        for one in self._some:
            fits = one.trade is None or stated is None or one.trade == stated
            if fits and person in one.members:
                return one.bloc
        return None


def vouched_by(
    connection: Connection, campaign: int, people: Collection[int], trades: Collection[int], body: Body
) -> Vouched:
    """Who of these people, stating these trades, is vouched for by a bloc; body gives a bloc's people."""
    query = sa.select(vouches.c.bloc, vouches.c.trade).where(vouches.c.campaign == campaign)
    some = [(row.bloc, row.trade) for row in connection.execute(query.order_by(vouches.c.at, vouches.c.bloc))]
    if not some:
        return Vouched((), {})
    theirs = {trade for _, trade in some if trade is not None}
    counts_as = heads(connection, theirs.union(trades))
    wanted = frozenset(people)
    return Vouched(
        [
            Vouching(bloc, counts_as.get(trade, trade), body(connection, bloc) & wanted)
            for bloc, trade in some
        ],
        counts_as,
    )


class Vouches:
    """The word of blocs, and what follows from it for signatures that were there before."""

    def __init__(self, db: Database, body: Body) -> None:
        self.db = db
        self.body = body

    async def of(self, campaign: int) -> list[tuple[int, str]]:
        """The blocs that vouch, each with the trade that it vouches for, or nothing."""
        query = sa.select(vouches.c.bloc, vouches.c.trade).where(vouches.c.campaign == campaign)
        rows = (await self.db.here.execute(query.order_by(vouches.c.at, vouches.c.bloc))).all()
        words = await self.db.here.run_sync(said, [row.trade for row in rows if row.trade is not None])
        return [(row.bloc, words[row.trade].said if row.trade in words else "") for row in rows]

    async def give(self, campaign: Campaign, bloc: int, trade: str, at: datetime) -> None:
        """Has a bloc vouch for its members, or those of a trade, in place of what it said before."""
        await self.db.within(lambda c: self._give(c, campaign, bloc, trade, at))

    async def take_back(self, campaign: Campaign, bloc: int) -> bool:
        """Has a bloc vouch no longer; False where it did not."""
        own = sa.and_(vouches.c.campaign == campaign.id, vouches.c.bloc == bloc)
        gone = await self.db.here.execute(sa.delete(vouches).where(own))
        if gone.rowcount:
            await self.db.within(lambda c: self._anew(c, campaign.id))
        return bool(gone.rowcount)

    async def follow(self, campaign: int) -> None:
        """Vouches for those who came into a bloc after they had signed."""
        await self.db.within(lambda c: self._settle(c, campaign, self._bodies(c, campaign)))

    def _give(self, connection: Connection, campaign: Campaign, bloc: int, trade: str, at: datetime) -> None:
        own = sa.and_(vouches.c.campaign == campaign.id, vouches.c.bloc == bloc)
        connection.execute(sa.delete(vouches).where(own))
        word = ("trade", trade)
        term = term_ids(connection, campaign.assembly, [word]).get(word) if trade else None
        values = {"campaign": campaign.id, "bloc": bloc, "trade": term, "at": at}
        connection.execute(sa.insert(vouches).values(**values))
        self._anew(connection, campaign.id)

    def _anew(self, connection: Connection, campaign: int) -> None:
        """Says anew who is vouched for: those who were, and the members of all blocs that vouch."""
        before = sa.select(signatures.c.person).where(
            signatures.c.campaign == campaign, signatures.c.bloc.is_not(None)
        )
        people = {row.person for row in connection.execute(before)}
        self._settle(connection, campaign, people | self._bodies(connection, campaign))

    def _bodies(self, connection: Connection, campaign: int) -> set[int]:
        query = sa.select(vouches.c.bloc).where(vouches.c.campaign == campaign)
        return {member for row in connection.execute(query) for member in self.body(connection, row.bloc)}

    def _settle(self, connection: Connection, campaign: int, people: Collection[int]) -> None:
        some = Signatures.among(connection, campaign, people)
        trades = {one.trade for one in some.values() if one.trade is not None}
        vouched = vouched_by(connection, campaign, some, trades, self.body)
        now = {person: vouched.get(person, one.trade) for person, one in some.items()}
        changed = [replace(one, bloc=now[p]) for p, one in some.items() if one.bloc != now[p]]
        Signatures.put(connection, changed)
