"""Papers that change while they are counted: they are counted again, and in the end taken as they are."""

from __future__ import annotations

from collections import Counter

MOST = 3
"""So often what comes meanwhile has something counted again."""


class Settling:
    """By poll, how often its papers changed while they were counted; a start of the bot begins anew.

    What came before the close may reach us after it, and counts. Nobody can hold a result up with that for
    ever, though: a network tells us itself when something was sent.
    """

    def __init__(self) -> None:
        self._changed: Counter[int] = Counter()

    def changed(self, poll: int) -> None:
        """Notes that a count was overtaken."""
        self._changed[poll] += 1

    def is_fixed(self, poll: int) -> bool:
        """Whether its box takes no more papers."""
        return self._changed[poll] >= MOST

    def is_endless(self, poll: int) -> bool:
        """Whether it changes though its box takes no more: then it is counted while all others wait."""
        return self._changed[poll] >= 2 * MOST

    def done(self, poll: int) -> None:
        self._changed.pop(poll, None)
