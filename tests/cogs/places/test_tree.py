"""Assemblies under assemblies: a motion on both sides, no circles, and the tree as it is drawn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from cogs.places import parents as rules
from cogs.places.parents import Affiliation, Named, Stage, Tree
from cogs.places.rules import Ticket
from cogs.places.views import parents as views
from tests.cogs.members.golden import read
from tests.talk import START, lines_of
from tests.twonets import TwoNets

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
NUMBERS = st.integers(1, 8)
DEPOT, CITY = Named(1, "Depot"), Named(2, "City")


@given(st.lists(st.tuples(NUMBERS, st.one_of(st.none(), NUMBERS)), max_size=40))
def test_no_assembly_is_ever_above_itself(acts: list[tuple[int, int | None]]) -> None:
    parents: dict[int, int] = {}
    for assembly, parent in acts:
        if parent is None:
            parents.pop(assembly, None)
            continue
        try:
            rules.may_go_under(assembly, Named(parent, "City"), parents, {})
        except RuleError:
            continue
        parents[assembly] = parent
    for assembly in parents:
        seen, at = [assembly], parents.get(assembly)
        while at is not None:
            assert at not in seen
            seen.append(at)
            at = parents.get(at)


@pytest.mark.parametrize(
    ("parents", "parent", "refused"),
    [
        ({}, DEPOT, rules.OwnParent),
        ({2: 1}, CITY, rules.ParentBelow),
        ({2: 3, 3: 1}, CITY, rules.ParentBelow),
        ({1: 3}, CITY, rules.HasParent),
        ({1: 2}, CITY, rules.HasParent),
    ],
)
def test_what_would_be_no_tree_is_refused(
    parents: dict[int, int], parent: Named, refused: type[RuleError]
) -> None:
    with pytest.raises(refused):
        rules.may_go_under(DEPOT.id, parent, parents, {3: "Region"})


def test_only_what_is_still_asked_is_taken_in() -> None:
    asked = Affiliation(1, 2, Stage.ASKED, 4)
    assert rules.awaited(asked, 2) == asked
    for present, parent in ((None, 2), (asked, 3), (Affiliation(1, 2, Stage.LEFT), 2)):
        with pytest.raises(rules.NotAsked):
            rules.awaited(present, parent)


def test_a_code_that_is_over_is_refused() -> None:
    good = Ticket(1, 1, START, used=False)
    assert rules.working(good, START, "") == good
    for ticket in (None, Ticket(1, 1, START, used=True), Ticket(1, 1, START.replace(hour=11), used=False)):
        with pytest.raises(rules.ParentCodeOver):
            rules.working(ticket, START, "")


def test_the_tree_shows_what_is_around() -> None:
    tree = Tree(
        DEPOT, 5, CITY, (Named(3, "Post"),), (Named(4, "Yard"), Named(5, "Canteen")), ("Nurses", "Drivers")
    )
    assert read(views.tree_card(tree)) == "\n".join(
        (
            "The tree around Depot",
            "City",
            "· Depot: this assembly, 5 on the roll",
            "· · Nurses: a bloc",
            "· · Drivers: a bloc",
            "· · Yard: an assembly under it",
            "· · Canteen: an assembly under it",
            "· Post",
        )
    )


def test_a_tree_of_one_says_how_it_grows() -> None:
    assert read(views.tree_card(Tree(DEPOT, 1))) == "\n".join(
        (
            "The tree around Depot",
            "Depot: this assembly, 1 on the roll",
            "No assembly is above or below it. For one to come under it, give it a code: /assembly",
            "affiliate",
        )
    )


def test_a_wide_tree_is_cut() -> None:
    tree = Tree(DEPOT, 1, CITY, tuple(Named(n, f"Yard {n}") for n in range(10, 40)))
    assert read(views.tree_card(tree)).endswith("· Yard 29\n· and 10 more")


# As people live it


async def founded(nets: TwoNets) -> None:
    """Depot on Discord, City on Matrix, with nothing in common."""
    await nets("ana@discord: assembly found Depot")
    await nets("mo@matrix: assembly found City")


async def code_of(nets: TwoNets, who: str = "mo@matrix") -> str:
    await nets(f"{who}: assembly affiliate", private=True)
    found = CODE.search(nets.text)
    assert found is not None, nets.text
    return found[0]


async def decided(nets: TwoNets, who: str, number: int, choice: str = "for") -> None:
    """The motion is seconded, voted on by one, and closed."""
    await opened(nets, who, number)
    await nets(f"{who}: vote {number} {choice}")
    await nets.later(hours=73)


async def opened(nets: TwoNets, who: str, number: int) -> None:
    await nets(f"{who.replace('ana@', 'ben@').replace('mo@', 'chi@')}: motion second {number}")


async def affiliated(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    await decided(nets, "ana@discord", 1)
    await decided(nets, "mo@matrix", 1)


async def test_an_assembly_comes_under_another_by_a_motion_on_both_sides(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    assert "Motion 1 asks whether this assembly wants to come under City." in nets.text
    assert "Ask to come under City" in nets.said("discord", "Motion 1")
    assert not any("Depot" in post for post in nets.posts("matrix"))
    await decided(nets, "ana@discord", 1)
    assert "Take in Depot as an assembly under this one" in nets.said("matrix", "Motion 1")
    await nets("ana@discord: assembly tree")
    assert "City" not in nets.text
    await decided(nets, "mo@matrix", 1)
    assert "Depot is an assembly under this one now." in nets.said("matrix", "under this one now")
    assert "City has taken this assembly in." in nets.said("discord", "has taken")
    await nets("ana@discord: assembly tree")
    assert "City\n· Depot: this assembly, 2 on the roll" in nets.text
    await nets("mo@matrix: assembly tree", private=True)
    assert "City: this assembly, 2 on the roll\n· Depot: an assembly under it" in nets.text


async def test_the_parent_may_refuse(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    await decided(nets, "ana@discord", 1)
    await decided(nets, "mo@matrix", 1, "against")
    assert "City has not taken this assembly in." in nets.said("discord", "has not taken")
    await nets("mo@matrix: assembly tree", private=True)
    assert "Depot" not in nets.text


async def test_nothing_is_asked_where_the_assembly_below_says_no(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    await decided(nets, "ana@discord", 1, "against")
    assert not any("Depot" in post for post in nets.posts("matrix"))


async def test_it_leaves_by_a_motion_of_its_own_alone(nets: TwoNets) -> None:
    await affiliated(nets)
    await nets("ana@discord: assembly leave-parent")
    assert "wants to leave City" in nets.text
    await decided(nets, "ana@discord", 2)
    assert "This assembly is no longer under City." in nets.said("discord", "no longer under")
    assert "Depot is no longer under this assembly" in nets.said("matrix", "no longer under")
    await nets("ana@discord: assembly tree")
    assert "City" not in nets.text
    await nets("ana@discord: assembly leave-parent")
    assert "This assembly is under no other one." in nets.text


async def test_it_may_ask_no_more_while_the_parent_votes(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    await decided(nets, "ana@discord", 1)
    await nets("ana@discord: assembly leave-parent")
    await decided(nets, "ana@discord", 2)
    assert "This assembly does not ask City any more." in nets.said("discord", "not ask City")
    assert not any("is carried: Take in" in post for post in nets.posts("matrix")), "they vote still"
    await nets("mo@matrix: assembly tree", private=True)
    assert "Depot" not in nets.text
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    assert "Motion 3 asks whether" in nets.text


async def test_a_circle_is_refused(nets: TwoNets) -> None:
    await affiliated(nets)
    await nets(f"mo@matrix: assembly affiliate {await code_of(nets, 'ana@discord')}")
    assert "Depot is itself under this assembly" in nets.text
    await nets(f"mo@matrix: assembly affiliate {await code_of(nets)}")
    assert "This code comes from this assembly itself." in nets.text


async def test_of_two_votes_that_would_close_a_circle_the_later_does_nothing(nets: TwoNets) -> None:
    await founded(nets)
    await nets(f"ana@discord: assembly affiliate {await code_of(nets)}")
    await nets(f"mo@matrix: assembly affiliate {await code_of(nets, 'ana@discord')}")
    await opened(nets, "ana@discord", 1)
    await nets("ana@discord: vote 1 for")
    await decided(nets, "mo@matrix", 1)
    await opened(nets, "ana@discord", 2)
    await nets("ana@discord: vote 2 for")
    await decided(nets, "mo@matrix", 2)
    async with nets.app.db.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT assembly, parent FROM assembly_parents")).all()
    assert len(rows) == 1
    assert any(
        "is itself under this assembly" in post for post in nets.posts("discord") + nets.posts("matrix")
    )


async def test_a_code_works_once_for_ten_minutes_and_is_given_in_private(nets: TwoNets) -> None:
    await founded(nets)
    await nets("mo@matrix: assembly affiliate")
    assert not CODE.search(nets.text)
    code = await code_of(nets)
    await nets(f"ana@discord: assembly affiliate {code}")
    await nets(f"ana@discord: assembly affiliate {code}")
    assert "This code does not work" in nets.text
    code = await code_of(nets)
    await nets.later(minutes=11)
    await nets(f"ana@discord: assembly affiliate {code}")
    assert "This code does not work" in nets.text


async def test_a_code_for_a_place_is_none_for_an_assembly(nets: TwoNets) -> None:
    await founded(nets)
    await nets("ana@discord: assembly connect")
    found = CODE.search(nets.text)
    assert found is not None
    await nets(f"mo@matrix: assembly affiliate {found[0]}")
    assert "This code does not work" in nets.text


async def test_the_tree_names_no_unlisted_bloc_and_nobody_elses(nets: TwoNets) -> None:
    await affiliated(nets)
    await nets("ana@discord: bloc start Drivers")
    await nets("ana@discord: bloc start Sleepers kind:unlisted")
    await nets("ana@discord: assembly tree")
    assert "Drivers: a bloc" in nets.text
    assert "Sleepers" not in nets.text
    await nets("mo@matrix: assembly tree", private=True)
    assert "Drivers" not in nets.text


async def bloc_code(nets: TwoNets, who: str) -> str:
    await nets(f"{who}: bloc become-assembly")
    found = CODE.search(nets.text)
    assert found is not None, nets.text
    return found[0]


async def with_a_bloc(nets: TwoNets) -> None:
    """Drivers, in which Ana and Ben are and Eve is not; Ana has founded Road in a room of its own."""
    await nets("ana@discord: assembly found Depot where:here")
    await nets("ana@discord: bloc start Drivers")
    await nets("ben@discord: bloc join Drivers")
    await nets("eve@discord: bloc list")
    nets.room("road", "discord", "road", "trips", "server")
    await nets("ana@discord/road: assembly found Road where:here")


async def test_a_bloc_becomes_an_assembly_with_its_members(nets: TwoNets) -> None:
    await with_a_bloc(nets)
    await nets("ana@discord: bloc become-assembly Drivers")
    assert "First found the new assembly where it shall meet" in nets.text
    code = await bloc_code(nets, "ana@discord/road")
    await nets(f"ana@discord: bloc become-assembly Drivers {code}")
    assert "whether they want to become Road" in nets.text
    await nets("ben@discord: motion second 1")
    await nets("ben@discord: vote 1 for")
    await nets("ana@discord/road: assembly tree")
    assert "Road: this assembly, 1 on the roll" in nets.text
    await nets.later(hours=73)
    await nets("ben@discord/road: assembly tree")
    assert "Depot\n· Road: this assembly, 2 on the roll" in nets.text
    await nets("ben@discord: motion show 1")
    assert "carried" in nets.text
    assert "A motion of Drivers" in nets.text
    assert any("Road is an assembly under this one now." in post for post in nets.posts("discord"))
    await nets.later(hours=25)
    await nets.app.teller.round()
    told = {who: "\n".join(lines_of(card)) for who, card in nets.faces["discord"].directs}
    of_ben = told[nets.account("ben@discord").id]
    assert "Road" in of_ben and "You are on its roll from now on" in of_ben
    assert "on its roll" not in told.get(nets.account("ana@discord").id, ""), "she founded it"


async def test_a_bloc_does_not_fall_into_an_assembly_of_others(nets: TwoNets) -> None:
    await with_a_bloc(nets)
    await nets("eve@discord/road: motion propose Fill the holes")
    code = await bloc_code(nets, "ana@discord/road")
    await nets(f"ana@discord: bloc become-assembly Drivers {code}")
    assert "Somebody is on the roll of Road who is not in the bloc" in nets.text
    await nets(f"eve@discord: bloc become-assembly Drivers {code}")
    assert "Only those in Drivers can propose this." in nets.text


async def test_who_comes_into_the_new_assembly_during_the_vote_keeps_the_bloc_out(nets: TwoNets) -> None:
    await with_a_bloc(nets)
    code = await bloc_code(nets, "ana@discord/road")
    await nets(f"ana@discord: bloc become-assembly Drivers {code}")
    await nets("ben@discord: motion second 1")
    await nets("ben@discord: vote 1 for")
    await nets("eve@discord/road: motion propose Fill the holes")
    await nets.later(hours=73)
    await nets("ana@discord/road: assembly tree")
    assert "Road: this assembly, 2 on the roll" in nets.text
    assert "Depot" not in nets.text


async def test_an_unlisted_bloc_stays_what_it_is(nets: TwoNets) -> None:
    await with_a_bloc(nets)
    await nets("ana@discord: bloc start Sleepers kind:unlisted")
    code = await bloc_code(nets, "ana@discord/road")
    await nets(f"ana@discord: bloc become-assembly Sleepers {code}")
    assert "can't become an assembly of its own" in nets.text
