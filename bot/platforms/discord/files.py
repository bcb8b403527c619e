"""Files that answers hand over, as uploads."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import discord

from bot.api.card import Card, File
from bot.api.invocation import Answer
from bot.api.speech import N_

TOO_LARGE = N_("The file is larger than this network takes, so I can't hand it over here.")
LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES


def attached(file: File) -> discord.File:
    """A file as discord.py sends it; one that was read is used up, so each try needs its own."""
    return discord.File(BytesIO(file.content), filename=file.name)


def within(answer: Answer, limit: int, remark: Card) -> Answer:
    """The answer, without its file and with a remark where the network would not take it."""
    if answer.file is None or len(answer.file.content) <= limit:
        return answer
    card = replace(answer.card, blocks=(*answer.card.blocks, *remark.blocks))
    return replace(answer, card=card, file=None)
