"""The rules of amendments and of opening: who may what, when, and what a motion reads in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import TooLong
from bot.api.number import Numbered
from bot.ballots.rules import MAJORITY, Threshold, Votes, Way
from cogs.motions.rules import amendment as rules
from cogs.motions.rules import errors, motion, opening
from cogs.motions.rules.amendment import MOST_AMENDMENTS, SameWordsVotedOn
from cogs.motions.rules.motion import TEXT_LIMIT, Motion
from cogs.motions.rules.opening import AmendmentsFirst, Draft, NotSeconded
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANA, BEN, CHI = 100, 101, 102
HALF_DAY = timedelta(hours=12)


def a_motion(text: str = "", **changes: object) -> Motion:
    made = motion.move(1, Numbered(12), ANA, "Stop work at noon on Friday", text, Terms(), NOON)
    return replace(made, id=1, **changes)  # type: ignore[arg-type]


def amended(main: Motion, text: str, *before: Motion, mover: int = BEN, **changes: object) -> Motion:
    made = rules.amend(main, before, mover, text, HALF_DAY, NOON)
    return replace(made, id=100 + made.number.part, **changes)  # type: ignore[arg-type]


def test_an_amendment_is_decided_like_its_motion_and_by_a_simple_majority() -> None:
    main = a_motion(threshold=Threshold(MAJORITY.share), seconds=3, quorum=7, votes=Votes.AT_END)
    made = amended(main, "Stop work at 1 pm on Friday")
    assert (str(made.number), made.threshold, made.seconds, made.quorum) == ("12.1", MAJORITY, 3, 7)
    assert (made.votes, made.closes_after, made.lapses_at) == (Votes.AT_END, HALF_DAY, None)
    by_consensus = Threshold(MAJORITY.share, way=Way.CONSENSUS)
    assert amended(a_motion(threshold=by_consensus), "Go").threshold == by_consensus
    assert rules.length(main, timedelta()) == main.closes_after
    assert amended(a_motion(seconds=0), "Go").seconds == 1


def test_it_changes_the_title_where_there_is_no_text_and_else_the_text() -> None:
    titled, full = a_motion(), a_motion("Every Friday.")
    assert amended(titled, "Go at 1 pm").title == "Go at 1 pm"
    changed = amended(full, "Each Friday.")
    assert (changed.title, changed.text) == (full.title, "Each Friday.")
    with pytest.raises(TooLong):
        amended(titled, "x" * 201)
    assert amended(full, "x" * TEXT_LIMIT).text == "x" * TEXT_LIMIT


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("noon => 1 pm", "Stop work at 1 pm on Friday"),
        ("on Friday =>", "Stop work at noon"),
        ("at noon => ", "Stop work on Friday"),
        ("A whole new title", "A whole new title"),
        ("=> x", "=> x"),
        ("a => b => c", "a => b => c"),
        ("one\ntwo => three", "one\ntwo => three"),
    ],
)
def test_a_change_can_be_written_by_its_words(written: str, reads: str) -> None:
    assert amended(a_motion(), written).title == reads


@pytest.mark.parametrize("written", ["Monday => Friday", "o => a", "on Friday, => x"])
def test_words_that_are_not_there_are_refused(written: str) -> None:
    with pytest.raises(rules.WordsNotThere) as refused:
        amended(a_motion(), written)
    assert refused.value.times == 0


def test_words_are_found_whole() -> None:
    main = a_motion("This afternoon, stop at noon (noon)")
    with pytest.raises(rules.WordsNotThere) as refused:
        amended(main, "noon => one")
    assert refused.value.times == 2
    assert amended(main, "(noon) => (one)").text == "This afternoon, stop at noon (one)"


def test_who_may_amend_what_and_how_often() -> None:
    main = a_motion()
    with pytest.raises(rules.NoAmendmentToAmendments):
        amended(amended(main, "Go"), "Come")
    with pytest.raises(rules.SameWords):
        amended(main, main.title)
    for state in set(State) - {State.MOVED}:
        with pytest.raises(rules.TooLateToAmend):
            amended(replace(main, state=state), "Go")
    own = [amended(main, "Go"), amended(main, "Come", amended(main, "Go"))]
    with pytest.raises(rules.TooManyAmendments) as refused:
        amended(main, "Stay", *own)
    assert [str(n) for n in refused.value.numbers] == ["12.1", "12.2"]
    assert str(amended(main, "Stay", *own, mover=CHI).number) == "12.3"
    decided = [replace(own[0], state=State.LOST), own[1]]
    assert str(amended(main, "Stay", *decided).number) == "12.3"
    last = replace(own[0], number=Numbered.of(12, MOST_AMENDMENTS), state=State.LOST)
    with pytest.raises(rules.NoMoreAmendments):
        amended(main, "Stay", last)


def test_who_may_accept() -> None:
    main = a_motion()
    made = amended(main, "Go")
    taken = rules.accept(made, main, [made], ANA, NOON)
    assert (taken.state, taken.accepted, taken.ended_at) == (State.CARRIED, True, NOON)
    with pytest.raises(rules.NotTheMoversToAccept):
        rules.accept(made, main, [made], BEN, NOON)
    with pytest.raises(rules.OwnAmendment):
        rules.accept(replace(made, mover=ANA), main, [made], ANA, NOON)
    with pytest.raises(errors.NotNow):
        rules.accept(taken, main, [], ANA, NOON)
    with pytest.raises(errors.NotNow):
        rules.accept(replace(made, state=State.OPEN), main, [], ANA, NOON)
    with pytest.raises(rules.TooLateToAmend):
        rules.accept(made, replace(main, state=State.OPEN), [], ANA, NOON)


def test_what_is_voted_on_keeps_its_words() -> None:
    main = a_motion()
    voted_on = amended(main, "Stop work at 1 pm on Friday", state=State.OPEN)
    same_words = amended(main, "Stop work at 2 pm on Friday", voted_on, mover=CHI)
    others = amended(main, "Stop work at noon on Monday", voted_on, same_words, mover=CHI)
    every = [voted_on, same_words, others]
    with pytest.raises(SameWordsVotedOn):
        rules.accept(same_words, main, every, ANA, NOON)
    assert rules.accept(others, main, every, ANA, NOON).accepted
    seconded = {same_words.id: 1, others.id: 1}
    assert not Draft(same_words, tuple(every), seconded, main).is_ready(NOON)
    assert Draft(others, tuple(every), seconded, main).is_ready(NOON)


def test_of_two_that_are_seconded_the_first_is_voted_on_first() -> None:
    main = a_motion()
    first = amended(main, "Stop work at 1 pm on Friday")
    second = amended(main, "Stop work at 2 pm on Friday", first, mover=CHI)
    both, seconded = (first, second), {first.id: 1, second.id: 1}
    assert Draft(first, both, seconded, main).is_ready(NOON)
    assert not Draft(second, both, seconded, main).is_ready(NOON)


def test_an_amendment_follows_its_motion() -> None:
    main = a_motion("We stop work at noon on Friday. We meet at the gate.")
    base = (main.title, main.text)
    gate = amended(main, "We stop work at noon on Friday. We meet at the church.")
    hour = amended(main, "We stop work at 1 pm on Friday. We meet at the gate.", gate)
    after = rules.taken_up(main, gate, base)
    assert after.text == gate.text
    moved = rules.followed(hour, base, after)
    assert moved.text == "We stop work at 1 pm on Friday. We meet at the church."
    assert rules.taken_up(after, hour, base).text == moved.text
    for at_its_end in (replace(after, state=State.LAPSED), replace(after, opened_at=NOON, state=State.OPEN)):
        assert rules.taken_up(at_its_end, hour, base) == at_its_end


def test_words_that_would_be_too_long_together_stand_alone() -> None:
    main = a_motion("a b")
    base = (main.title, main.text)
    one, other = amended(main, "x" * 3000 + " a b"), amended(main, "a b " + "y" * 3000)
    after = rules.taken_up(main, one, base)
    assert rules.followed(other, base, after).text == other.text


def test_when_a_motion_opens_by_itself() -> None:
    main = a_motion(debate_until=NOON + timedelta(hours=24))
    made = amended(main, "Go")
    seconded, later = {main.id: 1}, NOON + timedelta(hours=24)
    assert not Draft(main).is_ready(later)
    assert not Draft(main, (), seconded).is_ready(NOON)
    assert Draft(main, (), seconded).is_ready(later)
    assert Draft(main, (made,), seconded).is_ready(later), "nobody is for it: it falls"
    assert not Draft(main, (made,), {**seconded, made.id: 1}).is_ready(later)
    for state in (State.OPEN, State.CLOSING):
        assert not Draft(main, (replace(made, state=state),), seconded).is_ready(later)
    for state in set(State) - {State.MOVED}:
        assert not Draft(replace(main, state=state), (), seconded).is_ready(later)
    assert not Draft(replace(made), (made,), {made.id: 1}, replace(main, state=State.POSTPONED)).is_ready(
        NOON
    )


def test_who_may_open_before_the_debate_is_over() -> None:
    main = a_motion(debate_until=NOON + timedelta(hours=24))
    made = amended(main, "Go")
    seconded = {main.id: 1}
    opening.open_now(Draft(main, (), seconded), ANA, False, NOON)
    opening.open_now(Draft(main, (), seconded), CHI, True, NOON)
    with pytest.raises(errors.NotYours):
        opening.open_now(Draft(main, (), seconded), CHI, False, NOON)
    with pytest.raises(NotSeconded):
        opening.open_now(Draft(main), ANA, False, NOON)
    with pytest.raises(AmendmentsFirst):
        opening.open_now(Draft(main, (made,), seconded), ANA, False, NOON)
    opening.open_now(Draft(main, (made,), seconded), ANA, False, NOON + timedelta(hours=24))
    with pytest.raises(AmendmentsFirst):
        opening.open_now(Draft(main, (replace(made, state=State.OPEN),), seconded), ANA, True, NOON)
    with pytest.raises(errors.NotNow):
        opening.open_now(Draft(replace(main, state=State.OPEN), (), seconded), ANA, True, NOON)


def test_an_amendment_falls_where_its_motion_is_no_draft() -> None:
    made = amended(a_motion(), "Go")
    for state in State:
        main = a_motion(state=state, opened_at=NOON if state is State.OPEN else None)
        assert opening.has_fallen(made, main) == (state not in (State.MOVED, State.POSTPONED))
    assert not opening.has_fallen(replace(made, state=State.LOST), a_motion(state=State.OPEN))
    fallen = rules.fall(made, NOON)
    assert fallen.state is State.LAPSED
    with pytest.raises(errors.NotNow):
        rules.fall(fallen, NOON)


WORDS = st.lists(
    st.sampled_from(["we", "stop", "work", "at", "noon", "on", "friday", "and", "march"]),
    min_size=1,
    max_size=9,
)


@given(WORDS.map(" ".join), st.lists(WORDS.map(" ".join), max_size=4), st.permutations(range(4)))
def test_in_any_order_each_amendment_that_is_taken_up_stands_in_the_motion(
    text: str, wanted: list[str], order: list[int]
) -> None:
    """Each is held against the words of the moment; the last one taken up reads as its card said it would."""
    main = a_motion(text)
    held = {}
    for part, words in enumerate(wanted):
        if words != text:
            held[part] = (amended(main, words), (main.title, main.text))
    for part in order:
        if part not in held:
            continue
        taken, base = held.pop(part)
        promised = taken.text
        main = rules.taken_up(main, taken, base)
        assert main.text == promised
        held = {
            other: (rules.followed(one, words, main), (main.title, main.text))
            for other, (one, words) in held.items()
        }
