"""Reactions as state: one rule for a live change, one for a reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.api.emoji import normal
from bot.reactions import Difference, live, reading

MEANINGS = {"✅": "for", "👍": "for", "❌": "against", "⚪": "abstain"}
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_skin_tones_variations_and_genders_are_one_emoji() -> None:
    assert {normal(m) for m in ("👍", "👍🏽", "👍\ufe0f")} == {"👍"}
    assert {normal(m) for m in ("🤷", "🤷‍♀️", "🤷🏿‍♂️")} == {"🤷"}


def test_a_new_reaction_votes_and_the_same_again_does_not() -> None:
    first = live((), "✅", True, True, MEANINGS)
    assert first == Difference(("✅",), "for")
    assert live(first.after, "✅", True, True, MEANINGS).meaning is None


def test_taking_the_later_one_back_leaves_the_earlier_standing() -> None:
    both = live(("👍",), "❌", True, True, MEANINGS)
    assert both.meaning == "against"
    left = live(both.after, "❌", False, True, MEANINGS)
    assert (left.taken, left.meaning) == ("against", "for")


def test_one_of_two_marks_with_one_meaning_taken_back_changes_nothing() -> None:
    found = live(("✅", "👍"), "✅", False, True, MEANINGS)
    assert (found.taken, found.meaning) == (None, None)


def test_another_hand_takes_back_nothing() -> None:
    found = live(("✅",), "✅", False, False, MEANINGS)
    assert found == Difference(("~✅",))
    assert live(found.after, "✅", True, True, MEANINGS).meaning == "for"


def test_a_reading_takes_the_later_of_two_dated_ones() -> None:
    found = reading((), {"✅": NOON, "❌": NOON + timedelta(minutes=1)}, MEANINGS)
    assert (found.meaning, found.at) == ("against", NOON + timedelta(minutes=1))


def test_a_reading_of_two_undated_ones_is_unclear() -> None:
    assert reading((), {"✅": None, "❌": None}, MEANINGS).unclear


def test_a_reading_marks_what_is_gone_and_takes_nothing_back() -> None:
    found = reading(("✅",), {}, MEANINGS)
    assert found == Difference(("~✅",))
    assert reading(found.after, {}, MEANINGS) == found


@given(st.dictionaries(st.sampled_from(["✅", "👍", "❌", "⚪", "🎉"]), st.none(), max_size=5))
def test_a_second_reading_of_the_same_finds_nothing_new(standing: dict[str, None]) -> None:
    first = reading((), standing, MEANINGS)
    second = reading(first.after, standing, MEANINGS)
    assert second.meaning is None
    assert not second.unclear
    assert set(second.after) == set(first.after)


@given(st.lists(st.tuples(st.sampled_from(["✅", "👍", "❌", "⚪"]), st.booleans()), max_size=12))
def test_live_changes_and_a_reading_of_where_they_end_agree(changes: list[tuple[str, bool]]) -> None:
    after: tuple[str, ...] = ()
    for mark, added in changes:
        after = live(after, mark, added, True, MEANINGS).after
    again = reading(after, dict.fromkeys(after), MEANINGS)
    assert again == Difference(after)
