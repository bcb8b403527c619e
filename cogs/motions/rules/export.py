"""A decided motion as a record that anyone can check; it names nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from msgspec import UNSET

from bot.api.errors import RuleError
from bot.ballots import record as r
from bot.ballots.ballot import Ballot
from bot.ballots.rules import Choice, Tally, Votes
from cogs.motions.rules import result
from cogs.motions.rules.double import Blocs
from cogs.motions.rules.errors import NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import DECIDED, State


@dataclass(eq=False, repr=False)
class NothingCounted(RuleError):
    """The motion ended without a vote, or has not come to one."""

    number: int
    state: State


@dataclass(eq=False, repr=False)
class ExportAfterTheClose(RuleError):
    """Voting is open, or is being counted: a file of it would be a count before its time."""

    number: int
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hall:
    """What was counted in the hall, how many counted, and who was ticked as voting there."""

    votes: Tally
    ticked: frozenset[int]
    tellers: int


@dataclass(frozen=True, slots=True)
class Held:
    """All that a decision rests on, as it is stored; electorate is None where anyone could vote."""

    motion: Motion
    electorate: frozenset[int] | None
    ballots: Sequence[Ballot] = ()
    receipts: Sequence[tuple[str, Choice]] = ()
    turnout: int = 0
    removed: frozenset[int] = frozenset()
    amendments: Sequence[Motion] = ()
    hall: Hall | None = None

    @property
    def is_secret(self) -> bool:
        return self.motion.votes is Votes.SECRET


@dataclass(frozen=True, slots=True)
class Seal:
    """What was noted at the count: the salt of the marks, whose ballots were of people who had left.

    link and dispute_link are the numbers of the journal's links that hold result and dispute; None where
    nothing was noted.
    """

    salt: bytes = field(repr=False)
    removed: frozenset[int] = frozenset()
    link: int | None = None
    dispute_link: int | None = None


def exportable(motion: Motion) -> Motion:
    """The motion, if it was decided; nothing of an open vote leaves the bot as a file."""
    if motion.state in (State.OPEN, State.CLOSING):
        raise ExportAfterTheClose(motion.number, motion.closes_at)
    if motion.state is State.MOVED or motion.state is State.POSTPONED:
        raise NotNow(motion.number, motion.state)
    if end(motion) not in DECIDED:
        raise NothingCounted(motion.number, motion.state)
    return motion


def end(motion: Motion) -> State:
    """What became of a motion, also where its text was set aside afterwards."""
    return motion.before if motion.state is State.SET_ASIDE and motion.before else motion.state


def members(held: Held) -> frozenset[int]:
    """Everyone who stands in the record."""
    there = held.hall.ticked if held.hall and not held.is_secret else frozenset()
    return (held.electorate or frozenset()) | {b.member for b in held.ballots} | held.removed | there


def decided(held: Held, salt: bytes) -> r.Decided:
    """What the digest binds."""
    motion, report = held.motion, result.read(held.motion.report)
    marks = {member: r.mark(salt, member) for member in members(held)}
    secret = tuple(r.SecretBallot(receipt=h, choice=r.WORDS[c]) for h, c in sorted(held.receipts))
    return r.Decided(
        number=str(motion.number),
        wording=r.wording(motion.title, motion.text),
        votes=motion.votes.value,
        practice=motion.practice,
        moved_at=motion.moved_at,
        opened_at=motion.opened_at or motion.moved_at,
        closed_at=motion.closes_at or motion.ended_at or motion.moved_at,
        ended_at=motion.ended_at or motion.moved_at,
        rule=_rule(motion),
        electorate=r.electorate(held.electorate, marks),
        ballots=tuple(sorted((_ballot(b, marks) for b in held.ballots), key=lambda b: b.voter)),
        secret_ballots=secret,
        removed=tuple(sorted(marks[member] for member in held.removed)),
        hall=_hall(held, marks),
        amendments=tuple(_amendment(a) for a in sorted(held.amendments, key=lambda a: a.number.order)),
        result=_result(held, report),
        blocs=_blocs(report.blocs) if report.blocs is not None else UNSET,
    )


def _blocs(blocs: Blocs) -> r.Blocs:
    return r.Blocs(
        rows=tuple(r.BlocCount(name=row.name, counts=counts(row.tally)) for row in blocs.rows),
        folded=blocs.folded,
        folded_for=blocs.folded_for,
        least=blocs.least,
    )


def fits(held: Held, seal: Seal, noted: str | None) -> bool | None:
    """Whether what is stored is what the journal noted at the count; None where it noted nothing."""
    if noted is None:
        return None
    return r.digest(decided(replace(held, removed=seal.removed), seal.salt)) == noted


def facts(tally: Tally) -> dict[str, int]:
    """The counts as the journal has them."""
    return {
        "ayes": tally.ayes,
        "noes": tally.noes,
        "abstentions": tally.abstentions,
        "stand_asides": tally.stand_asides,
        "blocks": tally.blocks,
    }


def texts(held: Held) -> dict[str, r.Wording]:
    """The words of the motion and its amendments, without those that were set aside."""
    shown = (m for m in (held.motion, *held.amendments) if not m.is_unreadable)
    return {str(m.number): r.Wording(title=m.title, text=m.text) for m in shown}


def numbers(held: Held, salt: bytes) -> r.Numbers:
    """Which member each mark is, for assemblies that show who voted how."""
    return r.Numbers(salt=salt.hex(), members={r.mark(salt, m): m for m in sorted(members(held))})


def _rule(motion: Motion) -> r.Rule:
    of, share = motion.threshold, motion.quorum_share
    return r.Rule(
        way=of.way.value,
        share=f"{of.share.numerator}/{of.share.denominator}",
        strict=of.strict,
        base=of.base.value,
        quorum=r.Quorum(
            needed=motion.quorum,
            share=None if share is None else f"{share.numerator}/{share.denominator}",
            of=0 if share is None else motion.size,
        ),
    )


def _ballot(ballot: Ballot, marks: Mapping[int, str]) -> r.Ballot:
    return r.Ballot(
        voter=marks[ballot.member],
        choice=r.WORDS[ballot.choice],
        late=r.LATE[ballot.late],
        before=None if ballot.before is None else r.WORDS[ballot.before],
    )


def _hall(held: Held, marks: Mapping[int, str]) -> r.Hall | None:
    if held.hall is None:
        return None
    voters = () if held.is_secret else tuple(sorted(marks[m] for m in held.hall.ticked))
    return r.Hall(
        counts=counts(held.hall.votes),
        ticked=len(held.hall.ticked),
        voters=voters,
        tellers=held.hall.tellers,
    )


def counts(tally: Tally) -> r.Counts:
    """A tally as it is written down."""
    return r.Counts(
        aye=tally.ayes,
        no=tally.noes,
        abstain=tally.abstentions,
        stand_aside=tally.stand_asides,
        block=tally.blocks,
    )


def _amendment(motion: Motion) -> r.Amendment:
    return r.Amendment(
        number=str(motion.number),
        wording=r.wording(motion.title, motion.text),
        state=end(motion).value,
        accepted=motion.accepted,
    )


def _result(held: Held, report: Report) -> r.Result:
    motion = held.motion
    return r.Result(
        state=end(motion).value,  # type: ignore[arg-type]
        counts=counts(report.online),
        entitled=report.entitled,
        voted=held.turnout,
        late=report.late,
        gone=report.gone,
        away=report.away,
        unread=report.unread,
        alarm=report.alarm,
        without_removed=(report.without_removed or None) if held.removed else None,  # type: ignore[arg-type]
        reopened=motion.reopened,
        extended=motion.extended,
    )
