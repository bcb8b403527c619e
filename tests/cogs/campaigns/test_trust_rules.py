"""What breakdowns may tell: nothing of a row under five, whatever is set beside whatever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.campaigns.rules.breakdown import PACE, STEP, Breakdown, Row, fitting, step, stepped, together
from cogs.campaigns.rules.term import key

START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TRADES = (1, 2, 3, 4)
NOT_SAID = 0

# An hour is how many of each trade (and of those who did not say) came, or left again.
hours = st.lists(st.dictionaries(st.sampled_from((NOT_SAID, *TRADES)), st.integers(-9, 9)), max_size=12)
History = list[dict[int, int]]


def counted(history: History) -> list[dict[int, int]]:
    """How many of each there are after each hour."""
    now: dict[int, int] = {}
    found = []
    for hour in history:
        now = {t: max(0, now.get(t, 0) + hour.get(t, 0)) for t in (NOT_SAID, *TRADES)}
        found.append(now)
    return found


def snapshot(rows: dict[int, int], hour: int, vouched: int = 0) -> Breakdown:
    trades = {term: Row(n, min(n, vouched)) for term, n in rows.items()}
    total = sum(rows.values())
    return Breakdown(total, sum(r.vouched for r in trades.values()), {"trade": trades}, START + hour * PACE)


def shown(history: History) -> list[tuple[int, dict[int, int]]]:
    """What everybody saw after each hour: the total as it was, and the rows that were shown."""
    last: Breakdown | None = None
    seen = []
    for hour, rows in enumerate(counted(history)):
        last = step(last, snapshot(rows, hour)) or last
        public = dict(fitting(last.rows["trade"], sum(rows.values()))) if last else {}
        seen.append((sum(rows.values()), {term: row.n for term, row in public.items()}))
    return seen


@given(hours)
def test_every_number_and_every_difference_of_two_breakdowns_is_nothing_or_five_at_least(h: History) -> None:
    seen = [rows for _, rows in shown(h)]
    for rows in seen:
        assert NOT_SAID not in rows
        assert all(n >= STEP and n % STEP == 0 for n in rows.values())
    for one, other in combinations(seen, 2):
        changes = [one.get(term, 0) - other.get(term, 0) for term in TRADES]
        assert all(change == 0 or abs(change) >= STEP for change in changes)
        assert sum(changes) % STEP == 0


@given(hours)
def test_rows_together_are_never_more_than_the_total_that_stands_beside_them(h: History) -> None:
    for total, rows in shown(h):
        assert sum(rows.values()) <= total


@given(hours, st.sampled_from(TRADES))
def test_a_row_that_stays_under_five_could_as_well_not_be_there(h: History, small: int) -> None:
    """Whoever sees all breakdowns and the total at any time can't tell it from people who did not say."""
    history, n = [], 0
    for hour in h:
        change = max(-n, min(STEP - 1 - n, hour.get(small, 0)))
        n += change
        history.append({**hour, small: change})
    rows = counted(history)
    without = [{**one, NOT_SAID: one[NOT_SAID] + one[small], small: 0} for one in rows]
    again = [
        {term: n - before.get(term, 0) for term, n in one.items()}
        for before, one in zip([{}, *without], without, strict=False)
    ]
    assert shown(history) == shown(again)


@given(st.integers(0, 60), st.integers(0, 60))
def test_whatever_was_shown_before_a_number_shown_could_be_any_of_five(before: int, actual: int) -> None:
    before -= before % STEP
    now = stepped(before, actual)
    alike = [n for n in range(100) if stepped(before, n) == now]
    assert actual in alike
    assert len(alike) >= STEP
    assert now == 0 or now >= STEP
    assert now == 0 or actual >= STEP


@given(hours, st.sampled_from((NOT_SAID, *TRADES)))
def test_no_row_moves_by_one_signature_that_everybody_can_see_coming(h: History, trade: int) -> None:
    """Within an hour, and until five have come or gone, another signature changes no row."""
    last = None
    for hour, rows in enumerate(counted(h)):
        last = step(last, snapshot(rows, hour)) or last
    if last is None:
        return
    for change in range(-STEP + 1, STEP):
        after = Breakdown(last.total + change, last.vouched, {"trade": {trade: Row(50)}}, last.at + 5 * PACE)
        assert step(last, after) is None
    soon = Breakdown(last.total + 500, last.vouched + 500, {}, last.at + PACE - timedelta(seconds=1))
    assert step(last, soon) is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_who_is_vouched_for_is_told_in_steps_as_well(h: list[tuple[int, int]]) -> None:
    """Neither those who are, nor by the difference those who are not."""
    last, seen = None, [Row(0)]
    for hour, (n, vouched) in enumerate(h):
        last = step(last, snapshot({1: n, NOT_SAID: 40 - n}, hour, vouched)) or last
        seen.append(last.rows["trade"].get(1, Row(0)) if last else Row(0))
    for row in seen:
        assert row.vouched <= row.n
    for one, other in combinations(seen, 2):
        assert (one.vouched - other.vouched) % STEP == 0
        assert (one.n - one.vouched) % STEP == 0


def test_numbers_are_shown_after_five_and_move_after_an_hour_by_five() -> None:
    first = step(None, snapshot({1: 38, 2: 4, 0: 3}, 0, vouched=31))
    assert first is not None
    assert first.rows["trade"] == {1: Row(35, 30)}
    assert step(first, snapshot({1: 42, 2: 4, 0: 3}, 2, vouched=31)) is None
    second = step(first, snapshot({1: 42, 2: 5, 0: 3}, 2, vouched=31))
    assert second is not None
    assert second.rows["trade"] == {1: Row(40, 30), 2: Row(5, 5)}
    fewer = step(second, snapshot({1: 33, 2: 4, 0: 3}, 4, vouched=31))
    assert fewer is not None
    assert fewer.rows["trade"] == {1: Row(35, 30)}


def test_where_a_bloc_vouches_later_that_number_moves_alone() -> None:
    first = step(None, snapshot({1: 38, 2: 20}, 0))
    assert first is not None
    second = step(first, snapshot({1: 42, 2: 20}, 1, vouched=20))
    assert second is not None
    assert second.rows["trade"] == {1: Row(35, 20), 2: Row(20, 20)}
    assert second.total == first.total


def test_a_merged_word_counts_under_the_other_and_smaller_rows_give_way_to_a_smaller_total() -> None:
    assert together({1: Row(10, 5), 2: Row(5), 3: Row(5)}, {2: 1}) == {1: Row(15, 5), 3: Row(5)}
    assert fitting({1: Row(10, 10), 2: Row(5)}, 12) == [(1, Row(5, 5)), (2, Row(5))]
    assert fitting({1: Row(10)}, 4) == []


@pytest.mark.parametrize(
    "spellings",
    [
        "Nurse nurses NURSES nurse's nurse’s",
        "infirmière infirmières INFIRMIERES",
        "waitress waitresses",
        "secretary secretaries",
        "coach coaches",
        "midwife midwives",
        "fireman firemen",
        "bus buses",
        "trabajador trabajadores Trabajadores",
        "camión camiones",
        "juez jueces",
        "albañil albañiles",
        "auxiliar auxiliares",
        "enfermera enfermeras",
        "hospital hospitales hospitais",
        "profissional profissionais",
        "Lehrerin Lehrerinnen Lehrer:innen Lehrer*innen",
        "Pflegekraft Pflegekräfte",
        "giornalista giornalisti",
        "lavoratore lavoratori",
        "operaio operai",
        "verpleegkundige verpleegkundigen",
        "врач врачи",
        "медсестра медсёстры",
        "рабочий рабочие",
        "νοσοκόμα νοσοκόμες",
        "ممرضة ممرضات الممرضات",
    ],
)
def test_one_word_in_all_its_spellings_is_one_trade(spellings: str) -> None:
    assert len({key("trade", said) for said in spellings.split()}) == 1


def test_other_words_stay_other_trades() -> None:
    apart = "car care carer nurse nursery cook coke porter port doctor docker baker miner mine teller tell"
    assert len({key("trade", said) for said in apart.split()}) == len(apart.split())
    assert key("trade", " Care  worker ") == key("trade", "care-workers")
    assert key("country", "Netherlands") == "netherlands"
    assert key("trade", "看護師") == "看護師"


@given(st.text(max_size=12))
def test_a_key_is_its_own_key_whatever_is_typed(said: str) -> None:
    once = key("trade", said)
    assert key("trade", once) == once
    assert len(key("trade", said * 9)) <= 60
