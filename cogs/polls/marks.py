"""The cards on which it is voted, and what the reactions on them stand for."""

from __future__ import annotations

from bot.api.emoji import normal
from cogs.polls.rules.poll import Kind

CARD, MANY_CARD, ELECTION_CARD = "poll.card", "poll.many", "poll.election"
"""Cards that stand in the rooms: a reaction on the first is the vote, on the second one vote of several."""
_MANY = frozenset({Kind.SEVERAL, Kind.APPROVAL, Kind.WHEN})

KEYCAPS = (
    *(f"{n}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}" for n in range(1, 10)),
    "\N{KEYCAP TEN}",
)
"""What the bot puts under a card, one for each option, as far as there are such."""
YES, NO = "yes", "no"
NUMBERS = {normal(emoji): str(n) for n, emoji in enumerate(KEYCAPS, 1)}
"""What each mark stands for where several can be chosen; one for which there is no option means nothing."""
MARKS = {**NUMBERS, "✅": YES, "👍": YES, "❌": NO, "👎": NO}
"""The same where one can be chosen, as in a question of yes or no."""


def card_of(kind: Kind) -> str:
    """The kind of the card on which it is voted."""
    if kind is Kind.ELECTION:
        return ELECTION_CARD
    return MANY_CARD if kind in _MANY else CARD
