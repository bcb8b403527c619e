"""Which blocs vouch for their members under a campaign. Who of them has signed is nobody's to see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.term_store import heads
from cogs.campaigns.trust_schema import vouches

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
    said = {trade for _, trade in some if trade is not None}
    counts_as = heads(connection, said.union(trades))
    wanted = frozenset(people)
    return Vouched(
        [
            Vouching(bloc, counts_as.get(trade, trade), body(connection, bloc) & wanted)
            for bloc, trade in some
        ],
        counts_as,
    )
