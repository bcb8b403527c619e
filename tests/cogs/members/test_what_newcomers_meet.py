"""What is asked of newcomers is changed by all, and a text taken back is taken back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.api.guards import Guards
from cogs.members.schema import principles
from tests.cogs.members.stored import rows
from tests.talk import Talk
from tests.twonets import TwoNets


async def depot(talk: Talk, people: int) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in ("ben", "chi", "dara", "eli")[: people - 1]:
        await talk(f"ana: member enrol {name}")
    await talk.later(minutes=2)


@pytest.mark.parametrize(
    ("wished", "is_stricter"),
    [
        (Guards(vouchers=3), True),
        (Guards(vouchers=1), False),
        (Guards(hourly=5), True),
        (Guards(alarm=0), False),
        (Guards(alarm=10), True),
        (Guards(vouchers=3, alarm=31), False),
    ],
)
def test_what_is_stricter(wished: Guards, is_stricter: bool) -> None:
    assert wished.is_stricter_than(Guards()) is is_stricter


async def test_from_five_up_all_decide_to_ask_for_less(talk: Talk) -> None:
    await depot(talk, 5)
    await talk("ana: member guards vouchers:1")
    assert talk.text.startswith("With five or more on the roll you decide that together")
    await talk("ana: member guards")
    assert "vouchers" not in talk.text
    await talk("ben: member guards vouchers:4")
    assert talk.text.startswith("With five or more on the roll you decide that together"), "members too"
    await talk("ana: member guards vouchers:3")
    assert talk.text.startswith("This can hurt somebody, so it is announced"), "a rush can't wait for a vote"
    await talk("chi: motion second 1")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk.later(days=4)
    await talk("ana: assembly settings roll:vouched")
    await talk("ana: member guards")
    assert any("ask newcomers for: 1 member" in post for post in talk.posts)


async def test_below_five_a_member_changes_nothing(talk: Talk) -> None:
    await depot(talk, 4)
    await talk("ben: member guards vouchers:1")
    assert talk.text.startswith("Only a steward")


async def test_a_text_that_is_taken_back_asks_nobody_for_anything(talk: Talk) -> None:
    await depot(talk, 4)
    await talk("ana: member write-principles No scabs")
    await talk("ana: steward undo")
    assert talk.text == "It is taken back. Nobody was told of it."
    await talk("ben: member principles")
    assert "No scabs" not in talk.text
    await talk("ana: member write-principles We decide together")
    await talk.later(minutes=2)
    await talk("ana: member write-principles I decide alone")
    await talk("ana: steward undo")
    await talk("ben: member principles")
    assert "We decide together" in talk.text
    texts = await rows(talk.app, sa.select(principles.c.text))
    assert [tuple(row) for row in texts] == [("We decide together",)]
    await talk.later(minutes=2)
    assert not any("decide alone" in post for post in talk.posts)


async def test_nobody_founds_another_assembly_in_the_room_of_one(nets: TwoNets) -> None:
    """Who manages the server would have all who speak there act in an assembly of their own."""
    await nets("ana@discord: assembly found Depot")
    await nets("ben@discord: motion propose Tea")
    await nets("eli@discord: assembly found Mine where:here")
    assert nets.text.startswith("Depot meets here already")
    await nets("ben@discord: assembly show")
    assert nets.text.startswith("Depot")
