"""What is asked of newcomers: principles, an account's age, and a question once there are many."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import Crowded, TooNew
from bot.api.guards import Guards
from bot.api.people import RollPolicy
from cogs.members import joining as rules
from cogs.members.joining import Applicant, Approval, State
from cogs.members.views.joining import ERRORS
from storage.schema import members, tells
from tests.cogs.members.stored import rows
from tests.cogs.members.test_joining import a_depot, on_the_roll
from tests.talk import START, RecordingFace, Talk

DAY = timedelta(days=1)


@given(st.integers(0, 20), st.integers(0, 400), st.integers(0, 1000), st.integers(0, 1000))
def test_guards_are_read_as_they_were_written(vouchers: int, days: int, hourly: int, alarm: int) -> None:
    guards = Guards(vouchers, timedelta(days=days), hourly, alarm)
    assert Guards.read(guards.written()) == guards
    assert Guards.read({}) == Guards()


@pytest.mark.parametrize(
    ("born", "since", "refused"),
    [(3, 30, True), (8, 0, False), (None, 3, True), (None, 8, False), (7, 0, False)],
)
def test_an_account_is_old_enough_by_its_own_age_or_by_its_time_here(
    born: int | None, since: int, refused: bool
) -> None:
    guards = Guards(age=7 * DAY)
    made = None if born is None else START - born * DAY
    try:
        guards.check(made, START - since * DAY, START, 0)
    except TooNew as error:
        assert refused
        assert error.is_made is (born is not None)
    else:
        assert not refused


def test_after_so_many_within_an_hour_each_is_asked_about() -> None:
    Guards(hourly=3).check(None, START, START, 2)
    with pytest.raises(Crowded):
        Guards(hourly=3).check(None, START, START, 3)


@given(st.sampled_from(RollPolicy), st.integers(0, 20), st.integers(1, 50))
def test_never_more_have_to_vouch_than_can(policy: RollPolicy, vouchers: int, size: int) -> None:
    wanted = rules.needed(policy, vouchers, size)
    assert wanted <= size
    assert (wanted > 0) is (policy is RollPolicy.VOUCHED)


@given(st.sampled_from(RollPolicy), st.sampled_from(Approval), st.integers(0, 4), st.integers(1, 4))
def test_nobody_comes_on_without_what_the_policy_asks_for(
    policy: RollPolicy, approval: Approval, vouched: int, vouchers: int
) -> None:
    applicant = Applicant(1, 1, 7, START, State.WAITING, approval)
    lacks = rules.lacks(applicant, policy, vouched, rules.needed(policy, vouchers, 9))
    if policy is RollPolicy.VOUCHED and vouched < vouchers:
        assert not lacks.nothing
    if policy in (RollPolicy.APPROVED, RollPolicy.LISTED) and approval is not Approval.GIVEN:
        assert not lacks.nothing
    if approval is Approval.ASKED:
        assert lacks.steward


def test_every_refusal_has_words() -> None:
    own = [k for k in vars(rules).values() if isinstance(k, type) and k.__module__ == rules.__name__]
    assert {k for k in own if issubclass(k, Exception)} == set(ERRORS)


async def test_a_new_account_asks_to_be_admitted(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, roll="anyone")
    await talk("ana: member guards age:7d")
    assert "An account's age: 1 week at least" in talk.text.replace("7 days", "1 week")
    face.made = {"ben": START - DAY, "cem": START - 9 * DAY}
    await talk("ben: motion propose Tea")
    assert talk.text.startswith("Your account is too new to count by itself")
    await talk.press("ben", "Ask to join")
    assert "A steward has to admit them." in talk.text
    await talk("cem: motion propose Tea")
    assert talk.answer is not None
    assert talk.answer.ok
    await talk("ana: member admit ben")
    assert await on_the_roll(talk) == 3


async def test_too_new_where_members_vouch_needs_both(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk)
    await talk("ana: member guards age:7d")
    face.made = {"ben": START - DAY}
    await talk("ben: member join")
    await talk("ana: member admit ben")
    assert await on_the_roll(talk) == 1, "a steward's word alone is not what members vouch"
    await talk("ana: member vouch ben")
    assert await on_the_roll(talk) == 2


async def test_a_burst_is_stopped_and_stewards_are_told(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, roll="anyone")
    await talk("ana: member guards hourly:4 alarm:3")
    for name in ("ben", "cem", "dan"):
        await talk(f"{name}: member join")
        assert talk.text.startswith("You are now on the roll")
    await talk("eli: motion propose Tea")
    assert talk.text.startswith("More people have come within the hour")
    for name in ("eli", "fay", "gil", "hal", "ivo", "jan", "kim"):
        await talk(f"{name}: member join")
    assert await on_the_roll(talk) == 4
    assert sum("asks to come onto the roll" in post for post in talk.posts) == 5, (
        "the room is spared the rest"
    )
    query = sa.select(tells.c.kind, tells.c.subject).where(tells.c.kind.contains("burst"))
    assert await rows(talk.app, query) == [("core.burst", 3), ("member.burst", 3)]
    await talk.later(hours=1)
    await talk("leo: motion propose Tea")
    assert talk.answer is not None
    assert talk.answer.ok, "an hour later nobody is asked about"


async def test_a_burst_of_vouched_ones_waits_for_a_steward(talk: Talk) -> None:
    await a_depot(talk)
    await talk("ana: member guards vouchers:1 hourly:2")
    for name in ("ben", "cem"):
        await talk(f"{name}: member join")
        await talk(f"ana: member vouch {name}")
    assert await on_the_roll(talk) == 2
    assert "A steward has to admit them." in talk.text
    await talk("ana: member admit cem")
    assert await on_the_roll(talk) == 3


async def test_a_first_reaction_of_a_new_account_counts_nothing(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", roll="anyone")
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk("ana: member guards age:7d")
    face.made = {"cem": START - DAY}
    await talk.react("cem", "✅", face.find_post("vote until"))
    assert talk.text.startswith("Your account is too new")
    assert await on_the_roll(talk) == 2


async def test_members_alone_see_guards_and_stewards_change_them(talk: Talk) -> None:
    await a_depot(talk, "ben")
    await talk("ben: member guards")
    assert "Who vouch for a newcomer: 2 members" in talk.text
    await talk("ben: member guards vouchers:1")
    assert talk.text.startswith("Only a steward")
    await talk("ana: member guards vouchers:99")
    assert talk.text == "That is too many: 20 is the most."
    await talk("ana: member guards age:400d")
    assert talk.text == "That is too long: 365 days are the most."


async def test_newcomers_accept_the_principles_first(talk: Talk) -> None:
    await a_depot(talk, roll="anyone")
    await talk("ana: member write-principles\nWe decide together.")
    await talk("ben: motion propose Tea")
    assert talk.text.startswith("Before you take part here")
    await talk.press("ben", "Read it")
    assert "We decide together." in talk.text
    assert await on_the_roll(talk) == 1
    await talk.press("ben", "I accept")
    assert talk.text.startswith("You are now on the roll of Depot")
    query = sa.select(members.c.accepted).order_by(members.c.id)
    assert await rows(talk.app, query) == [(1,), (1,)]
    await talk("ben: motion propose Tea")
    assert talk.answer is not None
    assert talk.answer.ok


async def test_an_applicant_accepts_them_when_asking(talk: Talk) -> None:
    await a_depot(talk, roll="approved")
    await talk("ana: member write-principles\nWe decide together.")
    await talk("ben: member join")
    await talk.press("ben", "I accept")
    assert "A steward has to admit them." in talk.text
    await talk("ana: member admit ben")
    assert await rows(talk.app, sa.select(members.c.accepted).order_by(members.c.id)) == [(1,), (1,)]


async def test_a_new_version_is_asked_about_once_and_blocks_nothing(talk: Talk) -> None:
    await a_depot(talk, "ben", roll="anyone")
    await talk("ana: member write-principles\nWe decide together.")
    await talk("ana: member write-principles\nWe decide together, and we listen.")
    await talk("ben: motion propose Tea")
    await talk("ben: motion list")
    assert "Read it, and say whether you accept it: /member principles" in talk.text
    await talk("ben: motion list")
    assert "whether you accept it" not in talk.text
    await talk("ben: now")
    assert "whether you accept it" in talk.text
    await talk("ben: member accept 1")
    assert talk.text.startswith("That is not the newest text.")
    await talk("ben: member accept 2")
    await talk("ben: now")
    assert "whether you accept it" not in talk.text


async def test_who_accepted_what_is_forgotten_with_them(talk: Talk) -> None:
    await a_depot(talk, "ben", roll="anyone")
    await talk("ana: member write-principles\nWe decide together.")
    await talk("ben: member accept 1")
    await talk("ben: member forget-me sure:yes")
    query = sa.select(members.c.accepted, members.c.accepted_at).where(members.c.left_at.is_not(None))
    assert await rows(talk.app, query) == [(0, None)]
