"""Ballots in crowds, of choices and of papers alike: one pass over a batch, on the database's thread."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Entry, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors as errors
from bot.ballots.act import Cast, VotedOn, changes_nothing, is_over
from bot.ballots.ballot import LIVE, READ_AFTER_GAP, READ_AT_CLOSE, Standing, standing_of
from bot.ballots.named import Named
from bot.ballots.receipt import Receipt
from bot.ballots.secret_store import voted_among
from bot.ballots.views import NOTHING_CHANGED
from storage.dialect import micros
from storage.members import Roll

V = TypeVar("V", bound=VotedOn)
G = TypeVar("G")
T = TypeVar("T")

Key: TypeAlias = tuple[int, int]
"""What is voted on, by its assembly and number."""


class Round(ABC, Generic[V, G, T]):
    """One batch under way: rows holds what is to be written, None what is to be taken out.

    G is what an act gives, T what its ballot says. Who has voted in secret stands in voted, by box.
    """

    def __init__(
        self, boxes: Named[T], votings: Mapping[Key, V], twins: Mapping[int, Collection[int]]
    ) -> None:
        self.boxes = boxes
        self.votings = votings
        self.twins = twins
        self.rows: dict[tuple[int, int], tuple[Any, ...] | None] = {}
        self.changed: Counter[Key] = Counter()
        self.standing: dict[tuple[int, int], Standing[T]] = {}
        self.voted: dict[int, set[int]] = {}

    def read(self, connection: Connection, acts: Sequence[Cast[G]]) -> None:
        """Reads first what has to be: ballots that are replaced, and who has voted in secret."""
        pairs = self._wanted(acts)
        self.standing = self.boxes.standing(connection, pairs) if pairs else {}
        secret = {v.box for v in self.votings.values() if v.is_secret and v.box is not None}
        if secret:
            members = {member for act in acts for member in self._person(act.member)}
            self.voted = {box: voted_among(connection, box, members) for box in secret}

    def _wanted(self, acts: Sequence[Cast[G]]) -> set[tuple[int, int]]:
        """Ballots that are to be taken back, replaced, or noted as read at the close."""
        pairs = set()
        for act in acts:
            voting = self.votings.get((act.assembly, act.number))
            if voting is None or voting.box is None:
                continue
            is_anew = act.given is None or act.replaces or act.member in self.twins
            if is_anew or act.late or is_over(voting, act):
                pairs |= {(voting.box, member) for member in self._person(act.member)}
        return pairs

    def _person(self, member: int) -> tuple[int, ...]:
        """This member and those who are the same person."""
        return (member, *self.twins.get(member, ()))

    @abstractmethod
    def answer(self, act: Cast[G]) -> Reply | RuleError:
        """Judges one act on what the ones before it left."""

    @abstractmethod
    def told(self, voting: V, act: Cast[G], said: T) -> Reply:
        """What is said to whoever voted so."""

    @abstractmethod
    def taken_back(self, voting: V, act: Cast[G]) -> Reply:
        """What is said to whoever took a vote back."""

    @abstractmethod
    def asked(self, voting: V, act: Cast[G], said: T, receipt: Receipt) -> Reply:
        """What is asked of whoever is about to vote in secret."""

    def put(self, voting: V, act: Cast[G], said: T | None) -> Reply | RuleError:
        """Takes an open ballot in, or out where nothing is said."""
        pair = (voting.box or 0, act.member)
        before = self._before(pair)
        if said is not None and before is None and self._is_in(voting, act.member):
            return errors.VoteIsIn(act.number, voting.what)
        if changes_nothing(act, before):
            return NOTHING_CHANGED
        if said is None and before is None:
            return errors.NothingToTakeBack(act.number, voting.what)
        self.changed[act.assembly, act.number] += 1
        if said is None:
            self.rows[pair] = None
            return self.taken_back(voting, act)
        self.rows[pair] = self.row(voting, act, said, before)
        return self.told(voting, act, said)

    def ask(self, voting: V, act: Cast[G], said: T | None) -> Reply | RuleError:
        """Asks about a secret vote, with the receipt that it will have: nothing is written before."""
        if said is None:
            return errors.CannotTakeBack(act.number, voting.what)
        voted = self.voted.get(voting.box or 0, set())
        if act.member in voted:
            return errors.HasVoted(act.number, voting.what)
        if voted.intersection(self.twins.get(act.member, ())):
            return errors.VoteIsIn(act.number, voting.what)
        return self.asked(voting, act, said, Receipt.fresh())

    def row(self, voting: V, act: Cast[G], said: T, before: Standing[T] | None) -> tuple[Any, ...]:
        """A ballot as it is written."""
        late, replaced = READ_AFTER_GAP if act.late else LIVE, None
        if is_over(voting, act):
            late = READ_AT_CLOSE
        if late == READ_AT_CLOSE and before is not None:
            replaced = before.before if before.late == READ_AT_CLOSE else before.said
        at = None if act.at is None else micros(act.at)
        write = self.boxes.written
        kept = None if replaced is None else write(replaced)
        return (voting.box, act.member, write(said), act.source, at, late, kept)

    def has_voted(self, voting: V, member: int) -> bool:
        """Whether a member's vote is in."""
        return self._before((voting.box or 0, member)) is not None

    def _is_in(self, voting: V, member: int) -> bool:
        """Whether another member who is the same person has voted."""
        if member not in self.twins:
            return False
        return any(self.has_voted(voting, other) for other in self.twins[member])

    def _before(self, pair: tuple[int, int]) -> Standing[T] | None:
        if pair in self.rows:
            row = self.rows[pair]
            return None if row is None else standing_of(self.boxes.read, *row[2:7])
        return self.standing.get(pair)


class Casting(ABC, Generic[V, G, T]):
    """Checks and writes a batch of acts; each is judged on what the ones before it left.

    kind is that of the journal's entry, one for a batch.
    """

    kind: ClassVar[str]

    def __init__(self, boxes: Named[T], roll: Roll, twins: Twins) -> None:
        self.boxes = boxes
        self.roll = roll
        self.twins = twins

    @abstractmethod
    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, V]:
        """What is voted on, of these."""

    @abstractmethod
    def round(self, votings: Mapping[Key, V], twins: Mapping[int, Collection[int]]) -> Round[V, G, T]:
        """A batch that begins."""

    def cast(self, connection: Connection, acts: Sequence[Cast[G]]) -> Batch:
        """Takes a batch of acts in, and answers each."""
        votings = self.votings(connection, {(act.assembly, act.number) for act in acts})
        round_ = self.round(votings, self.twins(connection))
        round_.read(connection, acts)
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([NotOnTheRoll() if act.member in gone else round_.answer(act) for act in acts])
        self.boxes.put(connection, [row for row in round_.rows.values() if row is not None])
        self.boxes.take(connection, [pair for pair, row in round_.rows.items() if row is None])
        for (assembly, number), count in round_.changed.items():
            voting = votings[assembly, number]
            batch.stale.add((assembly, voting.card, number))
            if voting.unlisted:
                continue  # others would learn from the journal that there is such a vote
            batch.journal.setdefault(assembly, []).append(Entry(self.kind, number, facts={"acts": count}))
        batch.untraced = {i for i, act in enumerate(acts) if _is_untraced(votings, act)}
        return batch


def _is_untraced(votings: Mapping[Key, VotedOn], act: Cast[Any]) -> bool:
    """Whether no note may be kept of who did this when."""
    voting = votings.get((act.assembly, act.number))
    if voting is None:
        return False
    return voting.is_secret or (voting.is_sealed and act.is_reaction)
