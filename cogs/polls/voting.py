"""What a batch of ballots needs to know of the polls in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.engine import Connection

from bot.api.circles import FIRST_UNLISTED
from bot.api.number import Numbered
from bot.ballots.act import VotedOn
from bot.ballots.act_errors import What
from bot.ballots.counting.election import Method
from bot.ballots.electorates import Electorates
from bot.ballots.rules import Votes
from cogs.polls.marks import MANY_CARD, card_of
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.rules.reading import Reading
from cogs.polls.settling import Settling
from storage import dialect


@dataclass(slots=True, kw_only=True)
class Voting(VotedOn):
    """A poll as far as a ballot meets it; is_fixed says that its box takes no more while it is counted."""

    poll: Poll
    reading: Reading
    takes_one: bool
    is_fixed: bool = False
    marks_add: bool


class Readings:
    """What was read before on the ballots of a few open polls; of others nothing is remembered."""

    def __init__(self) -> None:
        self._kept: dict[int, Reading] = {}

    def of(self, poll: Poll) -> Reading:
        """The reading of this poll's ballots, as it stands now."""
        if poll.votes.are_sealed:
            return Reading(poll)
        kept = self._kept.get(poll.id)
        if kept is None or not kept.reads(poll):
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = self._kept[poll.id] = Reading(poll)
        return kept


KEPT = 16
Body: TypeAlias = Callable[[Connection, int], frozenset[int]]
_POLL = (
    "SELECT id, kind, state, votes, asked_at, opened_at, closes_at, box, bloc, method, seats FROM polls "
    "WHERE assembly = ? AND number = ?"
)
_OPTIONS = "SELECT n, text, at, member, withdrawn, reopens FROM poll_options WHERE poll = ? ORDER BY n"
_CARDS = "SELECT network, room FROM posts WHERE assembly = ? AND subject = ? AND kind = ?"


def read_votings(
    connection: Connection,
    electorates: Electorates,
    wanted: Collection[tuple[int, int]],
    body: Body,
    readings: Readings,
    settling: Settling,
) -> dict[tuple[int, int], Voting]:
    """The polls of these (assembly, number), on the database's thread: a crowd is at few of them.

    body says who is in a bloc.
    """
    found = {}
    for assembly, number in wanted:
        for row in dialect.found(connection, _POLL, (assembly, number)):
            poll = _poll(connection, assembly, number, *row)
            voting = _voting(poll, readings.of(poll))
            voting.is_fixed = settling.is_fixed(poll.id)
            if poll.box is not None:
                voting.electorate = electorates.of(connection, poll.box)
            if poll.bloc is not None:
                if voting.unlisted:
                    voting.body = body(connection, poll.bloc)
                cards = dialect.found(connection, _CARDS, (assembly, number, voting.card))
                voting.rooms = frozenset((network, room) for network, room in cards)
            found[assembly, number] = voting
    return found


def what_of(poll: Poll) -> What:
    """What it is called where a ballot is refused."""
    return What.ELECTION if poll.is_election else What.POLL


def _voting(poll: Poll, reading: Reading) -> Voting:
    return Voting(
        what=what_of(poll),
        poll=poll,
        reading=reading,
        box=poll.box,
        closes_at=poll.closes_at,
        is_closing=poll.state is State.CLOSING,
        votes=poll.votes,
        card=card_of(poll.kind),
        unlisted=int(poll.number) >= FIRST_UNLISTED,
        takes_one=poll.takes_one,
        marks_add=card_of(poll.kind) == MANY_CARD,
    )


def _poll(connection: Connection, assembly: int, number: int, *row: Any) -> Poll:
    """Without its words: a ballot is answered by its number."""
    id_, kind, state, votes, asked, opened, closes, box, bloc, method, seats = row
    return Poll(
        assembly,
        Numbered(number),
        Kind(kind),
        "",
        None,
        dialect.instant(asked),
        State(state),
        Votes(votes),
        id_,
        _options(connection, id_),
        opened_at=_instant(opened),
        closes_at=_instant(closes),
        box=box,
        bloc=bloc,
        method=Method(method) if method else None,
        seats=seats,
    )


def _options(connection: Connection, poll: int) -> tuple[Option, ...]:
    return tuple(
        Option(n, text, _instant(at), member, bool(withdrawn), bool(reopens))
        for n, text, at, member, withdrawn, reopens in dialect.found(connection, _OPTIONS, (poll,))
    )


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else dialect.instant(micros)
