"""Presses of buttons and choices from menus, whichever message they are under and however old it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.api.press import unpack

if TYPE_CHECKING:
    from bot.platforms.discord.connection import Connection

_OURS = re.compile(r"(?:f1|post|change|m\d\w*)\|.*", re.DOTALL)


class Press(discord.ui.DynamicItem[discord.ui.Item[Any]], template=_OURS):
    """A button or menu of ours; what it does, with what is chosen, stands in its id."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Press:
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        connection: Connection = interaction.client
        chosen = self.item.values if isinstance(self.item, discord.ui.Select) else ()
        await connection.desk.pressed(interaction, self.custom_id, chosen)


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
