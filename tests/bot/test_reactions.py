"""Reactions as state: one rule for a live change, one for a reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.api.emoji import normal
from bot.reactions import Difference, live, live_each, new_marks, reading, reading_each, refused

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


DIGITS = {"1": "1", "2": "2", "10": "10", "🔟": "10", "👍": "1"}
EACH = {normal(mark): meaning for mark, meaning in DIGITS.items()}
KNOWN = ("1", "2", "🔟", "👍", "10")


def together(marks: set[str]) -> set[str]:
    """What the marks that stand mean."""
    return {EACH[normal(m)] for m in marks}


def changed(ballot: set[str], meaning: str | None) -> set[str]:
    """A ballot after +4 -2."""
    words = (meaning or "").split()
    gone = {word[1:] for word in words if word[0] == "-"}
    return (ballot - gone) | {word[1:] for word in words if word[0] == "+"}


def test_every_mark_stands_for_itself() -> None:
    both = live_each(("10",), "2", True, True, EACH)
    assert both == Difference(("10", "2"), "+2")
    one = live_each(both.after, "10", False, True, EACH)
    assert one == Difference(("2",), "-10", taken="*")
    assert live_each(one.after, "2", False, True, EACH) == Difference((), "-2", taken="*")


def test_of_two_marks_with_one_meaning_either_is_enough() -> None:
    assert live_each(("1", "👍"), "👍", False, True, EACH) == Difference(("1",))


def test_what_another_hand_took_still_counts() -> None:
    taken = live_each(("1", "2"), "1", False, False, EACH)
    assert taken == Difference(("~1", "2"))
    assert live_each(taken.after, "10", True, True, EACH).meaning == "+10"
    assert live_each(taken.after, "2", False, True, EACH) == Difference(("~1",), "-2", taken="*")
    assert live_each(taken.after, "1", True, True, EACH) == Difference(("2", "1"), "+1")


def test_a_refused_mark_is_in_no_later_set_until_it_is_put_there_anew() -> None:
    after = refused(("1",), live_each(("1",), "10", True, True, EACH).after)
    assert after == ("1", "!10")
    assert live_each(after, "2", True, True, EACH).meaning == "+2"
    assert reading_each(after, {"1": None, "10": None}, EACH) == Difference(after)
    without = live_each(after, "10", False, True, EACH)
    assert without == Difference(("1",))
    assert live_each(after, "10", True, True, EACH).meaning == "+10"


def test_a_reading_adds_what_is_new_however_many() -> None:
    found = reading_each(("1",), {"1": None, "2": None, "10": None}, EACH)
    assert found == Difference(("1", "2", "10"), "+2 +10")
    times = {"10": NOON + timedelta(minutes=1), "2": NOON}
    assert reading_each((), times, EACH).at == NOON + timedelta(minutes=1)
    assert new_marks((), times) == ["2", "10"]


def test_what_is_gone_after_a_gap_counts_until_its_owner_chooses_anew() -> None:
    gone = reading_each(("1", "2"), {"2": None}, EACH)
    assert gone == Difference(("~1", "2"))
    assert reading_each(("1", "2"), {"2": None, "10": None}, EACH) == Difference(("2", "10"), "+10 -1")


def test_a_refused_reading_of_several_leaves_each_to_be_tried() -> None:
    assert refused(("1",), ("1", "2", "10")) == ("1",)
    assert refused(("1", "2"), ("2", "10")) == ("~1", "2", "!10"), "the ballot still has what is gone"
    assert refused(("~1",), ("1",)) == ("~1",)


CHANGES = st.lists(st.tuples(st.sampled_from(KNOWN), st.booleans()), max_size=14)


@given(CHANGES)
def test_the_ballot_is_the_set_that_stands_after_any_changes_by_its_owner(
    changes: list[tuple[str, bool]],
) -> None:
    before: tuple[str, ...] = ()
    there: set[str] = set()
    ballot: set[str] = set()
    for mark, added in changes:
        found = live_each(before, mark, added, True, EACH)
        before = found.after
        (there.add if added else there.discard)(mark)
        ballot = changed(ballot, found.meaning)
        assert ballot == together(there)
    assert set(before) == there
    again = reading_each(before, dict.fromkeys(there), EACH)
    assert (again.meaning, again.taken, set(again.after)) == (None, None, there)


@given(CHANGES, st.sets(st.sampled_from(KNOWN)))
def test_a_reading_with_something_new_gives_what_stands(
    changes: list[tuple[str, bool]], standing: set[str]
) -> None:
    before: tuple[str, ...] = ()
    for mark, added in changes:
        before = live_each(before, mark, added, True, EACH).after
    found = reading_each(before, dict.fromkeys(standing), EACH)
    ballot, is_new = together(set(before)), bool(standing - set(before))
    assert changed(ballot, found.meaning) == (together(standing) if is_new else ballot)
    assert reading_each(found.after, dict.fromkeys(standing), EACH).meaning is None


@given(CHANGES)
def test_in_the_mode_of_one_the_ballot_is_the_latest_mark_that_stands(
    changes: list[tuple[str, bool]],
) -> None:
    before: tuple[str, ...] = ()
    ballot: str | None = None
    for mark, added in changes:
        found = live(before, mark, added, True, EACH)
        if found.meaning is not None:
            ballot = found.meaning
        elif found.taken == ballot:
            ballot = None
        before = found.after
        assert (ballot is None) == (not before)
        assert ballot is None or ballot in {EACH[normal(m)] for m in before}
