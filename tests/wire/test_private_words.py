"""Words and reactions that others should not have seen, where the bot may take them away and where not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simcord.builders import ChannelHandle, GuildHandle

from bot.api.card import Card, Chat, Line
from bot.api.invocation import Answer, Reaction
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.permissions import LEAST

from .people import Person
from .recorder import Recorder
from .test_face import posted
from .waiting import until
from .world import World

MANAGE_MESSAGES = 1 << 13
OVERHEARD = Answer(Card(blocks=(Line(("Others could read that: ", Chat("write to me"))),)), False, hush=True)


@pytest.fixture(autouse=True)
def overheard(door: Recorder) -> None:
    """Whatever is said here should have been said in private."""
    door.say = lambda invocation: replace(OVERHEARD, hush=not invocation.room.private)


def may_manage_messages(world: World, guild: GuildHandle) -> None:
    role = next(role for role in world.backend.guilds[guild.id].roles.values() if role.managed)
    world.backend.edit_role(guild.id, role.id, {"permissions": LEAST | MANAGE_MESSAGES})


def stands(world: World, room: ChannelHandle, message: int) -> bool:
    return message in world.backend.messages.get(room.id, {})


async def told_alone(world: World, person: Person) -> str:
    await until(lambda: world.posts(person.alone.room), "a word in private")
    (told,) = world.posts(person.alone.room)
    return told.text


async def test_a_line_is_taken_away(
    face: DiscordFace,
    world: World,
    guild: GuildHandle,
    room: ChannelHandle,
    ana: Person,
) -> None:
    may_manage_messages(world, guild)
    said = ana.mention("vote 12 against")
    assert await told_alone(world, ana) == "Others could read that: write to me"
    assert not stands(world, room, said.id)
    assert world.posts(room) == []


async def test_without_the_permission_its_author_is_asked_to(
    face: DiscordFace,
    world: World,
    room: ChannelHandle,
    ana: Person,
) -> None:
    said = ana.mention("vote 12 against")
    assert "Please remove it yourself" in await told_alone(world, ana)
    assert stands(world, room, said.id)


async def test_who_takes_no_direct_messages_is_told_in_the_room(
    face: DiscordFace,
    world: World,
    room: ChannelHandle,
    ana: Person,
) -> None:
    ana.close_direct_messages()
    said = ana.mention("vote 12 against")
    await until(lambda: world.posts(room), "a word in the room")
    (told,) = world.posts(room)
    assert told.replies_to == said.id
    assert "against" not in told.text


async def test_a_message_that_is_changed_into_such_a_line_goes_too(
    face: DiscordFace,
    world: World,
    guild: GuildHandle,
    room: ChannelHandle,
    ana: Person,
) -> None:
    may_manage_messages(world, guild)
    said = ana.say("Good morning")
    me = world.backend.bot_user.id
    world.backend.edit_message(room.id, said.id, {"content": f"<@{me}> vote 12 against"})
    assert await told_alone(world, ana) == "Others could read that: write to me"
    assert not stands(world, room, said.id)


@pytest.mark.parametrize("may", [True, False])
async def test_a_reaction_is_taken_off(
    face: DiscordFace,
    door: Recorder,
    world: World,
    guild: GuildHandle,
    room: ChannelHandle,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
    may: bool,
) -> None:
    async def react(reaction: Reaction) -> Answer | None:
        return OVERHEARD if reaction.added else None

    monkeypatch.setattr(door, "react", react)
    if may:
        may_manage_messages(world, guild)
    card = await posted(face, world, room)
    ana.react(card, "❌")
    told = await told_alone(world, ana)
    assert ("Please remove it yourself" in told) is not may
    assert card.reactions["❌"] == (1 if may else 2)
