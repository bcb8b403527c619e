"""Blocking, where a motion is decided by consensus."""

from __future__ import annotations

from typing import Annotated

from bot.api.command import Arg, command
from bot.api.context import Context
from bot.ballots.act import Cast
from bot.ballots.rules import Choice
from cogs.motions.commands.base import Number
from cogs.motions.commands.voting import Voting, Word
from cogs.motions.rules.motion import REASON_LIMIT

Why = Annotated[
    str,
    Arg("This stops the motion. Why?", limit=REASON_LIMIT, sample="It would cost two colleagues their job"),
]


class Consensus(Voting):
    """A block is a ballot with its reason."""

    @command(
        "ballot block",
        bulk="cast",
        modal=True,
        confides="is_for_one_ear",
        example="ballot block 12 It would cost two jobs",
    )
    def block(self, ctx: Context, number: Number, reason: Why) -> Cast[Choice]:
        """Stop a motion under consensus, and say why."""
        return self._act(ctx, number, Word.BLOCK, reason)
