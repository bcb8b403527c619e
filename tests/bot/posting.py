"""The bot in a process of its own, on a network that is a file: each message that stands is a line, its key.

Run with a folder, how the network keeps a message from standing twice ("history": it can be asked for it;
"names": it takes a second one under the same key for the first), how many it takes before it falls silent
(that it took the last of them it never says), and how many hours after the start of the test it is.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import opened
from bot.config import Settings
from bot.platforms import Send
from tests.talk import START, FrozenClock, RecordingFace

MARKED = "SELECT tried_at IS NOT NULL FROM posts WHERE key = ?"
HELD, UNMARKED, DONE = "held", "unmarked", "done"


class Wall(RecordingFace):
    """Many rooms at once; notes what comes without its having been on the disk before that it may."""

    def __init__(self, folder: Path, how: str, most: int) -> None:
        super().__init__()
        self.side_by_side = 16
        self.window = timedelta() if how == "history" else timedelta(days=1)
        self.folder = folder
        self.how = how
        self.left = most

    async def send(self, order: Send) -> str:
        await asyncio.sleep(0)  # others set out meanwhile, as on a network
        if self.left > 0:
            self.left -= 1
            self._take(order.key)
            if self.left > 0:
                return order.key
            (self.folder / HELD).touch()
        await asyncio.Event().wait()
        raise AssertionError("it is killed before")

    async def find(self, order: Send, since: datetime) -> str | None:
        return order.key if order.key in standing(self.folder) else None

    def _take(self, key: str) -> None:
        with closing(sqlite3.connect(self.folder / "folkmoot.db", timeout=20)) as there:
            is_marked = bool(there.execute(MARKED, [key]).fetchone()[0])
        if not is_marked:
            (self.folder / UNMARKED).touch()
        if self.how == "history" or key not in standing(self.folder):
            with (self.folder / "sent").open("a") as file:
                file.write(f"{key}\n")


def standing(folder: Path) -> list[str]:
    """The keys of what was sent, as often as it stands there."""
    file = folder / "sent"
    return file.read_text().split() if file.exists() else []


async def main(folder: Path, how: str, most: int, hours: int) -> None:
    settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
    face = Wall(folder, how, most)
    async with opened(settings, [face], FrozenClock(START + timedelta(hours=hours))) as app:
        await app.carriers[face.network].flush()
        (folder / DONE).touch()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
