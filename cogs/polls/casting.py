"""Ballots of polls and elections in crowds: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Entry, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors
from bot.ballots.act_errors import What
from bot.ballots.ballot import Standing, standing_of
from bot.ballots.paper import Paper, read
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.secret_store import voted_among
from cogs.polls.entitling import is_over, refusal, row_of
from cogs.polls.marks import NO, YES
from cogs.polls.rules.errors import NoPoll
from cogs.polls.rules.poll import Kind
from cogs.polls.views import ballot as views
from cogs.polls.voting import Body, Readings, Voting, read_votings
from storage.dialect import micros
from storage.members import Roll


@dataclass(slots=True)
class Cast:
    """One act on one ballot: words is what it says, None where it is taken back.

    is_private says that nobody else can see it, encrypted what the room says of itself, rooms what it is and
    lies in; receipt is that of a secret ballot.
    """

    assembly: int
    number: int
    member: int
    words: str | None = field(repr=False)
    source: str
    replaces: str
    at: datetime | None
    since: datetime
    late: bool
    now: datetime
    is_private: bool = False
    encrypted: bool | None = None
    rooms: tuple[tuple[str, str], ...] = ()
    receipt: Receipt | None = field(default=None, repr=False)

    @property
    def is_reaction(self) -> bool:
        return self.source.startswith("reaction:")


_Row = tuple[int, int, str, str, int | None, int, str | None]
_Standings = dict[tuple[int, int], Standing[Paper]]
_Twins = Mapping[int, Collection[int]]


class Casting:
    """Checks and writes a batch of acts; each is judged on what the ones before it left."""

    def __init__(self, papers: Papers, roll: Roll, body: Body, twins: Twins) -> None:
        self.papers = papers
        self.roll = roll
        self.body = body
        self.twins = twins
        self.readings = Readings()

    def cast(self, connection: Connection, acts: Sequence[Cast]) -> Batch:
        wanted = {(act.assembly, act.number) for act in acts}
        votings = read_votings(connection, self.papers, wanted, self.body, self.readings)
        twins = self.twins(connection)
        round_ = _Round(votings, self._standing(connection, votings, acts, twins), twins)
        round_.voted = _voted(connection, votings, acts, twins)
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([NotOnTheRoll() if act.member in gone else round_.answer(act) for act in acts])
        self.papers.put(connection, [row for row in round_.rows.values() if row is not None])
        self.papers.take(connection, [pair for pair, row in round_.rows.items() if row is None])
        for (assembly, number), count in round_.changed.items():
            voting = votings[assembly, number]
            batch.stale.add((assembly, voting.card, number))
            if voting.unlisted:
                continue  # others would learn from the journal that there is such a poll
            batch.journal.setdefault(assembly, []).append(
                Entry("poll.ballots", number, facts={"acts": count})
            )
        batch.untraced = {i for i, act in enumerate(acts) if _is_untraced(votings, act)}
        return batch

    def _standing(
        self,
        connection: Connection,
        votings: dict[tuple[int, int], Voting],
        acts: Sequence[Cast],
        twins: _Twins,
    ) -> _Standings:
        """Ballots that have to be read first: to be taken back, replaced, or noted as read at the close."""
        pairs = set()
        for act in acts:
            voting = votings.get((act.assembly, act.number))
            if voting is None or voting.poll.box is None:
                continue
            if act.words is None or act.replaces or act.late or is_over(voting, act) or act.member in twins:
                pairs |= {(voting.poll.box, member) for member in (act.member, *twins.get(act.member, ()))}
        return self.papers.standing(connection, pairs) if pairs else {}


class _Round:
    """One batch under way: rows holds what is to be written, None what is to be taken out."""

    def __init__(self, votings: dict[tuple[int, int], Voting], standing: _Standings, twins: _Twins) -> None:
        self.votings = votings
        self.standing = standing
        self.twins = twins
        self.rows: dict[tuple[int, int], _Row | None] = {}
        self.changed: Counter[tuple[int, int]] = Counter()
        self.voted: dict[int, set[int]] = {}
        self._answers: dict[tuple[Paper, int, int, bool], Reply] = {}

    def answer(self, act: Cast) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return NoPoll(act.number)
        if (refused := refusal(voting, act)) is not None:
            return refused
        words = _meant(voting, act.words) if act.is_reaction and act.words is not None else act.words
        if words is None and act.words is not None and not act.replaces:
            return views.NOTHING_CHANGED
        try:
            paper = None if words is None else voting.reading.paper(words)
        except RuleError as error:
            return error
        if voting.is_secret:
            return self._asked(voting, act, paper)
        return self._put(voting, act, paper)

    def _put(self, voting: Voting, act: Cast, paper: Paper | None) -> Reply | RuleError:
        pair = (voting.poll.box or 0, act.member)
        before = self._before(pair)
        if paper is not None and before is None and self._is_in(pair):
            return act_errors.VoteIsIn(act.number, What.POLL)
        if _changes_nothing(act, before):
            return views.NOTHING_CHANGED
        if paper is None and before is None:
            return act_errors.NothingToTakeBack(act.number, What.POLL)
        self.changed[act.assembly, act.number] += 1
        if paper is None:
            self.rows[pair] = None
            return Reply(views.taken_back(voting.poll), silent=not voting.is_sealed, private=True)
        self.rows[pair] = row_of(voting, act, pair, paper, before)
        return self._told(voting, act, paper)

    def _told(self, voting: Voting, act: Cast, paper: Paper) -> Reply:
        """What everyone is told who voted so; a crowd is told few things.

        One choice is seen on the card; of more the answer shows whether they were read right.
        """
        is_seen = not voting.is_sealed and (voting.takes_one or act.is_reaction)
        key = (paper, act.number, act.assembly, is_seen)
        if key not in self._answers:
            self._answers[key] = Reply(views.voted(voting.poll, paper), silent=is_seen, private=True)
        return self._answers[key]

    def _asked(self, voting: Voting, act: Cast, paper: Paper | None) -> Reply | RuleError:
        """A secret vote is asked about, with the receipt that it will have: nothing is written before."""
        if paper is None:
            return act_errors.CannotTakeBack(act.number, What.POLL)
        voted = self.voted.get(voting.poll.box or 0, set())
        if act.member in voted:
            return act_errors.HasVoted(act.number, What.POLL)
        if voted.intersection(self.twins.get(act.member, ())):
            return act_errors.VoteIsIn(act.number, What.POLL)
        return Reply(views.about_to_vote(voting.poll, paper, Receipt.fresh()), private=True)

    def _is_in(self, pair: tuple[int, int]) -> bool:
        """Whether another member who is the same person has voted."""
        box, member = pair
        if member not in self.twins:
            return False
        return any(self._before((box, other)) is not None for other in self.twins[member])

    def _before(self, pair: tuple[int, int]) -> Standing[Paper] | None:
        if pair in self.rows:
            row = self.rows[pair]
            return None if row is None else standing_of(read, *row[2:7])
        return self.standing.get(pair)


def _meant(voting: Voting, words: str) -> str | None:
    """Of reactions those for which there is an option; None where none is left."""
    if voting.poll.kind is Kind.YES_NO:
        known = {YES, NO, "1", "2"}
    else:
        known = {str(option.n) for option in voting.poll.standing}
    return " ".join(word for word in words.split() if word in known) or None


def _changes_nothing(act: Cast, before: Standing[Paper] | None) -> bool:
    """Whether another ballot stands already: one from elsewhere, or one given after what was read late."""
    if act.replaces and (before is None or before.source != act.replaces):
        return True
    if not act.late or act.at is None or before is None or before.at is None:
        return False
    return micros(act.at) < before.at


def _voted(
    connection: Connection,
    votings: Mapping[tuple[int, int], Voting],
    acts: Sequence[Cast],
    twins: _Twins,
) -> dict[int, set[int]]:
    """Who of these members, and of those who are the same people, has voted, by secret box."""
    members = {member for act in acts for member in (act.member, *twins.get(act.member, ()))}
    boxes = {v.poll.box for v in votings.values() if v.is_secret and v.poll.box is not None}
    return {box: voted_among(connection, box, members) for box in boxes}


def _is_untraced(votings: Mapping[tuple[int, int], Voting], act: Cast) -> bool:
    """Whether no note may be kept of who did this when."""
    voting = votings.get((act.assembly, act.number))
    if voting is None:
        return False
    return voting.is_secret or (voting.is_sealed and act.is_reaction)
