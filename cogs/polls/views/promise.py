"""What a card says of a secret vote: what is kept, and who could see what."""

from __future__ import annotations

from bot.api.card import Block, Line
from bot.api.speech import Speech
from bot.ballots.secret import TELLING_BELOW


def promise(say: Speech, entitled: int) -> list[Block]:
    """The promise, and what it can't hold."""
    parts = [say("Secret vote. We store who has voted and, apart from it, what was voted.")]
    if say.face.buttons:
        parts.append(say("Discord can see what you press or choose."))
    parts.append(
        say(
            "Whoever runs this bot could watch while votes come in; "
            "vote here only if you trust them with that."
        )
    )
    lines: list[Block] = [Line(tuple(part for text in parts for part in (*text, " "))[:-1])]
    if 0 < entitled < TELLING_BELOW:
        lines.append(say.line("Only {n} may vote, so the result itself may show who chose what.", n=entitled))
    return lines
