"""What `check` says about a Discord that is not as it should be."""

import discord
import pytest

from bot.api.secret import Secret
from bot.platforms import Refused
from bot.platforms.discord.check import application_id, check
from bot.platforms.discord.permissions import WITH_ROOMS
from bot.platforms.discord.settings import DiscordSettings

from .world import TOKEN, World


def settings(world: World) -> DiscordSettings:
    return DiscordSettings(api=world.api, gateway=world.gateway.url)


async def test_all_is_well_where_the_bot_may_do_its_work(world: World) -> None:
    world.hall()
    findings = await check(settings(world), Secret(TOKEN))
    assert [finding.what for finding in findings if not finding.ok] == []


async def test_what_only_some_assemblies_want_is_named_as_such(world: World) -> None:
    guild = world.hall()
    found = [f for f in await check(settings(world), Secret(TOKEN)) if "Create Events" in f.what]
    assert len(found) == 1 and found[0].ok
    assert f"permissions={WITH_ROOMS}" in found[0].what
    for role in world.backend.guilds[guild.id].roles.values():
        role.permissions |= WITH_ROOMS
    assert all("without" not in f.what for f in await check(settings(world), Secret(TOKEN)))


async def test_missing_permissions_are_named(world: World) -> None:
    guild = world.hall()
    for role in world.backend.guilds[guild.id].roles.values():
        role.permissions &= ~discord.Permissions.add_reactions.flag
    (finding,) = [f for f in await check(settings(world), Secret(TOKEN)) if not f.ok]
    assert '"Add Reactions"' in finding.mend
    assert "discord.com/oauth2/authorize" in finding.mend


async def test_a_wrong_token_is_told(world: World) -> None:
    (finding,) = await check(settings(world), Secret("wrong.token.here"))
    assert not finding.ok
    assert "does not take this token" in finding.mend


async def test_a_missing_token_is_told(world: World) -> None:
    (finding,) = await check(settings(world), None)
    assert "FOLKMOOT_DISCORD_TOKEN" in finding.mend


async def test_no_server_yet(world: World) -> None:
    (finding,) = [f for f in await check(settings(world), Secret(TOKEN)) if not f.ok]
    assert "Invite it" in finding.mend


async def test_nobody_answers(world: World) -> None:
    await world.shut()
    (finding,) = await check(settings(world), Secret(TOKEN))
    assert "Can't be reached" in finding.mend


async def test_the_application_is_asked_for_its_id(world: World) -> None:
    assert await application_id(settings(world), Secret(TOKEN)) == world.backend.application_id
    with pytest.raises(Refused):
        await application_id(settings(world), Secret("wrong.token.here"))
    await world.shut()
    assert await application_id(settings(world), Secret("NDI.x.y")) == 42
