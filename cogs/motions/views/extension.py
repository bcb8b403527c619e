"""What is said when a vote stays open because too few have taken part."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Card, Typed, view
from bot.api.speech import Speech
from cogs.motions.rules.motion import Motion


@view
def extended_card(say: Speech, motion: Motion, turnout: int, until: datetime) -> Card:
    """The notice of the one extension; it says how many voted, and nothing of what."""
    return say.card(
        "Too few have taken part in the vote on motion {number}: {turnout}, and {quorum} must. It stays open "
        "once more, until {at}. To vote: {line}",
        number=motion.number,
        turnout=turnout,
        quorum=motion.quorum,
        at=say.moment(until),
        line=Typed(f"vote {motion.number} {say.word('for')}"),
    )
