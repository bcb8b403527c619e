"""Secret ballots in crowds, of choices and papers: one pass over a batch, each box written anew once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Generic, TypeVar

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors as errors
from bot.ballots.act import Cast, VotedOn
from bot.ballots.casting import Key
from bot.ballots.receipt import Receipt
from bot.ballots.secret import Came, SecretBox
from bot.ballots.secret_store import SecretBoxes
from storage.members import Roll

V = TypeVar("V", bound=VotedOn)
G = TypeVar("G")
T = TypeVar("T")


class SecretRound(ABC, Generic[V, G, T]):
    """One batch under way: boxes as the acts so far have left them."""

    def __init__(
        self,
        connection: Connection,
        secret: SecretBoxes[T],
        votings: Mapping[Key, V],
        twins: Mapping[int, Collection[int]],
    ) -> None:
        self.connection = connection
        self.secret = secret
        self.votings = votings
        self.twins = twins
        self.boxes: dict[int, SecretBox[T]] = {}
        self.changed: set[int] = set()
        self.stale: set[tuple[int, str, int]] = set()

    @abstractmethod
    def answer(self, act: Cast[G]) -> Reply | RuleError:
        """Judges one act on what the ones before it left."""

    @abstractmethod
    def told(self, voting: V, act: Cast[G], receipt: Receipt) -> Reply:
        """What is said to whoever voted so."""

    def bring(self, voting: V, act: Cast[G], said: T) -> Reply | RuleError:
        """Brings a ballot to its box."""
        if voting.box is None or act.receipt is None:
            raise ValueError("a secret ballot needs a box and a receipt")
        box = self._box(voting.box)
        if act.member not in box.voted and box.voted.intersection(self.twins.get(act.member, ())):
            return errors.VoteIsIn(act.number, voting.what)
        came = box.cast(act.member, act.receipt.hash, said)
        if came is Came.HAS_VOTED:
            return errors.HasVoted(act.number, voting.what)
        if came is Came.ANOTHERS:
            return errors.NotYourReceipt(act.number, voting.what)
        if came is not Came.STOOD:
            self.changed.add(voting.box)
        if came is Came.IN:
            self.stale.add((act.assembly, voting.card, act.number))
        return self.told(voting, act, act.receipt)

    def write(self) -> None:
        """Writes what has changed."""
        for box in sorted(self.changed):
            self.secret.write_anew(self.connection, box, self.boxes[box])

    def _box(self, box: int) -> SecretBox[T]:
        if box not in self.boxes:
            self.boxes[box] = self.secret.read_box(self.connection, box)
        return self.boxes[box]


class SecretCasting(ABC, Generic[V, G, T]):
    """Leaves no trace of an act but what it changed: no event, no journal, no time."""

    def __init__(self, roll: Roll, twins: Twins) -> None:
        self.roll = roll
        self.twins = twins

    @abstractmethod
    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, V]:
        """What is voted on, of these."""

    @abstractmethod
    def round(
        self, connection: Connection, votings: Mapping[Key, V], twins: Mapping[int, Collection[int]]
    ) -> SecretRound[V, G, T]:
        """A batch that begins."""

    def cast(self, connection: Connection, acts: Sequence[Cast[G]]) -> Batch:
        """Takes a batch of acts in, and answers each."""
        votings = self.votings(connection, {(act.assembly, act.number) for act in acts})
        round_ = self.round(connection, votings, self.twins(connection))
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([NotOnTheRoll() if act.member in gone else round_.answer(act) for act in acts])
        round_.write()
        batch.stale = round_.stale
        batch.untraced = set(range(len(acts)))
        batch.folds_in = bool(round_.changed)
        return batch
