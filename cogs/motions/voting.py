"""What a batch of ballots needs to know of the motions in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from bot.ballots.rules import Votes, Way
from bot.ballots.store import Ballots
from cogs.motions.hall_store import ticked_in
from cogs.motions.rules.state import State
from storage import dialect


@dataclass(slots=True)
class Voting:
    """A motion as far as a ballot meets it; electorate is None where anyone who was there may vote.

    ticked are those who vote in the hall.
    """

    number: int
    state: State
    opened_at: datetime | None
    closes_at: datetime | None
    box: int | None
    way: Way = Way.SHARE
    votes: Votes = Votes.OPEN
    electorate: frozenset[int] | None = None
    ticked: frozenset[int] = frozenset()


_MOTION = "SELECT state, opened_at, closes_at, box, way, votes FROM motions WHERE assembly = ? AND number = ?"


def read_votings(
    connection: Connection, ballots: Ballots, wanted: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Voting]:
    """The motions of these (assembly, number), on the database's thread: a crowd is at few of them."""
    found = {}
    for assembly, number in wanted:
        for state, opened, closes, box, way, votes in dialect.found(connection, _MOTION, (assembly, number)):
            opened_at, closes_at = _instant(opened), _instant(closes)
            voting = Voting(number, State(state), opened_at, closes_at, box, Way(way), Votes(votes))
            if box is not None:
                voting.electorate = ballots.electorate(connection, box)
                voting.ticked = ticked_in(connection, assembly, number)
            found[assembly, number] = voting
    return found


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else dialect.instant(micros)
