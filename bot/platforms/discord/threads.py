"""Threads under messages, where people talk about what was posted."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.api.card import Card, Data
from bot.api.people import Address
from bot.platforms import Refused, Unreachable
from bot.platforms.discord.text import line, shortened
from bot.platforms.discord.trouble import MISSING_ACCESS, MISSING_PERMISSIONS

ALREADY_THERE, ARCHIVED = 160004, 50083
NAME, WEEK = 100, 10_080
"""The longest name of a thread, and the minutes after which one that is quiet is put away."""
_ALL = re.compile("@(?=everyone|here)", re.IGNORECASE)
_NOT_ALLOWED = {MISSING_ACCESS, MISSING_PERMISSIONS}


async def start(client: discord.Client, room: Address, message: str, card: Card) -> str:
    """Opens a thread under a message; Discord gives it the message's own number."""
    options: dict[str, Any] = {"name": name_of(card), "auto_archive_duration": WEEK}
    try:
        await client.http.start_thread_with_message(int(room.id), int(message), **options)
    except discord.HTTPException as refusal:
        if refusal.code != ALREADY_THERE:
            raise
    return message


async def bring_back(client: discord.Client, thread: int) -> None:
    """Takes a thread out of the archive, so that its messages can be changed."""
    await client.http.edit_channel(thread, archived=False)


def name_of(card: Card) -> str:
    """The title of the card, as the thread's name."""
    parts = [part.text if isinstance(part, Data) else part for part in card.title or card.head]
    words = line("".join(part for part in parts if isinstance(part, str)))
    return shortened(_ALL.sub("@\u2060", words), NAME) or "…"


def refused(trouble: Unreachable) -> Unreachable | Refused:
    """What the bot may not do is not tried again: the talk goes on in the room itself."""
    code = getattr(trouble.__cause__, "code", 0)
    return Refused("I may not open threads here") if code in _NOT_ALLOWED else trouble
