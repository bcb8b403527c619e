"""Whether a count fits its journal, its lot comes from the journal, and its words fit their hash."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ballots.count_record import Counted, CountRecord, Vacancy
from bot.ballots.counting.lot import drawn, seed
from bot.ballots.record import Link, wording
from bot.verifying import chain
from bot.verifying import link as links
from bot.verifying.link import entries, facts
from storage.dialect import micros

ENDED = {"poll": "poll.closed", "election": "election.ended"}
FILLED = "election.filled"


def faults(record: CountRecord, digest: str) -> Iterator[str]:
    """What does not fit, a sentence each; digest is that of what was counted as the file has it."""
    counted = record.counted
    if counted.wording != wording(record.title, ""):
        yield "The question in the file is not the one that was asked."
    voters = {*counted.electorate.marks, *(row.voter for row in counted.ballots)}
    yield from chain.members(record.numbers, voters)
    yield from _lot(counted)
    if record.journal is not None:
        yield from _result(record.journal, counted, digest)
    for vacancy in record.vacancies:
        if vacancy.journal is not None:
            yield from _filled(vacancy.journal, vacancy, record)


def _lot(counted: Counted) -> Iterator[str]:
    lot = counted.lot
    if lot is None:
        if counted.method is not None and not counted.outcome.declared:
            yield "The file does not say by which seed lots are drawn."
    elif counted.opened_at is None or seed(lot.before, counted.number, counted.opened_at) != lot.seed:
        yield "The seed of the lot does not come from the journal's link, the number and the opening."
    elif counted.what == "election":
        yield from _order(counted, lot.seed)


def _order(counted: Counted, drawn_by: str) -> Iterator[str]:
    """Candidates stand on the paper as the lot draws their names, and nobody as the last of them."""
    given = [row.text for row in counted.options if not row.reopens]
    right = drawn(drawn_by, given)
    numbers = [row.n for row in counted.options]
    if given != right or numbers != sorted(numbers) or any(row.reopens for row in counted.options[:-1]):
        yield "The candidates do not stand in the order in which the lot draws them."


def _result(link: Link, counted: Counted, digest: str) -> Iterator[str]:
    yield from links.faults(link)
    found, said = facts(link, ENDED[counted.what], counted.number), counted.outcome
    if found is None:
        yield f"The link of the journal does not say that {counted.what} {counted.number} was counted."
        return
    elected = " ".join(map(str, said.elected))
    right = {"cast": said.cast, "blank": said.blank, "elected": elected, "empty": said.empty}
    if any(found.get(name) != fact for name, fact in right.items()):
        yield "The journal has another outcome than the file."
    if found.get("digest") != digest:
        yield "What was counted was changed after it was written into the journal."
    if link.at < micros(counted.ended_at):
        yield "The journal has the result before it was reached."


def _filled(link: Link, vacancy: Vacancy, record: CountRecord) -> Iterator[str]:
    yield from links.faults(link)
    right = {"seat_of": vacancy.seat_of, "follows": vacancy.follows or 0}
    if not any(right.items() <= found.items() for found in entries(link, FILLED, record.counted.number)):
        yield "The link of the journal does not say that the vacant seat was filled so."
    if record.journal is not None and link.number <= record.journal.number:
        yield "The journal has the vacant seat before the result."
