"""Who may do what with what stewards announce, and how many it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.deeds import Deed
from bot.api.errors import NotEntitled, RuleError
from bot.api.number import Numbered
from bot.api.people import Member, Role
from cogs.stewards.rules import calls, errors, terms, weighing
from cogs.stewards.rules.calls import Call, Called, Vote
from cogs.stewards.rules.terms import Step, Term
from cogs.stewards.rules.weighing import Announced, Stage, Way
from cogs.stewards.views.errors import ERRORS

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DEED = Deed("member.remove", {"member": 9})
BEFORE = NOW - 30 * DAY
ANA, BEN = Member(1, 1, Role.STEWARD, BEFORE), Member(2, 1, Role.STEWARD, BEFORE)
CHI, NEW = Member(3, 1, Role.MEMBER, BEFORE), Member(4, 1, Role.MEMBER, NOW + DAY)
WAITS = Announced(1, DEED, Way.SILENCE, NOW, NOW + DAY, asker=ANA.id)
MEMBERS = st.builds(
    Member, st.integers(1, 30), st.just(1), st.sampled_from([Role.MEMBER, Role.STEWARD]), st.just(BEFORE)
)


@pytest.mark.parametrize(
    ("on_the_roll", "others", "how"),
    [
        (1, 0, Way.AT_ONCE),
        (2, 1, Way.AT_ONCE),
        (3, 0, Way.SILENCE),
        (3, 1, Way.SILENCE),
        (3, 2, Way.SECOND),
        (500, 1, Way.SILENCE),
        (500, 9, Way.SECOND),
    ],
)
def test_how_a_deed_is_done(on_the_roll: int, others: int, how: Way) -> None:
    assert weighing.way(on_the_roll, others) is how


@pytest.mark.parametrize(
    ("on_the_roll", "needed"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3), (5000, 3)]
)
def test_how_many_it_takes(on_the_roll: int, needed: int) -> None:
    assert weighing.needed(on_the_roll) == calls.callers_needed(on_the_roll) == needed


@given(st.integers(3, 10_000))
def test_there_are_always_enough_others_to_stop_it(on_the_roll: int) -> None:
    assert 1 < weighing.needed(on_the_roll) <= min(3, on_the_roll - 1)


@given(MEMBERS)
def test_only_another_steward_agrees(member: Member) -> None:
    may = member.role is Role.STEWARD and member.id != ANA.id
    if may:
        assert weighing.agree(WAITS, member).seconder == member.id
    else:
        with pytest.raises(RuleError):
            weighing.agree(WAITS, member)


@given(st.lists(MEMBERS, max_size=12))
def test_it_falls_with_as_many_different_members_as_it_takes(members: list[Member]) -> None:
    announced, objectors = WAITS, frozenset[int]()
    for member in members:
        try:
            announced, objectors = weighing.object_(announced, member, objectors)
        except RuleError:
            continue
    different = {m.id for m in members} - {ANA.id}
    assert (announced.stage is Stage.FELL) is (len(different) >= 3)
    assert len(objectors) == min(3, len(different))


REFUSED: list[tuple[Callable[[], object], type[RuleError]]] = [
    (lambda: weighing.agree(WAITS, ANA), weighing.OwnDeed),
    (lambda: weighing.agree(WAITS, CHI), NotEntitled),
    (lambda: weighing.object_(WAITS, ANA, ()), weighing.OwnDeed),
    (lambda: weighing.object_(WAITS, CHI, {CHI.id}), weighing.ObjectedBefore),
    (lambda: weighing.object_(WAITS, NEW, ()), weighing.CameAfterwards),
    (lambda: weighing.object_(replace(WAITS, stage=Stage.DONE), CHI, ()), weighing.NoLongerWaits),
    (lambda: weighing.agree(replace(WAITS, stage=Stage.LAPSED), BEN), weighing.NoLongerWaits),
    (lambda: weighing.take_back(WAITS, BEN.id), weighing.NotYours),
    (lambda: weighing.to_vote(WAITS, CHI), weighing.NotToBeVotedYet),
    (lambda: weighing.to_vote(replace(WAITS, stage=Stage.VOTED), BEN), weighing.NoLongerWaits),
    (lambda: weighing.due(WAITS, NOW + DAY - timedelta(seconds=1)), weighing.NoLongerWaits),
    (lambda: weighing.ask(DEED, 2, Way.SILENCE, 5, [WAITS], NOW), weighing.AskedBefore),
    (
        lambda: weighing.ask(DEED, 1, Way.SILENCE, 5, [replace(WAITS, stage=Stage.FELL)], NOW),
        weighing.FellBefore,
    ),
]


@pytest.mark.parametrize(("act", "error"), REFUSED, ids=[error.__name__ for _, error in REFUSED])
def test_what_is_refused(act: Callable[[], object], error: type[RuleError]) -> None:
    with pytest.raises(error):
        act()


def test_what_was_stopped_may_be_asked_again_after_a_fortnight() -> None:
    fell = replace(WAITS, stage=Stage.FELL)
    later = NOW + weighing.NOT_AGAIN_FOR
    assert weighing.ask(DEED, 1, Way.SILENCE, 5, [fell], later).asked_at == later
    weighing.to_vote(fell, CHI)


def test_a_day_later_silence_does_it_and_no_second_drops_it() -> None:
    assert weighing.due(WAITS, NOW + DAY).stage is Stage.DONE
    assert weighing.due(replace(WAITS, way=Way.SECOND), NOW + DAY).stage is Stage.LAPSED


def test_one_steward_announces_three_things_at_a_time() -> None:
    waiting = [replace(WAITS, number=n, deed=Deed("member.remove", {"member": n})) for n in (1, 2, 3)]
    with pytest.raises(weighing.TooManyWaiting):
        weighing.ask(DEED, ANA.id, Way.SILENCE, 9, waiting, NOW)
    assert weighing.ask(DEED, BEN.id, Way.SILENCE, 9, waiting, NOW).asker == BEN.id


CALL = Call(1, Called.RECALL, ANA.id, NOW, 3)


@given(st.lists(MEMBERS, max_size=8))
def test_nobody_counts_twice_among_those_who_call(members: list[Member]) -> None:
    callers = frozenset[int]()
    for member in members:
        try:
            callers = calls.join(CALL, member, callers, NOW)
        except RuleError:
            continue
    assert callers == {m.id for m in members} - {ANA.id}


def test_a_call_stands_for_a_week_and_a_lost_vote_for_a_fortnight() -> None:
    assert calls.begin(Called.RECALL, 1, 9, [(CALL, Vote.NONE)], NOW + 6 * DAY) is CALL
    assert calls.begin(Called.RECALL, 1, 9, [(CALL, Vote.NONE)], NOW + 7 * DAY).begun_at == NOW + 7 * DAY
    opened = calls.opened(CALL, Numbered(7), NOW)
    with pytest.raises(calls.VotedOnAlready):
        calls.begin(Called.RECALL, 1, 9, [(opened, Vote.RUNS)], NOW + DAY)
    with pytest.raises(calls.VotedLately):
        calls.begin(Called.RECALL, 1, 9, [(opened, Vote.LOST)], NOW + 15 * DAY)
    assert calls.begin(Called.RECALL, 1, 9, [(opened, Vote.LOST)], NOW + 17 * DAY).motion is None
    assert calls.begin(Called.RECALL, 1, 9, [(opened, Vote.CARRIED)], NOW + DAY).motion is None


@pytest.mark.parametrize(("may_vote", "votes"), [(3, "open-at-end"), (4, "open-at-end"), (5, "secret")])
def test_a_recall_is_secret_where_the_count_tells_nobody_s_vote(may_vote: int, votes: str) -> None:
    assert calls.votes(may_vote) == votes


def test_a_recall_lasts_two_days_at_least() -> None:
    assert calls.lasts(timedelta()) == timedelta(hours=48)
    assert calls.lasts(timedelta(days=3)) == timedelta(days=3)


TERM = Term(1, 1, NOW, NOW + 90 * DAY, NOW.date())


@pytest.mark.parametrize(
    ("days", "on_the_roll", "others", "step"),
    [
        (75, 9, (), None),
        (76, 9, (), Step.REMIND),
        (76, 2, (), None),
        (90, 2, (), Step.RENEW),
        (90, 9, (), Step.KEEP),
        (90, 9, (91,), Step.END),
        (90, 9, (90,), Step.KEEP),
    ],
)
def test_what_a_term_needs(days: int, on_the_roll: int, others: tuple[int, ...], step: Step | None) -> None:
    seen = (NOW + days * DAY).date()
    ends = enumerate(others, 2)
    all_terms = [TERM, *(replace(TERM, member=n, until=NOW + d * DAY, seen=seen) for n, d in ends)]
    assert terms.next_step(TERM, on_the_roll, all_terms, NOW + days * DAY) is step


def test_no_term_ends_for_one_who_is_not_there_or_only_a_caretaker() -> None:
    now = NOW + 90 * DAY
    goes_on = replace(TERM, member=2, until=NOW + 99 * DAY, seen=now.date())
    assert terms.next_step(TERM, 9, [TERM, goes_on], now) is Step.END
    for other in (replace(goes_on, is_caretaker=True), replace(goes_on, seen=(now - 15 * DAY).date())):
        assert terms.next_step(TERM, 9, [TERM, other], now) is Step.KEEP


@given(st.lists(st.integers(-90, 90), min_size=1, max_size=6))
def test_the_calendar_alone_leaves_nobody_without_a_steward(ends: list[int]) -> None:
    """However many terms end in whatever order, somebody stays."""
    left = [replace(TERM, member=n, until=NOW + d * DAY) for n, d in enumerate(ends, 1)]
    for term in list(left):
        step = terms.next_step(term, 9, left, NOW)
        if step is Step.END:
            left.remove(term)
        elif step is Step.KEEP:
            left[left.index(term)] = terms.kept(term, NOW)
    assert left


def test_only_a_day_is_kept_of_what_a_steward_does_and_it_counts_for_fourteen() -> None:
    assert terms.seen(TERM, NOW + 3 * DAY).seen == (NOW + 3 * DAY).date()
    assert terms.is_active(TERM, NOW + 14 * DAY)
    assert not terms.is_active(TERM, NOW + 15 * DAY)
    assert terms.others(1, [TERM, replace(TERM, member=2)], NOW) == 1
    assert terms.are_missing([TERM], NOW + 15 * DAY)
    assert terms.are_missing([], NOW)


@pytest.mark.parametrize(
    ("on_the_roll", "stewards", "asked_days_ago", "wants"),
    [(4, 1, None, False), (5, 1, None, True), (5, 2, None, False), (5, 1, 29, False), (5, 1, 30, True)],
)
def test_when_a_second_steward_is_asked_for(
    on_the_roll: int, stewards: int, asked_days_ago: int | None, wants: bool
) -> None:
    asked = None if asked_days_ago is None else NOW - asked_days_ago * DAY
    assert terms.wants_second(on_the_roll, stewards, BEFORE, asked, NOW) is wants
    assert not terms.wants_second(on_the_roll, stewards, NOW, asked, NOW), "not on the first day"


def test_every_refusal_has_words() -> None:
    kinds = {
        kind
        for module in (weighing, calls, terms, errors)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, RuleError) and kind.__module__ == module.__name__
    }
    assert kinds == set(ERRORS)
