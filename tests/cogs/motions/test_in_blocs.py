"""Motions of a bloc: its body alone sees them and votes, and of an unlisted one nobody else learns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import msgspec
import pytest

from bot.api.people import Address
from bot.config import Settings
from bot.loader import ALL_COGS
from cogs.motions.own_store import OwnStore
from cogs.motions.rules.motion import UNDECIDED_EACH
from storage.members import Roll
from tests.cogs.motions.blocs import SomeBlocs
from tests.talk import lines_of
from tests.twonets import TwoNets

PEOPLE = ("ben", "chi", "dan", "eve")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without the cog of blocs, whose tables sleep: these tests have blocs by hand."""
    return msgspec.structs.replace(settings, cogs=[cog for cog in ALL_COGS if cog != "blocs"])


@pytest.fixture
async def blocs(one_assembly: TwoNets) -> SomeBlocs:
    """Ben, Chi and Dan are nurses (a bloc with a room); Ben and Chi are in one that nobody else knows of."""
    roll, nets, ids = Roll(one_assembly.app.db), one_assembly, {}
    async with nets.app.db.transaction():
        for name in PEOPLE:
            account = await roll.add_account(*nets.account(f"{name}@matrix"))
            ids[name] = (await roll.enrol(account.id, 1, 1, nets.clock.now())).id
    some = SomeBlocs()
    some.start("Nurses", *(ids[n] for n in ("ben", "chi", "dan")))
    some.start("Night", ids["ben"], ids["chi"], unlisted=True)
    for bloc, room in ((1, "!nurses"), (2, "!night")):
        some.lodged[bloc] = [Address("matrix", room)]
        nets.room(room[1:], "matrix", room, "!space")
    nets.app.house.bodies.blocs = some
    return some


def rooms_with(nets: TwoNets, words: str) -> set[str]:
    """Where the posts are that say these words."""
    posts = [post for face in nets.faces.values() for post in face.posts.values()]
    return {post.room.id for post in posts if words in post.text}


async def says(nets: TwoNets, line: str, *, private: bool = False) -> str:
    answer = await nets(line, private=private)
    return "\n".join(lines_of(answer.card)) if answer else ""


def number_of(nets: TwoNets, words: str) -> int:
    """The number of the motion that the newest post with these words is about."""
    found = [p.text for face in nets.faces.values() for p in face.posts.values() if words in p.text]
    return int(found[-1].split()[1])


async def proposed(nets: TwoNets, bloc: str, room: str) -> int:
    """Ben proposes in a bloc, and Chi seconds in its room."""
    await nets(f"ben@matrix: motion propose Longer breaks bloc:{bloc}", private=True)
    number = number_of(nets, "Longer breaks")
    await nets(f"chi@matrix/{room}: motion second {number}")
    return number


async def test_a_motion_of_a_bloc_lives_in_its_rooms_alone(one_assembly: TwoNets, blocs: SomeBlocs) -> None:
    nets = one_assembly
    number = await proposed(nets, "Nurses", "nurses")
    assert number == 1
    await nets(f"dan@matrix: vote {number} for", private=True)
    await nets("ben@matrix/nurses: motion remind 1")
    nets.card("matrix", "A motion of Nurses: its members alone see it and vote.")
    assert rooms_with(nets, "1 of 3 has voted") == {"!nurses"}
    await nets(f"ana@discord: vote {number} against")
    card = nets.said("matrix", "A motion of Nurses")
    assert "For 1" in card
    assert "Against 0" in card
    await nets.later(hours=73)
    assert "Motion 1 is carried: Longer breaks" in nets.said("matrix", "is carried")
    assert rooms_with(nets, "Longer breaks") == {"!nurses"}
    assert rooms_with(nets, "Motion 1") == {"!nurses"}


async def test_in_the_room_of_a_bloc_it_is_its_own_unless_said_otherwise(
    one_assembly: TwoNets, blocs: SomeBlocs
) -> None:
    nets = one_assembly
    await nets("ben@matrix/nurses: motion propose Longer breaks")
    assert rooms_with(nets, "Longer breaks") == {"!nurses"}
    await nets("chi@matrix/nurses: motion propose A new roof bloc:assembly")
    assert rooms_with(nets, "A new roof") == {"!assembly", "assembly"}


async def test_outsiders_are_told_whose_it_is_and_members_where_to_ask(
    one_assembly: TwoNets, blocs: SomeBlocs
) -> None:
    nets = one_assembly
    await proposed(nets, "Nurses", "nurses")
    for line in ("motion show 1", "motion turnout 1", "motion second 1", "motion export 1"):
        said = await says(nets, f"eve@matrix: {line}", private=True)
        assert "Motion 1 is one of Nurses, and its members alone see it." in said, said
    assert "a bloc that you were not in" in await says(nets, "eve@matrix: vote 1 for", private=True)
    assert "others read here" in await says(nets, "dan@matrix: motion show 1")
    assert "Longer breaks" in await says(nets, "dan@matrix: motion show 1", private=True)
    assert "Longer breaks" in await says(nets, "dan@matrix/nurses: motion show 1")
    assert "Longer breaks" not in await says(nets, "eve@matrix: motion list", private=True)
    assert "Longer breaks" not in await says(nets, "dan@matrix: motion list")
    assert "Longer breaks" in await says(nets, "dan@matrix: motion list", private=True)


async def test_nobody_else_proposes_in_a_bloc(one_assembly: TwoNets, blocs: SomeBlocs) -> None:
    nets = one_assembly
    said = await says(nets, "eve@matrix: motion propose Longer breaks bloc:Nurses", private=True)
    assert "Only members of Nurses propose something there." in said
    for who, private in (("eve@matrix", True), ("eve@matrix", False), ("chi@matrix", False)):
        line = f"{who}: motion propose Longer breaks bloc:"
        there, none = [(await says(nets, line + b, private=private)) for b in ("Night", "Nobody")]
        assert there.replace("Night", "#") == none.replace("Nobody", "#")
    assert rooms_with(nets, "Longer breaks") == set()


LINES = (
    "motion show {n}",
    "motion turnout {n}",
    "motion second {n}",
    "motion export {n}",
    "motion remind {n}",
    "motion amend {n} other words",
    "motion suggest {n} other words",
    "motion again {n}",
    "motion dispute {n} why not",
    "motion withdraw {n}",
    "motion open {n}",
    "motion keep-open {n}",
    "motion take-back {n}",
    "motion outcome {n} it went well",
    "motion hall {n} 3 1",
    "motion close {n}",
    "motion votes {n} secret",
    "vote {n} for",
    "ballot block {n} it would hurt",
    "ballot cast {n} for ABCD-EFGH-JKMN-PQRS",
    "ballot change {n}",
    "ballot receipt {n}",
    "ballot tick {n} Ben",
    "text report {n} it hurts",
    "text set-aside {n} be kind",
    "text appeal {n}",
    "bloc carry {n}",
    "translate motion {n} es",
    "motion list all",
    "now",
)


@pytest.mark.parametrize("kind", ["open", "open-at-end"])
async def test_an_unlisted_blocs_motion_is_to_others_as_if_there_were_none(
    one_assembly: TwoNets, blocs: SomeBlocs, kind: str
) -> None:
    nets = one_assembly
    await nets(f"ben@matrix: motion propose Longer breaks votes:{kind} bloc:Night", private=True)
    number = number_of(nets, "Longer breaks")
    assert 100_000 <= number <= 999_999
    nothing = 100_000 if number != 100_000 else 100_001

    async def compare(who: str, *, private: bool, lines: tuple[str, ...] = LINES) -> None:
        for line in lines:
            there = await says(nets, f"{who}: {line.format(n=number)}", private=private)
            none = await says(nets, f"{who}: {line.format(n=nothing)}", private=private)
            assert there.replace(str(number), "#") == none.replace(str(nothing), "#"), line

    await compare("ana@discord", private=False)  # a steward
    await nets(f"chi@matrix: motion second {number}", private=True)
    await compare("eve@matrix", private=kind == "open")
    await compare("chi@matrix", private=False, lines=LINES[:-1:2])  # one of them, where others read
    await nets.later(hours=73)
    await compare("eve@matrix", private=True, lines=LINES[::3])
    assert rooms_with(nets, "Longer breaks") == {"!night"}
    assert rooms_with(nets, str(number)) == {"!night"}
    assert "is not carried" in nets.said("matrix", "Longer breaks")


async def test_an_unlisted_blocs_motion_leaves_nothing_in_the_journal(
    one_assembly: TwoNets, blocs: SomeBlocs, settings: Settings
) -> None:
    nets = one_assembly
    number = await proposed(nets, "Night", "night")
    await nets(f"ben@matrix/night: vote {number} for")
    await nets("ana@discord: motion propose A new roof")
    await nets.later(hours=73)
    with closing(sqlite3.connect(settings.database)) as native:
        bodies = "".join(body for (body,) in native.execute("SELECT body FROM journal"))
    assert str(number) not in bodies
    assert number_of(nets, "A new roof") == 1
    file = (await nets(f"ben@matrix/night: motion export {number}")).file  # type: ignore[union-attr]
    assert file is not None
    assert b'"journal": null' in file.content


async def test_no_count_of_who_is_active_tells_of_an_unlisted_bloc(
    one_assembly: TwoNets, blocs: SomeBlocs
) -> None:
    nets = one_assembly
    number = await proposed(nets, "Night", "night")
    await nets(f"chi@matrix/night: vote {number} for")
    store, yesterday = OwnStore(nets.app.db), nets.clock.now() - timedelta(days=1)
    async with nets.app.db.reading():
        assert await store.active_since(1, yesterday) == frozenset()
    await proposed(nets, "Nurses", "nurses")
    async with nets.app.db.reading():
        assert await store.active_since(1, yesterday) == blocs.joined[2]


async def test_what_somebody_has_moved_in_an_unlisted_bloc_is_not_held_against_them_aloud(
    one_assembly: TwoNets, blocs: SomeBlocs
) -> None:
    nets = one_assembly
    number = await proposed(nets, "Night", "night")
    for _ in range(UNDECIDED_EACH - 1):
        await nets.later(minutes=11)
        await nets("ben@matrix: motion propose Longer breaks bloc:Night", private=True)
    said = await says(nets, "ben@matrix: motion propose Longer breaks")
    assert str(number) not in said
    assert rooms_with(nets, "Longer breaks") == {"!night", "!assembly", "assembly"}


async def test_completions_name_no_motion_of_a_bloc(one_assembly: TwoNets, blocs: SomeBlocs) -> None:
    nets = one_assembly
    await proposed(nets, "Nurses", "nurses")
    await nets("ana@discord: motion propose A new roof")
    complete: Callable[..., object] = nets.app.house.lookups["motions"]
    assembly = await nets.app.dispatch.people.assembly(1)
    async with nets.app.db.reading():
        found = await complete(assembly, "")  # type: ignore[misc]
    assert [label for _, label in found] == ["2 · A new roof"]  # type: ignore[attr-defined]


async def test_who_joins_later_sees_it_and_has_no_vote(one_assembly: TwoNets, blocs: SomeBlocs) -> None:
    nets = one_assembly
    number = await proposed(nets, "Night", "night")
    blocs.joined[2] |= blocs.joined[1]  # Dan comes in
    assert "Longer breaks" in await says(nets, f"dan@matrix: motion show {number}", private=True)
    assert "not in when voting opened" in await says(nets, f"dan@matrix/night: vote {number} for")
