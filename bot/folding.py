"""Takes what was overwritten off the disk, so that nothing there tells what stood before."""

from __future__ import annotations

import asyncio

import structlog

from bot.ballots.secret_papers import TABLES as OF_PAPERS
from bot.ballots.secret_store import TABLES as OF_CHOICES
from storage.database import Database

PATIENCE, AGAIN = 1.0, 5.0
TABLES = sorted({*OF_CHOICES, *OF_PAPERS})
log = structlog.get_logger()


class Folding:
    """Does it now; where somebody reads for long, such as a backup, goes on trying beside the work."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._later: asyncio.Task[None] | None = None

    async def now(self) -> bool:
        """Whether it was done at once; what was committed stays, whatever becomes of this."""
        done = await self._tried()
        if not done and self._later is None:
            log.warning("what was overwritten is still in the write-ahead file; I go on trying")
            self._later = asyncio.create_task(self._until_done())
        return done

    async def end(self) -> None:
        """Stops trying; the next start begins with it."""
        if self._later is not None:
            self._later.cancel()
            await asyncio.gather(self._later, return_exceptions=True)

    async def _tried(self) -> bool:
        try:
            return await self.db.fold_in(PATIENCE, TABLES)
        except Exception as error:
            log.error("the write-ahead file could not be emptied", error=type(error).__name__)
            return False

    async def _until_done(self) -> None:
        while not await self._tried():  # noqa: ASYNC110 - nobody tells when the last reader is gone
            await asyncio.sleep(AGAIN)
        self._later = None
        log.info("the write-ahead file is empty again")
