"""The difference between who is to be in a Discord channel and its overwrites, and what mending it does."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.rooms import Changed, Difference
from bot.platforms.discord.permitting import (
    HISTORY,
    MANAGE_CHANNELS,
    MANAGE_MESSAGES,
    MANAGE_ROLES,
    NAMES,
    OWN,
    PERSON,
    SEND,
    VIEW,
    Overwrite,
    Present,
    Wanted,
    differences,
    mended,
)

ALL = (1 << 47) - 1
HELD = OWN | MANAGE_ROLES
EVERYONE, BOT, ANA, BEN, CHI, WATCH, MODS, OURS = "1", "2", "11", "12", "13", "20", "30", "40"
WANTED = Wanted(EVERYONE, BOT, HELD, frozenset({ANA, BEN}), frozenset({ANA}), others=frozenset({WATCH}))
SHUT = {EVERYONE: Overwrite(deny=VIEW)}
IN = Overwrite(PERSON)
GOOD = Present({BOT: Overwrite(OWN), ANA: IN, BEN: IN}, SHUT)


def all_mended(wanted: Wanted, present: Present) -> Present:
    """The channel once every difference was mended, one by one, and roles were given and taken."""
    people, roles, holders = dict(present.people), dict(present.roles), set(present.holders)
    for change in differences(wanted, present):
        who, is_role, after = mended(wanted, Present(people, roles, frozenset(holders)), change)
        there = roles if is_role else people
        there.pop(who, None)
        if after is not None:
            there[who] = after
        if wanted.role and change.changed is Changed.ENTERS:
            holders.add(who)
        if change.changed is Changed.LEAVES:
            holders.discard(who)
    return Present(people, roles, frozenset(holders))


def with_people(**changes: Overwrite | None) -> Present:
    people = {**GOOD.people, **{who.removeprefix("p"): has for who, has in changes.items()}}
    return replace(GOOD, people={who: has for who, has in people.items() if has is not None})


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (GOOD, []),
        (with_people(p12=None), [Difference(Changed.ENTERS, BEN)]),
        (with_people(p12=Overwrite(deny=VIEW)), [Difference(Changed.ENTERS, BEN)]),
        (with_people(p13=IN), [Difference(Changed.LEAVES, CHI)]),
        (with_people(p13=Overwrite(deny=SEND)), []),
        (with_people(p20=IN), []),
        (with_people(p12=Overwrite(VIEW | HISTORY, SEND)), [Difference(Changed.MAY, BEN, "Send Messages")]),
        (
            with_people(p12=Overwrite(PERSON | MANAGE_CHANNELS)),
            [Difference(Changed.MAY_NOT, BEN, "Manage Channels")],
        ),
        (replace(GOOD, roles={}), [Difference(Changed.ENTRANCE)]),
        (replace(GOOD, roles={EVERYONE: Overwrite(VIEW)}), [Difference(Changed.ENTRANCE)]),
        (replace(GOOD, roles={**SHUT, MODS: IN}), [Difference(Changed.ENTRANCE, MODS, "View Channels")]),
        (replace(GOOD, roles={**SHUT, WATCH: IN}), []),
        (
            with_people(p2=Overwrite(OWN & ~SEND)),
            [Difference(Changed.MAY, BOT, "Send Messages")],
        ),
    ],
)
def test_each_difference_is_named_alone_and_mended(present: Present, expected: list[Difference]) -> None:
    assert list(differences(WANTED, present)) == expected
    assert differences(WANTED, all_mended(WANTED, present)) == ()


def test_keepers_get_what_the_bot_has_itself_and_no_more() -> None:
    assert differences(WANTED, GOOD) == ()
    able = replace(WANTED, held=HELD | MANAGE_MESSAGES)
    assert differences(able, GOOD) == (Difference(Changed.MAY, ANA, "Manage Messages"),)
    assert all_mended(able, GOOD).people[ANA].allow == PERSON | MANAGE_MESSAGES


def test_by_role_nobody_is_let_in_by_name() -> None:
    wanted = replace(WANTED, role=OURS)
    empty = Present({BOT: Overwrite(OWN)}, SHUT)
    found = differences(wanted, empty)
    assert [d.changed for d in found] == [Changed.ROLE, Changed.ENTERS, Changed.ENTERS]
    after = all_mended(wanted, empty)
    assert after.roles[OURS] == IN and set(after.people) == {BOT} and after.holders == {ANA, BEN}
    left = replace(wanted, people=frozenset({ANA}))
    assert differences(left, after) == (Difference(Changed.LEAVES, BEN),)


IDS = st.sampled_from([ANA, BEN, CHI, "14", "15"])
BITS = st.lists(st.sampled_from([*NAMES, 1 << 15, 1 << 3]), max_size=6).map(lambda b: sum(set(b)))
OVERWRITES = st.builds(lambda allow, deny: Overwrite(allow & ~deny, deny), BITS, BITS)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Wanted, Present]:
    people = draw(st.frozensets(IDS))
    role = draw(st.sampled_from(["", OURS]))
    wanted = Wanted(
        EVERYONE,
        BOT,
        draw(st.sampled_from([HELD, ALL, VIEW | SEND, OWN | MANAGE_MESSAGES])),
        people,
        draw(st.frozensets(IDS)) & people,
        role,
        frozenset({WATCH}),
    )
    by_name = draw(st.dictionaries(st.sampled_from([BOT, ANA, BEN, CHI, "14", WATCH]), OVERWRITES))
    roles = draw(st.dictionaries(st.sampled_from([EVERYONE, MODS, WATCH, OURS]), OVERWRITES))
    return wanted, Present(by_name, roles, draw(st.frozensets(IDS)) if role else frozenset())


@given(cases())
def test_whatever_was_there_is_mended_at_once(case: tuple[Wanted, Present]) -> None:
    wanted, present = case
    after = all_mended(wanted, present)
    assert differences(wanted, after) == ()
    given = gained(present.people, after.people) | gained(present.roles, after.roles)
    assert not given & ~wanted.held
    for there, then in ((present.people, after.people), (present.roles, after.roles)):
        assert there.get(WATCH) == then.get(WATCH)
    kept = ~sum(NAMES)
    for who in {*present.people} & {*after.people}:
        assert present.people[who].allow & kept == after.people[who].allow & kept
        assert present.people[who].deny & kept == after.people[who].deny & kept


def gained(before: Mapping[str, Overwrite], after: Mapping[str, Overwrite]) -> int:
    """Every bit that somebody is allowed now and was not."""
    bits = 0
    for who, has in after.items():
        bits |= has.allow & ~before.get(who, Overwrite()).allow
    return bits


@given(cases())
def test_afterwards_those_see_it_who_are_to(case: tuple[Wanted, Present]) -> None:
    wanted, present = case
    after = all_mended(wanted, present)
    seeing = {who for who, has in after.people.items() if has.allow & VIEW} | after.holders
    if wanted.held & VIEW:
        assert seeing - {BOT, WATCH} == wanted.people
    assert after.roles[EVERYONE].deny & VIEW
