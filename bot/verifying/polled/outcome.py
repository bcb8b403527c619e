"""Whether what was announced follows from the papers, and whether its times can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.ballots.count_record import Counted, CountRecord, stages, votes
from bot.ballots.counting.tally import Tallied, tallied
from bot.verifying.polled import stages as by_stages
from bot.verifying.polled.papers import contest, grouped
from bot.verifying.polled.words import called, options


def recounted(counted: Counted) -> Tallied:
    """The papers counted anew; only where their form has no fault."""
    return tallied(contest(counted), grouped(counted))


def faults(counted: Counted, found: Tallied) -> Iterator[str]:
    """What of the outcome does not follow from what its papers come to, a sentence each."""
    if counted.outcome.declared:
        yield from _declared(counted)
        return
    yield from _numbers(counted, found)
    yield from _elected(counted, found)
    yield from _added_up(counted, found)
    names = options(counted)
    count = stages(found.result) if found.result else None
    yield from by_stages.faults(names, counted.outcome.count, count)


def _numbers(counted: Counted, found: Tallied) -> Iterator[str]:
    said = counted.outcome
    if said.cast != found.cast:
        yield f"The file says {said.cast} papers were cast; it has {found.cast}."
    if said.blank != found.blank:
        yield f"The file says {said.blank} papers name nobody; of those that it has {found.blank} do."
    size = len(counted.electorate.marks)
    if said.entitled != size:
        yield f"The file says {said.entitled} could vote; it lists {size}."
    late = sum(row.late != "no" for row in counted.ballots)
    if said.late != late:
        yield f"The file says {said.late} were read late; its papers say {late}."


def _elected(counted: Counted, found: Tallied) -> Iterator[str]:
    said, names = counted.outcome, options(counted)
    if said.elected != found.elected:
        yield (
            f"The file says that this comes out of it: {called(names, said.elected)}; "
            f"from its papers it is: {called(names, found.elected)}."
        )
    if said.empty != found.empty:
        yield f"The file says {said.empty} seats stay empty; from its papers it is {found.empty}."


def _added_up(counted: Counted, found: Tallied) -> Iterator[str]:
    names, said = options(counted), counted.outcome
    yield from _each(names, said.yes, votes(dict(found.yes)), "")
    yield from _each(names, said.need_be, votes(dict(found.need_be)), " if need be")


def _each(
    names: Mapping[int, str], said: Mapping[str, int], found: Mapping[str, int], how: str
) -> Iterator[str]:
    for n in sorted({*said, *found}, key=int):
        if said.get(n) != found.get(n):
            given = said.get(n, "nothing")
            yield (
                f"The file says {given} for {names.get(int(n), n)}{how}; its papers are {found.get(n, 0)}."
            )


def _declared(counted: Counted) -> Iterator[str]:
    """Nobody voted: there are no papers and no count, and whoever stands is elected."""
    said, standing = counted.outcome, contest(counted).standing
    if counted.what != "election":
        yield "A poll can't be declared."
    if counted.ballots or counted.secret_ballots or said.cast or said.blank or said.late:
        yield "The file says that nobody voted, and has papers."
    if said.count or said.yes or said.need_be:
        yield "The file says that nobody voted, and has a count."
    if contest(counted).reopens is not None or set(said.elected) != set(standing):
        yield "Without a vote those who stand are elected, and the file says others."
    if len(standing) + said.empty != counted.seats or len(said.elected) != len(standing):
        yield f"The file has {counted.seats} seats, {len(said.elected)} filled and {said.empty} empty."


def moments(record: CountRecord) -> Iterator[str]:
    """Whether one thing follows the other in time."""
    counted = record.counted
    if not counted.outcome.declared and (counted.opened_at is None or counted.closed_at is None):
        yield "The file does not say when voting opened and closed."
    order = [counted.asked_at, counted.opened_at, counted.closed_at, counted.ended_at]
    known = [at for at in order if at is not None] + [v.at for v in record.vacancies] + [record.exported_at]
    if known != sorted(known):
        yield "Asking, opening, close, result and export do not follow each other in time."
