"""What the ballots of a file come to, counted anew, and what about them can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.ballots.record import CHOICES, WORDS, Counts, Decided
from bot.ballots.rules import Choice, Tally, tally
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
    yield from _electorate(decided)
    yield from _voters(decided)
    yield from _kinds(decided)
    yield from _allowed(decided)
    yield from _receipts(decided)
    yield from _removed(decided)
    yield from _hall(decided)


def _electorate(decided: Decided) -> Iterator[str]:
    marks = decided.electorate.marks
    if twice := _doubled(marks):
        yield f"Voters who stand more than once in the list of who could vote: {twice}."
    if marks and not decided.electorate.listed:
        yield "The file lists who could vote, and says that nobody was listed."


def _voters(decided: Decided) -> Iterator[str]:
    voters = [ballot.voter for ballot in decided.ballots]
    if twice := _doubled(voters):
        yield f"Voters with more than one ballot: {twice}."
    strangers = set(voters) - set(decided.electorate.marks) if decided.electorate.listed else set()
    if strangers:
        yield f"Ballots from people who could not vote: {len(strangers)}."


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


def _receipts(decided: Decided) -> Iterator[str]:
    if twice := _doubled(b.receipt for b in decided.secret_ballots):
        yield f"Receipts that stand there more than once: {twice}."


def _removed(decided: Decided) -> Iterator[str]:
    if _doubled(decided.removed) or set(decided.removed) - {b.voter for b in decided.ballots}:
        yield "Among those who had left by the count is somebody without a ballot."


def _doubled(items: Iterable[str]) -> int:
    return sum(times > 1 for times in Counter(items).values())


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
    if len(hall.voters) != hall.ticked or _doubled(hall.voters):
        yield "The list of who voted in the hall is not as long as their number."
    if set(hall.voters) & {ballot.voter for ballot in decided.ballots}:
        yield "Somebody voted in the hall and online."
    if decided.electorate.listed and set(hall.voters) - set(decided.electorate.marks):
        yield "Somebody voted in the hall who could not vote."
