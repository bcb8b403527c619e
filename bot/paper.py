"""Paper: what is printed is set by a program of its own, which is ended where it takes too long."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

LONGEST = 20.0
PDF = "application/pdf"


class NotSet(Exception):
    """The press failed, or took too long."""


async def printed(press: Path, words: object, longest: float = LONGEST) -> bytes:
    """The PDF that a press makes of words that JSON can hold; NotSet after so many seconds.

    A press is a script that reads them from its input and writes the PDF to its output.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(press),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(longest):
            page, _ = await process.communicate(json.dumps(words).encode())
    except TimeoutError:
        raise NotSet from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not page.startswith(b"%PDF"):
        raise NotSet
    return page
