"""What a card says of a secret vote: what is kept, and who could see what."""

from __future__ import annotations

from bot.api.card import Block
from bot.api.speech import N_, Speech
from bot.ballots import secret_views
from bot.ballots.secret import LEAST_ENTITLED


def promise(say: Speech, entitled: int) -> list[Block]:
    """The promise, and what it can't hold."""
    return secret_views.promise(say, entitled, N_("Discord can see what you press or choose."))


def promise_of_a_poll(say: Speech, entitled: int) -> list[Block]:
    """The same, and from how many answers on anything of them is shown."""
    least = say.line("The result is shown if {least} or more answer.", least=LEAST_ENTITLED)
    return [*promise(say, entitled), least]
