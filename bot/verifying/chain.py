"""Whether a file fits the link of the journal that it carries, and its words and numbers fit their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeAlias

import msgspec

from bot.api.number import Numbered
from bot.ballots.record import Decided, Link, Record, linked, mark, wording

Fact: TypeAlias = str | int
Entry: TypeAlias = tuple[str, Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)], str, dict[str, Fact]]
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
NO_LINK = "The file has no link of the journal, so the result could be checked and not when it was written."


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
    numbers, decided = record.numbers, record.decided
    if numbers is None:
        return
    salt = bytes.fromhex(numbers.salt)
    if any(mark(salt, member) != given for given, member in numbers.members.items()):
        yield "The numbers of the members do not fit their marks."
    there = decided.hall.voters if decided.hall else ()
    marks = {*decided.electorate.marks, *(b.voter for b in decided.ballots), *decided.removed, *there}
    if marks != set(numbers.members):
        yield "The list of numbers is not that of the voters."


def _result(link: Link, decided: Decided, digest: str) -> Iterator[str]:
    yield from _held(link)
    facts = _facts(link, decided.result.state, decided)
    if facts is None:
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
    if any(facts.get(name) != count for name, count in right.items()):
        yield "The journal has other counts than the file."
    if facts.get("digest") != digest:
        yield "What was decided was changed after it was written into the journal."
    if link.at < _micros(decided.ended_at):
        yield "The journal has the result before it was reached."


def _dispute(link: Link, record: Record) -> Iterator[str]:
    yield from _held(link)
    facts = _facts(link, "disputed", record.decided)
    if facts is None or record.dispute is None or facts.get("at") != _micros(record.dispute.at):
        yield "The link of the journal does not say that the result was disputed then."
    if record.journal is not None and link.number <= record.journal.number:
        yield "The journal has the dispute before the result."


def _held(link: Link) -> Iterator[str]:
    if linked(link.before, link.at, link.body) != link.hash:
        yield f"Link {link.number} of the journal does not hold: its hash is not that of what it says."


def _facts(link: Link, kind: str, decided: Decided) -> dict[str, Fact] | None:
    """The facts of the one entry of a kind about this motion; None where there is none."""
    number = Numbered.read(decided.number)
    try:
        entries = msgspec.json.decode(link.body, type=list[Entry])
    except (msgspec.DecodeError, RecursionError):
        return None
    found = [facts for said, subject, _person, facts in entries if said == kind and subject == number]
    return found[0] if len(found) == 1 else None


def _micros(at: datetime) -> int:
    return (at - _BEGIN) // timedelta(microseconds=1)
