"""Tables as lines of equal width."""

from hypothesis import given
from hypothesis import strategies as st

from bot.api.card import Table
from bot.api.columns import CUT, GAP, cells, laid_out

COUNT = Table(("Name", "Stage 1", "Stage 2"), (("Ana", "41", "38"), ("小林", "7"), ("Ben", "1.5", "out")))
TABLES = st.builds(
    Table,
    st.lists(st.text(max_size=40), max_size=6).map(tuple),
    st.lists(st.lists(st.text(max_size=60), max_size=8).map(tuple), max_size=6).map(tuple),
)


def test_words_stand_left_and_figures_right() -> None:
    assert laid_out(COUNT, 40, cells) == [
        [
            "Name  Stage 1  Stage 2",
            "──────────────────────",
            "Ana        41       38",
            "小林        7",
            "Ben       1.5      out",
        ]
    ]


def test_what_is_too_wide_goes_on_below_under_the_same_names() -> None:
    first, second = laid_out(COUNT, 16, cells)
    assert first == ["Name  Stage 1", "─────────────", "Ana        41", "小林        7", "Ben       1.5"]
    assert second == ["Name  Stage 2", "─────────────", "Ana        38", "小林", "Ben       out"]


def test_a_table_of_names_alone_and_one_of_nothing() -> None:
    assert laid_out(Table(("Name",), (("Ana",), ())), 20, cells) == [["Name", "────", "Ana", ""]]
    assert laid_out(Table((), ()), 20, cells) == []


def test_accents_that_are_piled_up_are_no_wider_and_not_without_end() -> None:
    (lines,) = laid_out(Table(("Name", "Votes"), (("Z" + "\u0351" * 5000, "1"), ("Ben", "2"))), 30, cells)
    assert max(map(len, lines)) < 100
    assert {cells(line) for line in lines} == {11}


@given(TABLES, st.integers(12, 90))
def test_no_line_is_too_wide_and_each_cell_stands_once(table: Table, widest: int) -> None:
    parts = laid_out(table, widest, cells)
    assert all(cells(line) <= widest for part in parts for line in part)
    assert all(len(part) == len(table.rows) + 2 for part in parts)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(30, 90))
def test_no_figure_is_lost(figures: list[int], widest: int) -> None:
    table = Table(("",) * (len(figures) + 1), (("Ana", *map(str, figures)),))
    shown = [cell for part in laid_out(table, widest, cells) for cell in part[2].split(GAP)]
    assert [cell.strip() for cell in shown if cell.strip() not in ("", "Ana")] == list(map(str, figures))
    assert CUT not in "".join(shown)
