"""What the Scottish rules say, in small: quota, surplus, exclusion, the last seats, and what is refused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.api.errors import RuleError
from bot.ballots.counting import blt
from bot.ballots.counting.count import count
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.errors import (
    NamesTooMany,
    NoSeatOfTheirs,
    NoSeats,
    NotACandidate,
    NothingCounts,
    OneSeatOnly,
    RankedTwice,
    Sits,
    StandsTwice,
    TooFewCandidates,
)
from bot.ballots.counting.plain import plain
from bot.ballots.counting.ranking import Ranking
from bot.ballots.counting.result import Act, Stage
from bot.ballots.counting.stv import SCALE

PAGE = Path(__file__).parents[3] / "docs" / "counting.md"
ANA, BEN, CHI, DARA = range(1, 5)
ALL = (ANA, BEN, CHI, DARA)
# Worked out by hand in docs/counting.md.
DOCS: Counter[Ranking] = Counter(
    {
        (ANA, BEN): 6,
        (ANA, CHI): 3,
        (ANA,): 3,
        (BEN, CHI): 2,
        (BEN,): 2,
        (CHI, BEN): 4,
        (DARA, CHI): 2,
        (DARA,): 1,
    }
)


def _stv(seats: int = 2) -> Election:
    return Election(ALL, seats, Method.STV, "seed")


def _votes(stage: Stage) -> tuple[int, ...]:
    return tuple(stage.totals[candidate] for candidate in ALL)


def test_the_example_of_the_page() -> None:
    result = count(_stv(), DOCS)
    assert (result.ballots, result.quota, result.elected) == (23, 8 * SCALE, (ANA, CHI))
    first, surplus, dara, ben = result.stages
    assert (_votes(first), first.elected) == ((1200000, 400000, 400000, 300000), (ANA,))
    assert (surplus.act, surplus.of, surplus.elected) == (Act.SURPLUS, ANA, ())
    assert dict(surplus.moved) == {BEN: 199998, CHI: 99999}
    assert _votes(surplus) == (800000, 599998, 499999, 300000)
    assert (surplus.exhausted, surplus.fractions) == (99999, 4)
    assert (dara.excluded, dict(dara.moved), dara.exhausted) == (DARA, {CHI: 200000}, 199999)
    assert _votes(dara) == (800000, 599998, 699999, 0)
    assert (ben.excluded, dict(ben.moved), ben.elected) == (BEN, {CHI: 200000}, (CHI,))
    assert _votes(ben) == (800000, 0, 899999, 0)
    assert (ben.exhausted, ben.fractions) == (599997, 4)


def test_the_page_has_that_example_as_a_file_and_as_a_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sheet = blt.read(next(block for block in page.split("```\n") if block.startswith("4 2\n")))
    assert sheet.ballots == DOCS
    result = count(Election(sheet.standing, sheet.seats, Method.STV, "seed"), sheet.counted)
    for candidate, name in sheet.names.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| {name} |"))
        cells = [cell.split(",")[0].strip(" *") for cell in row.split("|")[2:-1]]
        assert [round(float(cell) * SCALE) for cell in cells] == [
            stage.totals[candidate] for stage in result.stages
        ]


def test_papers_that_came_for_less_go_on_for_less() -> None:
    ballots: Counter[Ranking] = Counter({(ANA, BEN, DARA): 8, (BEN, CHI): 4, (CHI,): 2, (DARA,): 2})
    result = count(_stv(seats=3), ballots)
    assert result.quota == 5 * SCALE
    ana, ben = result.stages[1:3]
    assert (dict(ana.moved), ana.elected) == ({BEN: 8 * 37500}, (BEN,))
    assert (ben.act, ben.of) == (Act.SURPLUS, BEN)
    assert dict(ben.moved) == {DARA: 8 * 10714, CHI: 4 * 28571}
    assert ben.fractions == 4


def test_the_last_seats_go_to_all_who_are_left() -> None:
    ballots: Counter[Ranking] = Counter({(ANA,): 9, (BEN,): 2, (CHI,): 1})
    result = count(_stv(), ballots)
    last = result.stages[-1]
    assert result.elected == (ANA, BEN)
    assert last.totals[BEN] < last.needed
    assert result.stage_of(BEN) is last
    assert result.stage_of(DARA) is not None


def test_as_many_candidates_as_seats_are_all_elected_at_once() -> None:
    result = count(_stv(seats=4), DOCS)
    assert set(result.elected) == set(ALL)
    assert len(result.stages) == 1


def test_a_blank_ballot_counts_for_no_quota() -> None:
    result = count(_stv(), Counter({**DOCS, (): 30}))
    assert (result.ballots, result.blank, result.quota) == (23, 30, 8 * SCALE)


def test_a_result_is_plain_numbers_and_texts_for_a_file() -> None:
    one = plain(count(_stv(), DOCS))
    assert json.loads(json.dumps(one)) == one
    assert one["elected"] == list(count(_stv(), DOCS).elected)
    duels = plain(count(Election(ALL, 1, Method.SCHULZE, "seed"), DOCS))["duels"]
    assert isinstance(duels, list)
    assert duels[0] == [ANA, BEN, 12, 12]


@pytest.mark.parametrize(
    ("candidates", "seats", "method", "error"),
    [
        (ALL, 0, Method.STV, NoSeats),
        ((ANA, BEN), 3, Method.STV, TooFewCandidates),
        ((), 1, Method.IRV, TooFewCandidates),
        ((ANA, BEN, ANA), 1, Method.IRV, StandsTwice),
        (ALL, 2, Method.IRV, OneSeatOnly),
    ],
)
def test_an_election_that_cannot_be_counted_is_refused(
    candidates: tuple[int, ...], seats: int, method: Method, error: type[RuleError]
) -> None:
    with pytest.raises(error):
        Election(candidates, seats, method, "seed")


@pytest.mark.parametrize("method", Method)
def test_bad_ballots_are_refused_by_every_method(method: Method) -> None:
    election = Election(ALL, 1, method, "seed")
    with pytest.raises(NotACandidate) as unknown:
        count(election, Counter({(9,): 1}))
    assert unknown.value.given == 9
    for nothing in (Counter[Ranking](), Counter[Ranking]({(): 4})):
        with pytest.raises(NothingCounts):
            count(election, nothing)
    with pytest.raises(NamesTooMany if method is Method.PLURALITY else RankedTwice) as twice:
        count(election, Counter({(ANA, BEN, ANA): 1}))
    assert getattr(twice.value, "candidate", ANA) == ANA
    with pytest.raises(ValueError, match="fewer than no ballots"):
        count(election, {(ANA,): -1})


def test_countback_asks_the_papers_of_the_one_who_leaves() -> None:
    election = _stv()
    elected = count(election, DOCS).elected
    assert elected[0] == ANA
    others = [candidate for candidate in ALL if candidate not in elected]
    result = countback(election, DOCS, ANA, others)
    assert (result.ballots, result.elected) == (12, (BEN,))
    assert result.stages[0].totals.keys() == set(others)


def test_countback_of_one_seat_counts_all_ballots_without_who_leaves() -> None:
    election = Election(ALL, 1, Method.IRV, "seed")
    ballots: Counter[Ranking] = Counter({(ANA, BEN): 6, (BEN,): 1, (CHI,): 4})
    assert countback(election, ballots, ANA, [BEN, CHI, DARA]).elected == (BEN,)
    assert countback(election, ballots, ANA, [CHI, DARA]).elected == (CHI,)


@pytest.mark.parametrize(
    ("seat_of", "standing", "error"),
    [
        (DARA, [CHI], NoSeatOfTheirs),
        (ANA, [ANA], Sits),
        (ANA, [9], NotACandidate),
        (ANA, [], TooFewCandidates),
    ],
)
def test_a_countback_that_cannot_be_held_is_refused(
    seat_of: int, standing: list[int], error: type[RuleError]
) -> None:
    with pytest.raises(error):
        countback(_stv(), DOCS, seat_of, standing)
