"""The majority of the blocs, from a file: what it comes to, and whether its numbers can be."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UnsetType

from bot.ballots.record import Blocs, Decided
from bot.ballots.rules import Choice, Tally, Verdict
from bot.verifying.count import as_tally, choices, counted

SMALLEST = 5
"""A bloc stands there with its numbers only if so many of it voted."""


def of(decided: Decided) -> Blocs | None:
    """The blocs of a decision that needed them."""
    return None if isinstance(decided.blocs, UnsetType) else decided.blocs


def ayes(blocs: Blocs) -> int:
    """How many blocs were for it; the folded ones are taken as the file has them."""
    return sum(_is_for(as_tally(row.counts), blocs.least) for row in blocs.rows) + blocs.folded_for


def whole(blocs: Blocs) -> int:
    return len(blocs.rows) + blocs.folded


def both(votes: Verdict, decided: Decided) -> Verdict:
    """What votes and blocs come to together: more than half of the blocs, if any, have to be for it."""
    blocs = of(decided)
    if votes is not Verdict.CARRIED or blocs is None or not whole(blocs):
        return votes
    return votes if 2 * ayes(blocs) > whole(blocs) else Verdict.LOST


def faults(decided: Decided) -> Iterator[str]:
    """What of the blocs can't be, a sentence each."""
    blocs = of(decided)
    if blocs is None:
        return
    if decided.votes == "secret":
        yield "The vote was secret, and the file counts it by blocs."
    if blocs.folded_for > blocs.folded:
        yield f"Of {blocs.folded} folded blocs {blocs.folded_for} are said to be for it."
    if any(as_tally(row.counts).present < SMALLEST for row in blocs.rows):
        yield f"A bloc of which fewer than {SMALLEST} voted stands there with its numbers."
    left = {c: counted(choices(decided), 0).of(c) - _sum(blocs, c) for c in Choice}
    if any(n < 0 for n in left.values()):
        yield "The blocs have more votes for a choice than there are ballots with it."
    elif blocs.rows and 0 < sum(left.values()) < SMALLEST:
        yield f"Who is in none of the blocs that stand there are fewer than {SMALLEST}."


def _is_for(tally: Tally, least: int) -> bool:
    return tally.present >= least and tally.ayes > tally.noes


def _sum(blocs: Blocs, choice: Choice) -> int:
    return sum(as_tally(row.counts).of(choice) for row in blocs.rows)
