"""The bot in a process of its own, on a network that is a file: each message a line with its key.

Run with a folder, "hand" for handing over what is due and sending nothing, or "send" for both, and when it
was by the machine's clock as the test began.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from time import time

from bot.app import App, opened
from bot.config import Settings
from bot.platforms import Send
from tests.talk import START, RecordingFace, lines_of


class FileFace(RecordingFace):
    """Takes nothing twice only if it is asked before whether it has it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.out = os.open(file, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        self.file = file

    async def send(self, order: Send) -> str:
        os.write(self.out, f"{order.key} {lines_of(order.card)[1]}\n".encode())
        return order.key

    async def find(self, order: Send, since: datetime) -> str | None:
        known = {line.split()[0] for line in self.file.read_text().splitlines()}
        return order.key if order.key in known else None


class Ahead:
    """A clock that goes on from a time at which everything in the test is due."""

    def __init__(self, begun: float) -> None:
        self.begun = begun

    def now(self) -> datetime:
        return START + timedelta(hours=1, seconds=time() - self.begun)


async def main(folder: Path, what: str, begun: float) -> None:
    settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
    async with opened(settings, [FileFace(folder / "sent")], Ahead(begun)) as app, AsyncExitStack() as stack:
        if what == "hand":
            await _hand(app)
        else:
            await stack.enter_async_context(app.working())
        await asyncio.sleep(600)


async def _hand(app: App) -> None:
    writing = asyncio.create_task(app.writer.run(), name="writer")
    await app.sweeper.settle()
    writing.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
