"""Faults that were found in motions, each held by a test."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App
from bot.ballots.rules import MAJORITY, Base, Threshold
from bot.ballots.schema import ballots
from bot.platforms import Unreachable
from cogs.motions.schema import seconders
from storage.schema import members
from tests.talk import TABLE, Talk


async def open_motion(talk: Talk, more: str = "") -> str:
    """Ana founds and moves, Ben seconds; the message of the vote's card."""
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Buy a kettle {more}")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


def act(name: str, line: str) -> Invocation:
    return Invocation(Address("terminal", name), Room(TABLE, (TABLE,), True), line=line)


def press(name: str, command: str, **arguments: str | int) -> Invocation:
    return Invocation(
        Address("terminal", name), Room(TABLE, (TABLE,), True), command=command, arguments=arguments
    )


async def orphans(house: App, table: sa.Table) -> list[int]:
    """Members in a table who are on no roll."""
    on_the_roll = sa.select(members.c.id).where(members.c.left_at.is_(None))
    async with house.db.reading() as connection:
        query = sa.select(table.c.member).where(table.c.member.not_in(on_the_roll))
        return list((await connection.execute(query)).scalars())


@pytest.mark.parametrize("leaving", ["member forget-me sure:yes", "member leave sure:yes"])
async def test_a_vote_that_was_under_way_when_its_member_left_is_no_ballot(
    talk: Talk, house: App, leaving: str
) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 abstain")
    await talk("dan: vote 1 abstain")
    left, voted, other = await asyncio.gather(
        house.door.act(act("chi", leaving)),
        house.door.act(press("chi", "motion vote", number=1, choice="for")),
        house.door.act(press("dan", "motion vote", number=1, choice="for")),
    )
    await house.door.settled("terminal")
    assert [a is not None and a.ok for a in (left, voted, other)] == [True, False, True]
    assert "For 1" in talk.face.posts[card].text
    if "forget" in leaving:
        assert await orphans(house, ballots) == []
    await talk("chi: vote 1 against")
    assert talk.answer is not None
    assert talk.answer.ok
    assert "Against 1" in talk.face.posts[card].text


async def test_a_second_that_was_under_way_when_its_member_left_is_none(talk: Talk, house: App) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("chi: motion propose Buy a pot")
    left, seconded = await asyncio.gather(
        house.door.act(act("chi", "member forget-me sure:yes")),
        house.door.act(act("chi", "motion second 1")),
    )
    assert [a is not None and a.ok for a in (left, seconded)] == [True, False]
    assert await orphans(house, seconders) == []


async def test_a_share_of_the_roll_has_a_roll_to_be_a_share_of(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in ("ben", "chi"):
        await talk(f"ana: member enrol {name}")
    await talk('ana: motion propose Tea threshold:"2/3 of the roll"')
    await talk("ana: assembly settings roll:anyone")
    await talk("ben: motion second 1")
    await talk("dan: motion list")
    await talk("chi: vote 1 for")
    assert "at least 2 of 3; has 1" in talk.face.posts[talk.face.find_post("vote until")].text
    await talk("dan: vote 1 for")
    assert "began before you joined" in talk.text
    await talk.later(hours=73)
    assert "Motion 1 is not carried" in talk.last


def test_of_nobody_there_is_no_share() -> None:
    assert not Threshold(Fraction(2, 3), Base.ROLL).is_met(1, 0)
    assert not MAJORITY.is_met(1, 0)


async def test_a_close_that_has_gone_by_at_the_second_becomes_the_usual_one(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Tea closes:2h")
    await talk('ana: motion propose Coffee closes:"2026-06-01 14:00"')
    await talk.later(hours=3)
    await talk("ben: motion second 2")
    assert "vote until Thu 4 Jun, 15:00 (in 3 days)" in talk.last
    await talk("ben: vote 2 for")
    assert talk.answer is not None
    assert talk.answer.ok


async def test_what_was_withdrawn_can_be_proposed_again_at_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Tea")
    await talk("ana: motion again 1")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("ana: motion withdraw 1")
    await talk("ana: motion again 1")
    assert talk.answer.ok
    assert "Motion 2 is proposed: Tea" in talk.text


async def test_an_early_close_that_was_stopped_is_not_announced_again(talk: Talk) -> None:
    await open_motion(talk)
    await talk("ana: assembly settings shortest:12h")
    await talk("chi: vote 1 for")
    await talk.later(hours=20)
    await talk("ana: motion close 1")
    await talk.later(minutes=1)
    early = talk.face.find_post("closes early")
    for name in ("chi", "dan"):
        await talk(f"{name}: motion keep-open 1")
    assert talk.face.posts[early].text.splitlines() == [
        "Voting on motion 1 does not close early",
        "ana had asked to close it at Tue 2 Jun, 09:00. Two members kept it open.",
    ]
    assert not talk.face.posts[early].card.buttons
    await talk.later(hours=20)
    await talk("ana: motion close 1")
    assert talk.text.startswith("Two members have kept motion 1 open, so it can't be closed early any more")
    await talk.later(hours=2)
    await talk("ben: vote 1 for")
    assert "vote until" in talk.face.posts[talk.face.find_post("Moved by")].text


async def test_who_came_after_the_opening_has_no_say_in_the_close(talk: Talk) -> None:
    await open_motion(talk)
    await talk("ana: assembly settings shortest:12h")
    await talk.later(hours=20)
    await talk("ana: motion close 1")
    await talk("eve: motion keep-open 1", since=talk.clock.now() - timedelta(hours=1))
    assert "began before you joined" in talk.text
    await talk("chi: motion keep-open 1")
    assert "If one more member asks for it" in talk.text


async def test_one_practice_at_a_time(talk: Talk) -> None:
    await talk("ana: motion practice")
    await talk("ben: motion practice")
    assert talk.text.startswith("A practice is open already")
    await talk.later(minutes=51)
    await talk("ben: motion practice")
    assert "Tea or coffee? For is tea, against is coffee" in talk.last


async def test_a_practice_that_could_not_be_counted_is_gone_in_an_hour_too(talk: Talk) -> None:
    await talk("ana: motion practice")
    await talk("ben: vote 1 for")
    for _ in range(100):
        talk.face.unreadable.append(Unreachable("away"))
    await talk.later(minutes=51)
    assert "being counted" in talk.last
    await talk.later(minutes=9)
    assert talk.last == "This practice is over."
