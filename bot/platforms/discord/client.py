"""Discord as a face of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

import aiohttp
import discord
import structlog
import yarl
from discord import gateway, http

from bot.api.card import Card, Line
from bot.api.clock import Clock
from bot.api.invocation import Seen
from bot.api.people import Address
from bot.api.secret import Secret
from bot.api.speech import N_, Features
from bot.platforms import Directory, Door, Housing, Occasions, Refused, Send, Unreachable
from bot.platforms.discord.connection import Connection
from bot.platforms.discord.directory import SeenNames
from bot.platforms.discord.housing import DiscordHousing
from bot.platforms.discord.occasions import DiscordOccasions
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.posts import Posts
from bot.platforms.discord.render import Renderer
from bot.platforms.discord.rooms import NETWORK, account, called, guild_of, room_address
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.trouble import explained

SOMEBODY = N_("a member")
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
NOT_TAKEN = (
    "Discord does not take the token. Make a new one at discord.com/developers (Bot, Reset Token) "
    "and put it into FOLKMOOT_DISCORD_TOKEN or the file that discord.token_file names."
)
NOT_TOLD = (
    "Discord does not let this bot see who comes and leaves. Turn on Server Members Intent at "
    "discord.com/developers (Bot), or set members = false under [discord]."
)
_log = structlog.get_logger("discord")
_PASSING = (
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
)


def point_at(settings: DiscordSettings) -> None:
    """Point discord.py at the addresses that are set; it keeps both as constants of its classes."""
    http.Route.BASE = settings.api
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


class DiscordFace:
    """Slash commands, buttons, reactions and cards."""

    network = NETWORK
    features = Features(prefix="/", buttons=True, reactions=True, whispers=True, menus=True)
    window = timedelta(minutes=2)
    edit_interval = timedelta(seconds=1.5)
    side_by_side = 16

    def __init__(self, settings: DiscordSettings, token: Secret | None, clock: Clock) -> None:
        self._settings = settings
        self._token = token
        self._clock = clock
        self._renderer = Renderer(self.features.prefix, self._nobody)
        pace = Pace()
        self._posts = Posts(self._renderer, pace)
        rooms = DiscordHousing(self._client, lambda: self._client().presence, pace, lists=settings.members)
        self._rooms = rooms
        self.housing: Housing | None = rooms
        self.occasions: Occasions | None = DiscordOccasions(self._client, pace)
        self._connection: Connection | None = None
        self._somebody = SOMEBODY
        self._names = SeenNames(self._look_up)
        self.directory: Directory | None = self._names

    def _nobody(self) -> str:
        return self._somebody

    async def run(self, door: Door) -> None:
        """Stay connected until cancelled; a failure to connect is tried again, ever more slowly."""
        if self._token is None:
            raise Refused(NOT_TAKEN)
        point_at(self._settings)
        self._somebody = _words(door.remark(SOMEBODY, self.features))
        wait = FIRST_WAIT
        while True:
            was_ready = await self._connect(door, self._token)
            wait = FIRST_WAIT if was_ready else min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait)

    async def _look_up(self, people: Collection[int]) -> None:
        """Asks each server that the bot is in about these people; what they are called is noted there."""
        client = self._client()
        for guild in client.guilds:
            await client.presence.among(guild, people)

    async def _connect(self, door: Door, token: Secret) -> bool:
        """One log-in, for as long as it holds; whether it got as far as being ready."""
        connection = Connection(
            door, self._settings, self._renderer, self._clock, self.features, self._posts, self._rooms
        )
        self._connection = connection
        connection.presence.directory = self._names
        try:
            async with connection:
                await connection.start(token.reveal())
        except discord.LoginFailure:
            raise Refused(NOT_TAKEN) from None
        except discord.PrivilegedIntentsRequired:
            raise Refused(NOT_TOLD) from None
        except AttributeError as failure:
            # discord.py ends so where the first connection to the gateway fails: it asks a socket that
            # it does not have yet for its sequence (Rapptz/discord.py#10520).
            if connection.ws is not None:
                raise
            _log.warning("connection.failed", error=type(failure.__context__).__name__)
        except _PASSING as failure:
            _log.warning("connection.failed", error=type(failure).__name__)
        finally:
            self._connection = None
        return connection.is_ready()

    def _client(self) -> Connection:
        if self._connection is None or self._connection.user is None:
            raise Unreachable("not logged in to Discord yet")
        return self._connection

    async def send(self, order: Send) -> str:
        return await self._posts.send(self._client(), order)

    async def edit(self, room: Address, message: str, card: Card, assembly: int | None) -> None:
        await self._posts.edit(self._client(), room, message, card, assembly)

    async def seed(self, room: Address, message: str, marks: tuple[str, ...]) -> None:
        await self._posts.seed(self._client(), room, message, marks)

    async def take_away(self, room: Address, message: str) -> None:
        await self._posts.delete(self._client(), room, message)

    async def find(self, order: Send, since: datetime) -> str | None:
        return await self._posts.find(self._client(), order, since)

    async def open_thread(self, room: Address, message: str, card: Card) -> str | None:
        return await self._posts.open_thread(self._client(), room, message, card)

    def thread_room(self, room: Address, thread: str) -> Address:
        """A thread is a room of its own."""
        return room_address(thread)

    async def reactions(self, room: Address, message: str) -> list[Seen]:
        """Everybody's reactions on a message, read page by page; without bots and those who left."""
        client = self._client()
        found = await self._posts.reactions(client, room, message)
        guild = guild_of(client, room)
        if guild is None:
            return [Seen(account(user), mark) for mark, user in found]
        here = await client.presence.among(guild, {user for _, user in found})
        since = client.presence.since
        return [Seen(account(u), mark, since=since(guild.id, u)) for mark, u in found if u in here]

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        client = self._client()
        guilds = {guild for room in rooms if (guild := guild_of(client, room)) is not None}
        if not guilds:
            raise Refused("no server of these rooms is known", room_gone=True)
        present: set[int] = set()
        for guild in guilds:
            present |= set(await client.presence.among(guild, (int(a.id) for a in accounts)))
        return {a for a in accounts if int(a.id) not in present}

    async def since(self, account: Address, places: Collection[Address]) -> datetime | None:
        return await self._client().belonging.since(int(account.id), places)

    def called(self, room: Address) -> str | None:
        """The name of a server, category, channel or thread; None where the bot is not connected."""
        return called(self._connection, room) if self._connection is not None else None

    def born(self, account: Address) -> datetime:
        """An account's id holds the time at which it was made."""
        return discord.utils.snowflake_time(int(account.id))

    async def manages(self, account: Address, place: Address) -> bool:
        """Whether the account may manage the server that the place is, or lies in."""
        client = self._client()
        guild = guild_of(client, place)
        if guild is None:
            return False
        known = client.desk.may_manage(guild.id, int(account.id))
        return known if known is not None else await _may_manage(guild, int(account.id))


async def _may_manage(guild: discord.Guild, user: int) -> bool:
    try:
        with explained():
            member = await guild.fetch_member(user)
    except Refused:
        return False
    rights = member.guild_permissions
    return rights.manage_guild or rights.administrator


def _words(card: Card) -> str:
    """The bare words of a remark of one sentence."""
    return "".join(
        part
        for block in card.blocks
        if isinstance(block, Line)
        for part in block.text
        if isinstance(part, str)
    )
