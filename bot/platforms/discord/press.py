"""Presses of buttons and choices from menus, whichever message they are under and however old it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.api.press import unpack

if TYPE_CHECKING:
    from bot.platforms.discord.connection import Connection

_BUTTON = re.compile(r"(?:f1|post|change)\|.*", re.DOTALL)
_MENU = re.compile(r"m\d\w*\|.*", re.DOTALL)


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_BUTTON):
    """A button of ours; what it does stands in its id."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Press:
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        connection: Connection = interaction.client
        await connection.desk.pressed(interaction, self.custom_id)


class Choice(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_MENU):
    """A menu of ours; what it does with what is chosen stands in its id."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Choice:
        assert isinstance(item, discord.ui.Select)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        connection: Connection = interaction.client
        await connection.desk.pressed(interaction, self.custom_id, self.item.values)


def keys(message: discord.Message) -> list[str]:
    """The keys of outgoing acts in the ids under a message; an answer has none."""
    found = (
        unpack(part.custom_id or "")
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for part in row.children
        if isinstance(part, (discord.Button, discord.SelectMenu))
    )
    return [pressed[3] for pressed in found if pressed is not None]
