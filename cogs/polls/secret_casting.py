"""Secret ballots of polls and elections in crowds: one pass over a batch, each box written anew once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors
from bot.ballots.act_errors import What
from bot.ballots.paper import Paper
from bot.ballots.paper_store import Papers
from bot.ballots.secret import Came, SecretBox
from bot.ballots.secret_papers import read_box, write_anew
from cogs.polls.casting import Cast
from cogs.polls.entitling import refusal, unknown
from cogs.polls.rules.errors import NoPoll
from cogs.polls.views import ballot as views
from cogs.polls.voting import Body, Readings, Voting, read_votings
from storage.members import Roll


class SecretCasting:
    """Leaves no trace of an act but what it changed: no event, no journal, no time."""

    def __init__(self, papers: Papers, roll: Roll, body: Body, twins: Twins) -> None:
        self.papers = papers
        self.roll = roll
        self.body = body
        self.twins = twins

    def cast(self, connection: Connection, acts: Sequence[Cast]) -> Batch:
        wanted = {(act.assembly, act.number) for act in acts}
        votings = read_votings(connection, self.papers, wanted, self.body, Readings())
        round_ = _Round(connection, votings, self.twins(connection))
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([NotOnTheRoll() if act.member in gone else round_.answer(act) for act in acts])
        for box in sorted(round_.changed):
            write_anew(connection, box, round_.boxes[box])
        batch.stale = round_.stale
        batch.untraced = set(range(len(acts)))
        batch.folds_in = bool(round_.changed)
        return batch


class _Round:
    """One batch under way: boxes as the acts so far have left them."""

    def __init__(
        self,
        connection: Connection,
        votings: dict[tuple[int, int], Voting],
        twins: Mapping[int, Collection[int]],
    ) -> None:
        self.connection = connection
        self.votings = votings
        self.twins = twins
        self.boxes: dict[int, SecretBox[Paper]] = {}
        self.changed: set[int] = set()
        self.stale: set[tuple[int, str, int]] = set()

    def answer(self, act: Cast) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return NoPoll(act.number)
        if not voting.is_secret:
            return unknown(voting, act) or act_errors.NotSecret(act.number, What.POLL)
        if (refused := refusal(voting, act)) is not None:
            return refused
        try:
            paper = voting.reading.paper(act.words or "")
        except RuleError as error:
            return error
        return self._brought(voting, act, paper)

    def _brought(self, voting: Voting, act: Cast, paper: Paper) -> Reply | RuleError:
        if voting.poll.box is None or act.receipt is None:
            raise ValueError("a secret ballot needs a box and a receipt")
        box = self._box(voting.poll.box)
        if act.member not in box.voted and box.voted.intersection(self.twins.get(act.member, ())):
            return act_errors.VoteIsIn(act.number, What.POLL)
        came = box.cast(act.member, act.receipt.hash, paper)
        if came is Came.HAS_VOTED:
            return act_errors.HasVoted(act.number, What.POLL)
        if came is Came.ANOTHERS:
            return act_errors.NotYourReceipt(act.number, What.POLL)
        if came is not Came.STOOD:
            self.changed.add(voting.poll.box)
        if came is Came.IN:
            self.stale.add((act.assembly, voting.card, act.number))
        return Reply(views.vote_is_in(voting.poll, act.receipt), private=True)

    def _box(self, box: int) -> SecretBox[Paper]:
        if box not in self.boxes:
            self.boxes[box] = read_box(self.connection, box)
        return self.boxes[box]
