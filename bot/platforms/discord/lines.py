"""Typed lines: commands by mention, for people whose settings hide slash commands, and direct messages."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.api.clock import Clock
from bot.api.invocation import ALWAYS, Answer, Invocation
from bot.api.people import Address
from bot.api.speech import N_, Features
from bot.platforms import Door, Refused, Unreachable
from bot.platforms.discord.files import LIMIT, TOO_LARGE, attached, within
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.render import Renderer
from bot.platforms.discord.rooms import account, room_address, room_of
from bot.platforms.discord.trouble import explained
from bot.platforms.discord.turns import Turns

if TYPE_CHECKING:
    from bot.platforms.discord.connection import Connection

ANSWERED_ALONE = N_(
    "My answer is for you alone, and you take no direct messages from this server. "
    "Use the slash command, then only you see the answer."
)
NOT_NOW = N_(
    "My answer is for you alone, and I could not reach you just now. Use the slash command /now to see what "
    "waits for you."
)
STILL_THERE = N_("It still stands there, and I may not take it away. Please remove it yourself.")
BETWEEN_WHISPERS, REMEMBERED = timedelta(minutes=5), 10_000
_PREFIX = re.compile(r"^[!/]\s*(?=\S)")
_ROOMS = (discord.ChannelType.text, discord.ChannelType.news)
_log = structlog.get_logger("discord")


class Reached(Enum):
    """What became of an answer."""

    YES = auto()
    CLOSED = auto()  # Discord takes it never, such as where people take no direct messages
    NOT_NOW = auto()


class Lines:
    """Reads messages to the bot and answers them where they were written."""

    def __init__(
        self,
        client: Connection,
        door: Door,
        renderer: Renderer,
        clock: Clock,
        features: Features,
        turns: Turns,
        opened: Callable[[Address], None],
    ) -> None:
        self._turns = turns
        self._opened = opened
        self._told: Recent[int, datetime] = Recent(REMEMBERED)
        self._client = client
        self._door = door
        self._renderer = renderer
        self._clock = clock
        self._features = features

    async def said(self, message: discord.Message) -> None:
        """A message: a command where it names the bot first, or where they are alone."""
        if message.author.bot or message.webhook_id is not None or message.is_system():
            return
        found = self._line(message.content, alone=message.guild is None)
        if found is None:
            return
        line, bare = found
        guild = message.guild.id if message.guild else None
        if guild is None:
            self._opened(account(message.author.id))
        invocation = Invocation(
            account=account(message.author.id),
            room=room_of(self._client, message.channel.id, guild),
            event=str(message.id),
            line=line,
            at=min(message.created_at, self._clock.now()),
            since=self._client.presence.note(message.author),
            bare=bare,
            overheard=guild is not None,
        )
        answer = await self._turns.take(invocation.account.id, lambda: self._door.act(invocation))
        if answer is not None:
            await self._answer(message, answer)

    async def _hush(self, room: int, message: int, author: int, answer: Answer) -> None:
        """Takes away what others could read, where the bot may do that, and tells its author alone."""
        gone = await self._done(
            self._client.get_partial_messageable(room).get_partial_message(message).delete()
        )
        told = answer if gone else self._still_there(answer)
        if await self.whisper(author, told) is not Reached.YES:
            await self._post(room, told, reply_to=None if gone else message)

    def _still_there(self, answer: Answer) -> Answer:
        remark = self._door.remark(STILL_THERE, self._features)
        return replace(answer, card=replace(answer.card, blocks=(*answer.card.blocks, *remark.blocks)))

    @staticmethod
    async def _done(taking_away: Awaitable[None]) -> bool:
        """Whether something is away now that was to be taken away."""
        try:
            with explained(), suppress(discord.NotFound):  # somebody was quicker
                await taking_away
        except (Refused, Unreachable) as failure:
            _log.info("redaction.refused", reason=failure.reason)
            return False
        return True

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """A command that was changed after it was sent."""
        author = event.data.get("author") or {}
        is_fresh = event.data.get("edited_timestamp") is not None
        if not is_fresh or author.get("bot") or event.data.get("webhook_id"):
            return
        found = self._line(event.data.get("content") or "", alone=event.guild_id is None)
        if found is None or found[1] or not author.get("id"):
            return
        invocation = Invocation(
            account=account(int(author["id"])),
            room=room_of(self._client, event.channel_id, event.guild_id),
            line=found[0],
            overheard=event.guild_id is not None,
            edited=True,
        )
        answer = await self._turns.take(invocation.account.id, lambda: self._door.act(invocation))
        if answer is None:
            return
        if answer.hush:
            await self._hush(event.channel_id, event.message_id, int(author["id"]), answer)
        else:
            await self._post(event.channel_id, answer, reply_to=event.message_id)

    def _line(self, content: str, *, alone: bool) -> tuple[str, bool] | None:
        """The command line in a message, and whether it came without any prefix."""
        content = content.strip()
        me = self._client.user
        mention = re.match(rf"<@!?{me.id}>[\s,:]*", content) if me else None
        if mention:
            return _PREFIX.sub("", content[mention.end() :]) or "help", False
        if not alone or not content:
            return None
        line = _PREFIX.sub("", content)
        return line, line == content

    async def _answer(self, message: discord.Message, answer: Answer) -> None:
        if answer.hush:
            await self._hush(message.channel.id, message.id, message.author.id, answer)
        elif message.guild is None:
            await self._post(message.channel.id, answer)
        elif not answer.private:
            await self._post(message.channel.id, answer, reply_to=message.id)
        elif (reached := await self.whisper(message.author.id, answer)) is not Reached.YES:
            words = ANSWERED_ALONE if reached is Reached.CLOSED else NOT_NOW
            told = Answer(self._door.remark(words, self._features))
            await self._post(message.channel.id, told, reply_to=message.id)

    async def tell_reactor(self, event: discord.RawReactionActionEvent, answer: Answer) -> None:
        """Tell somebody how their reaction was taken; not again within minutes, whatever they press."""
        user = event.user_id
        if answer.hush and not await self._take_off(event):
            answer = self._still_there(answer)
        now = self._clock.now()
        if now - self._told.get(user, ALWAYS) < BETWEEN_WHISPERS:
            return
        self._told[user] = now
        await self.whisper(user, answer)

    async def _take_off(self, event: discord.RawReactionActionEvent) -> bool:
        """Takes away a reaction that should not have been seen; whether the bot may."""
        post = self._client.get_partial_messageable(event.channel_id).get_partial_message(event.message_id)
        return await self._done(post.remove_reaction(event.emoji, discord.Object(event.user_id)))

    async def whisper(self, user: int, answer: Answer) -> Reached:
        """Tell one person in their direct room."""
        try:
            with explained():
                room = await self._client.create_dm(discord.Object(user))
        except (Refused, Unreachable) as failure:
            _log.info("whisper.lost", reason=failure.reason)
            return Reached.CLOSED if isinstance(failure, Refused) else Reached.NOT_NOW
        return await self._post(room.id, answer)

    async def _post(self, room: int, answer: Answer, *, reply_to: int | None = None) -> Reached:
        answer = within(answer, LIMIT, self._door.remark(TOO_LARGE, self._features))
        try:
            sent = await self._sent(room, answer, reply_to)
        except (Refused, Unreachable) as failure:
            _log.info("answer.lost", reason=failure.reason)
            return Reached.CLOSED if isinstance(failure, Refused) else Reached.NOT_NOW
        if answer.file is not None and answer.file.gone_after is not None:
            await self._door.fleeting(room_address(room), str(sent.id), answer.file.gone_after)
        return Reached.YES

    async def _sent(self, room: int, answer: Answer, reply_to: int | None) -> discord.Message:
        """Sends it, once more where the connection broke meanwhile: by its nonce it stands there once."""
        nonce = token_hex(10)
        try:
            return await self._try(room, answer, reply_to, nonce)
        except Unreachable as failure:
            if not failure.in_doubt:
                raise
        return await self._try(room, answer, reply_to, nonce)

    async def _try(self, room: int, answer: Answer, reply_to: int | None, nonce: str) -> discord.Message:
        place = self._client.get_partial_messageable(room)
        with explained():
            return await place.send(**self._shown(room, answer, reply_to), nonce=nonce)

    def _shown(self, room: int, answer: Answer, reply_to: int | None) -> dict[str, Any]:
        shown = self._renderer.card(answer.card, answer.assembly)
        options: dict[str, Any] = {"embeds": shown.embeds, "mention_author": False}
        if answer.file is not None:
            options["file"] = attached(answer.file)
        if shown.view is not None:
            options["view"] = shown.view
        if reply_to is not None:
            options["reference"] = discord.MessageReference(
                message_id=reply_to, channel_id=room, fail_if_not_exists=False
            )
        return options

    async def greet(self, guild: discord.Guild) -> None:
        """Say once, where everybody reads it, what this is."""
        room = _first_room(guild)
        if room is None:
            _log.info("greeting.nowhere", server=guild.id)
            return
        shown = self._renderer.card(self._door.greeting(self._features))
        try:
            with explained():
                await room.send(embeds=shown.embeds, nonce=f"hello{guild.id}"[:25])
        except (Refused, Unreachable) as failure:
            _log.info("greeting.lost", server=guild.id, reason=failure.reason)


def _first_room(guild: discord.Guild) -> discord.TextChannel | None:
    """The server's room for notices of its own, else the first one in which the bot may write."""
    rooms = [guild.system_channel, *sorted(guild.text_channels, key=lambda room: room.position)]
    for room in rooms:
        if room is not None and room.type in _ROOMS:
            here = room.permissions_for(guild.me)
            if here.view_channel and here.send_messages and here.embed_links:
                return room
    return None
