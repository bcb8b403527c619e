"""A seat that became vacant: who sat there, who may follow, and whom the ballots of the election name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.api.text import folded
from bot.ballots.counting import plain
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.result import Result
from bot.ballots.counting.tally import standing
from bot.ballots.paper import Paper
from cogs.polls.rules.outcome import Outcome, contest
from cogs.polls.rules.poll import Office, Poll
from cogs.polls.rules.vacancy_errors import AskedAlready, NoBallots, NobodySits, NoSeatEmpty, StillInOffice

ASKED_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacant seat; seat_of was elected to it, leaves sat there last.

    answers say by number who would take it, None where they have not answered. standing are those who would,
    follows who of them it went to. link is that of the journal, 0 where none was written; refused says why an
    office could not be taken up, None where it was not refused; again is the election called for the seat.
    """

    poll: int
    seat_of: int
    leaves: int
    until: datetime
    id: int = 0
    ended_at: datetime | None = None
    standing: tuple[int, ...] = ()
    follows: int | None = None
    link: int = 0
    result: str = field(default="", repr=False)
    refused: str | None = None
    again: int = 0

    @property
    def count(self) -> Result | None:
        """How the ballots were asked; None where they name nobody who would take it."""
        return plain.read(json.loads(self.result)) if self.result else None


def sitting(outcome: Outcome, before: Sequence[Vacancy]) -> dict[int, int]:
    """Who sits where: the seats by who was elected to them."""
    seats = {n: n for n in outcome.elected}
    for vacancy in before:
        seats.pop(vacancy.seat_of, None)
        if vacancy.follows is not None:
            seats[vacancy.seat_of] = vacancy.follows
    return seats


def leaving(
    poll: Poll, outcome: Outcome, before: Sequence[Vacancy], who: str, member: int, now: datetime
) -> Vacancy:
    """The seat that becomes vacant: that of who is named, or one's own."""
    if outcome.result is None:
        raise NoBallots(poll.number)
    for vacancy in before:
        if vacancy.ended_at is None:
            raise AskedAlready(poll.number, vacancy.until)
    seats = sitting(outcome, before)
    for seat, n in seats.items():
        if _is(poll, n, who, member):
            return Vacancy(poll.id, seat, n, now + ASKED_FOR)
    raise NobodySits(poll.number, tuple(_called(poll, n) for n in seats.values()), bool(who.strip()))


def _is(poll: Poll, n: int, who: str, member: int) -> bool:
    option = poll.option(n)
    if not who.strip():
        return option is not None and option.member == member
    return folded(who) in (str(n), folded(_called(poll, n)))


def _called(poll: Poll, n: int) -> str:
    option = poll.option(n)
    return option.text if option else str(n)


def must_be_free(poll: Poll, vacancy: Vacancy, in_office: Collection[int]) -> None:
    """Refuses a seat of an office that its holder still has: else whoever follows would have one as well."""
    option = poll.option(vacancy.leaves)
    if option is not None and option.member in in_office:
        raise StillInOffice(poll.number, option.text, poll.office is Office.STEWARDS)


def may_follow(
    poll: Poll, outcome: Outcome, before: Sequence[Vacancy], entitled: Collection[int]
) -> list[int]:
    """Who stood, was not elected, has not sat there since, and could still vote in it.

    Accounts may have turned out to be one person's since: nobody sits there twice.
    """
    taken = {*(outcome.result.elected if outcome.result else ()), *(one.leaves for one in before)}
    taken |= {one.follows for one in before if one.follows is not None}
    have_sat = {option.member for option in poll.options if option.n in taken}
    return [
        option.n
        for option in poll.standing
        if not option.reopens and option.member in entitled and option.member not in have_sat
    ]


def each_once(poll: Poll, some: Sequence[int]) -> list[int]:
    """Of these options the first of each person."""
    members = {option.n: option.member for option in poll.options}
    return list({members.get(n): n for n in reversed(some)}.values())[::-1]


def unfilled(vacancy: Vacancy, now: datetime) -> Vacancy:
    """The vacancy where there is nobody to ask."""
    return replace(vacancy, ended_at=now)


def filled(
    vacancy: Vacancy, poll: Poll, papers: Counter[Paper], standing_: Sequence[int], now: datetime
) -> Vacancy:
    """The vacancy once the ballots were asked who follows, of those who would."""
    found = asked_again(poll, papers, vacancy.seat_of, standing_) if standing_ else None
    return replace(
        vacancy,
        ended_at=now,
        standing=tuple(standing_),
        follows=found.elected[0] if found else None,
        result=json.dumps(plain.plain(found), separators=(",", ":")) if found else "",
    )


def asked_again(poll: Poll, papers: Counter[Paper], seat_of: int, among: Sequence[int]) -> Result | None:
    """The countback; None where no such ballot names anybody of them."""
    what = contest(poll)
    if what.method is None:
        return None
    election = Election(what.standing, what.to_fill, what.method, what.seed)
    try:
        return countback(election, standing(what, papers), seat_of, among)
    except NothingCounts:
        return None


def would(answers: Mapping[int, bool | None]) -> list[int]:
    """Those who would take the seat."""
    return [n for n, takes in sorted(answers.items()) if takes]


def to_call(poll: Poll, outcome: Outcome, before: Sequence[Vacancy]) -> int:
    """How many seats are empty for which no election was called yet."""
    lost = [one for one in before if one.ended_at and one.follows is None and not one.again]
    seats = len(lost) + (0 if outcome.again else outcome.empty)
    if not seats:
        raise NoSeatEmpty(poll.number)
    return seats
