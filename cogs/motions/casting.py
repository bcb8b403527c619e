"""Ballots on motions: which count, and what is told to those who gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.errors import PrivateOnly, RuleError
from bot.api.person import Twins
from bot.ballots import act_errors, casting
from bot.ballots.act import Cast, came_in_time, is_hidden
from bot.ballots.act_errors import What
from bot.ballots.ballot import Standing
from bot.ballots.casting import Key, Round
from bot.ballots.named import Named
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice
from bot.ballots.store import Ballots
from cogs.motions.rules import consensus, errors
from cogs.motions.rules import secret as secret_rules
from cogs.motions.rules.bloc import NotInTheBody
from cogs.motions.rules.hall import TickedInTheHall
from cogs.motions.rules.state import State
from cogs.motions.views import answers, secret
from cogs.motions.voting import Body, Voting, read_votings
from storage.members import Roll


class Casting(casting.Casting[Voting, Choice, Choice]):
    """Batches of ballots that have names on them, and the first step of secret ones."""

    kind = "ballots"

    def __init__(self, ballots: Ballots, roll: Roll, body: Body, twins: Twins) -> None:
        super().__init__(ballots, roll, twins)
        self.body = body

    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, Voting]:
        return read_votings(connection, self.boxes.electorates, wanted, self.body)

    def round(self, votings: Mapping[Key, Voting], twins: Mapping[int, Collection[int]]) -> _Round:
        return _Round(self.boxes, votings, twins)


class _Round(Round[Voting, Choice, Choice]):
    def __init__(
        self,
        boxes: Named[Choice],
        votings: Mapping[Key, Voting],
        twins: Mapping[int, Collection[int]],
    ) -> None:
        super().__init__(boxes, votings, twins)
        self._answers: dict[tuple[int, int, Choice], Reply] = {}

    def answer(self, act: Cast[Choice]) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return errors.NoMotion(act.number, ())
        if (refused := refusal(voting, act)) is not None:
            return refused
        return self.ask(voting, act, act.given) if voting.is_secret else self.put(voting, act, act.given)

    def told(self, voting: Voting, act: Cast[Choice], said: Choice) -> Reply:
        """A crowd is told few things."""
        key = (act.assembly, act.number, said)
        if key not in self._answers:
            words = answers.voted(act.number, said, voting.closes_at)
            self._answers[key] = Reply(words, silent=not voting.is_sealed, private=True)
        return self._answers[key]

    def taken_back(self, voting: Voting, act: Cast[Choice]) -> Reply:
        return Reply(answers.taken_back(act.number), silent=not voting.is_sealed, private=True)

    def asked(self, voting: Voting, act: Cast[Choice], said: Choice, receipt: Receipt) -> Reply:
        return Reply(secret.about_to_vote(act.number, said, receipt), private=True)

    def row(
        self, voting: Voting, act: Cast[Choice], said: Choice, before: Standing[Choice] | None
    ) -> tuple[Any, ...]:
        """With the reason of a block."""
        return (*super().row(voting, act, said, before), act.reason)

    def has_voted(self, voting: Voting, member: int) -> bool:
        """Whether a member's vote is in, here or in the hall."""
        return member in voting.ticked or super().has_voted(voting, member)


def refusal(voting: Voting, act: Cast[Choice]) -> RuleError | None:
    """Why an act on a ballot does not count, or None."""
    return unknown(voting, act) or _seen(voting, act) or _out_of_time(voting, act) or _no_vote(voting, act)


def unknown(voting: Voting, act: Cast[Choice]) -> RuleError | None:
    """Of what an unlisted bloc decides nobody else learns."""
    return errors.NoMotion(act.number, ()) if is_hidden(voting, act) else None


def _seen(voting: Voting, act: Cast[Choice]) -> RuleError | None:
    """Whether somebody else could see a vote that nobody is to see."""
    if not voting.is_sealed:
        return None
    if act.is_reaction:
        return act_errors.ReactionNotCounted(act.number, What.MOTION)
    if not act.is_private:
        return PrivateOnly()
    if not voting.is_secret:
        return None
    if act.encrypted is False:
        return act_errors.NotEncrypted(act.number, What.MOTION)
    return secret_rules.NoReasonInSecret(act.number) if act.reason else None


def _out_of_time(voting: Voting, act: Cast[Choice]) -> RuleError | None:
    if voting.box is None or voting.state in (State.MOVED, State.POSTPONED, State.SET_ASIDE):
        return errors.NotNow(act.number, voting.state)
    is_open = voting.state is State.OPEN or (voting.state is State.CLOSING and came_in_time(voting, act))
    if not is_open:
        return (
            errors.VotingClosed(act.number, voting.closes_at)
            if voting.closes_at
            else errors.NotNow(act.number, voting.state)
        )
    if voting.closes_at is not None and act.at is not None and act.at >= voting.closes_at:
        return errors.VotingClosed(act.number, voting.closes_at)
    return None


def _no_vote(voting: Voting, act: Cast[Choice]) -> RuleError | None:
    if (unfit := consensus.unfit(act.number, voting.way, act.given, act.reason)) is not None:
        return unfit
    if act.member in voting.ticked and act.given is not None:
        return TickedInTheHall(act.number)
    if voting.electorate is not None:
        if act.member in voting.electorate:
            return None
        return (errors.NotInTheElectorate if voting.bloc is None else NotInTheBody)(act.number)
    if voting.opened_at is not None and act.since > voting.opened_at:
        return errors.NotInTheElectorate(act.number)
    return None
