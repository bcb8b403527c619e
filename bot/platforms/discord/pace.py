"""Our own pace towards Discord: one bucket for the whole account."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import discord

from bot.platforms import Unreachable
from bot.platforms.discord.trouble import explained

RATE, BURST = 40.0, 9.0  # Discord allows 50 requests in any second over all


class Pace:
    """A token bucket: take() returns when the next request may go out."""

    def __init__(
        self, rate: float = RATE, burst: float = BURST, tick: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._tick = tick
        self._tokens = burst
        self._seen = tick()
        self._turn = asyncio.Lock()

    async def take(self) -> None:
        """Wait for a turn; those who wait go in the order in which they came."""
        async with self._turn:
            # While it sleeps, hold() may have asked for more.
            while (wait := self._due()) > 0:  # noqa: ASYNC110
                await asyncio.sleep(wait)
            self._tokens -= 1

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn; where Discord asks to wait longer, nobody else goes meanwhile either."""
        await self.take()
        try:
            with explained():
                yield
        except Unreachable as trouble:
            if trouble.retry_after and isinstance(trouble.__cause__, discord.RateLimited):
                self.hold(trouble.retry_after)
            raise

    def hold(self, seconds: float) -> None:
        """Let nobody go for so long, since Discord asked for it."""
        self._due()
        self._tokens = min(self._tokens, 1 - seconds * self._rate)

    def _due(self) -> float:
        now = self._tick()
        self._tokens = min(self._burst, self._tokens + (now - self._seen) * self._rate)
        self._seen = now
        return max(0.0, (1 - self._tokens) / self._rate)
