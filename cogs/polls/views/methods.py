"""How votes in an election are counted, in words that a newcomer follows."""

from __future__ import annotations

from bot.api.speech import N_
from bot.ballots.counting.election import Method

BRIEFLY = {
    Method.IRV: N_("It is voted by ranked choice: you put candidates in your order."),
    Method.STV: N_(
        "It is voted by ranked choice, and seats are shared out: you put candidates in your order."
    ),
    Method.SCHULZE: N_("You put candidates in your order, and everyone is compared with everyone (Schulze)."),
    Method.APPROVAL: N_("You name everyone whom you could live with; those named most often are elected."),
    Method.PLURALITY: N_("You name one; those named most often are elected."),
}
"""Before the voting, in one sentence."""

HOW_TO_FILL = {
    Method.IRV: N_(
        "Put those whom you want in your order, the most wanted first, as many as you like. "
        "If your first has the fewest votes, your vote goes on to your next."
    ),
    Method.STV: N_(
        "Put those whom you want in your order, the most wanted first, as many as you like. "
        "What your first does not need, or cannot use, goes on to your next."
    ),
    Method.SCHULZE: N_(
        "Put those whom you want in your order, the most wanted first, as many as you like. "
        "Whoever is preferred to each of the others is elected."
    ),
    Method.APPROVAL: N_(
        "Name everyone whom you could live with; the order means nothing. Those named most often are elected."
    ),
    Method.PLURALITY: N_("Name one. Those named most often are elected."),
}
"""With the ballot paper: what to do, and what becomes of it."""
