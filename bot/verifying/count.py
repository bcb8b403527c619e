"""What the ballots of a file come to, counted anew, and what about them can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.ballots.record import CHOICES, WORDS, Counts, Decided
from bot.ballots.rules import Choice, Tally, tally
from bot.verifying import voters
from bot.verifying.words import threshold


def counted(words: Iterable[str], entitled: int) -> Tally:
    """The tally of choices one by one."""
    return tally(dict(Counter(CHOICES[word] for word in words)), entitled)


def choices(decided: Decided) -> list[str]:
    """Every choice that was cast, from the list that this kind of vote has."""
    if decided.votes == "secret":
        return [ballot.choice for ballot in decided.secret_ballots]
    return [ballot.choice for ballot in decided.ballots]


def entitled(decided: Decided) -> int:
    return len(decided.electorate.marks) if decided.electorate.listed else 0


def as_tally(counts: Counts, entitled: int = 0) -> Tally:
    """Counts that were written down, as a tally."""
    return Tally(counts.aye, counts.no, counts.abstain, entitled, counts.stand_aside, counts.block)


def with_hall(online: Tally, decided: Decided) -> Tally:
    """The ballots and the hall together; without a hall the ballots alone."""
    if decided.hall is None:
        return online
    there = as_tally(decided.hall.counts)
    return tally({c: online.of(c) + there.of(c) for c in Choice}, online.entitled)


def faults(decided: Decided) -> Iterator[str]:
    """What is wrong with the lists of voters and ballots, a sentence each."""
    yield from voters.listed(decided.electorate)
    yield from voters.voted([ballot.voter for ballot in decided.ballots], decided.electorate, "ballot")
    yield from _kinds(decided)
    yield from _allowed(decided)
    yield from voters.once(ballot.receipt for ballot in decided.secret_ballots)
    yield from _removed(decided)
    yield from _hall(decided)


def _kinds(decided: Decided) -> Iterator[str]:
    is_secret = decided.votes == "secret"
    if is_secret and decided.ballots:
        yield "The vote was secret, and the file joins voters and choices."
    if not is_secret and decided.secret_ballots:
        yield "The vote was not secret, and the file has secret ballots."
    size = entitled(decided)
    if is_secret and decided.electorate.listed and len(decided.secret_ballots) > size:
        yield f"There are {len(decided.secret_ballots)} secret ballots, and {size} could vote."


def _allowed(decided: Decided) -> Iterator[str]:
    allowed = {WORDS[choice] for choice in threshold(decided.rule).choices}
    wrong = [word for word in choices(decided) if word not in allowed]
    if wrong:
        yield f"Ballots with a choice that this rule does not have: {len(wrong)}."
    if any(b.before is not None and b.before not in allowed for b in decided.ballots):
        yield "A ballot has replaced a choice that this rule does not have."


def _removed(decided: Decided) -> Iterator[str]:
    if voters.doubled(decided.removed) or set(decided.removed) - {b.voter for b in decided.ballots}:
        yield "Among those who had left by the count is somebody without a ballot."


def _hall(decided: Decided) -> Iterator[str]:
    """Nobody may have voted both in the hall and online, nor more have voted there than were ticked."""
    hall = decided.hall
    if hall is None:
        return
    there = as_tally(hall.counts)
    allowed = threshold(decided.rule).choices
    if any(there.of(choice) for choice in Choice if choice not in allowed):
        yield "The hall's count has a choice that this rule does not have."
    if there.present > hall.ticked:
        yield f"In the hall {there.present} voted, and {hall.ticked} were noted as voting there."
    if decided.votes == "secret":
        if hall.voters:
            yield "The vote was secret, and the file says who voted in the hall."
        return
    if len(hall.voters) != hall.ticked or voters.doubled(hall.voters):
        yield "The list of who voted in the hall is not as long as their number."
    if set(hall.voters) & {ballot.voter for ballot in decided.ballots}:
        yield "Somebody voted in the hall and online."
    if decided.electorate.listed and set(hall.voters) - set(decided.electorate.marks):
        yield "Somebody voted in the hall who could not vote."
