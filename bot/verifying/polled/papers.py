"""The papers, voters and options of a file: the contest that they make, and what about them can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.ballots.count_record import Counted, OptionRow, paper
from bot.ballots.counting.election import Method
from bot.ballots.counting.ranking import Ranking
from bot.ballots.counting.tally import Contest
from bot.ballots.paper import NEED_BE, option
from bot.verifying import voters


def contest(counted: Counted) -> Contest:
    """What was chosen from, and how that is counted."""
    standing = tuple(row.n for row in counted.options if not row.withdrawn)
    return Contest(
        standing=standing,
        seats=counted.seats,
        method=Method(counted.method) if counted.method else None,
        seed=counted.lot.seed if counted.lot else "",
        reopens=next((row.n for row in counted.options if row.reopens), None),
        quorum=counted.quorum,
    )


def grouped(counted: Counted) -> Counter[Ranking]:
    """How often each paper was given, from the list that this kind of vote has."""
    return Counter(map(paper, _marks(counted)))


def faults(counted: Counted) -> Iterator[str]:
    """What is wrong with the lists of options, voters and papers, a sentence each."""
    yield from form(counted)
    yield from _electorate(counted)
    yield from voters.voted([row.voter for row in counted.ballots], counted.electorate, "paper")
    yield from _secrecy(counted)
    yield from _replaced(counted)


def form(counted: Counted) -> Iterator[str]:
    """What has to be right for anything to be counted at all."""
    yield from _kind(counted)
    yield from _options(counted.options)
    yield from _papers(counted)


def _marks(counted: Counted) -> list[str]:
    if counted.votes == "secret":
        return [row.paper for row in counted.secret_ballots]
    return [row.paper for row in counted.ballots]


def _kind(counted: Counted) -> Iterator[str]:
    is_election = counted.what == "election"
    if is_election != (counted.kind == "election"):
        yield f"The file says that it is of {_a(counted.what)}, and of the kind {counted.kind}."
    if is_election and (counted.method is None or counted.seats < 1):
        yield "An election has seats and a method, and the file names none."
    if not is_election and counted.method != ("schulze" if counted.kind == "ranked" else None):
        yield f"A poll of the kind {counted.kind} is not counted by {counted.method or 'adding up'}."
    if not is_election and counted.seats != (counted.kind == "ranked"):
        yield f"A poll of the kind {counted.kind} has not {counted.seats} seats."
    if counted.method == "irv" and counted.seats > 1:
        yield f"Ranked choice fills one seat, and the file has {counted.seats}."
    if not is_election and (counted.office or counted.follows):
        yield "A poll fills no office and no other election's seats."
    if counted.quorum and not counted.office:
        yield "Only for an office so many have to vote, and the file names none."


def _a(what: str) -> str:
    return "an election" if what == "election" else "a poll"


def _options(rows: Sequence[OptionRow]) -> Iterator[str]:
    if twice := voters.doubled(str(row.n) for row in rows):
        yield f"Options whose number stands there more than once: {twice}."
    if twice := voters.doubled(row.text or str(row.at or row.n) for row in rows):
        yield f"Options that are called the same: {twice}."
    if sum(row.reopens for row in rows) > 1:
        yield "Nominations can be reopened by one option, and the file has several."
    if any(row.left and not row.withdrawn for row in rows):
        yield "Somebody is said to have left before the count, and was counted."


def _papers(counted: Counted) -> Iterator[str]:
    """What stands on papers that can't; on those that were replaced too."""
    given = [paper(marks) for marks in (*_marks(counted), *_before(counted))]
    known = {row.n for row in counted.options}
    if counted.kind == "when":
        known |= {n + NEED_BE for n in known}
    if strange := sum(not known.issuperset(one) for one in given):
        yield f"Papers that name an option which is none: {strange}."
    if twice := sum(len(set(map(option, one))) < len(one) for one in given):
        yield f"Papers that name an option twice: {twice}."
    if takes_one(counted) and (many := sum(len(one) > 1 for one in given)):
        yield f"Papers that name more than the one that may be named: {many}."


def takes_one(counted: Counted) -> bool:
    """Whether a paper names one option and no more."""
    return counted.kind in ("single", "yes-no") or counted.method == "plurality"


def _before(counted: Counted) -> Iterator[str]:
    return (row.before for row in counted.ballots if row.before is not None)


def _electorate(counted: Counted) -> Iterator[str]:
    yield from voters.listed(counted.electorate)
    if counted.votes == "secret" and not (counted.electorate.listed or counted.outcome.declared):
        yield "The vote was secret, and the file does not list who could vote."


def _secrecy(counted: Counted) -> Iterator[str]:
    secret, size = counted.secret_ballots, len(counted.electorate.marks)
    if counted.votes != "secret":
        if secret:
            yield "The vote was not secret, and the file has secret papers."
        return
    if counted.ballots:
        yield "The vote was secret, and the file joins voters and papers."
    if len(secret) > size:
        yield f"There are {len(secret)} secret papers, and {size} could vote."
    receipts = [row.receipt for row in secret]
    yield from voters.once(receipts)
    if receipts != sorted(receipts):
        yield "The secret papers stand in another order than their receipts, which may tell of voters."


def _replaced(counted: Counted) -> Iterator[str]:
    if any(row.before is not None and row.late != "close" for row in counted.ballots):
        yield "A paper has replaced another, and was not read at the close."
