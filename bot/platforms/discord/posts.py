"""Posting, editing and finding cards again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import discord
import structlog

from bot.api.card import Card
from bot.api.emoji import normal
from bot.api.people import Address
from bot.platforms import Refused, Send, Unreachable
from bot.platforms.discord import threads
from bot.platforms.discord.inflight import InFlight
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.press import keys
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.render import Rendered, Renderer
from bot.platforms.discord.trouble import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NO_DIRECT_MESSAGES,
    NO_SHARED_SERVER,
)

_READ_BACK = 500  # messages that are looked through for one that may have arrived
_SKEW = timedelta(minutes=2)
_UNREADABLE = {MISSING_ACCESS, MISSING_PERMISSIONS}
_NO_MARKS = {MISSING_ACCESS, MISSING_PERMISSIONS, 30010, 90001}  # too many kinds; the person has blocked us
_log = structlog.get_logger("discord")


class Posts:
    """The bot's messages; every request waits its turn in the account's one bucket."""

    def __init__(self, renderer: Renderer, pace: Pace) -> None:
        self._renderer = renderer
        self._pace = pace
        self._closed: Recent[str, bool] = Recent(10_000)
        self.in_flight = InFlight()

    async def send(self, client: discord.Client, order: Send) -> str:
        """Post a card once: the same key is the same message, however often it is tried."""
        if order.direct and order.room.id in self._closed:
            raise Refused("this person takes no direct messages")
        shown = self._renderer.card(order.card, order.assembly, order.key)
        try:
            room = await self._room(client, order.room, direct=order.direct)
            with self.in_flight.sending(room.id) as flight:
                message = await self._post(room, order, shown)
                flight.message = message.id
                await self._mark(message, order.card.reactions)
        except Refused as refusal:
            if getattr(refusal.__cause__, "code", 0) in (NO_DIRECT_MESSAGES, NO_SHARED_SERVER):
                self._closed[order.room.id] = True
            raise
        return str(message.id)

    def opened(self, user: Address) -> None:
        """Somebody who took no direct messages has written one."""
        self._closed.pop(user.id)

    async def edit(
        self, client: discord.Client, room: Address, message: str, card: Card, assembly: int | None
    ) -> None:
        """Show another state of a card."""
        shown = self._renderer.card(card, assembly)
        try:
            await self._edit(client, room, message, shown)
        except Refused as refusal:
            if getattr(refusal.__cause__, "code", 0) != threads.ARCHIVED:
                raise
            async with self._pace.turn():
                await threads.bring_back(client, int(room.id))
            await self._edit(client, room, message, shown)

    async def _edit(self, client: discord.Client, room: Address, message: str, shown: Rendered) -> None:
        async with self._pace.turn():
            there = await self._room(client, room)
            old = there.get_partial_message(int(message))
            await old.edit(
                embeds=shown.embeds, view=shown.view, allowed_mentions=discord.AllowedMentions.none()
            )

    async def seed(self, client: discord.Client, room: Address, message: str, marks: tuple[str, ...]) -> None:
        """Have just these reactions of our own stand under a message; those of people stay."""
        if client.user is None:
            raise Unreachable("not logged in")
        async with self._pace.turn():
            there = await (await self._room(client, room)).fetch_message(int(message))
        own = {normal(mark): mark for mark in (str(one.emoji) for one in there.reactions if one.me)}
        for mark in own.keys() - {normal(mark) for mark in marks}:
            async with self._pace.turn():
                await there.remove_reaction(own[mark], client.user)
        await self._mark(there, tuple(mark for mark in marks if normal(mark) not in own))

    async def open_thread(self, client: discord.Client, room: Address, message: str, card: Card) -> str:
        """Open a thread under a card, or find the one that is there."""
        try:
            async with self._pace.turn():
                return await threads.start(client, room, message, card)
        except Unreachable as trouble:
            raise threads.refused(trouble) from trouble.__cause__

    async def delete(self, client: discord.Client, room: Address, message: str) -> None:
        """Take a message of our own away."""
        async with self._pace.turn():
            there = await self._room(client, room)
            await there.get_partial_message(int(message)).delete()

    async def find(self, client: discord.Client, order: Send, since: datetime) -> str | None:
        """The post in the room's history: known by the key in a button's id, else by its words."""
        wanted = [embed.description for embed in self._renderer.embeds(order.card)]
        try:
            room = await self._room(client, order.room, direct=order.direct)
            async for message in self._history(room, since):
                if _is_ours(client, message) and _is_same(message, order.key, wanted):
                    await self._mark(message, order.card.reactions)
                    return str(message.id)
        except (Refused, Unreachable) as failure:
            if getattr(failure.__cause__, "code", 0) not in _UNREADABLE:
                raise
        return None

    async def _history(
        self, room: discord.PartialMessageable | discord.DMChannel, since: datetime
    ) -> AsyncIterator[discord.Message]:
        async with self._pace.turn():
            async for message in room.history(after=since - _SKEW, oldest_first=True, limit=_READ_BACK):
                yield message

    async def reactions(self, client: discord.Client, room: Address, message: str) -> list[tuple[str, int]]:
        """(mark, person) for every reaction on a message, but for those of bots."""
        found: list[tuple[str, int]] = []
        async with self._pace.turn():
            there = await self._room(client, room)
            for reaction in (await there.fetch_message(int(message))).reactions:
                for kind in _kinds(reaction):
                    await self._pace.take()
                    people = reaction.users(type=kind)
                    found += [(str(reaction.emoji), u.id) async for u in people if not u.bot]
        return list(dict.fromkeys(found))

    async def _room(
        self, client: discord.Client, room: Address, *, direct: bool = False
    ) -> discord.PartialMessageable | discord.DMChannel:
        if not direct:
            return client.get_partial_messageable(int(room.id))
        async with self._pace.turn():
            return await client.create_dm(discord.Object(int(room.id)))

    async def _post(
        self, room: discord.PartialMessageable | discord.DMChannel, order: Send, shown: Rendered
    ) -> discord.Message:
        options: dict[str, Any] = {"embeds": shown.embeds, "nonce": order.key, "mention_author": False}
        if shown.view is not None:
            options["view"] = shown.view
        if order.card.pings:
            options |= {"content": "@here", "allowed_mentions": discord.AllowedMentions(everyone=True)}
        if order.reply_to is not None:
            options["reference"] = discord.MessageReference(
                message_id=int(order.reply_to), channel_id=room.id, fail_if_not_exists=False
            )
        async with self._pace.turn():
            return await room.send(**options)

    async def _mark(self, message: discord.Message, marks: tuple[str, ...]) -> None:
        """Put the card's reactions under it; a room that allows none has buttons still."""
        for mark in marks:
            try:
                async with self._pace.turn():
                    await message.add_reaction(mark)
            except (Refused, Unreachable) as failure:
                if getattr(failure.__cause__, "code", 0) not in _NO_MARKS:
                    raise
                _log.info("reactions.refused", reason=failure.reason)
                return


def _kinds(reaction: discord.Reaction) -> list[discord.ReactionType]:
    """The kinds to be read: Discord tells those who reacted with effects apart from all others."""
    kinds = [discord.ReactionType.burst] if reaction.burst_count else []
    return [discord.ReactionType.normal, *kinds] if reaction.normal_count or not kinds else kinds


def _is_ours(client: discord.Client, message: discord.Message) -> bool:
    return client.user is not None and message.author.id == client.user.id


def _is_same(message: discord.Message, key: str, words: list[str | None]) -> bool:
    found = keys(message)
    return key in found if found else [embed.description for embed in message.embeds] == words
