"""The terminal face as a process of its own, with its input and output as pipes."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.ahead import program

ROOT = Path(__file__).parent.parent
DEADLINE = 120.0


class Terminal:
    """`python -m bot run`, spoken to line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.seen = ""

    async def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        await self.process.stdin.drain()

    async def hear(self, words: str) -> None:
        """Reads on until these words were shown."""
        assert self.process.stdout is not None
        async with asyncio.timeout(DEADLINE):
            while not re.search(words, self.seen):
                chunk = await self.process.stdout.read(65536)
                assert chunk, f"ended without {words!r}: {self.seen[-2000:]}"
                self.seen += chunk.decode()

    async def listen(self, patience: float = 0.05) -> None:
        """Takes in what has been shown so far."""
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(patience):
                while chunk := await self.process.stdout.read(65536):
                    self.seen += chunk.decode()
        except TimeoutError:
            return

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@asynccontextmanager
async def terminal(folder: Path, clock: Path | None = None) -> AsyncIterator[Terminal]:
    """A terminal whose bot goes by the machine's clock, or by one that a test moves on (tests/ahead.py)."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", *program(clock), "run"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Terminal(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
