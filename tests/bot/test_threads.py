"""Threads under posts: opened once, used by what belongs there, and no harm where a network has none."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.api.people import Address
from bot.app import App
from bot.platforms import Refused, Unreachable
from storage.schema import posts
from tests.talk import RecordingFace, Talk


@pytest.fixture
def face() -> RecordingFace:
    return RecordingFace(threads=True)


async def thread_of(house: App, words: str, talk: Talk) -> str | None:
    async with house.db.reading() as connection:
        message = talk.face.find_post(words)
        query = sa.select(posts.c.thread).where(posts.c.message == message)
        found: str | None = (await connection.execute(query)).scalar_one()
    return found


async def propose(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")


async def test_a_draft_gets_a_thread_and_what_is_said_of_it_goes_there(talk: Talk, house: App) -> None:
    await propose(talk)
    draft = talk.face.find_post("a draft")
    assert talk.face.opened == [draft]
    assert await thread_of(house, "a draft", talk) == draft
    await talk("ben: motion suggest 1 Two of them")
    await talk("ben: motion amend 1 Buy two kettles")
    for words in ("A change is suggested", "Amendment 1.1 to motion 1 · a draft"):
        post = talk.face.posts[talk.face.find_post(words)]
        assert (post.thread, post.reply_to) == (draft, None)
    await talk("chi: motion second 1")
    assert talk.face.posts[talk.face.find_post("vote until")].thread is None
    assert talk.face.opened == [draft]


async def test_a_thread_that_could_not_be_opened_is_opened_later(talk: Talk, house: App) -> None:
    talk.face.no_threads += [Unreachable("away", retry_after=30)] * 2
    await propose(talk)
    await talk("ben: motion amend 1 Buy two kettles")
    amendment = talk.face.posts[talk.face.find_post("Amendment 1.1")]
    assert (amendment.thread, amendment.reply_to) == (None, talk.face.find_post("nothing is voted on yet"))
    await talk.later(seconds=31)
    await talk.later(seconds=31)
    draft = talk.face.find_post("nothing is voted on yet")
    assert talk.face.opened == [draft]
    await talk("chi: motion amend 1 Buy a pot")
    assert talk.face.posts[talk.face.find_post("Amendment 1.2")].thread == draft


async def test_a_thread_that_is_refused_hurts_nothing(talk: Talk, house: App) -> None:
    talk.face.no_threads.append(Refused("I may not open threads here"))
    await propose(talk)
    assert await thread_of(house, "a draft", talk) == ""
    await talk("ben: motion amend 1 Buy two kettles")
    amendment = talk.face.posts[talk.face.find_post("Amendment 1.1")]
    assert (amendment.thread, amendment.reply_to) == (None, talk.face.find_post("nothing is voted on yet"))
    await talk("chi: motion second 1")
    assert "vote until" in talk.last
    assert talk.face.opened == []


async def test_nothing_goes_into_a_thread_that_was_deleted(talk: Talk, house: App) -> None:
    await propose(talk)
    draft = talk.face.find_post("a draft")
    await house.door.room_gone(Address("terminal", draft))
    await talk("ben: motion amend 1 Buy two kettles")
    assert talk.face.posts[talk.face.find_post("Amendment 1.1")].thread is None


async def test_a_draft_that_was_deleted_gets_its_thread_anew(talk: Talk, house: App) -> None:
    await propose(talk)
    old = talk.face.find_post("a draft")
    del talk.face.posts[old]
    await talk("ana: motion edit 1 title:Buy a pot")
    await talk.later(seconds=10)
    draft = talk.face.find_post("Buy a pot")
    assert await thread_of(house, "Buy a pot", talk) == draft
    await talk("ben: motion amend 1 Buy two pots")
    assert talk.face.posts[talk.face.find_post("Amendment 1.1")].thread == draft
