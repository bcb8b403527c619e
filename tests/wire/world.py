"""One loopback Discord with its server, rooms and people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import discord
from aiohttp import web
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import OverwriteType
from simcord.env import Env

from bot.platforms.discord.permissions import LEAST, WITH_ROOMS

from .faults import Faults
from .gateway import Gateway
from .model import Model
from .people import Person
from .rest import PREFIX, Call, Rest
from .seen import Seen

TOKEN = "wire-token.for.tests"


class World(Env):
    """simcord's world, whose bot is another process that comes over HTTP and a websocket."""

    backend: Model

    def __init__(self) -> None:
        super().__init__(discord.Client(intents=discord.Intents(guilds=True)))
        self.backend = Model()
        self.backend.bot_user.name = "Folkmoot"
        self.rest = Rest(self.backend, TOKEN)
        self.gateway = Gateway(self.backend, TOKEN)
        self.port = 0
        self._runner: web.AppRunner | None = None

    def _begin_operation(self, label: str) -> None:
        """Let people act at once: nothing runs inside this process that they could overtake."""

    def _end_operation(self) -> None:
        """Pair of the above."""

    async def _settle_internal(self, **_: Any) -> None:
        """Return at once: the bot's work is not in this process."""

    @property
    def faults(self) -> Faults:
        return self.rest.faults

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def calls(self) -> list[Call]:
        return self.rest.calls

    @property
    def uploads(self) -> list[bytes]:
        """What was in the files that the bot has sent, in order."""
        return [file.fp.getvalue() for call in self.calls for file in call.files]

    async def open(self, port: int = 0) -> Self:
        """Listen on loopback."""
        app = web.Application(client_max_size=2**24)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_route("*", PREFIX + "/{tail:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self.gateway.url = f"ws://127.0.0.1:{self.port}/gateway"
        return self

    async def shut(self) -> None:
        self.gateway.is_open.set()
        self.gateway.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Cut the gateway and let nobody back in until the block ends."""
        self.gateway.is_open.clear()
        self.gateway.cut()
        try:
            yield
        finally:
            self.gateway.is_open.set()

    def hall(self, name: str = "Depot", *, rooms: bool = False, **settings: Any) -> GuildHandle:
        """A server in which the bot may do what its invitation asks for, with a room "assembly"."""
        self.gateway.is_mute = True
        guild = self.create_guild(name, **settings)
        role = next(role for role in self.backend.guilds[guild.id].roles.values() if role.managed)
        self.backend.edit_role(guild.id, role.id, {"permissions": WITH_ROOMS if rooms else LEAST})
        guild.create_text_channel("assembly")
        self.gateway.is_mute = False
        self.backend.emit(
            "GUILD_CREATE", serializers.guild_create_payload(self.backend, self.backend.guilds[guild.id])
        )
        return guild

    def forbid(self, room: ChannelHandle, *permissions: str) -> None:
        """Deny the bot something in one room."""
        deny = sum(getattr(discord.Permissions, name).flag for name in permissions)
        me = self.backend.bot_user.id
        self.backend.set_overwrite(room.id, Overwrite(me, OverwriteType.MEMBER, deny=deny))

    def allow_again(self, room: ChannelHandle) -> None:
        self.backend.delete_overwrite(room.id, self.backend.bot_user.id)

    def person(self, guild: GuildHandle, name: str, *, locale: str = "en-US", joined: str = "") -> Person:
        """Somebody who has joined the server, at the given instant (ISO) where it matters."""
        person = self.comes(guild, self.create_user(name))
        self.backend.locales[person.id] = locale
        if joined:
            self.backend.get_member(guild.id, person.id).joined_at = joined
        return person

    def comes(self, guild: GuildHandle, user: UserHandle) -> Person:
        """Somebody whom Discord knows joins the server."""
        return Person(self, guild.add_member(user), guild.channels["assembly"])

    def steward(self, guild: GuildHandle) -> Person:
        """The owner of the server, who may do everything there."""
        from simcord.actors import MemberActor

        return Person(self, MemberActor(self, guild, guild.owner), guild.channels["assembly"])

    def posts(self, channel: ChannelHandle) -> list[Seen]:
        """What the bot has posted in the room, oldest first; no ephemeral answers.

        That a thread was opened is said in the room by Discord itself, in the bot's name.
        """
        stored = self.backend.messages.get(channel.id, {}).values()
        own = [m for m in stored if m.author_id == self.backend.bot_user.id and not m.is_ephemeral]
        mine = [m for m in own if m.type != discord.MessageType.thread_created.value]
        return [Seen(self, message) for message in sorted(mine, key=lambda m: m.id)]

    def clear_reactions(self, message: Seen, emoji: str = "") -> None:
        """A moderator clears the reactions of a message: all, or one emoji's."""
        if emoji:
            self.backend.clear_reaction(message.channel_id, message.id, emoji)
        else:
            self.backend.clear_reactions(message.channel_id, message.id)

    def kick(self, guild: GuildHandle, person: Person, *, by: Person | None = None) -> None:
        """Remove a member; the audit log tells it, as Discord does."""
        self.backend.remove_member(guild.id, person.id)
        self.backend.record_audit_log(
            guild.id, 20, target_id=person.id, user_id=by.id if by else guild.owner.id
        )
