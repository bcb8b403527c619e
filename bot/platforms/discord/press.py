"""Presses of buttons, whichever message they are under and however old it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from bot.platforms.discord.connection import Connection

_OURS = re.compile(r"(?:f1|post|change)\|.*", re.DOTALL)


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_OURS):
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
