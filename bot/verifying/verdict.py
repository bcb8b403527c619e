"""All that was found about one file, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.ballots.count_record import CountRecord
from bot.ballots.record import Blocs, Record
from bot.verifying import blocs, chain, count, outcome, sheet, words
from bot.verifying.polled import verdict as polled
from bot.verifying.reading import LARGEST, Unreadable, read
from bot.verifying.sheet import Wanted

AGREES, DIFFERS, UNREADABLE = 0, 1, 2
AS_IT_SAYS = Wanted()
FOR_BLT = "--method, --seats and --seed are for BLT files alone; this one says itself how it is counted."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Lines to be read, and the exit code: 0 the result holds, 1 it does not, 2 there is nothing to check."""

    code: int
    lines: tuple[str, ...]


def verified(content: bytes, wanted: Wanted = AS_IT_SAYS) -> Verdict:
    """Checks the bytes of a file; never raises, whatever is in them. A BLT file is counted as is wanted."""
    if len(content) <= LARGEST and sheet.is_sheet(content):
        return _sheet(content, wanted)
    if wanted:
        return Verdict(UNREADABLE, (FOR_BLT,))
    try:
        found, digest = read(content)
    except Unreadable as reason:
        return Verdict(UNREADABLE, (str(reason),))
    if isinstance(found, CountRecord):
        holds, lines = polled.checked(found, digest)
        return Verdict(AGREES if holds else DIFFERS, tuple(lines))
    return _decision(found, digest)


def _sheet(content: bytes, wanted: Wanted) -> Verdict:
    """A BLT file counted; without a count there is one sentence."""
    is_decided, lines = sheet.counted(content, wanted)
    if not is_decided and len(lines) == 1:
        return Verdict(UNREADABLE, tuple(lines))
    return Verdict(AGREES if is_decided else DIFFERS, tuple(lines))


def _decision(found: Record, digest: str) -> Verdict:
    decided = found.decided
    faults = [
        *outcome.faults(found),
        *count.faults(decided),
        *blocs.faults(decided),
        *chain.faults(found, digest),
    ]
    if faults:
        return Verdict(DIFFERS, (f"The result of motion {decided.number} does not hold.", *faults))
    return Verdict(AGREES, tuple(_held(found)))


def _held(read: Record) -> Iterator[str]:
    decided = read.decided
    total, verdict = outcome.recounted(decided)
    of, quorum = words.threshold(decided.rule), decided.rule.quorum.needed
    yield (
        f"The result of motion {decided.number} holds: {words.ended(verdict)}. "
        f"{words.counts(total, of)}: {words.arithmetic(total, of, quorum)}."
    )
    yield f"{total.present} took part; {_quorum(quorum)}."
    if (by_blocs := blocs.of(decided)) is not None:
        yield from _blocs(by_blocs)
    if decided.hall is not None:
        yield "The hall's count is taken as its tellers gave it: no ballot is there to be counted again."
    if decided.number not in read.texts:
        yield "The words were set aside, so they are not in the file and were not checked."
    if read.dispute is not None:
        yield "The result is disputed; that takes nothing from the count."
    yield from _journal(read)


def _quorum(quorum: int) -> str:
    return f"{quorum} had to" if quorum else "no quorum was set"


def _blocs(by_blocs: Blocs) -> Iterator[str]:
    yield f"{blocs.ayes(by_blocs)} of {blocs.whole(by_blocs)} blocs were for it; more than half had to be."
    if by_blocs.folded:
        yield (
            f"The count of {by_blocs.folded} of the blocs is taken as the bot gave it: the file does not say "
            "who is in which, so that it tells on nobody."
        )


def _journal(read: Record) -> Iterator[str]:
    if read.journal is None:
        yield chain.NO_LINK
        return
    yield (
        f"It is link {read.journal.number} of the journal, with the hash {read.journal.hash}. Another "
        "person's file of this motion has to show the same hash: compare them."
    )
