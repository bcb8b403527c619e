"""A steward who tries to take the assembly over fails: each attempt is refused, or stopped by the others."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.api.deeds import Deed
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from storage.schema import members
from tests.cogs.members.stored import rows
from tests.cogs.stewards.conftest import Found
from tests.talk import TABLE, RecordingFace, Talk

RUNS = "The assembly votes on a steward, as motion 1."


async def refused(talk: Talk, line: str) -> str:
    """What somebody is told whose line is refused."""
    await talk(line)
    assert talk.answer is not None
    assert not talk.answer.ok, f"{line}: {talk.text}"
    return talk.text


async def object_all(talk: Talk, number: int) -> None:
    """Three who have seen it in time."""
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward object {number}")
    assert "not done: members objected" in talk.text


async def stewards(talk: Talk) -> str:
    """Who keeps the assembly, as members read it."""
    await talk("ben: assembly show")
    (line,) = re.findall("Stewards: (.+)", talk.text)
    return str(line)


async def recalled(talk: Talk) -> None:
    """Three call for it, and the vote is open."""
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward recall ana")
    assert talk.text == "That is enough: it is voted on, as motion 1."


async def voted(talk: Talk, *names: str) -> None:
    for name in names:
        await talk(f"{name}: vote 1 for")
        await talk.press(name, "Cast it")


async def test_removing_the_others_is_announced_and_stopped(talk: Talk, depot: Found) -> None:
    await depot(6)
    for number, name in enumerate(("ben", "chi", "dara"), 1):
        await talk(f"ana: member remove {name}")
        assert f"number {number}" in talk.text
    assert (await refused(talk, "ana: member remove eli")).startswith(
        "Three things that you announced still wait: 1, 2 and 3."
    )
    for number in (1, 2, 3):
        await object_all(talk, number)
    await talk.later(hours=25)
    assert (await refused(talk, "ana: member remove ben")).startswith(
        "Members have objected to the same as number 1."
    )
    query = members.select().where(members.c.left_at.is_(None))
    assert len(await rows(talk.app, query)) == 6


async def test_naming_friends_is_announced_and_stopped(talk: Talk, depot: Found) -> None:
    await depot(6)
    for number, friend in enumerate(("eli", "fay"), 1):
        await talk(f"ana: steward name {friend}")
        await object_all(talk, number)
    await talk.later(hours=25)
    assert await stewards(talk) == "ana"
    assert (await refused(talk, "eli: steward agree 1")).startswith(
        "Only a steward of this assembly can do that."
    )


async def test_policy_and_thresholds_are_for_all_to_decide(talk: Talk, depot: Found) -> None:
    await depot(5)
    for line in (
        "roll:anyone",
        "threshold:unanimous",
        "quorum:1/3",
        "votes:open-at-end",
        "shortest:30d",
        "debate:30d",
    ):
        await talk(f"ana: assembly settings {line}")
        assert talk.text.startswith("With five or more on the roll you decide that together"), line
    await talk("ana: assembly settings")
    for usual in ("The roll: stewards put people on it", "Debate before voting: none"):
        assert usual in talk.text


async def test_no_setting_makes_a_recall_impossible(talk: Talk, depot: Found) -> None:
    """What one steward has set while they were four binds no vote on that steward."""
    await depot(4)
    await talk('ana: assembly settings threshold:unanimous quorum:"3/4" debate:30d seconds:3 votes:open')
    for name in ("ben", "chi"):
        await talk(f"{name}: steward recall ana")
    assert talk.text == "That is enough: it is voted on, as motion 1."
    await talk("ben: vote 1 for")
    await talk("chi: vote 1 for")
    await talk("ana: vote 1 against")
    await talk.later(hours=49)
    assert await stewards(talk) == "nobody at present"


@pytest.mark.parametrize(
    "line",
    [
        "motion close 1",
        "motion postpone 1",
        'text set-aside 1 "It is about me"',
        "assembly settings zone:Madrid",
        "assembly careful yes",
        "assembly room",
        "member enrol zoe",
        'member add "A. B."',
        "member remove ben",
        "steward name eli",
    ],
)
async def test_a_recall_runs_its_course(talk: Talk, depot: Found, line: str) -> None:
    await depot(5)
    await recalled(talk)
    assert (await refused(talk, f"ana: {line}")).startswith(RUNS)


async def test_a_recall_is_nobodys_to_withdraw_and_stops_what_was_announced(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk("ana: steward name eli")
    await recalled(talk)
    for name in ("ana", "dara"):
        await talk(f"{name}: motion withdraw 1")
        assert talk.answer is not None
        assert not talk.answer.ok
    await talk.later(hours=25)
    assert await stewards(talk) == "ana"
    await voted(talk, "ben", "chi")
    await talk.later(hours=24)
    assert await stewards(talk) == "nobody at present"


async def test_whom_the_network_kicks_out_has_voted_all_the_same(
    talk: Talk, depot: Found, face: RecordingFace
) -> None:
    await depot(5)
    await recalled(talk)
    await voted(talk, "ben", "chi", "dara")
    face.gone |= {"ben", "chi", "dara"}
    face.outside |= {"ben", "chi", "dara"}
    await talk.later(hours=49)
    assert await stewards(talk) == "nobody at present"


async def test_found_again_after_a_recall_is_refused(talk: Talk, depot: Found, face: RecordingFace) -> None:
    face.managers = {"ana", "gus"}
    await depot(5)
    await recalled(talk)
    await voted(talk, "ben", "chi", "dara")
    await talk.later(hours=49)
    assert await stewards(talk) == "nobody at present"
    assert (await refused(talk, "ana: assembly found Depot")).startswith(
        "The assembly has recalled that person, so only the assembly"
    )
    assert (await refused(talk, "gus: assembly found Depot")).startswith(
        "You are not on the roll of this assembly."
    )
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward call eli")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: vote 2 for")
        await talk.press(name, "Cast it")
    await talk.later(hours=49)
    assert await stewards(talk) == "eli"
    assert (await refused(talk, "eli: steward name ana")).startswith(
        "The assembly has recalled that person, so only the assembly"
    )


async def test_who_manages_the_place_takes_nothing_up_against_objections(
    talk: Talk, depot: Found, face: RecordingFace
) -> None:
    face.managers = {"ana", "eli"}
    await depot(5)
    assert (await refused(talk, "eli: assembly found Depot")).startswith("Depot meets here already")
    await talk("ana: member forget-me sure:yes")
    await talk("eli: assembly found Depot")
    assert "announced as number 1" in talk.text
    assert await stewards(talk) == "nobody at present"
    await talk("ben: steward object 1")
    await talk("chi: steward object 1")
    await talk("dara: steward object 1")
    await talk.later(hours=25)
    assert await stewards(talk) == "nobody at present"


async def test_what_was_read_before_the_role_was_gone_counts_no_more(talk: Talk, depot: Found) -> None:
    await depot(5, stewards=2)
    people = Address("terminal", "ana")
    lines = ("steward step-down", 'member add "A. B."', "assembly settings zone:Madrid")
    acts = [
        talk.app.door.act(Invocation(people, Room(TABLE, (TABLE,)), line=line, event=f"e{n}"))
        for n, line in enumerate(lines)
    ]
    answers = await asyncio.gather(*acts)
    assert [answer is not None and answer.ok for answer in answers] == [True, False, False]


async def test_a_lone_steward_is_no_majority_of_two_either(talk: Talk, depot: Found) -> None:
    """Of two stewards one can't put the other out if the members do not want it, nor by asking again."""
    await depot(6, stewards=2)
    await talk("ana: steward remove ben")
    number = 1
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward object {number}")
    await talk.later(hours=25)
    assert await stewards(talk) == "ana, ben"
    assert (await refused(talk, "ana: steward remove ben")).startswith(
        f"Members have objected to the same as number {number}."
    )


async def test_a_foreign_place_waits_for_others(talk: Talk, depot: Found) -> None:
    """All that can hurt is weighed here; what connecting does is tried out with the places."""
    await depot(5)
    scales = next(cog for cog in talk.app.house.cogs if cog.name == "stewards")
    deeds = scales.deeds  # type: ignore[attr-defined]
    assert deeds.scales is scales
    for kind in ("place.connect", "place.disconnect", "member.remove", "steward.name", "steward.remove"):
        assert deeds.knows(Deed(kind)), kind
