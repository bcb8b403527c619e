"""The pace at which the bot may send, as its homeserver lets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.platforms.matrix.allowance import Allowance

SIDE_BY_SIDE = 16
"""How many sends may be on their way at the same time; what goes to one room goes one after another."""


class Pace:
    """Lets sends through in the order in which they came, and no faster than the server was heard to let.

    Until a server has said no, its pace is not known, and several are on their way at once.
    """

    def __init__(self, width: int = SIDE_BY_SIDE) -> None:
        self._free = asyncio.Semaphore(width)
        self._turn = asyncio.Lock()
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._allowance = Allowance()

    @property
    def is_limited(self) -> bool:
        """Whether the server was heard to set a limit."""
        return self._allowance.is_limited

    @asynccontextmanager
    async def turn(self, lane: str) -> AsyncIterator[None]:
        """Waits until whatever else goes the same way is through, and for the server's leave."""
        alone = self._lanes.setdefault(lane, asyncio.Lock())
        async with alone, self._free:
            await self.leave()
            yield

    async def leave(self) -> None:
        """Waits until one more may go."""
        async with self._turn:
            # While it sleeps, the server may have asked for more.
            while (wait := self._allowance.wait(now())) > 0:  # noqa: ASYNC110
                await asyncio.sleep(wait)
            self._allowance.take(now())

    def passed(self) -> None:
        """Notes that the server has taken one."""
        self._allowance.passed(now())

    def refused(self, asked_at: float, after: float) -> None:
        """Notes that the server has not, and in how many seconds it will."""
        self._allowance.refused(asked_at, now(), after)

    def hold(self, seconds: float) -> None:
        """Keeps everybody waiting for so long."""
        self._allowance.hold(now() + seconds)


def now() -> float:
    """Seconds, of which only differences tell."""
    return asyncio.get_running_loop().time()
