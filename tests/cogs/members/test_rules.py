"""The rules of founding, settings and the roll."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import NotEntitled
from bot.api.people import TERMINAL, Address, Assembly, Role, RollPolicy, Room
from bot.api.reach import AloneThere, NoCategory, Where, reach
from cogs.members import rules
from cogs.members.rules import Wished

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
SERVER, ROOM = Address("discord", "1"), Address("discord", "100")
TABLE = Address(TERMINAL, "table")
DEPOT = Assembly(1, "Depot", "en", "Europe/Berlin", RollPolicy.ANYONE, None, timedelta(hours=12), ROOM, NOW)
NETWORKS = st.sampled_from(["discord", "matrix", TERMINAL])


def test_an_assembly_reaches_the_whole_server_or_the_room_alone() -> None:
    room = Room(ROOM, (ROOM, Address("discord", "10"), SERVER))
    assert reach(Where.EVERYWHERE, room)[-1] == SERVER
    assert reach(Where.HERE, room) == (ROOM,)


def test_an_assembly_can_have_the_category_of_its_room() -> None:
    category, thread = Address("discord", "10"), Address("discord", "777")
    room = Room(thread, (thread, ROOM, category, SERVER), group=category)
    assert reach(Where.CATEGORY, room) == (thread, ROOM, category)
    with pytest.raises(NoCategory):
        reach(Where.CATEGORY, Room(ROOM, (ROOM, SERVER)))


def test_nobody_founds_an_assembly_alone_unless_at_a_terminal() -> None:
    with pytest.raises(AloneThere):
        reach(Where.HERE, Room(ROOM, (ROOM,), private=True))
    assert reach(Where.HERE, Room(TABLE, (TABLE,), private=True)) == (TABLE,)


def test_a_place_that_has_an_assembly_is_refused_by_its_name() -> None:
    assert rules.taken_up(None, [], meets_in_room=False) is None
    with pytest.raises(rules.AlreadyMeets) as refused:
        rules.taken_up(DEPOT, [1], meets_in_room=False)
    assert (refused.value.name, refused.value.room_free) == ("Depot", True)
    with pytest.raises(rules.AlreadyMeets) as refused:
        rules.taken_up(DEPOT, [1], meets_in_room=True)
    assert not refused.value.room_free


def test_an_assembly_that_nobody_keeps_can_be_taken_up() -> None:
    assert rules.taken_up(DEPOT, [], meets_in_room=True) == DEPOT


@given(st.sets(NETWORKS), NETWORKS)
def test_a_terminal_meets_with_terminals_alone(networks: set[str], another: str) -> None:
    every = networks | {another}
    apart = every == {TERMINAL} or TERMINAL not in every
    if apart:
        rules.together(networks, another)
    else:
        with pytest.raises(rules.TerminalApart):
            rules.together(networks, another)


def test_a_vote_lasts_a_night_shift_but_on_the_terminal() -> None:
    assert rules.shortest_vote("discord") == rules.shortest_vote("matrix") == timedelta(hours=12)
    assert rules.shortest_vote(TERMINAL) == timedelta()


@pytest.mark.parametrize(("given_", "name"), [("Depot", "Depot"), ("  Depot \n North ", "Depot North")])
def test_a_name_is_one_line(given_: str, name: str) -> None:
    assert rules.name(given_) == name


@pytest.mark.parametrize("given_", ["", "   ", "\n"])
def test_an_assembly_has_a_name(given_: str) -> None:
    with pytest.raises(rules.NameNeeded):
        rules.name(given_)


def test_a_language_is_known_by_code_and_by_name() -> None:
    names = {"en": "en", "english": "en", "es": "es", "español": "es"}
    for given_, code in (("es", "es"), ("ES", "es"), ("es-MX", "es"), ("es_419", "es"), ("Español", "es")):
        assert rules.language(given_, names, ("en", "es")) == code
    with pytest.raises(rules.UnknownLanguage) as refused:
        rules.language("tlh", names, ("en", "es"))
    assert refused.value.shipped == ("en", "es")


def test_the_shortest_vote_is_a_length_within_reason() -> None:
    assert rules.length(None) is None
    assert rules.length(timedelta()) == timedelta()
    assert rules.length(timedelta(days=30)) == timedelta(days=30)
    with pytest.raises(rules.NotThatLong):
        rules.length(timedelta(days=31))
    with pytest.raises(rules.LengthWanted):
        rules.length(NOW)


def test_only_what_differs_is_changed() -> None:
    wished = Wished(name="Depot", zone="UTC", policy=RollPolicy.LISTED)
    assert rules.changes(DEPOT, wished) == {"zone": "UTC", "policy": RollPolicy.LISTED}
    assert rules.changes(DEPOT, Wished(name="Depot")) == {}


def test_stewards_change_and_members_propose() -> None:
    rules.may_change(Role.STEWARD, is_voted_on=False)
    rules.may_change(Role.MEMBER, is_voted_on=True)
    for role, is_voted_on in ((Role.MEMBER, False), (Role.OBSERVER, False), (Role.OBSERVER, True)):
        with pytest.raises(NotEntitled):
            rules.may_change(role, is_voted_on)


def test_a_wish_for_no_shortest_vote_is_a_wish() -> None:
    assert Wished().is_nothing
    assert not Wished(shortest_vote=timedelta()).is_nothing
    assert rules.changes(DEPOT, Wished(shortest_vote=timedelta())) == {"shortest_vote": timedelta()}


def test_changes_make_the_assembly_that_was_wished_for() -> None:
    wished = Wished("Ward", "es", "UTC", RollPolicy.LISTED, timedelta(hours=1))
    changed = replace(DEPOT, **rules.changes(DEPOT, wished))
    assert rules.changes(changed, wished) == {}


def test_the_journal_gets_words_and_seconds() -> None:
    changes = {"zone": "UTC", "policy": RollPolicy.LISTED, "shortest_vote": timedelta(hours=1)}
    assert rules.facts(changes) == {"zone": "UTC", "policy": "listed", "shortest_vote": 3600}


@given(st.integers(1, 5), st.sets(st.integers(1, 5), min_size=1))
def test_an_assembly_keeps_a_steward(member: int, stewards: set[int]) -> None:
    if stewards - {member}:
        rules.keeps_a_steward(member, stewards)
    else:
        with pytest.raises(rules.LastSteward):
            rules.keeps_a_steward(member, stewards)


def test_the_last_steward_may_leave_an_empty_roll_alone() -> None:
    rules.may_leave(1, [1], on_the_roll=1)
    rules.may_leave(2, [1], on_the_roll=2)
    with pytest.raises(rules.LastSteward):
        rules.may_leave(1, [1], on_the_roll=2)
