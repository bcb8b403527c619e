"""Secret ballots on motions: which count, and what is told to those who gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.errors import RuleError
from bot.api.person import Twins
from bot.ballots import act_errors, secret_casting
from bot.ballots.act import Cast
from bot.ballots.casting import Key
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice
from bot.ballots.secret_casting import SecretRound
from bot.ballots.store import Ballots
from cogs.motions.casting import refusal, unknown
from cogs.motions.rules.errors import NoMotion
from cogs.motions.views import secret
from cogs.motions.voting import Body, Voting, read_votings
from storage.members import Roll


class SecretCasting(secret_casting.SecretCasting[Voting, Choice, Choice]):
    """Batches of secret ballots, each with its receipt."""

    def __init__(self, ballots: Ballots, roll: Roll, body: Body, twins: Twins) -> None:
        super().__init__(roll, twins)
        self.ballots = ballots
        self.body = body

    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, Voting]:
        return read_votings(connection, self.ballots.electorates, wanted, self.body)

    def round(
        self, connection: Connection, votings: Mapping[Key, Voting], twins: Mapping[int, Collection[int]]
    ) -> _Round:
        return _Round(connection, self.ballots.secret, votings, twins)


class _Round(SecretRound[Voting, Choice, Choice]):
    def answer(self, act: Cast[Choice]) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return NoMotion(act.number, ())
        if not voting.is_secret:
            return unknown(voting, act) or act_errors.NotSecret(act.number, voting.what)
        if (refused := refusal(voting, act)) is not None:
            return refused
        if act.given is None:
            raise ValueError("a secret ballot needs a choice")
        return self.bring(voting, act, act.given)

    def told(self, voting: Voting, act: Cast[Choice], receipt: Receipt) -> Reply:
        return Reply(secret.vote_is_in(act.number, voting.closes_at, receipt), private=True)
