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
        self._is_closed = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one reading; one that was left with an error is not used again.

        Nor are the others where it has broken: what ended it, such as a server's restart, has ended them too.
        """
        async with self._free:
            connection = self._idle.pop() if self._idle else await self._engine.connect()
            try:
                yield connection
                await connection.rollback()
            except BaseException:
                has_broken = connection.invalidated
                await connection.__aexit__(None, None, None)  # which sees it through where this is cancelled
                if has_broken:
                    await self._close_idle()
                raise
            if self._is_closed:
                await connection.invalidate()  # the pool to which it would go back is no more
                await connection.close()
            else:
                self._idle.append(connection)

    async def close(self) -> None:
        """Closes those that nobody reads with, and the others once they have read."""
        self._is_closed = True
        await self._close_idle()
        await self._engine.dispose()

    async def _close_idle(self) -> None:
        while self._idle:
            await self._idle.pop().close()
