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

AT_ONCE = 500
"""People who are looked at before others get a turn to write."""
_IN_A_QUESTION = 5000
_S = signatures.c
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
        return bool((await self.db.here.execute(sa.delete(vouches).where(own))).rowcount)

    async def anew(self, campaign: int, after: int | None) -> int | None:
        """Says anew who is vouched for, some people after one; after whom it goes on, None at the end."""
        return await self.db.within(lambda c: self._anew(c, campaign, after))

    async def follow(self, campaign: int) -> None:
        """Vouches for some of those who came into a bloc after they had signed."""
        await self.db.within(lambda c: self._follow(c, campaign))

    def _give(self, connection: Connection, campaign: Campaign, bloc: int, trade: str, at: datetime) -> None:
        own = sa.and_(vouches.c.campaign == campaign.id, vouches.c.bloc == bloc)
        connection.execute(sa.delete(vouches).where(own))
        word = ("trade", trade)
        term = term_ids(connection, campaign.assembly, [word]).get(word) if trade else None
        values = {"campaign": campaign.id, "bloc": bloc, "trade": term, "at": at}
        connection.execute(sa.insert(vouches).values(**values))

    def _anew(self, connection: Connection, campaign: int, after: int | None) -> int | None:
        """Looks at those who were vouched for, and at the members of all blocs that vouch."""
        some = sa.and_(_S.campaign == campaign, _S.bloc.is_not(None))
        later = sa.select(_S.person).where(some if after is None else sa.and_(some, _S.person > after))
        before = [row.person for row in connection.execute(later.order_by(_S.person).limit(AT_ONCE))]
        inside = sorted(p for p in self._bodies(connection, campaign) if after is None or p > after)[:AT_ONCE]
        ends = [part[-1] for part in (before, inside) if len(part) == AT_ONCE]
        people = {*before, *inside}
        self._settle(connection, campaign, {p for p in people if not ends or p <= min(ends)})
        return min(ends, default=None)

    def _follow(self, connection: Connection, campaign: int) -> None:
        inside, found = sorted(self._bodies(connection, campaign)), list[int]()
        for i in range(0, len(inside), _IN_A_QUESTION):
            some = _S.person.in_(inside[i : i + _IN_A_QUESTION])
            of_no_bloc = sa.and_(_S.campaign == campaign, _S.bloc.is_(None), some)
            rows = connection.execute(sa.select(_S.person).where(of_no_bloc).limit(AT_ONCE - len(found)))
            found += [row.person for row in rows]
        self._settle(connection, campaign, found)

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
