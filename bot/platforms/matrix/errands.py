"""Work that goes on by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger("matrix")


class Errands:
    """Starts work in the order in which it comes and keeps hold of it until it is done."""

    def __init__(self) -> None:
        self._going: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Sets something going."""
        task = asyncio.create_task(work)
        self._going.add(task)
        task.add_done_callback(self._done)

    def going(self) -> list[asyncio.Task[None]]:
        """What is not done yet."""
        return list(self._going)

    async def stop(self) -> None:
        """Ends what still goes on."""
        going = self.going()
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._going.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an errand failed", reason=type(error).__name__)  # its words may hold what people wrote
