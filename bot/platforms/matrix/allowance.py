"""What a homeserver lets one account send, as far as its refusals have told it."""

from __future__ import annotations

from collections import deque
from math import ceil

MARGIN = 1.12
"""How much slower than learned the bot goes: clocks and the way to the server differ a little each time."""
REMEMBERED = 15 * 60.0
"""Seconds after which a limit is tried anew, since whoever runs the server may have lifted it."""
LOOKED_BACK = 200
MOST = 2.0
"""How often the longest wait that the server asked for fits between two: it may count more than we do."""
SHORTEST, ROUGHLY = 0.01, 0.1
ON_THE_WAY = 0.1
"""Seconds that a request took to the server at most; some keep a refusal to themselves for a while."""


class Allowance:
    """A leaky bucket whose size and leak are learned; times are seconds on any clock that runs on.

    Servers don't tell their limits beforehand, so everything may go until one says no. A refusal says when
    the next may go, and the server lets one through no more often than that; what had gone before says how
    many may go at once after a rest.
    """

    def __init__(self) -> None:
        self._next = 0.0
        self._interval = self._longest = 0.0
        self._at_once = 1
        self._refused_at: float | None = None
        self._passed: deque[float] = deque(maxlen=LOOKED_BACK)

    @property
    def is_limited(self) -> bool:
        """Whether the server was heard to set a limit."""
        return self._refused_at is not None

    def wait(self, now: float) -> float:
        """Seconds until the next may go."""
        if self._refused_at is not None and now - self._refused_at > REMEMBERED:
            self._forget()
        return max(0.0, self._next - now)

    def take(self, now: float) -> None:
        """Notes that one goes now."""
        rested = now - (self._spared - 1) * self._pace
        self._next = max(self._next, rested) + self._pace

    def hold(self, until: float) -> None:
        """Lets nothing go before."""
        self._next = max(self._next, until)

    def passed(self, now: float) -> None:
        """Notes that the server has taken one."""
        self._passed.append(now)

    def refused(self, asked_at: float, now: float, after: float) -> None:
        """Learns from a refusal: asked for at one time, heard at another, to be tried again after seconds."""
        self._refused_at = now
        self._longest = max(self._longest, after, SHORTEST)
        between = asked_at + after - self._passed[-1] if self._passed else after
        self._interval = max(self._interval, self._longest, min(between, self._longest * MOST))
        self._at_once = max(self._at_once, self._level(asked_at))
        self.hold(asked_at + after + min(now - asked_at, ON_THE_WAY))

    @property
    def _spared(self) -> int:
        """How many go at once after a rest: one less than learned, for what was sent and not counted."""
        return max(self._at_once - 1, 1)

    @property
    def _pace(self) -> float:
        return self._interval * MARGIN

    def _level(self, now: float) -> int:
        """How many the server's bucket holds, since it took no more now."""
        level, before = 0.0, 0.0
        for at in self._passed:
            level, before = max(0.0, level - (at - before) / self._interval) + 1, at
        # Of several that were on their way at once, one may be refused before another is heard of.
        return ceil(level - max(0.0, now - before) / self._interval - ROUGHLY)

    def _forget(self) -> None:
        self._interval = self._longest = 0.0
        self._at_once, self._refused_at = 1, None
