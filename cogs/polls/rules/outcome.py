"""What the papers of a poll or an election came to, and what was unusual about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.api.ask import Recount
from bot.api.number import Numbered
from bot.ballots.ballot import LIVE, PaperBallot
from bot.ballots.counting import plain
from bot.ballots.counting.result import Result
from bot.ballots.counting.tally import Contest, Tallied, tallied
from bot.ballots.paper import Paper
from cogs.polls.rules.poll import Poll

VERSION = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result with its footnotes.

    entitled is how many could vote, 0 where nobody can know it. late are papers read after a gap or at the
    close; gone are those whose reaction was no longer there; away is in seconds; unread says that a room
    could not be read again, alarm that the running counters had differed from the papers. declared says that
    nobody voted, as no more stood than there were seats. refused are those who were elected and for whom the
    office could not be taken up, each with why; again is the election that was called for empty seats, 0
    where there is none.
    """

    tallied: Tallied
    entitled: int = 0
    late: int = 0
    gone: int = 0
    away: int = 0
    unread: bool = False
    alarm: bool = False
    declared: bool = False
    refused: tuple[tuple[int, str], ...] = ()
    again: int = 0

    @property
    def cast(self) -> int:
        """How many papers there were, those that name nobody among them."""
        return self.tallied.cast

    @property
    def blank(self) -> int:
        return self.tallied.blank

    @property
    def elected(self) -> tuple[int, ...]:
        """Who takes a seat, or what a ranked question comes to, in order."""
        return self.tallied.elected

    @property
    def empty(self) -> int:
        """How many seats stay empty."""
        return self.tallied.empty

    @property
    def result(self) -> Result | None:
        """The count by stages; None where options are added up, and where nothing counts."""
        return self.tallied.result

    @property
    def yes(self) -> Mapping[int, int]:
        return self.tallied.yes

    @property
    def need_be(self) -> Mapping[int, int]:
        return self.tallied.need_be

    @property
    def best(self) -> tuple[int, ...]:
        """What leads where options are added up; several where they are level."""
        return self.tallied.best


def contest(poll: Poll) -> Contest:
    """What is chosen from and how it is counted."""
    return Contest(
        tuple(option.n for option in poll.standing),
        poll.seats if poll.is_election else 1,
        poll.method if poll.is_ranked or poll.is_election else None,
        poll.seed,
        next((option.n for option in poll.standing if option.reopens), None),
        poll.quorum,
    )


def outcome_of(
    poll: Poll,
    papers: Counter[Paper],
    *,
    entitled: int = 0,
    ballots: Collection[PaperBallot] = (),
    recount: Recount | None = None,
    alarm: bool = False,
) -> Outcome:
    """What the papers come to; ballots are the open ones, whose voters are known."""
    found = recount or Recount()
    return Outcome(
        tallied(contest(poll), papers),
        entitled,
        late=sum(ballot.late != LIVE for ballot in ballots),
        gone=sum((ballot.member, ballot.source) in found.gone for ballot in ballots),
        away=int(found.away.total_seconds()),
        unread=found.lost_places or not found.readable,
        alarm=alarm,
    )


def declared(poll: Poll) -> Outcome:
    """All who stand are elected without a vote, as there are no more of them than seats."""
    elected = tuple(option.n for option in poll.standing if not option.reopens)[: poll.seats]
    return Outcome(Tallied(0, 0, elected, poll.seats - len(elected)), declared=True)


def is_reopened(poll: Poll, outcome: Outcome) -> bool:
    """Whether the ballots themselves ask for new nominations."""
    reopens = contest(poll).reopens
    return reopens is not None and outcome.result is not None and reopens in outcome.result.elected


def with_refused(outcome: Outcome, refused: Collection[tuple[int, str]]) -> Outcome:
    """The outcome with those for whom the office could not be taken up."""
    return replace(outcome, refused=tuple(refused))


def with_next(outcome: Outcome, number: Numbered) -> Outcome:
    """The outcome with the election that was called for its empty seats."""
    return replace(outcome, again=int(number))


_FOOTNOTES = ("entitled", "late", "gone", "away", "unread", "alarm", "declared", "again")


def written(outcome: Outcome) -> str:
    """An outcome as it is stored."""
    tally = outcome.tallied
    stored = {
        "version": VERSION,
        **{name: getattr(outcome, name) for name in _FOOTNOTES},
        "refused": outcome.refused,
        "cast": tally.cast,
        "blank": tally.blank,
        "elected": tally.elected,
        "empty": tally.empty,
        "count": plain.plain(tally.result) if tally.result else None,
        "yes": tally.yes,
        "need_be": tally.need_be,
    }
    return json.dumps(stored, separators=(",", ":"))


def read(text: str) -> Outcome:
    """The outcome of a stored text."""
    stored = json.loads(text)
    return Outcome(
        _read_tally(stored),
        **{name: stored[name] for name in _FOOTNOTES},
        refused=tuple((n, why) for n, why in stored["refused"]),
    )


def _read_tally(stored: Mapping[str, Any]) -> Tallied:
    return Tallied(
        stored["cast"],
        stored["blank"],
        tuple(stored["elected"]),
        stored["empty"],
        plain.read(stored["count"]) if stored["count"] else None,
        _votes(stored["yes"]),
        _votes(stored["need_be"]),
    )


def _votes(stored: Mapping[str, int]) -> dict[int, int]:
    return {int(n): votes for n, votes in stored.items()}
