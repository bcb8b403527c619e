"""Rooms of our own on Discord: a category, channels and private threads, by simcord's permission checks."""

from dataclasses import replace

import discord
import pytest
import pytest_asyncio
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel
from simcord.backend.models.channel import Overwrite
from simcord.builders import GuildHandle
from simcord.enums import OverwriteType

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan, Shape
from bot.platforms import Housing, Refused
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.names import key_in
from bot.platforms.discord.rooms import account, server_address

from .faults import Cut
from .people import Person
from .waiting import until
from .world import World

KEY, OTHER_KEY = "0123456789abcdef0123", "3210fedcba9876543210"
GROUP = RoomPlan("Depot: the blocs", shape=Shape.GROUP, entrance=Entrance.OPEN)


@pytest.fixture
def guild(world: World) -> GuildHandle:
    """A server in which the bot may open rooms."""
    return world.hall(rooms=True)


@pytest_asyncio.fixture
async def housing(face: DiscordFace) -> Housing:
    assert face.housing is not None
    return face.housing


@pytest.fixture
def ben(world: World, guild: GuildHandle) -> Person:
    return world.person(guild, "ben")


def nurses(*people: Person, **more: object) -> RoomPlan:
    return replace(
        RoomPlan("Night Nurses!", "Who works at night", entrance=Entrance.ASKED),
        people=frozenset(account(p.id) for p in people),
        **more,  # type: ignore[arg-type]
    )


def channel(world: World, room: Address) -> Channel:
    return world.backend.channels[int(room.id)]


def sees(world: World, person: Person, room: Address) -> bool:
    return channel_accessible(world.backend, int(room.id), person.id)


async def settle(
    housing: Housing, plan: RoomPlan, room: Address, place: Address, above: Address | None = None
) -> tuple[tuple[Difference, ...], Address]:
    """Compares and mends a room; what was otherwise, and where it is now."""
    found = await housing.differences(plan, room, place, above)
    after = await housing.mend(plan, room, place, above, found)
    assert await housing.differences(replace(plan, before=plan.people), after, place, above) == ()
    return found, after


async def test_a_category_and_a_channel_that_its_members_see(
    world: World, guild: GuildHandle, housing: Housing, ana: Person, ben: Person
) -> None:
    place = server_address(guild.id)
    group = await housing.open(GROUP, OTHER_KEY, place, None)
    room = await housing.open(nurses(ana), KEY, place, group)
    there = channel(world, room)
    assert (there.name, there.parent_id) == ("night-nurses", int(group.id))
    assert sees(world, ana, room) and not sees(world, ben, room)
    assert key_in(there.topic) == KEY
    assert await housing.find(KEY, place) == room
    assert await housing.find(OTHER_KEY, place) == group
    found, _ = await settle(housing, nurses(ben), room, place, group)
    assert [d.changed for d in found] == [Changed.ENTERS, Changed.LEAVES]
    assert sees(world, ben, room) and not sees(world, ana, room)
    await housing.close(room)
    assert not sees(world, ben, room) and room.id in map(str, world.backend.channels)


async def test_what_others_have_put_there_stays(
    world: World, guild: GuildHandle, housing: Housing, ana: Person, ben: Person
) -> None:
    place = server_address(guild.id)
    plan = nurses(ana, keepers=frozenset({account(ana.id)}))
    room = await housing.open(plan, KEY, place, None)
    watch = world.backend.make_user("watch", bot=True).id
    world.backend.add_member(guild.id, watch)
    view, files = discord.Permissions.view_channel.flag, discord.Permissions.attach_files.flag
    for who, allow in ((watch, view), (ben.id, view), (ana.id, view | files)):
        world.backend.set_overwrite(int(room.id), Overwrite(who, OverwriteType.MEMBER, allow=allow))
    found, _ = await settle(housing, plan, room, place)
    assert Difference(Changed.LEAVES, str(ben.id)) in found
    assert not any(difference.who == str(watch) for difference in found)
    left = {o.target_id: o for o in channel(world, room).overwrites}
    assert left[watch].allow == view and left[ana.id].allow & files and ben.id not in left


async def test_the_bot_gives_nothing_that_it_has_not(
    world: World, guild: GuildHandle, housing: Housing, ana: Person
) -> None:
    plan = nurses(ana, keepers=frozenset({account(ana.id)}))
    room = await housing.open(plan, KEY, server_address(guild.id), None)
    await settle(housing, plan, room, server_address(guild.id))
    given = next(o for o in channel(world, room).overwrites if o.target_id == ana.id)
    assert not given.allow & discord.Permissions.manage_messages.flag


async def test_what_is_missing_is_named(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, ana: Person
) -> None:
    place = server_address(guild.id)
    role = next(r for r in world.backend.guilds[guild.id].roles.values() if r.managed)
    full = role.permissions
    missing = discord.Permissions.manage_channels.flag | discord.Permissions.manage_roles.flag
    world.backend.edit_role(guild.id, role.id, {"permissions": full & ~missing})
    with pytest.raises(Refused) as refusal:
        await housing.open(nurses(ana), KEY, place, None)
    assert refusal.value.lacks == ("Manage Channels", "Manage Roles")
    world.backend.edit_role(guild.id, role.id, {"permissions": full})
    await until(lambda: own_rights(face, guild) & missing == missing, "the permissions")
    room = await housing.open(nurses(ana), KEY, place, None)
    assert sees(world, ana, room)


def own_rights(face: DiscordFace, guild: GuildHandle) -> int:
    """What the bot believes that it may do in a server."""
    known = face._client().get_guild(guild.id)
    assert known is not None
    return known.me.guild_permissions.value


async def test_a_room_opened_before_a_crash_is_found_again(
    world: World, guild: GuildHandle, housing: Housing, ana: Person
) -> None:
    place = server_address(guild.id)
    world.faults.cut("POST", f"/guilds/{guild.id}/channels", Cut.AFTER)
    with pytest.raises(Exception, match="connection broke"):
        await housing.open(GROUP, KEY, place, None)
    count = len(world.backend.guilds[guild.id].channel_ids)
    found = await housing.find(KEY, place)
    assert found is not None
    assert await housing.open(GROUP, KEY, place, None) == found
    assert len(world.backend.guilds[guild.id].channel_ids) == count
