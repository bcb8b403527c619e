"""A bloc's room on Discord through the whole bot: opened once it may, given and taken, minded."""

import discord
import pytest
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.platforms.discord.permissions import LEAST, WITH_ROOMS

from .faults import Cut
from .meeting import Meeting
from .people import Person
from .seen import Seen
from .waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")


def allow(meeting: Meeting, permissions: int) -> None:
    roles = meeting.world.backend.guilds[meeting.guild.id].roles.values()
    own = next(role for role in roles if role.managed)
    meeting.world.backend.edit_role(meeting.guild.id, own.id, {"permissions": permissions})


def channel(meeting: Meeting, name: str) -> Channel | None:
    backend = meeting.world.backend
    here = [backend.channels[c] for c in backend.guilds[meeting.guild.id].channel_ids]
    return next((c for c in here if c.name == name), None)


async def opened(meeting: Meeting, name: str) -> Channel:
    found = await until(lambda: channel(meeting, name), f"the channel {name}")
    assert found is not None
    return found


def sees(meeting: Meeting, person: Person, room: Channel) -> bool:
    return channel_accessible(meeting.world.backend, room.id, person.id)


async def told(person: Person, words: str) -> Seen:
    """A direct message of the bot's with these words, which waits behind those to a crowd."""
    found = await until(lambda: next((m for m in person.alone.sees if words in m.text), None), words, 60)
    assert found is not None
    return found


async def test_a_room_is_opened_once_the_bot_may_and_leaving_takes_it(meeting: Meeting) -> None:
    await meeting.ana.slash("bloc start", name="Night Nurses")
    refusal = await told(meeting.ana, "Manage Channels")
    allow(meeting, WITH_ROOMS)
    meeting.world.faults.cut("POST", f"/guilds/{meeting.guild.id}/channels", Cut.AFTER)
    await meeting.ana.alone.click(refusal, "Try again")
    room = await opened(meeting, "night-nurses")
    category = channel(meeting, "Depot")
    assert category is not None and room.parent_id == category.id
    await until(lambda: sees(meeting, meeting.ana, room), "Ana in the room")
    assert not sees(meeting, meeting.ben, room)
    await meeting.ben.slash("bloc join", name="Night Nurses")
    await until(lambda: sees(meeting, meeting.ben, room), "Ben in the room")
    await meeting.ben.slash("bloc leave", name="Night Nurses")
    await until(lambda: not sees(meeting, meeting.ben, room), "Ben out of the room")
    backend = meeting.world.backend
    here = [backend.channels[c].name for c in backend.guilds[meeting.guild.id].channel_ids]
    assert sorted(map(str, here)) == ["Depot", "assembly", "night-nurses"]


async def test_a_change_by_hand_is_told_and_put_back_by_one_button(meeting: Meeting) -> None:
    allow(meeting, WITH_ROOMS)
    backend = meeting.world.backend
    await meeting.ana.slash("bloc start", name="Porters")
    room = await opened(meeting, "porters")
    card = await meeting.post("Porters")
    await until(lambda: "#porters" in card.text, lambda: card.text)
    await meeting.ben.click(card, "Join")
    await until(lambda: sees(meeting, meeting.ben, room), "Ben in the room")
    view = discord.Permissions.view_channel.flag
    backend.set_overwrite(room.id, Overwrite(meeting.chi.id, OverwriteType.MEMBER, allow=view))
    backend.record_audit_log(meeting.guild.id, 13, target_id=room.id, user_id=meeting.guild.owner.id)
    message = await told(meeting.ana, "by hand")
    assert sees(meeting, meeting.chi, room)
    await meeting.ana.alone.click(message, "Put it back")
    await until(lambda: not sees(meeting, meeting.chi, room), "Chi out of the room")
    allow(meeting, LEAST)
