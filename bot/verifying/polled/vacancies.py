"""Seats that became vacant: who follows on them, from the same papers once more."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ballots.count_record import Counted, CountRecord, Vacancy
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.tally import standing
from bot.verifying.polled.papers import contest, grouped
from bot.verifying.polled.words import called, options


def faults(record: CountRecord) -> Iterator[str]:
    """What of them does not follow, a sentence each; asked only where the count itself can be made."""
    counted = record.counted
    sitting = {n: n for n in counted.outcome.elected}
    for vacancy in record.vacancies:
        if said := _impossible(counted, vacancy, sitting):
            yield said
            continue
        follows = who_follows(counted, vacancy)
        names = options(counted)
        if follows != vacancy.follows:
            given, right = (called(names, () if n is None else (n,)) for n in (vacancy.follows, follows))
            seat = called(names, (vacancy.seat_of,))
            yield f"On the seat of {seat} the file has {given}; from its papers it is {right}."
        if vacancy.follows is None:
            sitting.pop(vacancy.seat_of)
        else:
            sitting[vacancy.seat_of] = vacancy.follows


def who_follows(counted: Counted, vacancy: Vacancy) -> int | None:
    """Who follows on a seat, of those who still stood for it; None where no paper names any of them."""
    of = contest(counted)
    if of.method is None or not vacancy.standing:
        return None
    election = Election(of.standing, of.to_fill, Method(of.method), of.seed)
    votes = standing(of, grouped(counted))
    try:
        return countback(election, votes, vacancy.seat_of, vacancy.standing).elected[0]
    except NothingCounts:
        return None


def _impossible(counted: Counted, vacancy: Vacancy, sitting: dict[int, int]) -> str | None:
    """Why nobody could be asked for so."""
    of = contest(counted)
    if counted.outcome.count is None or vacancy.seat_of not in sitting:
        return "A seat is said to be vacant to which nobody was elected by these papers."
    others = set(of.standing) - set(counted.outcome.count.elected) - {of.reopens}
    if not set(vacancy.standing) <= others or len(set(vacancy.standing)) != len(vacancy.standing):
        return "For a vacant seat somebody is said to stand who can't."
    if set(vacancy.standing) & set(sitting.values()):
        return "For a vacant seat somebody is said to stand who has another."
    return None
