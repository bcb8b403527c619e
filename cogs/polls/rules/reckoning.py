"""A count made from what was read at one moment, with all that binds it: it needs nothing and nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.ask import Recount
from bot.ballots import record
from bot.ballots.ballot import PaperBallot
from bot.ballots.paper import Paper
from cogs.polls.rules import export
from cogs.polls.rules import outcome as outcomes
from cogs.polls.rules import poll as life
from cogs.polls.rules.export import Held, Seal
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll


@dataclass(frozen=True, slots=True)
class Found:
    """All of a box at one moment; counters are what triggers have counted of open ballots, by the paper;
    turnout is how many have voted.

    electorate is None where anyone could vote; before is what the seed of the lot was made from. fingerprint
    tells whether anything has changed since.
    """

    electorate: frozenset[int] | None = frozenset()
    ballots: Sequence[PaperBallot] = ()
    receipts: Sequence[tuple[str, Paper]] = ()
    before: str = ""
    counters: Mapping[Paper, int] = field(default_factory=dict)
    turnout: int = 0
    fingerprint: str = ""

    @property
    def papers(self) -> Counter[Paper]:
        """How often each paper was given."""
        return Counter([*(ballot.paper for ballot in self.ballots), *(paper for _, paper in self.receipts)])

    def held(self, poll: Poll, outcome: Outcome) -> Held:
        """What a count rests on."""
        return Held(poll, outcome, self.electorate, self.ballots, self.receipts, self.before)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A count that is ready: of which poll, as it was, with its seal and what the journal is to say."""

    poll: Poll
    ended: Poll
    outcome: Outcome
    seal: Seal
    facts: Mapping[str, str | int]
    fingerprint: str = ""


def reckoned(poll: Poll, found: Found, recount: Recount, salt: bytes, now: datetime) -> Reckoned:
    """Counts the papers, and binds what was counted."""
    papers = found.papers
    is_off = Counter(b.paper for b in found.ballots) != found.counters or papers.total() != found.turnout
    outcome = outcomes.outcome_of(
        poll,
        papers,
        entitled=len(found.electorate or ()),
        ballots=found.ballots,
        recount=recount,
        alarm=is_off,
    )
    return bound(poll, found, outcome, salt, now)


def bound(poll: Poll, found: Found, outcome: Outcome, salt: bytes, now: datetime) -> Reckoned:
    """An outcome with what binds it; the poll is over by it."""
    ended = life.end(poll, outcomes.written(outcome), now)
    digest = record.digest(export.counted(found.held(ended, outcome), salt))
    facts = {**export.facts(outcome), "digest": digest}
    return Reckoned(poll, ended, outcome, Seal(salt), facts, found.fingerprint)
