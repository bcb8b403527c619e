"""What a batch of ballots needs to know of the motions in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.engine import Connection

from bot.ballots.rules import Votes, Way
from bot.ballots.store import Ballots
from cogs.motions.hall_store import ticked_in
from cogs.motions.rules.state import State
from storage import dialect


@dataclass(slots=True)
class Voting:
    """A motion as far as a ballot meets it; electorate is None where anyone who was there may vote.

    ticked are those who vote in the hall. bloc is whose own motion it is; of an unlisted one body is who may
    know of it now, and rooms are those that have its card.
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
    bloc: int | None = None
    unlisted: bool = False
    body: frozenset[int] = frozenset()
    rooms: frozenset[tuple[str, str]] = frozenset()


_MOTION = (
    "SELECT state, opened_at, closes_at, box, way, votes, bloc, unlisted FROM motions "
    "WHERE assembly = ? AND number = ?"
)
_CARDS = "SELECT network, room FROM posts WHERE assembly = ? AND subject = ? AND kind = 'motion.vote'"
Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


def read_votings(
    connection: Connection,
    ballots: Ballots,
    wanted: Collection[tuple[int, int]],
    body: Body = lambda _connection, _bloc: frozenset(),
) -> dict[tuple[int, int], Voting]:
    """The motions of these (assembly, number), on the database's thread: a crowd is at few of them.

    body says who is in a bloc.
    """
    found = {}
    for assembly, number in wanted:
        for row in dialect.found(connection, _MOTION, (assembly, number)):
            voting = _voting(number, *row)
            if voting.box is not None:
                voting.electorate = ballots.electorate(connection, voting.box)
                voting.ticked = ticked_in(connection, assembly, number)
            if voting.unlisted and voting.bloc is not None:
                voting.body = body(connection, voting.bloc)
                voting.rooms = frozenset(
                    (network, room) for network, room in dialect.found(connection, _CARDS, (assembly, number))
                )
            found[assembly, number] = voting
    return found


def _voting(number: int, *row: Any) -> Voting:
    state, opened, closes, box, way, votes, bloc, unlisted = row
    return Voting(
        number,
        State(state),
        _instant(opened),
        _instant(closes),
        box,
        Way(way),
        Votes(votes),
        bloc=bloc,
        unlisted=bool(unlisted),
    )


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else dialect.instant(micros)
