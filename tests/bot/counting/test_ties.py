"""Ties: told apart by the latest earlier stage, and else by a lot that anyone can draw again."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest

from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.lot import Lot
from bot.ballots.counting.ranking import Ranking
from bot.ballots.counting.result import Act, Purpose, Tie

ANA, BEN, CHI, DARA, ELI = range(1, 6)


def test_the_lot_is_the_order_of_the_hashes_of_seed_and_candidate() -> None:
    hashes = {c: sha256(f"spring 2026:{c}".encode()).hexdigest() for c in (ANA, BEN, CHI)}
    assert Lot("spring 2026").order([CHI, ANA, BEN]) == tuple(sorted(hashes, key=lambda c: hashes[c]))
    assert {Lot(str(seed)).order([ANA, BEN])[0] for seed in range(20)} == {ANA, BEN}


def test_of_two_with_least_the_one_who_had_less_at_the_stage_before_goes_out() -> None:
    ballots: Counter[Ranking] = Counter(
        {(ANA,): 9, (BEN,): 8, (CHI,): 4, (DARA,): 3, (ELI, DARA): 1, (ELI,): 1}
    )
    result = count(Election((ANA, BEN, CHI, DARA, ELI), 1, Method.IRV, "seed"), ballots)
    assert (result.stages[1].excluded, result.stages[1].ties) == (ELI, ())
    assert result.stages[1].totals[CHI] == result.stages[1].totals[DARA] == 4
    assert result.stages[2].excluded == DARA
    assert result.stages[2].ties == (Tie(Purpose.EXCLUDED, (CHI, DARA), (DARA,), stages=(1,)),)


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_of_three_whom_no_stage_tells_apart_the_last_in_the_lot_goes_out(seed: str) -> None:
    ballots: Counter[Ranking] = Counter({(ANA,): 2, (BEN,): 2, (CHI,): 2, (DARA,): 5})
    result = count(Election((ANA, BEN, CHI, DARA), 1, Method.IRV, seed), ballots)
    drawn = Lot(seed).order((ANA, BEN, CHI))
    tie = result.stages[1].ties[0]
    assert (tie.level, tie.taken, tie.drawn, tie.stages) == ((ANA, BEN, CHI), drawn[-1:], drawn, ())
    assert result.stages[1].excluded == drawn[-1]


def test_stages_narrow_a_tie_of_three_and_the_lot_decides_between_the_two_who_are_left() -> None:
    ballots: Counter[Ranking] = Counter({(ANA,): 20, (BEN,): 3, (CHI,): 3, (DARA,): 2, (ELI, DARA): 1})
    result = count(Election((ANA, BEN, CHI, DARA, ELI), 2, Method.STV, "seed"), ballots)
    surplus, eli, next_out = result.stages[1], result.stages[2], result.stages[3]
    assert (surplus.act, surplus.of, eli.excluded) == (Act.SURPLUS, ANA, ELI)
    assert next_out.excluded == DARA
    assert next_out.ties[0].stages == (2,)
    left = count(Election((ANA, BEN, CHI, DARA), 1, Method.IRV, "x"), Counter({(BEN,): 2, (CHI,): 2}))
    assert left.stages[1].excluded in (ANA, DARA)
    assert left.ties[-1].drawn == Lot("x").order((BEN, CHI))


def test_of_equal_surpluses_the_first_in_the_lot_goes_first() -> None:
    ballots: Counter[Ranking] = Counter({(ANA, CHI): 6, (BEN, DARA): 6, (CHI,): 1, (DARA,): 1})
    result = count(Election((ANA, BEN, CHI, DARA), 3, Method.STV, "seed"), ballots)
    drawn = Lot("seed").order((ANA, BEN))
    assert (result.stages[0].elected, result.stages[1].of) == (drawn, drawn[0])
    assert result.stages[1].ties == (Tie(Purpose.SURPLUS, (ANA, BEN), (drawn[0],), drawn=drawn),)


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.PLURALITY, Method.SCHULZE])
def test_the_lot_decides_who_of_the_level_has_the_last_seat(method: Method) -> None:
    ballots: Counter[Ranking] = Counter({(ANA,): 5, (BEN,): 2, (CHI,): 2, (DARA,): 2})
    result = count(Election((ANA, BEN, CHI, DARA), 3, method, "seed"), ballots)
    drawn = Lot("seed").order((BEN, CHI, DARA))
    assert result.elected == (ANA, *drawn[:2])
    assert result.ties == (Tie(Purpose.ELECTED, (BEN, CHI, DARA), drawn[:2], drawn=drawn),)


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.PLURALITY, Method.SCHULZE])
def test_no_lot_is_needed_where_all_who_are_level_have_a_seat(method: Method) -> None:
    ballots: Counter[Ranking] = Counter({(ANA,): 5, (BEN,): 2, (CHI,): 2})
    result = count(Election((ANA, BEN, CHI), 3, method, "seed"), ballots)
    assert set(result.elected) == {ANA, BEN, CHI}
    assert result.ties == ()
