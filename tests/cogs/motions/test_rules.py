"""The rules of motions: thresholds at their edge, results with their footnotes, a motion's life."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.ask import Recount
from bot.api.errors import RuleError
from bot.api.people import RollPolicy
from bot.ballots.ballot import LIVE, READ_AT_CLOSE, Ballot
from bot.ballots.fitting import NeedsARoll
from bot.ballots.rules import MAJORITY, Base, Choice, Tally, Threshold, Verdict
from bot.ballots.threshold import NoThreshold, threshold
from cogs.motions.rules import errors, motion, result
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms, checked

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HALF_DAY = timedelta(hours=12)


def a_motion(**changes: object) -> Motion:
    made = motion.move(1, 12, 100, "Buy a kettle", "", Terms(), NOON)
    return replace(made, **changes)  # type: ignore[arg-type]


def an_open_one(**changes: object) -> Motion:
    return replace(motion.open_voting(a_motion(), 5, HALF_DAY, NOON), **changes)  # type: ignore[arg-type]


def ballots(*choices: Choice, late: int = LIVE, before: Choice | None = None, first: int = 1) -> list[Ballot]:
    return [Ballot(5, first + i, c, "word", NOON, late, before) for i, c in enumerate(choices)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", MAJORITY),
        ("half", MAJORITY),
        ("1/2", MAJORITY),
        ("50%", MAJORITY),
        ("2/3", Threshold(Fraction(2, 3))),
        (">2/3", Threshold(Fraction(2, 3), strict=True)),
        (">=1/2", Threshold(Fraction(1, 2))),
        ("3/4 of the roll", Threshold(Fraction(3, 4), Base.ROLL)),
        ("2/3 present", Threshold(Fraction(2, 3), Base.PRESENT)),
        ("2 / 3 of those present", Threshold(Fraction(2, 3), Base.PRESENT)),
        ("half of the roll", Threshold(Fraction(1, 2), Base.ROLL, True)),
        ("60 %", Threshold(Fraction(3, 5))),
        ("1/1", Threshold(Fraction(1))),
    ],
)
def test_thresholds_as_people_write_them(words: str, wanted: Threshold) -> None:
    assert threshold(words) == wanted


@pytest.mark.parametrize(
    "words", ["99/2", "0/3", "2/0", "half a pound", "-1/2", "2/3 of the moon", ">1/1", "3"]
)
def test_words_that_are_no_threshold(words: str) -> None:
    with pytest.raises(NoThreshold):
        threshold(words)


@given(st.text(max_size=60))
def test_any_words_are_a_threshold_or_refused(words: str) -> None:
    try:
        found = threshold(words)
    except RuleError:
        return
    assert 0 < found.share <= 1


@pytest.mark.parametrize(
    ("tally", "rule", "quorum", "verdict"),
    [
        (Tally(5, 5), MAJORITY, 0, Verdict.LOST),
        (Tally(6, 5), MAJORITY, 0, Verdict.CARRIED),
        (Tally(0, 0), MAJORITY, 0, Verdict.LOST),
        (Tally(0, 0, 4), MAJORITY, 0, Verdict.LOST),
        (Tally(2, 1), Threshold(Fraction(2, 3)), 0, Verdict.CARRIED),
        (Tally(2, 1), Threshold(Fraction(2, 3), strict=True), 0, Verdict.LOST),
        (Tally(3, 1, 2), Threshold(Fraction(1, 2), Base.PRESENT, True), 0, Verdict.LOST),
        (Tally(4, 0, 0, 10), Threshold(Fraction(1, 2), Base.ROLL), 0, Verdict.LOST),
        (Tally(5, 0, 0, 10), Threshold(Fraction(1, 2), Base.ROLL), 0, Verdict.CARRIED),
        (Tally(9, 0), MAJORITY, 10, Verdict.INQUORATE),
        (Tally(9, 0, 1), MAJORITY, 10, Verdict.CARRIED),
    ],
)
def test_verdicts_at_their_edge(tally: Tally, rule: Threshold, quorum: int, verdict: Verdict) -> None:
    assert tally.verdict(rule, quorum) is verdict


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 20), st.integers(1, 20), st.booleans())
def test_one_more_aye_never_loses(ayes: int, noes: int, top: int, bottom: int, strict: bool) -> None:
    share = Fraction(min(top, bottom), max(top, bottom))
    rule = Threshold(share, strict=strict)
    if Tally(ayes, noes).verdict(rule, 0) is Verdict.CARRIED:
        assert Tally(ayes + 1, noes).verdict(rule, 0) is Verdict.CARRIED


@given(st.lists(st.sampled_from(list(Choice)), max_size=60))
def test_a_count_holds_every_ballot_once(choices: list[Choice]) -> None:
    total = result.counted(ballots(*choices), 0)
    assert total.present == len(choices)
    assert total.ayes == choices.count(Choice.AYE)


def test_a_share_of_the_roll_needs_a_roll() -> None:
    terms = Terms(threshold=Threshold(Fraction(2, 3), Base.ROLL))
    with pytest.raises(NeedsARoll):
        checked(terms, RollPolicy.ANYONE, HALF_DAY, NOON)
    assert checked(terms, RollPolicy.LISTED, HALF_DAY, NOON) is terms


@pytest.mark.parametrize(
    ("closes", "refused"),
    [
        (timedelta(hours=11), errors.VoteTooShort),
        (NOON + timedelta(hours=11), errors.VoteTooShort),
        (timedelta(days=400), errors.VoteTooLong),
        (timedelta(hours=12), None),
        (NOON + timedelta(days=3), None),
    ],
)
def test_the_shortest_and_the_longest_vote(
    closes: timedelta | datetime, refused: type[RuleError] | None
) -> None:
    if refused is None:
        assert checked(Terms(closes=closes), RollPolicy.ANYONE, HALF_DAY, NOON).closes == closes
        return
    with pytest.raises(refused):
        checked(Terms(closes=closes), RollPolicy.ANYONE, HALF_DAY, NOON)


def test_a_close_that_was_fixed_too_near_moves_to_the_shortest_vote() -> None:
    fixed = a_motion(closes_on=NOON + timedelta(hours=1))
    assert motion.open_voting(fixed, 5, HALF_DAY, NOON).closes_at == NOON + HALF_DAY


def test_a_draft_is_edited_by_its_mover_until_it_is_seconded() -> None:
    assert motion.edit(a_motion(), 100, "Buy two", "", False).title == "Buy two"
    with pytest.raises(errors.NotYours):
        motion.edit(a_motion(), 101, "Buy two", "", False)
    with pytest.raises(errors.NotNow):
        motion.edit(a_motion(), 100, "Buy two", "", True)
    with pytest.raises(errors.NothingToChange):
        motion.edit(a_motion(), 100, "", "", False)


def test_a_motion_is_withdrawn_before_the_first_ballot_only() -> None:
    assert motion.withdraw(an_open_one(), 100, 0, NOON).state is State.WITHDRAWN
    with pytest.raises(errors.BallotsCast):
        motion.withdraw(an_open_one(), 100, 1, NOON)


@pytest.mark.parametrize("verb", [motion.postpone, lambda m, b, s: motion.resume(m, b, s, NOON)])
def test_only_mover_or_steward_puts_off_and_takes_up(verb) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(errors.NotYours):
        verb(a_motion(), 101, False)


def test_an_open_vote_is_not_postponed() -> None:
    with pytest.raises(errors.NotNow):
        motion.postpone(an_open_one(), 100, True)


def test_an_early_close_waits_an_hour_and_never_undercuts_the_shortest_vote() -> None:
    early = motion.close_early(an_open_one(), False, HALF_DAY, NOON + timedelta(hours=2))
    assert early.closes_at == NOON + HALF_DAY
    early = motion.close_early(an_open_one(), False, HALF_DAY, NOON + timedelta(hours=20))
    assert early.closes_at == NOON + timedelta(hours=21)
    assert motion.close_early(an_open_one(), True, HALF_DAY, NOON).state is State.CLOSING
    with pytest.raises(errors.VoteTooShort):
        motion.close_early(early, False, HALF_DAY, NOON + timedelta(hours=20))


def test_two_members_keep_a_vote_open() -> None:
    opened = an_open_one()
    early = motion.close_early(opened, False, HALF_DAY, NOON + timedelta(hours=20))
    one, objectors = motion.keep_open(early, frozenset(), 7)
    assert one.closes_at == early.closes_at
    with pytest.raises(errors.AlreadyObjected):
        motion.keep_open(one, objectors, 7)
    two, _ = motion.keep_open(one, objectors, 8)
    with pytest.raises(errors.StaysOpen):
        motion.close_early(two, False, HALF_DAY, NOON + timedelta(hours=21))
    assert motion.close_early(two, True, HALF_DAY, NOON).state is State.CLOSING
    assert two.closes_at == opened.closes_at


def test_a_motion_expires_at_its_time_and_not_before() -> None:
    opened = an_open_one()
    with pytest.raises(errors.NotNow):
        motion.expire(opened, NOON)
    assert opened.closes_at is not None
    assert motion.expire(opened, opened.closes_at).state is State.CLOSING


def test_late_ballots_alone_are_noticed_where_they_decide() -> None:
    early = ballots(Choice.NO)
    late = ballots(Choice.AYE, Choice.AYE, late=READ_AT_CLOSE, first=10)
    assert result.late_ones_decide(an_open_one(), early + late, 0)
    assert not result.late_ones_decide(an_open_one(), ballots(Choice.AYE) + late, 0)
    turned = ballots(Choice.AYE, late=READ_AT_CLOSE, before=Choice.NO)
    assert result.late_ones_decide(an_open_one(), turned, 0)


def test_a_report_says_what_it_would_be_without_those_removed() -> None:
    cast = ballots(Choice.AYE, Choice.AYE, Choice.NO)
    found = result.report(
        an_open_one(), cast, Tally(2, 1), Recount(gone=frozenset({(2, "word")})), frozenset({1})
    )
    assert (found.removed, found.without_removed, found.gone, found.alarm) == (1, "lost", 1, False)
    assert result.verdict(an_open_one(), found) is State.CARRIED
    assert result.read(result.written(found)) == found


def test_counters_that_differ_from_the_ballots_raise_an_alarm() -> None:
    found = result.report(an_open_one(), ballots(Choice.AYE), Tally(2, 0), Recount(), frozenset())
    assert found.alarm
    assert found.ayes == 1
