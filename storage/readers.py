"""The connections that read: few, and kept open from one reading to the next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Readers:
    """As many readings at once as there are connections.

    A pool takes as long to give a connection and to take it back as a small question needs to be answered.
    """

    def __init__(self, engine: AsyncEngine, most: int) -> None:
        self._engine = engine
        self._free = asyncio.Semaphore(most)
        self._idle: list[AsyncConnection] = []

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one reading; one that was left with an error is not used again."""
        async with self._free:
            connection = self._idle.pop() if self._idle else await self._engine.connect()
            try:
                yield connection
                await connection.rollback()
            except BaseException:
                await connection.__aexit__(None, None, None)  # which sees it through where this is cancelled
                raise
            self._idle.append(connection)

    async def close(self) -> None:
        """Closes those that nobody reads with."""
        while self._idle:
            await self._idle.pop().close()
        await self._engine.dispose()
