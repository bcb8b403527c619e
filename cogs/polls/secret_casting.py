"""Secret ballots of polls and elections: what they say, and what is told to those who gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.errors import RuleError
from bot.api.person import Twins
from bot.ballots import act_errors, secret_casting
from bot.ballots.act import Cast
from bot.ballots.casting import Key
from bot.ballots.paper import Paper
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.secret_casting import SecretRound
from cogs.polls.entitling import refusal, unknown
from cogs.polls.rules.errors import NoPoll
from cogs.polls.settling import Settling
from cogs.polls.views import ballot as views
from cogs.polls.voting import Body, Readings, Voting, read_votings
from storage.members import Roll


class SecretCasting(secret_casting.SecretCasting[Voting, str, Paper]):
    """Batches of secret ballots, each with its receipt."""

    def __init__(self, papers: Papers, roll: Roll, body: Body, twins: Twins, settling: Settling) -> None:
        super().__init__(roll, twins)
        self.papers = papers
        self.body = body
        self.settling = settling

    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, Voting]:
        return read_votings(connection, self.papers.electorates, wanted, self.body, Readings(), self.settling)

    def round(
        self, connection: Connection, votings: Mapping[Key, Voting], twins: Mapping[int, Collection[int]]
    ) -> _Round:
        return _Round(connection, self.papers.secret, votings, twins)


class _Round(SecretRound[Voting, str, Paper]):
    def answer(self, act: Cast[str]) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return NoPoll(act.number)
        if not voting.is_secret:
            return unknown(voting, act) or act_errors.NotSecret(act.number, voting.what)
        if (refused := refusal(voting, act)) is not None:
            return refused
        try:
            paper = voting.reading.paper(act.given or "")
        except RuleError as error:
            return error
        return self.bring(voting, act, paper)

    def told(self, voting: Voting, act: Cast[str], receipt: Receipt) -> Reply:
        return Reply(views.vote_is_in(voting.poll, receipt), private=True)
