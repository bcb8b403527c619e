"""A real election: the same are elected, and everyone has the same votes at every stage."""

from __future__ import annotations

import pytest

from bot.ballots.counting import blt
from bot.ballots.counting.count import count
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election, Method
from tests.bot.counting.glasgow import FOLDER, WARDS, needs_wards, reference, ward


@needs_wards
def test_every_ward_at_hand_is_counted_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.blt")} == set(WARDS)


@needs_wards
@pytest.mark.parametrize("name", WARDS)
def test_a_ward_comes_out_as_it_did(name: str) -> None:
    sheet, known = ward(name), reference(name)
    result = count(Election(sheet.standing, sheet.seats, Method.STV, "any"), sheet.counted)
    assert set(result.elected) == known.elected
    assert [dict(stage.totals) for stage in result.stages] == known.stages
    assert result.ties == ()
    for stage in result.stages:
        assert sum(stage.totals.values()) + stage.not_transferable == result.ballots * result.scale


@needs_wards
def test_a_ward_reads_the_same_once_written() -> None:
    sheet = ward("Calton")
    again = blt.read(blt.write(sheet))
    assert again == sheet
    assert sheet.title == "CALTON"


@needs_wards
def test_a_vacant_seat_goes_to_who_is_next_on_the_papers_that_filled_it() -> None:
    sheet = ward("Calton")
    election = Election(sheet.standing, sheet.seats, Method.STV, "any")
    elected = count(election, sheet.counted).elected
    others = [candidate for candidate in sheet.standing if candidate not in elected]
    result = countback(election, sheet.counted, elected[0], others)
    first = result.stages[0]
    assert result.elected[0] in others
    assert sum(first.totals.values()) + first.exhausted == 1982 * result.scale, "those with whom they came in"
