"""Files that answers hand over, as uploads."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.api.card import Card, File
from bot.api.invocation import Answer
from bot.api.speech import N_
from bot.platforms.discord.text import shortened

TOO_LARGE = N_("The file is larger than this network takes, so I can't hand it over here.")
ALT = 1024
LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES


def attached(file: File) -> discord.File:
    """A file as discord.py sends it; one that was read is used up, so each try needs its own."""
    alt = shortened(file.alt, ALT) if file.alt else None
    return discord.File(file.opened(), filename=file.name, description=alt)


def within(answer: Answer, limit: int, remark: Card) -> Answer:
    """The answer, without its file and with a remark where the network would not take it."""
    if answer.file is None or answer.file.size <= limit:
        return answer
    card = replace(answer.card, blocks=(*answer.card.blocks, *remark.blocks))
    return replace(answer, card=card, file=None)
