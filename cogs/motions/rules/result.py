"""What a count comes to, and what was unusual about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace

from bot.api.ask import Recount
from bot.ballots.ballot import LIVE, READ_AT_CLOSE, Ballot
from bot.ballots.rules import Choice, Tally, Verdict, tally
from cogs.motions.rules import double
from cogs.motions.rules.double import Blocs, ByBlocs, both
from cogs.motions.rules.hall import together
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

STATES = {
    Verdict.CARRIED: State.CARRIED,
    Verdict.LOST: State.LOST,
    Verdict.INQUORATE: State.INQUORATE,
}


@dataclass(frozen=True, slots=True)
class Report:
    """A result with its footnotes.

    away is in seconds; late are ballots read after a gap or at the close; gone are reactions that were no
    longer there, whose ballots stand; removed are ballots of people who had left by the count, and
    without_removed the outcome that would be without them; unread says that a room could not be read again;
    alarm that the running counters had differed from the ballots. hall is what the tellers
    counted, blocs how the blocs voted where it needs them too.
    """

    ayes: int
    noes: int
    abstentions: int
    entitled: int
    away: int = 0
    late: int = 0
    gone: int = 0
    removed: int = 0
    without_removed: str = ""
    unread: bool = False
    alarm: bool = False
    stand_asides: int = 0
    blocks: int = 0
    hall: Tally | None = None
    blocs: Blocs | None = None

    @property
    def tally(self) -> Tally:
        """What decides: the ballots, and with them what was counted in the hall."""
        return together(self.online, self.hall)

    @property
    def online(self) -> Tally:
        return Tally(self.ayes, self.noes, self.abstentions, self.entitled, self.stand_asides, self.blocks)


def counted(ballots: Collection[Ballot], entitled: int) -> Tally:
    """The tally of ballots one by one."""
    return tally(dict(Counter(b.choice for b in ballots)), entitled)


def as_at_close(ballots: Sequence[Ballot]) -> list[Ballot]:
    """The ballots as they stood at the close, before anything was read again."""
    stood = [(b, b.before if b.late == READ_AT_CLOSE else b.choice) for b in ballots]
    return [replace(ballot, choice=choice) for ballot, choice in stood if choice is not None]


def late_ones_decide(
    motion: Motion,
    ballots: Sequence[Ballot],
    entitled: int,
    hall: Tally | None = None,
    by_blocs: ByBlocs | None = None,
) -> bool:
    """Whether ballots that were read at the close alone change the outcome; a practice has none to change.

    Nor is it asked of a sealed vote: nobody saw a count that could mislead, and going on would tell of it.
    """
    if motion.practice or motion.votes.are_sealed:
        return False
    stood = as_at_close(ballots)
    after = _end(motion, together(counted(ballots, entitled), hall), ballots, by_blocs)
    before = _end(motion, together(counted(stood, entitled), hall), stood, by_blocs)
    return after is not before


def _end(motion: Motion, votes: Tally, ballots: Collection[Ballot], by_blocs: ByBlocs | None) -> Verdict:
    """What votes come to, with what the same ballots come to by blocs."""
    blocs = by_blocs.count(ballots) if by_blocs else None
    return both(votes.verdict(motion.threshold, motion.quorum), blocs)


def report(
    motion: Motion,
    ballots: Sequence[Ballot],
    counters: Tally,
    recount: Recount,
    absent: frozenset[int],
    hall: Tally | None = None,
    by_blocs: ByBlocs | None = None,
) -> Report:
    """The result of a motion with all that was unusual."""
    total = counted(ballots, counters.entitled)
    removed = [b for b in ballots if b.member in absent]
    stay = [b for b in ballots if b.member not in absent]
    rest = _end(motion, together(counted(stay, counters.entitled), hall), stay, by_blocs)
    return Report(
        ayes=total.ayes,
        noes=total.noes,
        abstentions=total.abstentions,
        entitled=total.entitled,
        away=int(recount.away.total_seconds()),
        late=sum(b.late != LIVE for b in ballots),
        gone=sum((b.member, b.source) in recount.gone for b in stay),
        removed=len(removed),
        without_removed=STATES[rest].value if removed else "",
        unread=recount.lost_places or not recount.readable,
        alarm=counters != total,
        hall=hall,
        stand_asides=total.stand_asides,
        blocks=total.blocks,
        blocs=by_blocs.count(ballots) if by_blocs else None,
    )


def verdict(motion: Motion, found: Report) -> State:
    """The state that the report brings the motion to."""
    return STATES[both(found.tally.verdict(motion.threshold, motion.quorum), found.blocs)]


def choice_counts(ballots: Collection[Ballot]) -> dict[Choice, list[int]]:
    """The members by choice, for those who may see it."""
    return {choice: [b.member for b in ballots if b.choice is choice] for choice in Choice}


def written(found: Report) -> str:
    """A report as it is stored."""
    stored = {key: value for key, value in asdict(found).items() if key != "blocs"}
    if found.blocs is not None:
        stored["blocs"] = double.written(found.blocs)
    return json.dumps(stored, sort_keys=True)


def read(text: str) -> Report:
    """The report of a stored text."""
    stored = json.loads(text)
    hall = stored.pop("hall", None)
    blocs = stored.pop("blocs", None)
    by_blocs = double.read(blocs) if blocs is not None else None
    return Report(**stored, hall=Tally(**hall) if hall else None, blocs=by_blocs)
