"""Changes of texts: what is taken out and put in, and how two of them go together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.motions.rules.wording import MOST_EDITS, Change, changes, clash, merged, words_of

FEW_WORDS = st.lists(st.sampled_from(["we", "stop", "work", "at", "noon.", "\nand", "go"]), max_size=14)
SENTENCES = FEW_WORDS.map(" ".join)


def applied(text: str, found: list[Change]) -> str:
    words, done, put = words_of(text), 0, []
    for change in found:
        put += [*words[done : change.start], *change.put]
        done = change.end
    return "".join([*put, *words[done:]])


@given(st.text(max_size=80))
def test_the_words_of_a_text_make_up_the_text(text: str) -> None:
    assert "".join(words_of(text)) == text


@given(st.one_of(SENTENCES, st.text(max_size=40)), st.one_of(SENTENCES, st.text(max_size=40)))
def test_a_text_with_its_changes_is_the_other_text(before: str, after: str) -> None:
    found = changes(before, after)
    assert applied(before, found) == after
    assert (found == []) == (before == after)
    assert all(a.end < b.start for a, b in pairwise(found))


@given(SENTENCES, SENTENCES)
def test_a_change_alone_is_itself(base: str, own: str) -> None:
    assert merged(base, base, own) == own
    assert merged(base, own, own) == own
    assert merged(base, own, base) == own
    assert not clash(base, own, own)
    assert not clash(base, own, base)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_changes_that_do_not_clash_go_together_in_either_order(base: str, one: str, other: str) -> None:
    assert clash(base, one, other) == clash(base, other, one)
    if not clash(base, one, other):
        assert merged(base, one, other) == merged(base, other, one)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_what_one_puts_in_is_there_after_the_merging(base: str, other: str, own: str) -> None:
    words = words_of(merged(base, other, own))
    for change in changes(base, own):
        put = list(change.put)
        assert any(words[i : i + len(put)] == put for i in range(len(words) + 1))


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        (
            "Stop work at noon on Friday.",
            "Stop work at 1 pm on Friday.",
            "Stop work at noon on Friday, and march.",
            "Stop work at 1 pm on Friday, and march.",
        ),
        ("Buy a kettle", "Buy two kettles", "Buy a red kettle", "Buy a red kettle"),
        ("a b c d e f g h", "x b c d e f g h", "a b c d e f g y", "x b c d e f g y"),
        ("a b c d e f g h", "a d e f g h", "a b c d e f g h i", "a d e f g h i"),
        ("", "tea", "coffee", "coffee"),
    ],
)
def test_two_changes_in_one(base: str, one: str, other: str, both: str) -> None:
    assert merged(base, one, other) == both


def test_words_next_to_each_other_are_one_change() -> None:
    assert changes("Stop work at noon.", "Stop all work at one.") == [
        Change(1, 4, (" all", " work", " at", " one"))
    ]


def test_a_text_written_anew_is_one_change() -> None:
    before = " ".join(f"a{n}" for n in range(MOST_EDITS))
    after = " ".join(f"b{n}" for n in range(MOST_EDITS))
    assert [(c.start, c.end, len(c.put)) for c in changes(before, after)] == [(0, MOST_EDITS, MOST_EDITS)]


def test_the_longest_texts_are_compared_however_they_are_made() -> None:
    ones = "a b " * 1000
    assert applied(ones, changes(ones, "b a c " * 660)) == "b a c " * 660
    assert applied("!" * 4000, changes("!" * 4000, "?" * 4000)) == "?" * 4000
