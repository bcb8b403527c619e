"""What other hands change in a server is told to the core; what the bot changes itself is not."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio
from simcord.builders import GuildHandle

from bot.api.clock import SystemClock
from bot.api.people import Address
from bot.api.rooms import Changed, Difference, RoomPlan, Shape
from bot.api.secret import Secret
from bot.platforms import Housing, Refused
from bot.platforms.discord import connection
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.rooms import account, room_address, server_address
from bot.platforms.discord.settings import DiscordSettings

from .people import Person
from .recorder import Recorder
from .test_housing import KEY, guild, housing, nurses, own_rights, sees
from .waiting import until
from .world import TOKEN, World

__all__ = ["guild", "housing"]
UPDATE, OVERWRITE, ROLES_GIVEN, ROLE_UPDATE = 11, 14, 25, 31


@pytest.fixture
def boss(world: World, guild: GuildHandle) -> Person:
    """Who changes things by hand."""
    return world.person(guild, "boss")


def logged(world: World, guild: GuildHandle, action: int, target: int, by: Person, **more: Any) -> None:
    world.backend.record_audit_log(guild.id, action, target_id=target, user_id=by.id, **more)


async def told(door: Recorder, *what: str) -> None:
    await until(lambda: what in door.told, lambda: f"{what} among {door.told}")


async def nothing_told(door: Recorder, world: World, guild: GuildHandle, by: Person) -> None:
    """Nothing was told of a room before what comes last of all."""
    logged(world, guild, UPDATE, guild.channels["assembly"].id, by)
    await told(door, "altered", str(guild.channels["assembly"].id))
    assert [t for t in door.told if t[0] == "altered"][:-1] == []


async def test_own_changes_are_told_apart_from_those_of_others(
    world: World, guild: GuildHandle, housing: Housing, door: Recorder, ana: Person, boss: Person
) -> None:
    place = server_address(guild.id)
    room = await housing.open(nurses(), KEY, place, None)
    plan = nurses(ana)
    await housing.mend(plan, room, place, None, await housing.differences(plan, room, place, None))
    await nothing_told(door, world, guild, boss)
    door.told.clear()
    logged(world, guild, OVERWRITE, int(room.id), boss)
    await told(door, "altered", room.id)
    assert ("altered", f"server:{guild.id}") not in door.told
    role = next(r for r in world.backend.guilds[guild.id].roles.values() if r.managed)
    logged(world, guild, ROLE_UPDATE, role.id, boss)
    await told(door, "altered", f"server:{guild.id}")


async def test_a_role_that_leads_into_a_room_given_by_hand(
    world: World, guild: GuildHandle, housing: Housing, door: Recorder, ana: Person, boss: Person
) -> None:
    place = server_address(guild.id)
    plan = nurses(role="Nurses")
    room = await housing.open(plan, KEY, place, None)
    await housing.mend(plan, room, place, None, await housing.differences(plan, room, place, None))
    (role,) = [r for r in world.backend.guilds[guild.id].roles.values() if r.name == "Nurses"]
    change = {"key": "$add", "new_value": [{"id": str(role.id), "name": "Nurses"}]}
    await nothing_told(door, world, guild, boss)
    world.backend.add_member_role(guild.id, ana.id, role.id)
    logged(world, guild, ROLES_GIVEN, ana.id, boss, changes=[change])
    await told(door, "altered", room.id)
    where = (room, place, None)
    found = await housing.differences(plan, *where)
    assert found == (Difference(Changed.LEAVES, str(ana.id)),), "nobody has said that she may"
    await housing.mend(plan, *where, found)
    assert not sees(world, ana, room)


async def test_where_no_log_can_be_read_the_bot_knows_its_own_hand(
    world: World, guild: GuildHandle, housing: Housing, face: DiscordFace, door: Recorder, ana: Person
) -> None:
    place = server_address(guild.id)
    audit = discord.Permissions.view_audit_log.flag
    role = next(r for r in world.backend.guilds[guild.id].roles.values() if r.managed)
    world.backend.edit_role(guild.id, role.id, {"permissions": role.permissions & ~audit})
    await until(lambda: not own_rights(face, guild) & audit, "the permissions")
    room = await housing.open(nurses(), KEY, place, None)
    plan = nurses(ana)
    await housing.mend(plan, room, place, None, await housing.differences(plan, room, place, None))
    world.backend.edit_channel(guild.channels["assembly"].id, {"topic": "by hand"})
    await told(door, "altered", str(guild.channels["assembly"].id))
    assert ("altered", room.id) not in door.told


@pytest_asyncio.fixture
async def seeing(
    world: World, guild: GuildHandle, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DiscordFace]:
    """The face with the privileged intent, as the setting members asks for it."""
    monkeypatch.setattr(connection, "READY_PATIENCE", 0.05)
    world.rest.rooms.may_list = True
    settings = DiscordSettings(api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway", members=True)
    made = DiscordFace(settings, Secret(TOKEN), SystemClock())
    running = asyncio.create_task(made.run(door))
    await until(lambda: ("caught up", "discord") in door.told, "the log-in")
    yield made
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_with_the_privileged_intent_coming_and_leaving_is_told(
    world: World, guild: GuildHandle, seeing: DiscordFace, door: Recorder
) -> None:
    assert seeing.housing is not None
    ana = world.person(guild, "ana")
    await told(door, "came", str(ana.id), f"server:{guild.id}")
    place = room_address(guild.channels["assembly"].id)
    world.faults.refuse("POST", f"/guilds/{guild.id}/channels", 30013, status=400)
    room = await seeing.housing.open(nurses(ana), KEY, place, None)
    await put_in_order(seeing.housing, nurses(ana), room, place)
    ben = world.person(guild, "ben")
    world.backend.add_thread_member(int(room.id), ben.id)
    await put_in_order(seeing.housing, nurses(ana), room, place)
    assert set(world.backend.channels[int(room.id)].thread_members) == {world.backend.bot_user.id, ana.id}
    world.backend.remove_thread_member(int(room.id), ana.id)
    await told(door, "left", str(ana.id), room.id)
    world.backend.remove_member(guild.id, ben.id)
    await told(door, "left", str(ben.id), f"server:{guild.id}")
    assert ("left", str(ben.id), room.id) not in door.told


async def put_in_order(housing: Housing, plan: RoomPlan, room: Address, place: Address) -> None:
    found = await housing.differences(plan, room, place, None)
    await housing.mend(plan, room, place, None, found)
    assert await housing.differences(plan, room, place, None) == ()


async def test_an_intent_that_was_not_given_is_said_plainly(
    world: World, guild: GuildHandle, door: Recorder
) -> None:
    world.gateway.refuses_members = True
    settings = DiscordSettings(api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway", members=True)
    with pytest.raises(Refused, match="Server Members Intent"):
        await DiscordFace(settings, Secret(TOKEN), SystemClock()).run(door)


async def test_rooms_and_places_are_called_as_people_call_them(
    guild: GuildHandle, housing: Housing, face: DiscordFace
) -> None:
    place = server_address(guild.id)
    group = await housing.open(RoomPlan("The blocs", shape=Shape.GROUP), KEY, place, None)
    await until(lambda: face.called(group), "the category")
    assert face.called(group) == "The blocs"
    assert face.called(place) == "Depot"
    assert face.called(room_address(guild.channels["assembly"].id)) == "#assembly"
    assert face.called(account(1)) is None


async def test_who_has_not_acted_since_the_start_is_asked_about(face: DiscordFace, ana: Person) -> None:
    directory = face.directory
    assert directory is not None
    assert directory.so_called("ana") == []
    await directory.learn([account(ana.id)])
    assert directory.so_called("ANA") == [account(ana.id)]
