"""Calling a meeting on Discord, through the whole bot."""

import pytest

from bot.platforms.discord.permissions import LEAST

from .meeting import Meeting
from .waiting import until

MENTION_EVERYONE = 1 << 17
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_meeting_is_called_and_answered_every_way(meeting: Meeting) -> None:
    told = await meeting.ana.slash("meeting call", title="Works council", when="in 3 days", lasts="2h")
    assert "Works council" in told.text
    card = await meeting.post("Works council")
    assert not card.pings
    await meeting.ben.click(card, "Going")
    meeting.chi.react(card, "✅")
    await meeting.ana.slash("rsvp", number="1", answer="apologies")
    await until(lambda: "Going 2 · maybe 0 · apologies 1." in card.text, "all three answers")
    meeting.chi.unreact(card, "✅")
    await until(lambda: "Going 1 · maybe 0 · apologies 1." in card.text, "the answer taken back")


async def test_everyone_in_the_room_is_called_once(meeting: Meeting) -> None:
    await meeting.ana.slash("meeting call", title="Come to the gate", when="now")
    card = await meeting.post("Come to the gate")
    assert not card.pings  # the server does not let the bot
    roles = meeting.world.backend.guilds[meeting.guild.id].roles.values()
    own = next(role for role in roles if role.managed)
    may = {"permissions": LEAST | MENTION_EVERYONE}
    meeting.world.backend.edit_role(meeting.guild.id, own.id, may)
    await meeting.ben.slash("meeting call", title="To the gate, now", when="now")
    card = await meeting.post("To the gate, now")
    assert card.pings
    await meeting.ben.click(card, "Coming")
    await until(lambda: "Going 1" in card.text, "who comes")


async def test_meetings_are_handed_over_as_a_file(meeting: Meeting) -> None:
    await meeting.ana.slash("meeting call", title="Works council", when="in 3 days", every="weekly")
    answer = await meeting.ben.slash("meeting ics")
    assert answer.is_private
    assert "a file with 1 meeting" in answer.text
