"""What papers come to where some options are gone, nobody is named, or nobody is wanted."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.ballots.counting.election import Method
from bot.ballots.counting.tally import Contest, tallied


def test_options_are_added_up_and_those_that_are_level_are_all_best() -> None:
    found = tallied(Contest((1, 2, 3)), Counter({(1,): 2, (2, 3): 2, (): 1}))
    assert (found.cast, found.blank) == (5, 1)
    assert found.yes == {1: 2, 2: 2, 3: 2}
    assert found.best == (1, 2, 3)
    assert tallied(Contest((1, 2)), Counter({(): 3})).best == ()


def test_of_dates_that_most_can_come_to_the_one_that_most_want_is_best() -> None:
    found = tallied(Contest((1, 2, 3)), Counter({(1, 52): 1, (2, 51): 2, (51, 53): 1}))
    assert found.yes == {1: 1, 2: 2, 3: 0}
    assert found.need_be == {1: 3, 2: 1, 3: 1}
    assert found.best == (1,)


def test_what_was_withdrawn_counts_as_if_it_stood_nowhere() -> None:
    found = tallied(Contest((1, 3), method=Method.IRV, seed="s"), Counter({(2, 3): 3, (1,): 2, (2,): 1}))
    assert found.elected == (3,)
    assert (found.cast, found.blank, found.empty) == (6, 1, 0)
    assert tallied(Contest((1,)), Counter({(2, 52): 1, (1,): 1})).yes == {1: 1}


def test_a_seat_that_nobody_wins_stays_empty_and_nobody_takes_one_for_being_left_over() -> None:
    contest = Contest((1, 2, 3), seats=2, method=Method.STV, seed="s", reopens=3)
    found = tallied(contest, Counter({(3,): 5, (1,): 4, (2,): 1}))
    assert found.result is not None
    assert found.result.elected == (3, 1)
    assert (found.elected, found.empty) == ((1,), 1), "Ana has the quota of 4"
    most = tallied(contest, Counter({(3,): 8, (1,): 1, (2,): 1}))
    assert most.result is not None
    assert most.result.elected[0] == 3
    assert (most.elected, most.empty) == ((), 2), "one more was left over, below the quota"


def test_two_who_stand_for_more_seats_are_held_against_reopening_in_a_whole_count() -> None:
    contest = Contest((1, 2, 3), seats=3, method=Method.STV, seed="s", reopens=3)
    found = tallied(contest, Counter({(1, 2): 60, (2,): 20, (3,): 20}))
    assert (found.elected, found.empty) == ((1, 2), 1)
    alone = Contest((1, 3), seats=2, method=Method.STV, seed="s", reopens=3)
    assert tallied(alone, Counter({(1,): 3, (3,): 2})).elected == (1,)
    assert tallied(alone, Counter({(1,): 2, (3,): 3})).elected == ()
    assert (
        tallied(Contest((3,), seats=1, method=Method.IRV, seed="s", reopens=3), Counter({(3,): 1})).empty == 1
    )


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.SCHULZE])
def test_whoever_comes_after_reopening_is_not_elected(method: Method) -> None:
    contest = Contest((1, 2, 3), seats=2, method=method, seed="s", reopens=3)
    assert tallied(contest, Counter({(1,): 5, (1, 3): 4, (2,): 1})).elected == (1,)
    after = tallied(contest, Counter({(3,): 5, (1,): 4, (2,): 1}))
    assert (after.elected, after.empty) == ((), 2)


@pytest.mark.parametrize("seed", ["a", "b", "c"])
@pytest.mark.parametrize("method", [Method.APPROVAL, Method.PLURALITY, Method.SCHULZE])
def test_whoever_is_level_with_reopening_is_elected_whatever_the_lot(method: Method, seed: str) -> None:
    contest = Contest((1, 2, 3), seats=2, method=method, seed=seed, reopens=3)
    found = tallied(contest, Counter({(1,): 5, (3,): 5, (2,): 1}))
    assert (found.elected, found.empty) == ((1,), 1)
    assert found.result is not None
    assert found.result.ties == ()


def test_more_seats_than_people_and_papers_that_name_nobody_leave_seats_empty() -> None:
    few = tallied(Contest((1,), seats=3, method=Method.STV, seed="s"), Counter({(1,): 1}))
    assert (few.elected, few.empty) == ((1,), 2)
    nobody = tallied(Contest((1, 2), seats=2, method=Method.STV, seed="s"), Counter({(): 4}))
    assert (nobody.elected, nobody.empty, nobody.result) == ((), 2, None)
    assert tallied(Contest((), seats=1, method=Method.IRV, seed="s"), Counter()).empty == 1
