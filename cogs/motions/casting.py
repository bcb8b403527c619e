"""Ballots in crowds: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Entry, Reply
from bot.api.errors import NotOnTheRoll, PrivateOnly, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors
from bot.ballots.act_errors import What
from bot.ballots.ballot import LIVE, READ_AFTER_GAP, READ_AT_CLOSE, Standing, standing_of
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice, Votes
from bot.ballots.secret_store import voted_among
from bot.ballots.store import Ballots
from cogs.motions.rules import consensus, errors
from cogs.motions.rules import secret as secret_rules
from cogs.motions.rules.bloc import NotInTheBody
from cogs.motions.rules.hall import TickedInTheHall
from cogs.motions.rules.state import State
from cogs.motions.views import answers, secret
from cogs.motions.voting import Body, Voting, read_votings
from storage.dialect import micros
from storage.members import Roll

VOTE_CARD = "motion.vote"
"""The kind of the card that is voted on."""


@dataclass(slots=True)
class Cast:
    """One act on one ballot: choice is None where it is taken back.

    is_private says that nobody else can see it, encrypted what the room says of itself, rooms what it is and
    lies in; receipt is that of a secret ballot.
    """

    assembly: int
    number: int
    member: int
    choice: Choice | None
    source: str
    replaces: str
    at: datetime | None
    since: datetime
    late: bool
    reason: str = field(repr=False)
    now: datetime
    is_private: bool = False
    encrypted: bool | None = None
    rooms: tuple[tuple[str, str], ...] = ()
    receipt: Receipt | None = field(default=None, repr=False)

    @property
    def is_reaction(self) -> bool:
        return self.source.startswith("reaction:")


_Row = tuple[int, int, int, str, int | None, int, int | None, str]
_Standings = dict[tuple[int, int], Standing[Choice]]
_Twins = Mapping[int, Collection[int]]


class Casting:
    """Checks and writes a batch of acts; each is judged on what the ones before it left."""

    def __init__(self, ballots: Ballots, roll: Roll, body: Body, twins: Twins) -> None:
        self.ballots = ballots
        self.roll = roll
        self.body = body
        self.twins = twins

    def cast(self, connection: Connection, acts: Sequence[Cast]) -> Batch:
        wanted = {(act.assembly, act.number) for act in acts}
        votings = read_votings(connection, self.ballots, wanted, self.body)
        twins = self.twins(connection)
        round_ = _Round(votings, self._standing(connection, votings, acts, twins), twins)
        round_.voted = _voted(connection, votings, acts, twins)
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([NotOnTheRoll() if act.member in gone else round_.answer(act) for act in acts])
        self.ballots.put(connection, [row for row in round_.rows.values() if row is not None])
        self.ballots.take(connection, [pair for pair, row in round_.rows.items() if row is None])
        for (assembly, number), count in round_.changed.items():
            batch.stale.add((assembly, VOTE_CARD, number))
            if votings[assembly, number].unlisted:
                continue  # others would learn from the journal that there is such a motion
            batch.journal.setdefault(assembly, []).append(Entry("ballots", number, facts={"acts": count}))
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
            if voting is None or voting.box is None:
                continue
            if act.choice is None or act.replaces or act.late or _is_over(voting, act) or act.member in twins:
                pairs |= {(voting.box, member) for member in (act.member, *twins.get(act.member, ()))}
        return self.ballots.standing(connection, pairs) if pairs else {}


class _Round:
    """One batch under way: rows holds what is to be written, None what is to be taken out."""

    def __init__(self, votings: dict[tuple[int, int], Voting], standing: _Standings, twins: _Twins) -> None:
        self.votings = votings
        self.standing = standing
        self.twins = twins
        self.rows: dict[tuple[int, int], _Row | None] = {}
        self.changed: Counter[tuple[int, int]] = Counter()
        self.voted: dict[int, set[int]] = {}
        self._answers: dict[tuple[int, int, Choice], Reply] = {}

    def answer(self, act: Cast) -> Reply | RuleError:
        motion = (act.assembly, act.number)
        voting = self.votings.get(motion)
        if voting is None:
            return errors.NoMotion(act.number, ())
        if (refused := refusal(voting, act)) is not None:
            return refused
        if voting.votes is Votes.SECRET:
            return self._asked(voting, act)
        pair = (voting.box or 0, act.member)
        before = self._before(pair)
        if act.choice is not None and before is None and self._is_in(voting, act.member):
            return act_errors.VoteIsIn(act.number, What.MOTION)
        if _changes_nothing(act, before):
            return answers.NOTHING_CHANGED
        if act.choice is None and before is None:
            return act_errors.NothingToTakeBack(act.number, What.MOTION)
        self.changed[motion] += 1
        if act.choice is None:
            self.rows[pair] = None
            is_seen = not voting.votes.are_sealed
            return Reply(answers.taken_back(act.number), silent=is_seen, private=True)
        self.rows[pair] = _row(voting, act, pair, before)
        return self._told(motion, act.choice, voting)

    def _told(self, motion: tuple[int, int], choice: Choice, voting: Voting) -> Reply:
        """What everyone is told who voted so; a crowd is told few things."""
        key = (*motion, choice)
        if key not in self._answers:
            said = answers.voted(motion[1], choice, voting.closes_at)
            self._answers[key] = Reply(said, silent=not voting.votes.are_sealed, private=True)
        return self._answers[key]

    def _asked(self, voting: Voting, act: Cast) -> Reply | RuleError:
        """A secret vote is asked about, with the receipt that it will have: nothing is written before."""
        if act.choice is None:
            return act_errors.CannotTakeBack(act.number, What.MOTION)
        voted = self.voted.get(voting.box or 0, set())
        if act.member in voted:
            return act_errors.HasVoted(act.number, What.MOTION)
        if voted.intersection(self.twins.get(act.member, ())):
            return act_errors.VoteIsIn(act.number, What.MOTION)
        return Reply(secret.about_to_vote(act.number, act.choice, Receipt.fresh()), private=True)

    def _is_in(self, voting: Voting, member: int) -> bool:
        """Whether another member who is the same person has voted, here or in the hall."""
        others = self.twins.get(member, ())
        return any(o in voting.ticked or self._before((voting.box or 0, o)) is not None for o in others)

    def _before(self, pair: tuple[int, int]) -> Standing[Choice] | None:
        if pair in self.rows:
            row = self.rows[pair]
            return None if row is None else standing_of(Choice, *row[2:7])
        return self.standing.get(pair)


def _changes_nothing(act: Cast, before: Standing[Choice] | None) -> bool:
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
    boxes = {v.box for v in votings.values() if v.votes is Votes.SECRET and v.box is not None}
    return {box: voted_among(connection, box, members) for box in boxes}


def _is_untraced(votings: Mapping[tuple[int, int], Voting], act: Cast) -> bool:
    """Whether no note may be kept of who did this when."""
    voting = votings.get((act.assembly, act.number))
    if voting is None:
        return False
    return voting.votes is Votes.SECRET or (voting.votes.are_sealed and act.is_reaction)


def refusal(voting: Voting, act: Cast) -> RuleError | None:
    """Why an act on a ballot does not count, or None."""
    return unknown(voting, act) or _seen(voting, act) or _out_of_time(voting, act) or _no_vote(voting, act)


def unknown(voting: Voting, act: Cast) -> RuleError | None:
    """Of what an unlisted bloc decides nobody else learns, nor where others read along."""
    if not voting.unlisted:
        return None
    is_theirs = act.member in voting.body or act.member in (voting.electorate or ())
    is_here = act.is_private or bool(voting.rooms.intersection(act.rooms))
    return None if is_theirs and is_here else errors.NoMotion(act.number, ())


def _seen(voting: Voting, act: Cast) -> RuleError | None:
    """Whether somebody else could see a vote that nobody is to see."""
    if not voting.votes.are_sealed:
        return None
    if act.is_reaction:
        return act_errors.ReactionNotCounted(act.number, What.MOTION)
    if not act.is_private:
        return PrivateOnly()
    if voting.votes is not Votes.SECRET:
        return None
    if act.encrypted is False:
        return act_errors.NotEncrypted(act.number, What.MOTION)
    return secret_rules.NoReasonInSecret(act.number) if act.reason else None


def _out_of_time(voting: Voting, act: Cast) -> RuleError | None:
    if voting.box is None or voting.state in (State.MOVED, State.POSTPONED, State.SET_ASIDE):
        return errors.NotNow(act.number, voting.state)
    is_open = voting.state is State.OPEN or (voting.state is State.CLOSING and _came_in_time(voting, act))
    if not is_open:
        return (
            errors.VotingClosed(act.number, voting.closes_at)
            if voting.closes_at
            else errors.NotNow(act.number, voting.state)
        )
    if voting.closes_at is not None and act.at is not None and act.at >= voting.closes_at:
        return errors.VotingClosed(act.number, voting.closes_at)
    return None


def _no_vote(voting: Voting, act: Cast) -> RuleError | None:
    if (unfit := consensus.unfit(act.number, voting.way, act.choice, act.reason)) is not None:
        return unfit
    if act.member in voting.ticked and act.choice is not None:
        return TickedInTheHall(act.number)
    if voting.electorate is not None:
        if act.member in voting.electorate:
            return None
        return (errors.NotInTheElectorate if voting.bloc is None else NotInTheBody)(act.number)
    if voting.opened_at is not None and act.since > voting.opened_at:
        return errors.NotInTheElectorate(act.number)
    return None


def _came_in_time(voting: Voting, act: Cast) -> bool:
    """Whether an act that reaches us after the close was done before it, or may have been."""
    if act.at is None:
        return act.late
    return voting.closes_at is not None and act.at < voting.closes_at


def _is_over(voting: Voting, act: Cast) -> bool:
    return voting.state is State.CLOSING or (voting.closes_at is not None and act.now >= voting.closes_at)


def _row(
    voting: Voting,
    act: Cast,
    pair: tuple[int, int],
    before: Standing[Choice] | None,
) -> _Row:
    late, replaced = READ_AFTER_GAP if act.late else LIVE, None
    if _is_over(voting, act):
        late = READ_AT_CLOSE
    if late == READ_AT_CLOSE and before is not None:
        replaced = before.before if before.late == READ_AT_CLOSE else before.said
    at = None if act.at is None else micros(act.at)
    return (
        *pair,
        int(act.choice or 0),
        act.source,
        at,
        late,
        None if replaced is None else int(replaced),
        act.reason,
    )
