"""A counted poll or election as a record that anyone can check; it names nobody but who stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.ballots import count_record as c
from bot.ballots import record as r
from bot.ballots.ballot import PaperBallot
from bot.ballots.counting.blt import Sheet
from bot.ballots.counting.ranking import grouped
from bot.ballots.paper import Paper
from cogs.polls.rules import outcome as outcomes
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import VOTED_ON, Poll, State


@dataclass(eq=False, repr=False)
class NothingCounted(RuleError):
    """It was called off, or has not come to a vote."""

    number: Numbered
    is_election: bool


@dataclass(eq=False, repr=False)
class ExportAfterTheCount(RuleError):
    """Voting is open, or is being counted: a file of it would be a count before its time."""

    number: Numbered
    closes_at: datetime | None
    is_election: bool


@dataclass(eq=False, repr=False)
class NotRanked(RuleError):
    """Only papers that put options in order can be written so that other programs count them."""

    number: Numbered
    is_election: bool


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat that became vacant, who still stood for it, and who follows; link is that of the journal."""

    at: datetime
    seat_of: int
    standing: tuple[int, ...]
    follows: int | None
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """What was noted at the count: the salt of the marks, and the number of the journal's link, if any."""

    salt: bytes = field(repr=False)
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """All that a count rests on, as it is stored.

    electorate is None where anyone could vote; before is the hash of the journal's link that the seed is
    made from, empty where none is needed.
    """

    poll: Poll
    outcome: Outcome
    electorate: frozenset[int] | None
    ballots: Sequence[PaperBallot] = ()
    receipts: Sequence[tuple[str, Paper]] = ()
    before: str = ""


def exportable(poll: Poll) -> Poll:
    """The poll, if it was counted; nothing of an open vote leaves the bot as a file."""
    if poll.state in VOTED_ON:
        raise ExportAfterTheCount(poll.number, poll.closes_at, poll.is_election)
    if poll.state is not State.ENDED or not poll.result:
        raise NothingCounted(poll.number, poll.is_election)
    return poll


def rankable(poll: Poll) -> Poll:
    """The poll, if its papers put options in order."""
    if not poll.is_ranked:
        raise NotRanked(poll.number, poll.is_election)
    return poll


def members(held: Held) -> frozenset[int]:
    """Everyone who stands in the record by mark."""
    return (held.electorate or frozenset()) | {ballot.member for ballot in held.ballots}


def counted(held: Held, salt: bytes) -> c.Counted:
    """What the digest binds."""
    poll = held.poll
    marks = {member: r.mark(salt, member) for member in members(held)}
    of = outcomes.contest(poll)
    return c.Counted(
        number=str(poll.number),
        what="election" if poll.is_election else "poll",
        kind=poll.kind.value,
        method=of.method.value if of.method else None,
        wording=r.wording(poll.title, ""),
        seats=of.seats if of.method else 0,
        options=_options(poll),
        votes=poll.votes.value,
        asked_at=poll.asked_at,
        opened_at=poll.opened_at,
        closed_at=poll.closes_at if poll.opened_at else None,
        ended_at=poll.ended_at or poll.asked_at,
        lot=c.LotSeed(seed=poll.seed, before=held.before) if of.method and held.before else None,
        electorate=r.electorate(held.electorate, marks),
        ballots=tuple(sorted((_ballot(b, marks) for b in held.ballots), key=lambda b: b.voter)),
        secret_ballots=tuple(c.SecretPaper(receipt=h, paper=c.marks(p)) for h, p in sorted(held.receipts)),
        follows=None if poll.follows is None else str(poll.follows),
        office=poll.office.value if poll.office else None,
        quorum=poll.quorum,
        outcome=_outcome(held.outcome),
    )


def facts(outcome: Outcome) -> dict[str, str | int]:
    """The outcome as the journal has it."""
    elected = " ".join(map(str, outcome.elected))
    return {"cast": outcome.cast, "blank": outcome.blank, "elected": elected, "empty": outcome.empty}


def numbers(held: Held, salt: bytes) -> r.Numbers:
    """Which member each mark is, for assemblies that show who voted how."""
    return r.Numbers(salt=salt.hex(), members={r.mark(salt, m): m for m in sorted(members(held))})


def sheet(held: Held, called: Mapping[int, str]) -> Sheet:
    """The papers in a form that other programs count; called has the words for each option."""
    poll = held.poll
    papers = [ballot.paper for ballot in held.ballots] or [paper for _, paper in held.receipts]
    withdrawn = frozenset(option.n for option in poll.options if option.withdrawn)
    names = {option.n: called[option.n] for option in poll.options}
    seats = max(outcomes.contest(poll).to_fill, 1)
    return Sheet(names, seats, grouped(papers), withdrawn, poll.title)


def _options(poll: Poll) -> tuple[c.OptionRow, ...]:
    return tuple(
        c.OptionRow(n=o.n, text=o.text, at=o.at, withdrawn=o.withdrawn, left=o.left, reopens=o.reopens)
        for o in poll.options
    )


def _ballot(ballot: PaperBallot, marks: Mapping[int, str]) -> c.PaperRow:
    return c.PaperRow(
        voter=marks[ballot.member],
        paper=c.marks(ballot.paper),
        late=r.LATE[ballot.late],
        before=None if ballot.before is None else c.marks(ballot.before),
    )


def _outcome(found: Outcome) -> c.Outcome:
    return c.Outcome(
        declared=found.declared,
        cast=found.cast,
        blank=found.blank,
        entitled=found.entitled,
        elected=found.elected,
        empty=found.empty,
        yes=c.votes(dict(found.yes)),
        need_be=c.votes(dict(found.need_be)),
        count=c.stages(found.result) if found.result else None,
        late=found.late,
        gone=found.gone,
        away=found.away,
        unread=found.unread,
        alarm=found.alarm,
    )
