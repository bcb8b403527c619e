"""Ballots of polls and elections: what they say, and what is told to those who gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.errors import RuleError
from bot.api.person import Twins
from bot.ballots import casting
from bot.ballots.act import Cast, is_of_marks
from bot.ballots.casting import Key, Round
from bot.ballots.named import Named
from bot.ballots.paper import Paper
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.views import NOTHING_CHANGED
from cogs.polls.entitling import refusal
from cogs.polls.marks import NO, YES
from cogs.polls.rules.errors import NoPoll
from cogs.polls.rules.marked import changed_by, with_marks
from cogs.polls.rules.poll import Kind
from cogs.polls.settling import Settling
from cogs.polls.views import ballot as views
from cogs.polls.voting import Body, Readings, Voting, read_votings
from storage.members import Roll


class Casting(casting.Casting[Voting, str, Paper]):
    """Batches of ballots that have names on them, and the first step of secret ones."""

    kind = "poll.ballots"

    def __init__(self, papers: Papers, roll: Roll, body: Body, twins: Twins, settling: Settling) -> None:
        super().__init__(papers, roll, twins)
        self.body = body
        self.settling = settling
        self.readings = Readings()

    def votings(self, connection: Connection, wanted: Collection[Key]) -> Mapping[Key, Voting]:
        return read_votings(
            connection, self.boxes.electorates, wanted, self.body, self.readings, self.settling
        )

    def round(self, votings: Mapping[Key, Voting], twins: Mapping[int, Collection[int]]) -> _Round:
        return _Round(self.boxes, votings, twins)


class _Round(Round[Voting, str, Paper]):
    def __init__(
        self,
        boxes: Named[Paper],
        votings: Mapping[Key, Voting],
        twins: Mapping[int, Collection[int]],
    ) -> None:
        super().__init__(boxes, votings, twins)
        self._answers: dict[tuple[int | None, Paper, bool], Reply] = {}

    def answer(self, act: Cast[str]) -> Reply | RuleError:
        voting = self.votings.get((act.assembly, act.number))
        if voting is None:
            return NoPoll(act.number)
        if (refused := refusal(voting, act)) is not None:
            return refused
        words = act.given
        if act.is_reaction:
            if voting.marks_add:
                return self._by_marks(voting, act)
            words = None if words is None else _meant(voting, words)
            if words is None and act.given is not None and not act.replaces:
                return NOTHING_CHANGED
        try:
            paper = None if words is None else voting.reading.paper(words)
        except RuleError as error:
            return error
        return self.ask(voting, act, paper) if voting.is_secret else self.put(voting, act, paper)

    def _wanted(self, acts: Sequence[Cast[str]]) -> set[Key]:
        """Marks change a ballot that may stand, so that is read as well."""
        pairs = super()._wanted(acts)
        added = {key: v.box for key, v in self.votings.items() if v.marks_add and v.box is not None}
        if added:
            keys = [((act.assembly, act.number), act.member) for act in acts if act.is_reaction]
            pairs |= {(added[key], member) for key, member in keys if key in added}
        return pairs

    def _by_marks(self, voting: Voting, act: Cast[str]) -> Reply | RuleError:
        """Each mark adds its own option or takes it off; what came another way is not taken off by it."""
        before = self._before((voting.box or 0, act.member))
        put, off = changed_by(act.given or "", voting.poll.standing)
        if before is None or not is_of_marks(before.source):
            off = frozenset()
        said = before.said if before else ()
        paper = with_marks(said, put, off)
        if paper == said:
            return NOTHING_CHANGED
        return self.put(voting, replace(act, replaces=""), paper or None)

    def told(self, voting: Voting, act: Cast[str], said: Paper) -> Reply:
        """A crowd is told few things.

        One choice is seen on the card; of more the answer shows whether they were read right.
        """
        is_seen = not voting.is_sealed and (voting.takes_one or act.is_reaction)
        key = (voting.box, said, is_seen)
        if (answer := self._answers.get(key)) is None:
            answer = Reply(views.voted(voting.poll, said), silent=is_seen, private=True)
            self._answers[key] = answer
        return answer

    def taken_back(self, voting: Voting, act: Cast[str]) -> Reply:
        return Reply(views.taken_back(voting.poll), silent=not voting.is_sealed, private=True)

    def asked(self, voting: Voting, act: Cast[str], said: Paper, receipt: Receipt) -> Reply:
        return Reply(views.about_to_vote(voting.poll, said, receipt), private=True)


def _meant(voting: Voting, words: str) -> str | None:
    """Of reactions those for which there is an option; None where none is left."""
    if voting.poll.kind is Kind.YES_NO:
        known = {YES, NO, "1", "2"}
    else:
        known = {str(option.n) for option in voting.poll.standing}
    return " ".join(word for word in words.split() if word in known) or None
