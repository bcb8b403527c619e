"""One connection to Discord's gateway, and what comes over it."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.api.clock import Clock
from bot.api.invocation import Reaction
from bot.api.speech import Features
from bot.platforms import Door
from bot.platforms.discord.answers import Answering
from bot.platforms.discord.belonging import Belonging
from bot.platforms.discord.changes import Changes
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.housing import DiscordHousing
from bot.platforms.discord.lines import Lines
from bot.platforms.discord.posts import Posts
from bot.platforms.discord.press import Press
from bot.platforms.discord.render import Renderer
from bot.platforms.discord.rooms import (
    NETWORK,
    Presence,
    account,
    room_address,
    room_of,
    server_address,
)
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.slash import Languages, build
from bot.platforms.discord.turns import Turns
from bot.platforms.discord.whereabouts import look_round

ALIVE_EVERY = 15.0
READY_PATIENCE = 1.0  # seconds without another server, until all of them are taken to be there
# It speaks nowhere aloud, so it needs no warning that it could not.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
_log = structlog.get_logger("discord")


def intents(*, members: bool = False) -> discord.Intents:
    """What the bot listens to; none of it is privileged but members, which is a setting."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        guild_reactions=True,
        dm_messages=True,
        moderation=True,
        guild_scheduled_events=True,
        members=members,
    )


class Connection(discord.Client):
    """Hands in what people do, in the order in which it arrives."""

    def __init__(
        self,
        door: Door,
        settings: DiscordSettings,
        renderer: Renderer,
        clock: Clock,
        features: Features,
        posts: Posts,
        housing: DiscordHousing,
    ) -> None:
        super().__init__(
            intents=intents(members=settings.members),
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=READY_PATIENCE,
            proxy=settings.proxy or None,
            max_ratelimit_timeout=30.0,
        )
        self._door = door
        self._clock = clock
        self._in_flight = posts.in_flight
        self._turns = Turns()
        self._replays = False
        self._beat: asyncio.Task[None] | None = None
        self.presence = Presence(self)
        self.belonging = Belonging(self, clock)
        self._housing = housing
        self._changes = Changes(self, door, self.belonging, housing)
        self.desk = Desk(door, Answering(renderer), self.presence, self._turns, clock, features)
        self._lines = Lines(self, door, renderer, clock, features, self._turns, posts.opened)
        self._tree: app_commands.CommandTree[Any] = app_commands.CommandTree(self)
        # discord.py tells of interest only by people whom it remembers, and here it remembers nobody.
        heard = {"GUILD_SCHEDULED_EVENT_USER_ADD": True, "GUILD_SCHEDULED_EVENT_USER_REMOVE": False}
        for event, is_interested in heard.items():
            self._connection.parsers[event] = partial(self.dispatch, "interest", is_interested)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)
        build(self._tree, self._door.commands(), self.desk.run, self.desk.complete)
        await self._tree.set_translator(Languages(self._door))
        await self._tree.sync()
        self._beat = asyncio.create_task(self._keep_beating())

    async def close(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
        await super().close()

    async def _keep_beating(self) -> None:
        """Say every so often that nothing has been missed."""
        while True:
            await asyncio.sleep(ALIVE_EVERY)
            if self.is_ready() and not self._replays and not self.is_ws_ratelimited():
                await self._door.alive(NETWORK)

    # The connection itself

    async def on_ready(self) -> None:
        self._replays = False
        _log.info("connected", servers=len(self.guilds))
        await look_round(self, self._door)
        await self._door.caught_up(NETWORK)

    async def on_disconnect(self) -> None:
        # What comes next is told again by Discord (RESUME), without the time at which it was done.
        self._replays = True

    async def on_resumed(self) -> None:
        self._replays = False
        await self._door.alive(NETWORK)

    # What people do

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.modal_submit:
            await self.desk.submitted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self._lines.said(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        await self._lines.edited(event)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        ours = event.message_author_id in (None, self.application_id, self.user and self.user.id)
        if ours and not (event.member is not None and event.member.bot):
            await self._react(event, added=True)

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        await self._react(event, added=False)

    async def _react(self, event: discord.RawReactionActionEvent, *, added: bool) -> None:
        if self.user is None or event.user_id == self.user.id:
            return
        if event.member is not None:
            self.presence.note(event.member)
        reaction = Reaction(
            account=account(event.user_id),
            room=room_of(self, event.channel_id, event.guild_id),
            message=str(event.message_id),
            mark=str(event.emoji),
            added=added,
            at=None if self._replays else self._clock.now(),
            since=self.presence.since(event.guild_id, event.user_id),
        )
        await self._in_flight.landed(event.channel_id, event.message_id)
        answer = await self._turns.take(reaction.account.id, lambda: self._door.react(reaction))
        if answer is not None and not (answer.silent and answer.ok):
            await self._lines.tell_reactor(event, answer)

    async def on_raw_reaction_clear(self, event: discord.RawReactionClearEvent) -> None:
        await self._door.cleared(room_address(event.channel_id), str(event.message_id), None)

    async def on_raw_reaction_clear_emoji(self, event: discord.RawReactionClearEmojiEvent) -> None:
        await self._door.cleared(room_address(event.channel_id), str(event.message_id), str(event.emoji))

    async def on_interest(self, is_interested: bool, told: dict[str, Any]) -> None:
        """Somebody is interested in a scheduled event, or is no more."""
        who, event = account(told["user_id"]), str(told["guild_scheduled_event_id"])
        replayed = self._replays
        await self._turns.take(
            who.id, lambda: self._door.interested(who, event, is_interested, replayed=replayed)
        )

    # Coming and going

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._door.room_back(server_address(guild.id))
        await look_round(self, self._door)
        await self._lines.greet(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._door.room_gone(server_address(guild.id))
        await look_round(self, self._door)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._door.room_gone(room_address(channel.id))

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        await self._door.room_gone(room_address(event.thread_id))

    async def on_audit_log_entry_create(self, entry: discord.AuditLogEntry) -> None:
        await self._changes.logged(entry)

    async def on_member_ban(self, guild: discord.Guild, user: discord.User | discord.Member) -> None:
        await self._changes.removed(guild, user.id)

    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        await self._changes.channel_changed(after)

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        await self._changes.role_deleted(role)

    # What Discord tells only where the setting discord.members asks for it

    async def on_member_join(self, member: discord.Member) -> None:
        self.presence.note(member)
        self.belonging.forget(member.guild.id, member.id)
        await self._door.came(account(member.id), server_address(member.guild.id))

    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        self.belonging.forget(event.guild_id, event.user.id)
        await self._door.left(account(event.user.id), server_address(event.guild_id))

    async def on_thread_member_join(self, member: discord.ThreadMember) -> None:
        await self._changes.let_into_thread(member.thread_id, member.id)

    async def on_raw_thread_member_remove(self, event: discord.RawThreadMembersUpdate) -> None:
        await self._changes.out_of_thread(event)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        # discord.py would print the traceback, and with it what people wrote.
        _log.error("event.failed", on=event_method, error=type(sys.exc_info()[1]).__name__)
