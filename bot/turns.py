"""Order of arrival: acts read what they need side by side, and reach the writer one after the other."""

from __future__ import annotations

import asyncio


class Turn:
    """One act's place in the line; the next one comes when it has left."""

    __slots__ = ("_before", "_left")

    def __init__(self, before: asyncio.Future[None] | None) -> None:
        self._before = before
        self._left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def come(self) -> None:
        """Returns once every act that arrived before has left."""
        if self._before is not None and not self._before.done():
            await self._before
        self._before = None

    def leave(self) -> None:
        if not self._left.done():
            self._left.set_result(None)

    @property
    def left(self) -> asyncio.Future[None]:
        return self._left


class Turns:
    """Hands out places; an act that has to ask a network leaves the line first, and may be overtaken."""

    def __init__(self) -> None:
        self._last: asyncio.Future[None] | None = None

    def take(self) -> Turn:
        """The last place in the line, taken without a wait."""
        turn = Turn(self._last)
        self._last = turn.left
        return turn

    @property
    def are_clear(self) -> bool:
        """Whether nobody is in the line."""
        return self._last is None or self._last.done()
