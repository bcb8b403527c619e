"""Workers that go in rounds: when poked, and when by the clock more may be due."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress

IDLE = 60.0
"""Seconds after which a worker looks again though nobody has poked it."""


class Rounds(ABC):
    """One round at a time; what changes during one starts another. None begins before calm is set."""

    def __init__(self, calm: asyncio.Event | None = None) -> None:
        self.calm = calm if calm is not None else _always()
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

    def poke(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Works until cancelled; sleeps until poked or until the next try is due."""
        while True:
            self._wake.clear()
            await self.calm.wait()
            wait = await self.round()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()

    @abstractmethod
    async def round(self) -> float:
        """Does what is due now; how many seconds until more may be due."""


def _always() -> asyncio.Event:
    calm = asyncio.Event()
    calm.set()
    return calm
