"""Threads under drafts on Discord: opened, used, missed by nobody where they may not be opened."""

import pytest
from simcord.builders import ChannelHandle

from bot.platforms.discord.threads import ARCHIVED

from .meeting import Meeting
from .people import Person
from .seen import Seen
from .waiting import until

ROOF = "Repair the roof"

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def thread_of(meeting: Meeting, draft: Seen) -> ChannelHandle:
    """The thread under a draft, once it is there."""
    await until(lambda: draft.id in meeting.world.backend.channels, "the thread under the draft")
    return ChannelHandle(meeting.world, meeting.guild, meeting.world.backend.channels[draft.id])


async def amend(person: Person, text: str) -> None:
    looked = await person.fill(await person.slash("motion amend", number="1"), text)
    answer = await person.click(looked.messages[0], "Post it")
    assert "is proposed" in answer.text


async def in_thread(meeting: Meeting, thread: ChannelHandle, words: str) -> Seen:
    def found() -> Seen | None:
        return next((post for post in meeting.world.posts(thread) if words in post.text), None)

    post = await until(found, f"a post with {words!r} in the thread")
    assert post is not None
    return post


async def test_people_talk_about_a_draft_in_its_thread(meeting: Meeting) -> None:
    draft = await meeting.propose(ROOF)
    thread = await thread_of(meeting, draft)
    assert meeting.world.backend.channels[thread.id].name == ROOF
    looked = await meeting.dara.fill(await meeting.dara.click(draft, "Suggest"), "And the gutter")
    await meeting.dara.click(looked.messages[0], "Post it")
    await in_thread(meeting, thread, "And the gutter")
    await amend(meeting.chi, "Repair the roof and the gutter")
    card = await in_thread(meeting, thread, "to motion 1 · a draft")
    assert "Put in" in card.text
    await meeting.ana.goes_to(thread).click(card, "Accept")
    await in_thread(meeting, thread, "Motion 1 has changed")
    await until(lambda: "and the gutter" in draft.text, "the draft with its new words")
    answer = await meeting.ben.goes_to(thread).slash("motion second", number="1")
    assert answer.is_private
    vote = await meeting.card_of("and the gutter")
    assert vote.channel_id == meeting.room.id


async def test_a_thread_in_the_archive_is_brought_back(meeting: Meeting) -> None:
    draft = await meeting.propose(ROOF)
    thread = await thread_of(meeting, draft)
    await amend(meeting.chi, "Repair the gutter")
    card = await in_thread(meeting, thread, "to motion 1 · a draft")
    path = f"/channels/{thread.id}/messages/{card.id}"
    fault = meeting.world.faults.refuse("PATCH", path, ARCHIVED, status=400)
    await meeting.chi.slash("motion withdraw", number="1.1")
    await until(lambda: "withdrawn" in card.text, "the card of what was withdrawn")
    assert fault.met == 1
    asked = [(call.method, call.path) for call in meeting.world.calls]
    assert asked.index(("PATCH", path)) < asked.index(("PATCH", f"/channels/{thread.id}"))


async def test_where_no_thread_may_be_opened_the_room_is_the_place(meeting: Meeting) -> None:
    meeting.world.forbid(meeting.room, "create_public_threads")
    draft = await meeting.propose(ROOF)
    await amend(meeting.chi, "Repair the gutter")
    card = await meeting.post("to motion 1 · a draft")
    assert card.replies_to == draft.id
    assert draft.id not in meeting.world.backend.channels
    await meeting.ben.click(draft, "Second")
    await meeting.card_of(ROOF)


async def test_a_thread_that_was_deleted(meeting: Meeting) -> None:
    draft = await meeting.propose(ROOF)
    thread = await thread_of(meeting, draft)
    await amend(meeting.chi, "Repair the gutter")
    await in_thread(meeting, thread, "to motion 1 · a draft")
    meeting.world.backend.delete_channel(thread.id)
    again = await meeting.post("to motion 1 · a draft")
    assert again.channel_id == meeting.room.id
    await meeting.ana.click(again, "Accept")
    await meeting.post("Motion 1 has changed")
