"""Acts in the order of arrival: everybody's side by side, one person's one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 2.0  # seconds that an act which asks a network may hold up the same person's next one


class Turns:
    """Hands acts in.

    A person's first reaction puts them on the roll, and taking it back at once finds them there only when
    that is done; so an act waits for the one before it by the same person, and for nobody else's.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._under_way: dict[str, asyncio.Future[Any]] = {}

    def take(self, person: str, act: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Future[T]:
        """The outcome to come of an act, which begins when it is its turn."""
        running = asyncio.ensure_future(self._after(self._under_way.get(person), act))
        self._under_way[person] = running
        running.add_done_callback(lambda _: self._leave(person, running))
        return running

    def _leave(self, person: str, done: asyncio.Future[Any]) -> None:
        if self._under_way.get(person) is done:
            del self._under_way[person]

    async def _after(
        self, before: asyncio.Future[Any] | None, act: Callable[[], Coroutine[Any, Any, T]]
    ) -> T:
        if before is not None:
            await asyncio.wait({before}, timeout=self._patience)
        return await act()
