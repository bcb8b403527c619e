"""Rooms of our own where Discord's numbers leave no channel for them, and where the bot may do little."""

import asyncio
from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.builders import GuildHandle

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan
from bot.platforms import Housing, Refused
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.rooms import account, room_address, server_address
from bot.platforms.discord.shapes import MANY_CHANNELS, MANY_IN_CATEGORY, MANY_PEOPLE

from .people import Person
from .rooms import CATEGORY, PRIVATE_THREAD
from .test_housing import (
    GROUP,
    KEY,
    OTHER_KEY,
    ben,
    channel,
    guild,
    housing,
    nurses,
    own_rights,
    sees,
    settle,
)
from .waiting import PATIENCE, until
from .world import World

__all__ = ["ben", "guild", "housing"]
AUDIT = discord.Permissions.view_audit_log.flag


def crowd(world: World, guild: GuildHandle, size: int) -> frozenset[Address]:
    """So many people in the server."""
    found = set()
    for number in range(size):
        user = world.backend.make_user(f"person {number}")
        world.backend.add_member(guild.id, user.id)
        found.add(account(user.id))
    return frozenset(found)


async def fill(world: World, guild: GuildHandle, face: DiscordFace, size: int, **more: Any) -> None:
    """Opens channels until there are so many, and waits until the bot has heard of them."""
    while len(world.backend.guilds[guild.id].channel_ids) < size:
        world.backend.create_channel(guild.id, "filled", **more)
    known = face._client().get_guild(guild.id)
    assert known is not None
    await until(lambda: len(known.channels) == size, "the channels")


async def test_a_full_category_gives_a_private_thread(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person, ben: Person
) -> None:
    place = server_address(guild.id)
    group = await housing.open(GROUP, OTHER_KEY, place, None)
    assert await housing.warnings(place) == ()
    await fill(world, guild, face, 2 + 45, parent_id=int(group.id))
    assert await housing.warnings(group) == (MANY_IN_CATEGORY,)
    await fill(world, guild, face, 2 + 50, parent_id=int(group.id))
    room = await housing.open(nurses(ana), KEY, place, group)
    there = channel(world, room)
    assert (there.type, there.name) == (PRIVATE_THREAD, "Night Nurses!")
    assert not sees(world, ana, room)
    await settle(housing, nurses(ana), room, place, group)
    assert sees(world, ana, room) and not sees(world, ben, room)
    assert await housing.find(KEY, place) == room
    found, _ = await settle(housing, nurses(ben, before=frozenset({account(ana.id)})), room, place, group)
    assert {d.changed for d in found} == {Changed.ENTERS, Changed.LEAVES}
    assert sees(world, ben, room) and not sees(world, ana, room)
    assert face.called(room) == "#Night Nurses!"
    await housing.close(room, frozenset({account(ben.id)}))
    assert not sees(world, ben, room)
    assert there.thread_metadata is not None and there.thread_metadata.archived


async def test_a_full_server_and_one_that_is_full_before_the_bot_hears_of_it(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person
) -> None:
    place = room_address(guild.channels["assembly"].id)
    world.faults.refuse("POST", f"/guilds/{guild.id}/channels", 30013, status=400)
    first = await housing.open(nurses(ana), KEY, place, None)
    assert channel(world, first).type == PRIVATE_THREAD
    await fill(world, guild, face, 500)
    assert MANY_CHANNELS in await housing.warnings(place)
    second = await housing.open(nurses(ana), OTHER_KEY, place, None)
    assert channel(world, second).parent_id == int(place.id)
    with pytest.raises(Refused, match="no more room"):
        await housing.open(GROUP, "f" * 20, place, None)


async def test_a_channel_that_more_are_to_be_let_into_than_fit_goes_on_as_a_thread(
    world: World, guild: GuildHandle, housing: Housing, ana: Person
) -> None:
    place = server_address(guild.id)
    many = crowd(world, guild, 97) | {account(ana.id)}
    plan = replace(nurses(), people=many, entrance=Entrance.OPEN)
    room = await housing.open(plan, KEY, place, None)
    assert len(channel(world, room).overwrites) == 100
    assert await housing.differences(plan, room, place, None) == ()
    await until_warned(housing, place)
    grown = replace(plan, people=many | crowd(world, guild, 1), before=many)
    found, thread = await settle(housing, grown, room, place)
    assert found == (Difference(Changed.ABOVE, what="thread"),)
    assert channel(world, thread).type == PRIVATE_THREAD
    assert len(channel(world, thread).thread_members) == 99 + 1
    assert await housing.find(KEY, place) == thread
    assert channel(world, room).topic == f"<#{thread.id}> [{KEY}]"
    assert sees(world, ana, room)
    rights = world.backend.compute_permissions(guild.id, ana.id, int(room.id))
    assert not rights & discord.Permissions.send_messages.flag
    again = await housing.mend(grown, room, place, None, found)
    assert again == thread


async def test_an_unlisted_room_is_a_channel_or_nothing(
    world: World, guild: GuildHandle, housing: Housing
) -> None:
    place = server_address(guild.id)
    many = crowd(world, guild, 98)
    plan = RoomPlan("738123", people=many)
    room = await housing.open(plan, KEY, place, None)
    grown = replace(plan, people=many | crowd(world, guild, 1))
    found = await housing.differences(grown, room, place, None)
    assert [d.changed for d in found] == [Changed.ENTERS]
    with pytest.raises(Refused, match="98 people"):
        await housing.mend(grown, room, place, None, found)
    with pytest.raises(Refused, match="98 people"):
        await housing.open(grown, OTHER_KEY, place, None)
    assert not world.backend.guilds[guild.id].thread_ids


async def until_warned(housing: Housing, place: Address) -> None:
    told: tuple[str, ...] = ()
    async with asyncio.timeout(PATIENCE):
        while MANY_PEOPLE not in told:
            told = await housing.warnings(place)
            await asyncio.sleep(0)


async def test_without_the_audit_log_an_empty_one_of_ours_is_taken_for_it(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person
) -> None:
    place = server_address(guild.id)
    role = next(r for r in world.backend.guilds[guild.id].roles.values() if r.managed)
    world.backend.edit_role(guild.id, role.id, {"permissions": role.permissions & ~AUDIT})
    await until(lambda: not own_rights(face, guild) & AUDIT, "the permissions")
    group = await housing.open(GROUP, KEY, place, None)
    assert await housing.find(KEY, place) is None
    assert await housing.open(GROUP, KEY, place, None) == group
    world.backend.create_channel(guild.id, "filled", parent_id=int(group.id))
    other = await housing.open(GROUP, OTHER_KEY, place, None)
    assert other != group and channel(world, other).type == CATEGORY
    large = replace(nurses(), people=crowd(world, guild, 99), entrance=Entrance.ASKED)
    thread = await housing.open(large, "a" * 20, place, None)
    assert await housing.open(large, "a" * 20, place, None) == thread


async def test_a_role_where_the_bloc_has_chosen_one(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person, ben: Person
) -> None:
    place = server_address(guild.id)
    plan = nurses(ana, role="Nurses")
    room = await housing.open(plan, KEY, place, None)
    await housing.mend(plan, room, place, None, await housing.differences(plan, room, place, None))
    role = await made(face, guild, room)
    assert role.permissions.value == 0 and role.id in world.backend.get_member(guild.id, ana.id).role_ids
    assert sees(world, ana, room) and not sees(world, ben, room)
    found, _ = await settle(housing, nurses(ben, role="Nurses", before=plan.people), room, place)
    assert [d.changed for d in found] == [Changed.ENTERS, Changed.LEAVES]
    assert sees(world, ben, room) and not sees(world, ana, room)
    found, _ = await settle(housing, nurses(ben, before=frozenset({account(ben.id)})), room, place)
    assert [d.changed for d in found] == [Changed.ENTERS, Changed.ENTRANCE]
    assert role.id not in world.backend.guilds[guild.id].roles
    assert sees(world, ben, room)


async def made(face: DiscordFace, guild: GuildHandle, room: Address) -> discord.Role:
    """The role that leads into a room, once the bot has heard of both."""
    known = face._client().get_guild(guild.id)
    assert known is not None

    def found() -> discord.Role | None:
        there = known.get_channel(int(room.id))
        targets = [] if there is None else there.overwrites
        return next((r for r in targets if isinstance(r, discord.Role) and r.name == "Nurses"), None)

    role = await until(found, "the role")
    assert role is not None
    return role


async def test_who_has_left_the_server_is_missed_in_no_room(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person, ben: Person
) -> None:
    place = room_address(guild.channels["assembly"].id)
    world.backend.remove_member(guild.id, ben.id)
    by_role = nurses(ana, ben, role="Nurses")
    room = await housing.open(by_role, KEY, place, None)
    await housing.mend(by_role, room, place, None, await housing.differences(by_role, room, place, None))
    await made(face, guild, room)
    await settle(housing, by_role, room, place)
    assert [o.target_id for o in channel(world, room).overwrites].count(ben.id) == 0
    world.faults.refuse("POST", f"/guilds/{guild.id}/channels", 30013, status=400)
    thread = await housing.open(nurses(ana, ben), OTHER_KEY, place, None)
    await settle(housing, nurses(ana, ben), thread, place)
    assert ben.id not in channel(world, thread).thread_members
