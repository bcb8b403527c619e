"""Pausing, numbers for all, names for stewards page by page, and what the room is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.api.people import Address
from bot.ballots.store import Ballots
from bot.ballots.threshold import Quorum
from cogs.motions.store import MotionStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.schema import members, tells
from tests.cogs.members.stored import rows
from tests.cogs.members.test_joining import a_depot
from tests.talk import START, TABLE, RecordingFace, Talk


async def paused(talk: Talk) -> int:
    query = sa.select(sa.func.count()).select_from(members).where(members.c.paused_at.is_not(None))
    return int(str((await rows(talk.app, query))[0][0]))


async def test_whoever_pauses_does_not_weigh_on_the_quorum(talk: Talk) -> None:
    await a_depot(talk, "ben", "cem", "dan", roll="listed")
    await talk("dan: member pause")
    assert "You have paused in Depot." in talk.text
    await talk("ana: motion propose Tea quorum:1/3")
    await talk("ben: motion second 1")
    assert "1 must take part" in talk.last, "a third of three, not of four"


async def test_voting_ends_a_pause_and_says_so(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", "cem", roll="listed")
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk("cem: member pause")
    await talk("cem: vote 1 for")
    assert "Your pause is over" in talk.text
    assert await paused(talk) == 0
    assert "For 1" in talk.last
    await talk("cem: vote 1 against")
    assert "Your pause is over" not in talk.text


async def test_a_reaction_ends_it_too_and_the_person_is_told_apart(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", "cem", roll="listed")
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk("cem: member pause")
    await talk.react("cem", "✅", face.find_post("vote until"))
    assert await paused(talk) == 0
    assert "For 1" in talk.last


async def test_looking_ends_no_pause(talk: Talk) -> None:
    await a_depot(talk, "ben", roll="listed")
    await talk("ben: member pause")
    for line in ("now", "motion list", "member list", "member guards"):
        await talk(f"ben: {line}")
    assert await paused(talk) == 1
    await talk("ben: member return")
    assert talk.text == "Welcome back to Depot: you count again."
    await talk("ben: member return")
    assert talk.text.startswith("You have not paused.")


async def test_all_see_numbers_and_stewards_names(talk: Talk) -> None:
    await a_depot(talk, "ben", roll="listed")
    await talk("ben: member pause")
    await talk("ben: member list", private=True)
    assert "On the roll: 2 people\nHave paused: 1" in talk.text
    assert "ana" not in talk.text
    await talk("ana: member list", private=True)
    assert "ana (steward)\nben (has paused)" in talk.text


async def test_names_come_25_at_a_time(talk: Talk) -> None:
    await a_depot(talk, *(f"m{n:02}" for n in range(1, 31)), roll="anyone")
    await talk("ana: member list", private=True)
    assert "page 1 of 2" in talk.text
    assert "m24" in talk.text
    assert "m25" not in talk.text
    await talk.press("ana", "Further")
    assert "m25" in talk.text
    assert "m24" not in talk.text
    assert [button.label for button in talk.answer.card.buttons] == ["Before"] if talk.answer else False
    await talk("ana: member list 99", private=True)
    assert "page 2 of 2" in talk.text


async def test_the_room_is_told_each_month_how_often_names_were_looked_at(talk: Talk) -> None:
    await a_depot(talk, "ben")
    await talk("ben: member list", private=True)
    for _ in range(3):
        await talk("ana: member list", private=True)
    await talk.later(days=15)
    assert "looked at a page of names" not in talk.last
    await talk.later(days=16)
    assert talk.last == "In June 2026, stewards looked at a page of names on the roll 3 times."
    before = len(talk.posts)
    await talk.later(days=31)
    assert len(talk.posts) == before, "nothing is said of a month in which nobody looked"


@pytest.mark.parametrize("who", ["ana", "ben"])
async def test_inactive_gives_numbers_alone(talk: Talk, who: str) -> None:
    await a_depot(talk, "ben", "cem")
    await talk.later(days=200)
    await talk("ben: motion propose Tea")
    await talk(f"{who}: member inactive")
    assert "In the last 30 days: 1 took part or are new, 2 did not" in talk.text
    assert not any(name in talk.text for name in ("ana", "ben", "cem"))


async def away(talk: Talk) -> int:
    query = sa.select(sa.func.count()).select_from(members).where(members.c.away_at.is_not(None))
    return int(str((await rows(talk.app, query))[0][0]))


async def test_one_who_was_removed_is_seen_and_stays_on_the_roll(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", "cem", roll="listed")
    face.gone = {"cem"}
    await talk.app.door.left(Address("terminal", "cem"), TABLE, removed=True)
    assert await away(talk) == 1
    assert await rows(talk.app, sa.select(tells.c.kind).where(tells.c.kind == "member.put-out")) == [
        ("member.put-out",)
    ]
    await talk("ana: member list", private=True)
    assert "On the roll: 3 people" in talk.text
    await talk("ana: motion propose Tea quorum:1/2")
    await talk("ben: motion second 1")
    assert "1 must take part (1/2 of 2)" in talk.last, "an electorate has nobody in it who is nowhere"
    face.gone = set()
    await talk("cem: motion list")
    await talk("cem: motion propose Coffee")
    assert await away(talk) == 0, "whoever acts again is there"


async def test_a_quiet_leaver_is_found_when_voting_opens(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", "cem", "dan", roll="listed")
    await talk("ana: motion propose Tea quorum:1/2")
    face.gone = {"cem", "dan"}
    await talk("ben: motion second 1")
    assert "1 must take part (1/2 of 2)" in talk.last
    face.gone = set()
    await talk("ana: motion propose Coffee quorum:1/2")
    await talk("ben: motion second 2")
    assert "2 must take part (1/2 of 4)" in talk.last, "who is found again counts again"


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_paused_member_never_weighs_on_a_quorum(db: Database, data: st.DataObject) -> None:
    """Of any roll, with any who pause and come back: on exactly the others a quorum is reckoned."""
    roll = Roll(db)
    store = MotionStore(db, Ballots(db), Assemblies(db), roll)
    async with db.transaction():
        place = (("terminal", "table"), ("terminal", "table"))
        depot = await store.assemblies.found("Depot", "en", "UTC", timedelta(), *place, START)
        some = [
            await roll.enrol_by_initials(depot.id, f"A. {n}", START)
            for n in range(data.draw(st.integers(1, 8)))
        ]
        resting: set[int] = set()
        for member in data.draw(st.lists(st.sampled_from(some), max_size=12)):
            if member in resting:
                await store.rests.end(member)
            else:
                await store.rests.pause(member, START)
            resting ^= {member}
        entitled = await store.here(depot.id)
        assert entitled == some, "who has paused may still vote"
        weighing = await store.weighing(depot.id, entitled)
        assert weighing == len(set(some) - resting)
        share = data.draw(st.fractions(min_value="1/20", max_value=1, max_denominator=20))
        assert Quorum(share=share).of(weighing, weighing) <= len(set(some) - resting)
