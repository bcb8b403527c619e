"""Elections that are known from books."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method, usual
from bot.ballots.counting.ranking import Ranking
from bot.ballots.counting.result import Act, Result

MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE = 1, 2, 3, 4
TENNESSEE: Counter[Ranking] = Counter(
    {
        (MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE): 42,
        (NASHVILLE, CHATTANOOGA, KNOXVILLE, MEMPHIS): 26,
        (CHATTANOOGA, KNOXVILLE, NASHVILLE, MEMPHIS): 15,
        (KNOXVILLE, CHATTANOOGA, NASHVILLE, MEMPHIS): 17,
    }
)
SCHULZE = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def _by(method: Method, ballots: Counter[Ranking], seats: int = 1) -> Result:
    candidates = tuple({candidate for ranking in ballots for candidate in ranking})
    return count(Election(candidates, seats, method, "seed"), ballots)


@pytest.mark.parametrize(
    ("method", "capital"),
    [(Method.SCHULZE, NASHVILLE), (Method.IRV, KNOXVILLE), (Method.STV, KNOXVILLE)],
)
def test_the_capital_of_tennessee(method: Method, capital: int) -> None:
    assert _by(method, TENNESSEE).elected == (capital,)


def test_tennessee_by_the_first_name_alone() -> None:
    firsts: Counter[Ranking] = Counter()
    for ranking, times in TENNESSEE.items():
        firsts[ranking[:1]] += times
    assert _by(Method.PLURALITY, firsts).elected == (MEMPHIS,)


def test_tennessee_goes_out_one_by_one() -> None:
    first, second, third = _by(Method.IRV, TENNESSEE).stages
    assert (first.act, first.of, first.needed, first.elected) == (Act.FIRST, None, 51, ())
    assert (second.excluded, dict(second.moved)) == (CHATTANOOGA, {KNOXVILLE: 15})
    assert (third.excluded, dict(third.moved)) == (NASHVILLE, {KNOXVILLE: 26})
    assert (third.totals[KNOXVILLE], third.totals[MEMPHIS], third.elected) == (58, 42, (KNOXVILLE,))


def test_schulze_s_own_example() -> None:
    ballots: Counter[Ranking] = Counter(
        {tuple(map(ord, ranking)): times for ranking, times in SCHULZE.items()}
    )
    result = _by(Method.SCHULZE, ballots)
    assert result.ballots == 45
    assert [chr(candidate) for candidate in result.elected] == ["E"]
    assert result.duels is not None
    assert result.duels.preferred[ord("A"), ord("B")] == 20
    assert result.duels.paths[ord("E"), ord("A")] == 25
    assert result.duels.paths[ord("A"), ord("E")] == 24
    whole = _by(Method.SCHULZE, ballots, seats=5).elected
    assert "".join(map(chr, whole)) == "EACBD"
    assert result.ties == ()


def test_whoever_is_named_most_is_approved_most() -> None:
    ballots = Counter({(1, 2): 3, (2, 3): 2, (3,): 2, (): 1})
    result = _by(Method.APPROVAL, ballots, seats=2)
    assert result.elected == (2, 3)
    assert dict(result.stages[0].totals) == {1: 3, 2: 5, 3: 4}
    assert (result.ballots, result.blank) == (7, 1)


def test_one_seat_is_irv_and_more_are_stv() -> None:
    assert [usual(seats) for seats in (1, 2, 9)] == [Method.IRV, Method.STV, Method.STV]
