"""All that was found about the file of one count, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ballots.count_record import Counted, CountRecord
from bot.ballots.counting.tally import Tallied
from bot.verifying.link import NO_LINK
from bot.verifying.polled import chain, outcome, papers, vacancies
from bot.verifying.polled.stages import tie
from bot.verifying.polled.words import METHODS, called, number, options


def checked(record: CountRecord, digest: str) -> tuple[bool, list[str]]:
    """Whether it holds, and all there is to say of it; with faults a sentence each."""
    counted = record.counted
    faults = [*papers.faults(counted), *outcome.moments(record), *chain.faults(record, digest)]
    if any(papers.form(counted)):
        return False, [_differs(counted), *faults, "So its papers were not counted anew."]
    found = outcome.recounted(counted)
    of_count = list(outcome.faults(counted, found))
    faults += of_count or vacancies.faults(record)
    if faults:
        return False, [_differs(counted), *faults]
    return True, list(_held(record, found))


def _differs(counted: Counted) -> str:
    return f"The count of {counted.what} {counted.number} does not hold."


def _held(record: CountRecord, found: Tallied) -> Iterator[str]:
    counted, names = record.counted, options(record.counted)
    yield f"The count of {counted.what} {counted.number} holds: {_result(counted, found, names)}."
    if counted.outcome.declared:
        yield "Nobody voted, as no more stood than there were seats."
    else:
        yield from _counted(counted, found, names)
    for vacancy in record.vacancies:
        seat = called(names, (vacancy.seat_of,))
        who = called(names, () if vacancy.follows is None else (vacancy.follows,))
        yield f"On the seat of {seat} {who} follows, by the same papers."
    yield from _journal(record)


def _result(counted: Counted, found: Tallied, names: dict[int, str]) -> str:
    said = counted.outcome
    empty = f"; seats that stay empty: {said.empty}" if said.empty else ""
    if counted.what == "election":
        return f"elected: {called(names, said.elected)}{empty}"
    if counted.kind == "ranked":
        return _first(counted, found, names)
    if not found.best:
        return "nobody chose anything"
    most = called(names, found.best)
    return f"level with most: {most}" if len(found.best) > 1 else f"most are for {most}"


def _first(counted: Counted, found: Tallied, names: dict[int, str]) -> str:
    """What comes first in a ranking; what is level is said to be, as in the room."""
    first = called(names, counted.outcome.elected)
    if found.result is None or not found.result.ties:
        return f"first comes {first}"
    return f"level are {called(names, sorted(found.result.ties[0].level))}; the lot puts {first} first"


def _counted(counted: Counted, found: Tallied, names: dict[int, str]) -> Iterator[str]:
    of = f" of {counted.outcome.entitled} who could vote" if counted.electorate.listed else ""
    blank = f"; papers that name none of the options: {found.blank}" if found.blank else ""
    yield f"Papers: {found.cast}{of}{blank}."
    yield from _set_aside(counted, names)
    if counted.quorum:
        few = "" if found.cast >= counted.quorum else ", so no seat is filled"
        yield f"Had to vote: {counted.quorum}{few}."
    if found.result is None or counted.outcome.count is None:
        yield from _added_up(counted, found, names)
        return
    count = counted.outcome.count
    quota = f" The quota is {number(count.quota, count.scale)}." if count.quota else ""
    by, steps = METHODS[counted.method or ""], len(count.stages)
    yield f"Counted by {by} in {steps} {'stage' if steps == 1 else 'stages'}, each as in the file.{quota}"
    for n, stage in enumerate(count.stages, 1):
        for one in stage.ties:
            yield f"Stage {n}: the file says rightly {tie(names, one)}."


def _set_aside(counted: Counted, names: dict[int, str]) -> Iterator[str]:
    """Who is passed over on every paper, and why."""
    left = [row.n for row in counted.options if row.left]
    withdrew = [row.n for row in counted.options if row.withdrawn and not row.left]
    for what, some in (("had withdrawn", withdrew), ("had left before the count", left)):
        if some:
            yield f"Passed over on every paper, as they {what}: {called(names, some)}."


def _added_up(counted: Counted, found: Tallied, names: dict[int, str]) -> Iterator[str]:
    for n, yes in found.yes.items():
        soft = f", if need be {found.need_be[n]}" if counted.kind == "when" else ""
        yield f"{names[n]}: {yes}{soft}."


def _journal(record: CountRecord) -> Iterator[str]:
    if record.journal is None:
        yield NO_LINK
        return
    yield (
        f"It is link {record.journal.number} of the journal, with the hash {record.journal.hash}. Another "
        f"person's file of this {record.counted.what} has to show the same hash: compare them."
    )
    if record.counted.lot is not None:
        yield f"Lots are drawn by {record.counted.lot.seed}.{_shown(record.counted.what)}"


def _shown(what: str) -> str:
    """Where the lot could be seen beforehand: on the card of an election; a poll's shows none."""
    if what != "election":
        return ""
    return " While people voted, the card showed how that begins: compare it too."
