"""What `python -m bot check` looks at on Discord, each with the way to mend it."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
from discord import http

from bot.api.secret import Secret
from bot.platforms import Finding, Refused
from bot.platforms.discord.client import NOT_TAKEN, NOT_TOLD, point_at
from bot.platforms.discord.invite import application_of, link
from bot.platforms.discord.permissions import EVENTS, may_make_events, missing, missing_for_rooms
from bot.platforms.discord.settings import DiscordSettings

_FAILURES = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def check(settings: DiscordSettings, token: Secret | None) -> list[Finding]:
    """Log-in, application, servers and permissions; the intents that the bot uses need no approval."""
    if token is None:
        return [
            Finding("Discord: token", False, "Set FOLKMOOT_DISCORD_TOKEN, or token_file under [discord].")
        ]
    point_at(settings)
    client = discord.Client(intents=discord.Intents(guilds=True), proxy=settings.proxy or None)
    try:
        async with client:
            return await _look(client, token, members=settings.members)
    except discord.LoginFailure:
        mend = "Discord does not take this token. Make a new one at discord.com/developers: Bot, Reset Token."
        return [Finding("Discord: log-in", False, mend)]
    except _FAILURES as failure:
        mend = f"Can't be reached ({type(failure).__name__}). Look at the network, proxy and SSL_CERT_FILE."
        return [Finding("Discord: connection", False, mend)]


async def application_id(settings: DiscordSettings, token: Secret) -> int:
    """The application's id, as Discord says it; by the token's first part where it can't be asked."""
    point_at(settings)
    client = discord.Client(intents=discord.Intents(guilds=True), proxy=settings.proxy or None)
    try:
        async with client:
            await client.login(token.reveal())
            found = client.application_id
    except discord.LoginFailure:
        raise Refused(NOT_TAKEN) from None
    except _FAILURES:
        found = application_of(token.reveal())
    if found is None:
        raise Refused("Discord can't be reached, and this token does not say whose it is.")
    return found


async def _look(client: discord.Client, token: Secret, *, members: bool) -> list[Finding]:
    await client.login(token.reveal())
    assert client.user is not None
    application = client.application
    findings = [
        Finding(f"Discord: logged in as {client.user.name}", True),
        _intents(application, members=members),
    ]
    if application is not None and application.interactions_endpoint_url:
        mend = (
            'Clear "Interactions Endpoint URL" at discord.com/developers, or commands never reach this bot.'
        )
        findings.append(Finding("Discord: interactions endpoint", False, mend))
    number = client.application_id or client.user.id
    invitation = link(number)
    guilds: list[dict[str, Any]] = await client.http.request(http.Route("GET", "/users/@me/guilds"))
    if not guilds:
        findings.append(
            Finding("Discord: servers", False, f"The bot is in no server yet. Invite it: {invitation}")
        )
    with_rooms = link(number, with_rooms=True)
    for guild in guilds:
        findings += [_permissions(guild, invitation), _rooms(guild, with_rooms), _events(guild, with_rooms)]
    return findings


def _intents(application: discord.AppInfo | None, *, members: bool) -> Finding:
    """Whether Discord tells the bot what its settings ask for."""
    if not members:
        return Finding("Discord: intents (none of those used is privileged)", True)
    flags = discord.ApplicationFlags() if application is None else application.flags
    may = flags.gateway_guild_members or flags.gateway_guild_members_limited
    return Finding("Discord: Server Members Intent (discord.members)", may, NOT_TOLD)


def _rooms(guild: dict[str, Any], invitation: str) -> Finding:
    """Whether blocs can have rooms in a server; an assembly without blocs needs none of it."""
    lacking = missing_for_rooms(int(guild.get("permissions", 0)))
    name = guild.get("name", guild["id"])
    if not lacking:
        return Finding(f"Discord: rooms for blocs in {name}", True)
    wanted = ", ".join(f'"{p.name}"' for p in lacking)
    return Finding(f"Discord: no rooms for blocs in {name} without {wanted}; if wanted: {invitation}", True)


def _events(guild: dict[str, Any], invitation: str) -> Finding:
    """Whether meetings can be events of a server; most assemblies want none."""
    name = guild.get("name", guild["id"])
    if may_make_events(int(guild.get("permissions", 0))):
        return Finding(f"Discord: events for meetings in {name}", True)
    told = f'Discord: no events for meetings in {name} without "{EVENTS.name}"; if wanted: {invitation}'
    return Finding(told, True)


def _permissions(guild: dict[str, Any], invitation: str) -> Finding:
    """What the bot may do in a server by its roles; a single room may still refuse it."""
    lacking = missing(int(guild.get("permissions", 0)))
    what = f"Discord: permissions in {guild.get('name', guild['id'])}"
    if not lacking:
        return Finding(what, True)
    wanted = "; ".join(f'"{p.name}" {p.reason}' for p in lacking)
    return Finding(what, False, f"Give its role {wanted}. Or invite it again: {invitation}")
