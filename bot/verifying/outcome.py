"""Whether what was announced follows from the ballots and the rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from bot.ballots.record import WORDS, Decided, Record
from bot.ballots.rules import Choice, Tally, Verdict
from bot.verifying import blocs, words
from bot.verifying.count import as_tally, choices, counted, entitled, with_hall


def recounted(decided: Decided) -> tuple[Tally, Verdict]:
    """The ballots and the hall counted anew, and what that comes to."""
    total = with_hall(counted(choices(decided), entitled(decided)), decided)
    votes = total.verdict(words.threshold(decided.rule), decided.rule.quorum.needed)
    return total, blocs.both(votes, decided)


def faults(record: Record) -> Iterator[str]:
    """What of the result does not follow, a sentence each."""
    decided = record.decided
    yield from _end(decided)
    yield from _counts(decided)
    yield from _quorum(decided)
    yield from _late(decided)
    yield from _reopened(decided)
    yield from _removed(decided)
    yield from _moments(record)


def _end(decided: Decided) -> Iterator[str]:
    total, verdict = recounted(decided)
    if verdict.value != decided.result.state:
        of, quorum = words.threshold(decided.rule), decided.rule.quorum.needed
        yield (
            f"The file says {words.ended(decided.result.state)}; from its ballots it is "
            f"{words.ended(verdict)}: {words.arithmetic(total, of, quorum)}."
        )


def _counts(decided: Decided) -> Iterator[str]:
    found = counted(choices(decided), entitled(decided))
    said = as_tally(decided.result.counts, decided.result.entitled)
    for choice in Choice:
        if found.of(choice) != said.of(choice):
            yield (
                f"The file says {said.of(choice)} with the choice {WORDS[choice]}; "
                f"its ballots are {found.of(choice)}."
            )
    if found.present != decided.result.voted:
        yield f"The file says {decided.result.voted} voted; its ballots are {found.present}."
    if found.entitled != said.entitled:
        yield f"The file says {said.entitled} could vote; it lists {found.entitled}."


def _quorum(decided: Decided) -> Iterator[str]:
    quorum = decided.rule.quorum
    if quorum.share is None:
        return
    if (needed := ceil(Fraction(quorum.share) * quorum.of)) != quorum.needed:
        yield f"The quorum is {quorum.share} of {quorum.of}, which is {needed} and not {quorum.needed}."
    if quorum.of < entitled(decided):
        yield f"The quorum is reckoned of {quorum.of}, and {entitled(decided)} could vote."


def _late(decided: Decided) -> Iterator[str]:
    late = sum(ballot.late != "no" for ballot in decided.ballots)
    if late != decided.result.late:
        yield f"The file says {decided.result.late} were read late; its ballots say {late}."
    if any(ballot.before is not None and ballot.late != "close" for ballot in decided.ballots):
        yield "A ballot has replaced another, and was not read at the close."


def _reopened(decided: Decided) -> Iterator[str]:
    """Ballots read at the close must not have decided, unless voting had been open for an hour more.

    A vote whose count nobody may see before the close is never reopened by it. By blocs a file can't say
    what it would have been: nothing in it joins a ballot with one.
    """
    if decided.votes != "open" or decided.practice or decided.result.reopened or blocs.of(decided):
        return
    stood = [b.before if b.late == "close" else b.choice for b in decided.ballots]
    before = with_hall(counted([w for w in stood if w is not None], entitled(decided)), decided)
    end = before.verdict(words.threshold(decided.rule), decided.rule.quorum.needed)
    if end is not recounted(decided)[1]:
        yield "Ballots that were read at the close alone have decided, and voting was not opened again."


def _removed(decided: Decided) -> Iterator[str]:
    said = decided.result.without_removed
    if not decided.removed:
        if said is not None:
            yield "The file says how it would have ended without people who had left, and names none."
        return
    rest = [b.choice for b in decided.ballots if b.voter not in decided.removed]
    total = with_hall(counted(rest, entitled(decided)), decided)
    end = total.verdict(words.threshold(decided.rule), decided.rule.quorum.needed)
    if end.value != said and not (blocs.of(decided) and (end, said) == (Verdict.CARRIED, "lost")):
        yield f"Without those who had left by the count it would be {words.ended(end)}; the file differs."


def _moments(record: Record) -> Iterator[str]:
    decided = record.decided
    order = [decided.moved_at, decided.opened_at, decided.closed_at, decided.ended_at, record.exported_at]
    if order != sorted(order):
        yield "Moving, opening, close, result and export do not follow each other in time."
    if record.dispute is not None and not decided.ended_at <= record.dispute.at <= record.exported_at:
        yield "The dispute does not lie between the result and the export."
