"""Polls among the rest of the house: blocs, meetings, careful assemblies, reminders, rooms that move."""

from __future__ import annotations

import pytest

from bot.api.people import Address
from bot.app import App
from cogs.polls.commands import Polls
from cogs.polls.own_store import OwnStore
from tests.cogs.polls.depot import depot, night, told
from tests.talk import START, TABLE, Talk

PEOPLE = ("ana", "ben", "chi", "dan", "eva", "fay")


def cog_of(talk: Talk) -> Polls:
    cog = talk.app.house.commands["poll show"].cog
    assert isinstance(cog, Polls)
    return cog


async def test_what_is_asked_in_an_unlisted_bloc_is_nobody_else_s_to_know(talk: Talk) -> None:
    await depot(talk, "ben", "chi")
    await night(talk, "ben")
    before = list(talk.posts)
    await talk("ana: poll ask Which flag? who:Night options: red, black", private=True)
    number = talk.text.split()[1]
    assert int(number) >= 100_000
    assert talk.posts == before
    await talk("ben: now", private=True)
    assert f"answer poll {number}: Which flag?" in talk.text
    await talk(f"ben: poll vote {number} 1", private=True)
    await talk(f"ben: poll show {number}", private=True)
    assert "For Night." in talk.text
    assert "1 of 2 has answered." in talk.text
    await talk(f"chi: poll vote {number} 1", private=True)
    assert talk.text.startswith(f"There is no poll or election {number} here")
    for line in (f"poll show {number}", f"poll motion {number}", f"poll close {number}", "poll list", "now"):
        for private in (True, False):
            await talk(f"chi: {line}", private=private)
            assert "flag" not in talk.text
    await talk("chi: poll ask Which cap? who:Night", private=True)
    assert "Night" not in talk.text.replace("“Night”", "")
    async with talk.app.db.reading():
        for active in (cog_of(talk).store.asked_since, OwnStore(talk.app.db).voted_since):
            assert await active(1, START) == frozenset()
    await talk(f"ana: poll close {number}", private=True)
    await talk.later(seconds=5)
    assert not [post for post in talk.posts if "flag" in post]
    await talk(f"ben: poll motion {number}", private=True)
    assert "flag" in talk.text
    assert not [post for post in talk.posts if "flag" in post]


async def test_a_listed_bloc_is_asked_alone_and_no_one_else_can_ask_it(talk: Talk) -> None:
    await depot(talk, "ben", "chi")
    await talk("ana: bloc start Nurses")
    await talk("ben: bloc join Nurses")
    await talk("chi: poll ask Which shift? who:Nurses")
    assert talk.text == "You are not in Nurses, so you can ask nothing there."
    await talk("ben: poll ask Which shift? who:Nurses options: early, late", private=True)
    number = talk.text.split()[1]
    await talk(f"chi: poll vote {number} 1", private=True)
    assert not talk.answer or not talk.answer.ok
    await talk("chi: poll ask Which shift? who:assembly options: early, late")
    assert talk.last.startswith("Poll 2 · answer until")
    assert "Asked by chi." in talk.last


async def test_the_minutes_take_in_what_came_of_it(talk: Talk) -> None:
    await depot(talk, "ben")
    await talk("ana: meeting start")
    await talk("ben: here")
    await talk("ana: poll ask Where next? options: Depot, Canteen")
    await talk("ben: poll vote 1 2")
    await talk("ana: poll close 1")
    await talk.later(seconds=5)
    await talk("ana: meeting end")
    await talk("ana: minutes show 1", private=True)
    assert "Poll 1, Where next?: Most chose Canteen: 1 of 1." in talk.text


async def test_a_careful_assembly_names_nobody_and_asks_in_secret(talk: Talk) -> None:
    await depot(talk, *PEOPLE[1:])
    await talk("ana: poll ask Who is tired? options: me, all of us")
    card = talk.face.find_post("Who is tired?")
    await talk("ben: poll vote 1 1")
    assert "Asked by ana." in talk.face.posts[card].text
    await talk("ana: assembly careful yes")
    assert "Asked by a member." in talk.face.posts[card].text
    await talk("ben: poll show 1")
    assert "ben" not in talk.text
    await talk("ana: poll ask Shall we stop?")
    assert "Secret vote." in talk.last
    assert "Only 6 may vote, so the result itself may show who chose what." in talk.last
    assert talk.face.posts[talk.face.find_post("Shall we stop?")].card.reactions == ()


async def test_those_who_have_not_voted_in_an_election_are_reminded_once(talk: Talk) -> None:
    await depot(talk, *PEOPLE[1:])
    await talk("ana: election call Delegates seats:1")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: election nominate 1")
    await talk("ana: election open 1")
    await talk("dan: now")
    assert "vote in election 1: Delegates" in talk.text
    await talk("dan: election vote 1 2")
    await talk.press("dan", "Cast it")
    await talk("dan: now")
    assert "vote in election 1" not in talk.text
    for _ in range(7):
        await talk.later(hours=12)
    reminded = {
        name: [text for text in told(talk, name) if "You have not voted yet" in text] for name in PEOPLE
    }
    assert reminded["dan"] == []
    assert [len(reminded[name]) for name in ("ana", "ben", "eva", "fay")] == [1, 1, 1, 1]
    assert reminded["eva"][0].startswith("You have not voted yet in election 1, Delegates.")


async def test_a_room_that_moves_takes_its_polls_along(talk: Talk, house: App) -> None:
    await depot(talk)
    await talk("ana: poll ask Where next? options: Depot, Canteen")
    cog = cog_of(talk)
    async with house.db.transaction():
        assert await cog.room_moved(TABLE, Address("terminal", "other"), 1) == [(1, "poll.card", 1)]
        assert await cog.room_moved(TABLE, TABLE, 1) == []


async def test_who_is_forgotten_has_asked_nothing(talk: Talk) -> None:
    await depot(talk, "ben")
    await talk("ben: poll ask Where next? options: Depot, Canteen")
    card = talk.face.find_post("Where next?")
    assert "Asked by ben." in talk.face.posts[card].text
    await talk("ben: member forget-me", private=True)
    await talk("ben: member forget-me sure:yes", private=True)
    await talk.later(seconds=5)
    assert "Asked by a member." in talk.face.posts[card].text


@pytest.mark.parametrize("careful", ["yes", "no"])
async def test_an_answer_read_late_is_said_to_be(talk: Talk, careful: str) -> None:
    await depot(talk, "ben", "chi")
    await talk("ana: poll ask Where next? options: Depot, Canteen votes:open")
    card = talk.face.find_post("Where next?")
    talk.face.standing[card] = {"ben": {"2️⃣": None}}
    await talk("ana: poll close 1")
    await talk.later(seconds=5)
    assert "Most chose Canteen: 1 of 1." in talk.last
    assert "Counted again from the room before the close: 1 vote had come in meanwhile." in talk.last
