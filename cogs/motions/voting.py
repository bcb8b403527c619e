"""What a batch of ballots needs to know of the motions in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.store import Ballots
from cogs.motions.rules.state import State
from cogs.motions.schema import motions


@dataclass(slots=True)
class Voting:
    """A motion as far as a ballot meets it; electorate is None where anyone who was there may vote."""

    number: int
    state: State
    opened_at: datetime | None
    closes_at: datetime | None
    box: int | None
    electorate: frozenset[int] | None = None


_MOTION = sa.select(
    motions.c.assembly,
    motions.c.number,
    motions.c.state,
    motions.c.opened_at,
    motions.c.closes_at,
    motions.c.box,
)


def read_votings(
    connection: Connection, ballots: Ballots, wanted: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Voting]:
    """The motions of these (assembly, number), on the database's thread."""
    query = _MOTION.where(
        motions.c.assembly.in_({a for a, _ in wanted}), motions.c.number.in_({n for _, n in wanted})
    )
    found = {}
    for assembly, number, state, opened_at, closes_at, box in connection.execute(query):
        voting = Voting(number, State(state), opened_at, closes_at, box)
        if box is not None:
            voting.electorate = ballots.electorate(connection, box)
        found[assembly, number] = voting
    return found
