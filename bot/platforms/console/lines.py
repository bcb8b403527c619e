"""Lines of a script or a pipe: who says what, and on which line."""

from __future__ import annotations

import asyncio
import codecs
import os
import re
import stat
import textwrap
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import TextIO

_SPEAKER = re.compile(r"([^\W\d_][\w.-]{0,31}):(?: +|$)(.*)", re.DOTALL)
_CHUNK = 65536
_PATIENCE = 0.05  # seconds that a pipe gets to bring the lines below one


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a script; person is "" where the line names nobody."""

    person: str
    text: str
    number: int


def split_speaker(line: str) -> tuple[str, str]:
    """'ben: /now' as ben and /now; a line that names nobody comes back whole."""
    found = None if line.startswith("/") else _SPEAKER.match(line)
    return (found[1], found[2]) if found else ("", line)


def typed(text: str, prefix: str) -> list[tuple[str, str]]:
    """What was typed at the prompt as (person, message).

    Lines that were pasted together and are all commands are a message each; other lines below a first one
    are its longer text.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(split_speaker(line)[1].startswith(prefix) for line in lines):
        return [split_speaker(line) for line in lines]
    person, rest = split_speaker(text)
    found = (person, rest) if rest.startswith(prefix) else ("", text)
    return [found] if found[1] else []


async def messages(source: TextIO) -> AsyncGenerator[Said, None]:
    """The messages of a source; indented lines below one belong to it, # begins a comment."""
    reader = _Ahead(_lines(source), _PATIENCE if _is_pipe(source) else None)
    try:
        while (line := await reader.next()) is not None:
            if not line.strip() or line.startswith("#"):
                continue
            number = reader.number
            below = await reader.indented()
            person, text = split_speaker(line.strip())
            yield Said(person, "\n".join([text, *below]).rstrip(), number)
    finally:
        await reader.close()


class _Ahead:
    """Reads one line ahead, so that the lines below a message can be told from the next one."""

    def __init__(self, source: AsyncGenerator[str, None], patience: float | None) -> None:
        self.number = 0
        self._source = source
        self._patience = patience
        self._ahead: asyncio.Task[str | None] | None = None

    async def next(self) -> str | None:
        line = await self._peek()
        self._ahead = None
        self.number += line is not None
        return line

    async def indented(self) -> list[str]:
        """The lines below a message; a blank one belongs to it where an indented one follows."""
        below: list[str] = []
        while (line := await self._soon()) is not None and (not line.strip() or line[0].isspace()):
            below.append(await self.next() or "")
        return textwrap.dedent("\n".join(below)).rstrip().split("\n") if below else []

    async def _soon(self) -> str | None:
        """The next line; None where there is none, or where a pipe is silent."""
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(self._peek())
        except TimeoutError:
            return None

    async def close(self) -> None:
        """Stops reading, also where a line is still waited for."""
        if self._ahead is not None:
            self._ahead.cancel()
            with suppress(asyncio.CancelledError):
                await self._ahead
        await self._source.aclose()

    def _peek(self) -> asyncio.Task[str | None]:
        if self._ahead is None:
            self._ahead = asyncio.ensure_future(anext(self._source, None))
        return self._ahead


def _is_pipe(source: TextIO) -> bool:
    fd = _descriptor(source)
    return fd is not None and _waits(fd)


def _descriptor(source: TextIO) -> int | None:
    try:
        return source.fileno()
    except (OSError, AttributeError):
        return None  # a text in memory


def _waits(fd: int) -> bool:
    mode = os.fstat(fd).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or os.isatty(fd)


async def _lines(source: TextIO) -> AsyncGenerator[str, None]:
    fd = _descriptor(source)
    if fd is None:
        for line in source:
            yield line.rstrip("\r\n")
        return
    decoder, rest = codecs.getincrementaldecoder("utf-8")("replace"), ""
    async with aclosing(_chunks(fd)) as chunks:
        async for chunk in chunks:
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in whole:
                yield line.rstrip("\r")
    if rest := rest + decoder.decode(b"", final=True):
        yield rest


async def _chunks(fd: int) -> AsyncGenerator[bytes, None]:
    """What can be read; a pipe is waited for without a thread, which could not be stopped."""
    if not _waits(fd):
        while chunk := os.read(fd, _CHUNK):
            yield chunk
        return
    reader = asyncio.StreamReader()
    with os.fdopen(os.dup(fd), "rb") as pipe:
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        try:
            while chunk := await reader.read(_CHUNK):
                yield chunk
        finally:
            transport.close()
