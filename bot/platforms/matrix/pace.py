"""The pace at which the bot may send, as its homeserver lets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Pace:
    """Lets sends through one after another, and holds all of them back while the server asks to wait.

    Servers don't tell their limits beforehand, so the pace is free until one says no; then it keeps to what
    the server named. One at a time, so that whoever waited longest goes first.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits for its turn and for the server's leave."""
        async with self._turn:
            await self.leave()
            yield

    async def leave(self) -> None:
        """Waits until the server's last request to wait has passed."""
        if wait := self.waiting():
            await asyncio.sleep(wait)
            await self.leave()  # the server may have asked for more meanwhile

    def hold(self, seconds: float) -> None:
        """Keeps everybody waiting for so long."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    def waiting(self) -> float:
        """How long the next one will wait for the server, in seconds."""
        return max(0.0, self._free_at - asyncio.get_running_loop().time())
