"""Answers to interactions: always for that person alone, and best effort."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import structlog

from bot.api.card import Card, File
from bot.api.invocation import Answer
from bot.platforms.discord.files import attached
from bot.platforms.discord.press import keys
from bot.platforms.discord.render import Rendered, Renderer

PATIENCE = 1.5  # Discord gives three seconds to show a sign of life
ANSWERS_LAST = timedelta(minutes=14)  # after fifteen, Discord lets nobody change an answer
_log = structlog.get_logger("discord")
_LOST = (discord.HTTPException, discord.InteractionResponded, aiohttp.ClientError, OSError, TimeoutError)


class Answering:
    """Shows the outcome of an act to the person who acted."""

    def __init__(self, renderer: Renderer, patience: float = PATIENCE) -> None:
        self._renderer = renderer
        self._patience = patience

    async def after(self, interaction: discord.Interaction, act: Awaitable[Answer | None]) -> None:
        """Wait for the act, with a sign of life where it takes long, and tell how it went."""
        running = asyncio.ensure_future(act)
        await asyncio.wait({running}, timeout=self._patience)
        if not running.done():
            await self.attempt(interaction, self._defer(interaction))
        answer = await running
        await self.attempt(interaction, self._tell(interaction, answer))

    async def show(self, interaction: discord.Interaction, card: Card) -> None:
        """Answer at once with a card of the face's own."""
        shown = Rendered(self._renderer.embeds(card), None)
        await self.attempt(interaction, self._whisper(interaction, shown))

    async def preview(
        self, interaction: discord.Interaction, embeds: list[discord.Embed], view: discord.ui.View
    ) -> None:
        """Show a draft, in the place of an earlier one where there is one."""
        shown = Rendered(embeds, view)
        was_private = interaction.message is not None and interaction.message.flags.ephemeral
        step = self._put(interaction, shown) if was_private else self._whisper(interaction, shown)
        await self.attempt(interaction, step)

    async def attempt(self, interaction: discord.Interaction, sending: Awaitable[Any]) -> None:
        """Do one step of answering.

        What was done is on disk by now; an answer that can't be shown any more is no reason to fail.
        """
        try:
            await sending
        except _LOST as failure:
            code = getattr(failure, "code", None)
            _log.info("answer.lost", interaction=interaction.id, error=type(failure).__name__, code=code)

    async def _defer(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=not _is_alone(interaction))

    async def _tell(self, interaction: discord.Interaction, answer: Answer | None) -> None:
        if answer is None or (answer.silent and answer.ok and _is_press(interaction)):
            await self._end(interaction)
            return
        shown = self._renderer.card(answer.card, answer.assembly)
        if answer.file is not None:
            await self._hand(interaction, shown, answer.file)
        elif answer.ok and (_is_alone(interaction) if answer.instead else _is_private_press(interaction)):
            await self._put(interaction, shown)
        else:
            await self._whisper(interaction, shown)

    async def _hand(self, interaction: discord.Interaction, shown: Rendered, file: File) -> None:
        """Hands a file over; one that is to go again goes while Discord still lets an answer be changed."""
        if file.gone_after is None:
            await self._whisper(interaction, shown, files=[attached(file)])
            return
        if not interaction.response.is_done():
            await interaction.response.defer(ephemeral=True, thinking=True)
        handed = await interaction.followup.send(
            ephemeral=True, wait=True, embeds=shown.embeds, files=[attached(file)]
        )
        await handed.delete(delay=min(file.gone_after, ANSWERS_LAST).total_seconds())

    async def _end(self, interaction: discord.Interaction) -> None:
        """Nothing is to be said: a press is taken note of, a command's waiting sign goes away."""
        if not interaction.response.is_done():
            await interaction.response.defer(ephemeral=True, thinking=not _is_press(interaction))
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.delete_original_response()

    async def _whisper(self, interaction: discord.Interaction, shown: Rendered, **more: Any) -> None:
        options: dict[str, Any] = {
            "embeds": shown.embeds,
            "allowed_mentions": discord.AllowedMentions.none(),
            **more,
        }
        if shown.view is not None:
            options["view"] = shown.view
        if not interaction.response.is_done():
            await interaction.response.send_message(ephemeral=True, **options)
        else:
            await interaction.followup.send(ephemeral=True, **options)

    async def _put(self, interaction: discord.Interaction, shown: Rendered) -> None:
        """Replace the private message that was pressed, so that nothing stale stays to be pressed."""
        options: dict[str, Any] = {
            "embeds": shown.embeds,
            "view": shown.view,
            "allowed_mentions": discord.AllowedMentions.none(),
        }
        if not interaction.response.is_done():
            await interaction.response.edit_message(**options)
        else:
            await interaction.edit_original_response(**options)


def _is_press(interaction: discord.Interaction) -> bool:
    return interaction.type is discord.InteractionType.component


def _is_alone(interaction: discord.Interaction) -> bool:
    """Whether an answer was pressed that nobody else sees, so that another may stand in its place."""
    return _is_private_press(interaction) or _is_direct(interaction)


def _is_direct(interaction: discord.Interaction) -> bool:
    """Whether an answer was pressed in a direct room; what was posted there has a key, and stays."""
    message, is_there = interaction.message, interaction.guild_id is None
    return _is_press(interaction) and is_there and message is not None and not any(keys(message))


def _is_private_press(interaction: discord.Interaction) -> bool:
    message = interaction.message
    return _is_press(interaction) and message is not None and message.flags.ephemeral
