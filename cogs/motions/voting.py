"""What a batch of ballots needs to know of the motions in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.engine import Connection

from bot.ballots.act import VotedOn
from bot.ballots.act_errors import What
from bot.ballots.electorates import Electorates
from bot.ballots.rules import Votes, Way
from cogs.motions.hall_store import ticked_in
from cogs.motions.rules.state import State
from storage import dialect

VOTE_CARD = "motion.vote"
"""The kind of the card that is voted on."""


@dataclass(slots=True, kw_only=True)
class Voting(VotedOn):
    """A motion as far as a ballot meets it.

    ticked are those who vote in the hall; bloc is whose own motion it is.
    """

    what: What = What.MOTION
    number: int
    state: State
    opened_at: datetime | None
    way: Way = Way.SHARE
    ticked: frozenset[int] = frozenset()
    bloc: int | None = None


_MOTION = (
    "SELECT state, opened_at, closes_at, box, way, votes, bloc, unlisted FROM motions "
    "WHERE assembly = ? AND number = ?"
)
_CARDS = "SELECT network, room FROM posts WHERE assembly = ? AND subject = ? AND kind = ?"
Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


def read_votings(
    connection: Connection,
    electorates: Electorates,
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
                voting.electorate = electorates.of(connection, voting.box)
                voting.ticked = ticked_in(connection, assembly, number)
            if voting.unlisted and voting.bloc is not None:
                voting.body = body(connection, voting.bloc)
                cards = dialect.found(connection, _CARDS, (assembly, number, VOTE_CARD))
                voting.rooms = frozenset((network, room) for network, room in cards)
            found[assembly, number] = voting
    return found


def _voting(number: int, *row: Any) -> Voting:
    state, opened, closes, box, way, votes, bloc, unlisted = row
    return Voting(
        number=number,
        state=State(state),
        opened_at=_instant(opened),
        closes_at=_instant(closes),
        is_closing=state == State.CLOSING.value,
        box=box,
        way=Way(way),
        votes=Votes(votes),
        card=VOTE_CARD,
        bloc=bloc,
        unlisted=bool(unlisted),
    )


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else dialect.instant(micros)
