"""Who stands in an election, under which name and in which order, also who is there twice: rules alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ballots.counting.election import Method
from cogs.polls.rules import nomination_errors
from cogs.polls.rules.candidate import candidates, named
from cogs.polls.rules.nomination import (
    Nomination,
    Standing,
    accept,
    mark_withdrawn,
    name_in,
    name_of,
    on_paper,
    set_aside,
    stand_once,
)
from cogs.polls.rules.option import Option
from cogs.polls.rules.outcome import outcome_of
from cogs.polls.rules.poll import State
from cogs.polls.rules.reading import Reading
from cogs.polls.rules.seed import drawn, seed
from cogs.polls.rules.vacancy import each_once, may_follow
from tests.cogs.polls.called import CALLED, NOW, standing


def test_a_name_tells_candidates_apart() -> None:
    others = standing("Ana", "Ana 2")
    assert name_of(CALLED, "  Ben \n B. ", others) == "Ben B."
    with pytest.raises(nomination_errors.CalledTheSame) as same:
        name_of(CALLED, "ÀNA", others)
    assert same.value.free == "ÀNA 3"
    gone = [replace(one, state=Standing.WITHDRAWN) for one in others]
    assert name_of(CALLED, "Ana", gone) == "Ana"
    assert name_of(CALLED, "Ron", others) == "Ron"
    with pytest.raises(nomination_errors.CalledLikeNobody):
        name_of(CALLED, "Reopen Nominations", others)
    with pytest.raises(nomination_errors.NoName):
        name_of(CALLED, "4 2", others)
    with pytest.raises(nomination_errors.NameTooLong):
        name_of(CALLED, "a" * 81, others)
    assert name_in("@ana:example.org") == "ana"


NAMES = st.lists(st.text("abcdeé 1", min_size=1), unique=True, max_size=8)


@given(NAMES, st.randoms(use_true_random=False), st.booleans())
def test_the_paper_s_order_is_the_lot_s_and_never_that_of_entry(
    names: list[str], chance: object, reopens: bool
) -> None:
    poll = replace(CALLED, stands_open=reopens)
    fixed = seed("0" * 64, 4, NOW)
    paper = on_paper(poll, standing(*names), fixed)
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = on_paper(poll, standing(*shuffled), fixed)
    assert [o.text for o in paper] == [o.text for o in again]
    assert [o.n for o in paper] == list(range(1, len(names) + reopens + 1))
    assert [o.reopens for o in paper] == [False] * len(names) + [True] * reopens
    of = {one.called: one.member for one in standing(*names)}
    assert all(of[o.text] == o.member for o in paper if not o.reopens)


def test_a_vote_for_ron_is_one_for_ron() -> None:
    poll = replace(
        CALLED, state=State.OPEN, options=(Option(1, "Ana"), Option(2, "Ron Alder"), Option(3, reopens=True))
    )
    assert Reading(poll).paper("ron, ana") == (2, 1)
    assert Reading(poll).paper("reopen nominations, ron") == (3, 2)


def test_anyone_can_draw_the_order_again() -> None:
    opened_at = datetime(2026, 6, 1, 12, 0, 0, 250, tzinfo=UTC)
    fixed = seed("f" * 64, 12, opened_at)
    assert fixed == sha256(b"f" * 64 + b":12:1780315200000250").hexdigest()
    names = ["Ana", "Ben", "Chi"]
    by_hand = sorted(names, key=lambda name: sha256(f"{fixed}:{name}".encode()).hexdigest())
    assert drawn(fixed, names) == by_hand


def test_candidates_are_read_by_name_and_then_by_number() -> None:
    some = standing("Chi", "ana", "Ben")
    asked = Nomination(1, 7, NOW, called="", state=Standing.ASKED)
    assert [one.called for one in candidates(CALLED, [*some, asked])] == ["ana", "Ben", "Chi"]
    opened = replace(CALLED, options=on_paper(CALLED, some, "seed"))
    marked = mark_withdrawn(opened, 1)
    told = candidates(marked, [replace(one, statement=f"I am {one.called}.") for one in some])
    assert [one.n for one in told] == [1, 2, 3]
    assert [one.called for one in told if one.withdrawn] == ["Chi"]
    assert all(one.statement == f"I am {one.called}." for one in told)
    assert named(CALLED, told, "BEN").called == "Ben"
    assert named(CALLED, told, "#2").n == 2
    assert named(CALLED, told, "a").called == "ana"
    with pytest.raises(nomination_errors.NoCandidate):
        named(CALLED, told, "zed")


def test_who_is_back_stands_as_before_unless_they_withdraw_then() -> None:
    opened = replace(CALLED, options=on_paper(CALLED, standing("Ana", "Ben"), "seed"))
    left = set_aside(opened, {1})
    assert [(o.withdrawn, o.left) for o in left.options if o.member == 2] == [(True, True)]
    assert set_aside(left, {1, 2}) == opened
    gone = mark_withdrawn(left, 2)  # back on the roll, before the clock has noticed
    assert set_aside(gone, {1, 2}) == gone
    assert [(o.withdrawn, o.left) for o in gone.options if o.member == 2] == [(True, False)]
    erased = replace(opened, options=tuple(replace(o, member=None) for o in opened.options))
    assert [o.n for o in set_aside(erased, {1, 2}).standing] == [3], "nobody could take the seat up"


@pytest.mark.parametrize("left", [(), (1,), (2,), (1, 2)])
def test_whose_accounts_turn_out_to_be_one_never_stands_twice_also_after_coming_back(
    left: tuple[int, ...],
) -> None:
    opened = replace(CALLED, options=on_paper(CALLED, standing("Ana", "Anna", "Ben"), "seed"))
    before = set_aside(opened, {1, 2, 3}.difference(left))
    same = tuple(replace(o, member=1) if o.member == 2 else o for o in before.options)
    once = set_aside(stand_once(replace(before, options=same), 1), {1, 3})
    [mine] = [o for o in once.standing if o.member == 1]
    stood = [o.n for o in opened.options if o.member in {1, 2}.difference(left)]
    assert mine.n in (stood or range(1, 4)), "they stand where they had not left"
    assert stand_once(once, 1) == once


def test_nobody_follows_onto_a_seat_who_sits_under_another_account() -> None:
    some = on_paper(CALLED, standing("Ana", "Ben", "Chi", "Dan"), "seed")
    poll = replace(CALLED, seats=1, method=Method.IRV, state=State.ENDED, options=some)
    of = {o.member: o.n for o in some}
    outcome = outcome_of(poll, Counter({(of[1],): 3, (of[2],): 1, (of[3],): 1, (of[4],): 1}))
    assert outcome.elected == (of[1],)
    assert set(may_follow(poll, outcome, (), {1, 2, 3, 4})) == {of[2], of[3], of[4]}
    same = {2: 1, 4: 3}  # Ben turned out to be Ana, and Dan to be Chi
    poll = replace(poll, options=tuple(replace(o, member=same.get(o.member or 0, o.member)) for o in some))
    can = may_follow(poll, outcome, (), {1, 3})
    assert set(can) == {of[3], of[4]}
    assert each_once(poll, can) == can[:1]


def test_who_accepts_stands_under_that_name() -> None:
    asked = Nomination(1, 7, NOW, by=1)
    assert asked.is_open
    assert not asked.stands
    assert accept(asked, "Ana").stands
