"""The rules of blocs: names, the tree, who comes in, and what rooms are to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.people import Address, Assembly, Role, RollPolicy
from bot.api.rooms import Entrance, Shape
from bot.api.speech import Speech
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import entry, errors, growth, room, tree
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.entry import Asking, Way
from cogs.blocs.rules.growth import Step
from cogs.blocs.rules.room import Lodgers
from cogs.blocs.views.flyer import flyer
from tests.talk import START, TABLE

HALL = Address("discord", "hall")
NURSES = Bloc(7, 1, "Nurses", Kind.OPEN, 1, START, HALL)
DEPOT = Assembly(1, "Depot", "en", "UTC", RollPolicy.ANYONE, None, timedelta(), TABLE, START)


def bloc(number: int, parent: int | None = None) -> Bloc:
    return replace(NURSES, id=number, name=f"Bloc {number}", parent=parent)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Nurses\tof \n the  night ", "Nurses of the night"),
        ("@everyone", "@everyone"),
        ("a/b", "a/b"),
        ("ممرضات", "ممرضات"),
        ("\u202eNurses\u2066", "Nurses"),
        ("👩‍⚕️", "👩‍⚕️"),
        ("ü" * 200, "ü" * 200),
    ],
)
def test_a_name_is_what_people_wrote_in_one_line(typed: str, name: str) -> None:
    assert rules.name_of(typed, {"list"}) == name


@pytest.mark.parametrize("typed", ["", "  ", "123", "--", "\u202e", "4 2"])
def test_what_has_no_letter_is_no_name(typed: str) -> None:
    with pytest.raises(errors.NoBlocName):
        rules.name_of(typed, ())


@pytest.mark.parametrize("typed", ["list", "LIST", " Líst ", "assembly", "asamblea"])
def test_a_name_is_no_command(typed: str) -> None:
    with pytest.raises(errors.NameIsCommand):
        rules.name_of(typed, {"list", "join"})


@pytest.mark.parametrize("typed", ["nurses", "NURSES", " Núrses", "#nurses"])
def test_a_name_is_taken_however_it_is_written(typed: str) -> None:
    with pytest.raises(errors.NameTaken):
        rules.free(typed, [NURSES])
    assert rules.free("NURSES", [NURSES], own=NURSES.id) == "NURSES"


def test_who_keeps_a_bloc() -> None:
    hidden = replace(NURSES, kind=Kind.UNLISTED)
    assert rules.is_kept_by(NURSES, 1, Role.MEMBER, {1})
    assert rules.is_kept_by(NURSES, 2, Role.STEWARD, {1})
    assert not rules.is_kept_by(NURSES, 2, Role.MEMBER, {1, 2})
    assert not rules.is_kept_by(hidden, 2, Role.STEWARD, {1})
    assert rules.is_kept_by(hidden, 2, Role.STEWARD, {1, 2})
    assert rules.successor(NURSES, [3, 2]).keeper == 3
    assert rules.successor(NURSES, [3, 1]).keeper == 1
    assert rules.successor(NURSES, []).keeper is None


def test_who_is_listed_stays_so() -> None:
    assert rules.stays_listed(NURSES, Kind.VOUCHED) is Kind.VOUCHED
    for kind, before in ((Kind.UNLISTED, Kind.OPEN), (Kind.OPEN, Kind.UNLISTED)):
        with pytest.raises(errors.ListedStaysListed):
            rules.stays_listed(replace(NURSES, kind=before), kind)


MOVES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=40)


@given(MOVES)
def test_however_blocs_are_moved_none_is_ever_under_itself(moves: list[tuple[int, int]]) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(1, 10))
    for moved, under in moves:
        before = dict(parents)
        try:
            parents[moved] = tree.placed(bloc(moved, parents[moved]), bloc(under, parents[under]), parents)
        except (errors.BelowItself, errors.TooDeep):
            assert parents == before
        for one in parents:
            assert one not in tree.above(parents, one)
            assert len(tree.above(parents, one)) < tree.MOST_LEVELS
            assert all(one in tree.above(parents, child) for child in tree.below(parents, one))
    rows = tree.drawn([bloc(number, parent) for number, parent in parents.items()])
    assert sorted(row.bloc.id for row in rows) == sorted(parents), "each is drawn once"
    for at, row in enumerate(rows):
        if row.bloc.parent is not None:
            over = next(other for other in reversed(rows[:at]) if other.level < row.level)
            assert (over.bloc.id, over.level) == (row.bloc.parent, row.level - 1)


def test_an_unlisted_bloc_is_in_no_tree() -> None:
    hidden = replace(bloc(1), kind=Kind.UNLISTED)
    for moved, parent in ((hidden, bloc(2)), (bloc(2), hidden)):
        with pytest.raises(errors.UnlistedStandsAlone):
            tree.placed(moved, parent, {})


@pytest.mark.parametrize(
    ("kind", "way", "let_in"),
    [
        (Kind.OPEN, Way.WORD, True),
        (Kind.REQUEST, Way.WORD, False),
        (Kind.REQUEST, Way.CODE, False),
        (Kind.REQUEST, Way.ASKED_IN, True),
        (Kind.VOUCHED, Way.ASKED_IN, False),
        (Kind.UNLISTED, Way.CODE, False),
        (Kind.UNLISTED, Way.ASKED_IN, True),
    ],
)
def test_who_is_let_in_at_once(kind: Kind, way: Way, let_in: bool) -> None:
    assert entry.is_let_in(replace(NURSES, kind=kind), way) is let_in


def test_a_council_is_joined_by_nobody() -> None:
    with pytest.raises(errors.FollowsItsBlocs):
        entry.is_let_in(replace(NURSES, council=True), Way.WORD)


def test_two_vouch_or_all_there_are() -> None:
    asking = Asking(1, 7, 9, START)
    assert [entry.vouchers_needed(range(n)) for n in (0, 1, 2, 30)] == [1, 1, 2, 2]
    first = entry.vouch(NURSES, asking, 1, [1, 2])
    assert not entry.is_vouched(first, [1, 2])
    both = entry.vouch(NURSES, replace(asking, vouchers=first), 2, [1, 2])
    assert entry.is_vouched(both, [1, 2])
    with pytest.raises(errors.AlreadyVouched):
        entry.vouch(NURSES, replace(asking, vouchers=first), 1, [1, 2])
    with pytest.raises(errors.NotInBloc):
        entry.vouch(NURSES, asking, 3, [1, 2])
    left = entry.vouch(NURSES, replace(asking, vouchers=frozenset({5})), 1, [1, 2])
    assert left == {1}, "who has left vouches no more"


def test_what_rooms_are_to_be() -> None:
    ana, ben = Address("matrix", "@ana:x"), Address("matrix", "@ben:x")
    lodgers = Lodgers({ana: START, ben: START}, frozenset({ana, Address("matrix", "@gone:x")}))
    plan = room.room(replace(NURSES, trade="Nurse", town="Berlin"), "matrix", False, lodgers)
    assert plan is not None
    assert (plan.name, plan.topic, plan.above) == ("Nurses", "Nurse · Berlin", ("bloc.house", 0))
    assert (plan.people, plan.keepers) == ({ana, ben}, {ana})
    assert (plan.entrance, plan.sealed, plan.role) == (Entrance.OPEN, False, "")
    asked = room.room(replace(NURSES, kind=Kind.VOUCHED, with_role=True), "discord", True, Lodgers())
    assert asked is not None
    assert (asked.entrance, asked.sealed, asked.role) == (Entrance.ASKED, True, "Nurses")
    assert asked.above == ("bloc.house", 0), "flat on Discord"
    over = replace(NURSES, archived_at=START)
    assert room.room(over, "matrix", False, lodgers) is None
    assert room.space(over, "matrix", True) is None


def test_spaces_lie_in_spaces_on_matrix_alone() -> None:
    below = bloc(8, parent=7)
    assert room.space(NURSES, "discord", True) is None
    assert room.space(NURSES, "matrix", False) is None
    space, inner = room.space(NURSES, "matrix", True), room.space(below, "matrix", True)
    assert space is not None and inner is not None
    assert (space.shape, space.above, inner.above) == (Shape.GROUP, ("bloc.house", 0), ("bloc.space", 7))
    assert room.above(below, "matrix") == ("bloc.space", 7)
    assert room.house(DEPOT).people == frozenset()


def test_the_room_of_an_unlisted_bloc_tells_nothing() -> None:
    hidden = replace(NURSES, kind=Kind.UNLISTED, trade="Nurse", town="Berlin", with_role=True)
    plan = room.room(hidden, "discord", False, Lodgers())
    assert plan is not None
    assert (plan.name, plan.topic, plan.above, plan.role) == ("1007", "", None, "")
    assert (plan.entrance, plan.sealed) == (Entrance.CLOSED, True)


def test_each_step_of_growth_is_offered_once() -> None:
    assert growth.reached(5, ()) is None
    assert growth.reached(6, ()) is Step.SECONDING
    assert growth.reached(14, {Step.SECONDING}) is None
    assert growth.reached(40, ()) is Step.STEWARDS
    assert growth.passed(Step.QUORUM) == (Step.SECONDING, Step.QUORUM)
    assert not growth.is_wanting(Step.SECONDING, DEPOT, 1), (
        "the house asks for a second unless told otherwise"
    )
    assert growth.is_wanting(Step.SECONDING, replace(DEPOT, settings={"seconds": "0"}), 1)
    assert growth.is_wanting(Step.QUORUM, DEPOT, 1)
    assert not growth.is_wanting(Step.STEWARDS, replace(DEPOT, policy=RollPolicy.VOUCHED), 2)


def test_a_flyer_says_what_to_do() -> None:
    say = Speech("en", ZoneInfo("UTC"), START)
    made = flyer(
        say, replace(NURSES, trade="Nurse"), "Depot", "matrix", "ABCD-EFGH", START + timedelta(days=30)
    )
    assert made.headline == "Nurse? Gather Nurses."
    assert made.line == "!bloc join ABCD-EFGH"
    assert made.scanned == (
        "Come to Depot on Matrix. Write to the bot there, where nobody else reads it: !bloc join ABCD-EFGH"
    )
    assert flyer(say, NURSES, "Depot", "matrix", "A", START).headline == "Gather Nurses."
