"""Whether a file fits the link of the journal that it carries, and its words and numbers fit their hashes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.ballots.record import Decided, Link, Numbers, Record, mark, wording
from bot.verifying import link as links
from bot.verifying.link import NO_LINK, facts
from storage.dialect import micros

__all__ = ["NO_LINK", "faults", "members"]


def faults(record: Record, digest: str) -> Iterator[str]:
    """What does not fit, a sentence each; digest is that of the decision as the file has it."""
    yield from _words(record)
    yield from _numbers(record)
    if record.journal is not None:
        yield from _result(record.journal, record.decided, digest)
    if record.dispute is not None and record.dispute.journal is not None:
        yield from _dispute(record.dispute.journal, record)


def _words(record: Record) -> Iterator[str]:
    decided = record.decided
    hashes = {decided.number: decided.wording, **{a.number: a.wording for a in decided.amendments}}
    for number, words in record.texts.items():
        if hashes.get(number) != wording(words.title, words.text):
            yield "The words in the file are not those that were voted on."
            return


def _numbers(record: Record) -> Iterator[str]:
    decided = record.decided
    there = decided.hall.voters if decided.hall else ()
    voters = {*decided.electorate.marks, *(b.voter for b in decided.ballots), *decided.removed, *there}
    yield from members(record.numbers, voters)


def members(numbers: Numbers | None, voters: Collection[str]) -> Iterator[str]:
    """Whether the numbers of members are those of the voters' marks, all of them and no others."""
    if numbers is None:
        return
    salt = bytes.fromhex(numbers.salt)
    if any(mark(salt, member) != given for given, member in numbers.members.items()):
        yield "The numbers of the members do not fit their marks."
    if set(voters) != set(numbers.members):
        yield "The list of numbers is not that of the voters."


def _result(link: Link, decided: Decided, digest: str) -> Iterator[str]:
    yield from links.faults(link)
    found = facts(link, decided.result.state, decided.number)
    if found is None:
        yield f"The link of the journal does not say that motion {decided.number} ended so."
        return
    counts = decided.result.counts
    right = {
        "ayes": counts.aye,
        "noes": counts.no,
        "abstentions": counts.abstain,
        "stand_asides": counts.stand_aside,
        "blocks": counts.block,
    }
    if any(found.get(name) != count for name, count in right.items()):
        yield "The journal has other counts than the file."
    if found.get("digest") != digest:
        yield "What was decided was changed after it was written into the journal."
    if link.at < micros(decided.ended_at):
        yield "The journal has the result before it was reached."


def _dispute(link: Link, record: Record) -> Iterator[str]:
    yield from links.faults(link)
    found = facts(link, "disputed", record.decided.number)
    if found is None or record.dispute is None or found.get("at") != micros(record.dispute.at):
        yield "The link of the journal does not say that the result was disputed then."
    if record.journal is not None and link.number <= record.journal.number:
        yield "The journal has the dispute before the result."
