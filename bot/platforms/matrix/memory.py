"""What the face remembers from one start to the next: how far it has read, and what it still owes."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

MEMORY_FILE = "memory.json"


class Seeds(msgspec.Struct):
    """Reactions to be put under a message, so that people only need to press them.

    instead says that they stand in the place of others, which are taken away.
    """

    room: str
    key: str
    marks: tuple[str, ...]
    instead: bool = False


class Memory(msgspec.Struct, kw_only=True):
    """token is where reading goes on; heard_at is when the bot had last heard everything up to there.

    greet holds rooms that were joined and not greeted yet; moving names for each awaited room the one it
    replaces; moved the other way round, for those that are done; unread holds whose messages could not be
    read, each told once; seeds holds, by message, the reactions that are still to be put under it.
    """

    token: str | None = None
    heard_at: datetime | None = None
    greet: set[str] = set()
    moving: dict[str, str] = {}
    moved: dict[str, str] = {}
    unread: set[str] = set()
    seeds: dict[str, Seeds] = {}


class Notebook:
    """Keeps the memory on disk, whole at any moment."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MEMORY_FILE
        self.memory = Memory()
        self.saved_at: datetime | None = None
        if self._path.exists():
            self.memory = msgspec.json.decode(self._path.read_bytes(), type=Memory)

    def save(self) -> None:
        """Writes the memory so that a power cut leaves the old or the new one."""
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(msgspec.json.encode(self.memory))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
