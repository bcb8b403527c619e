"""The terminal face at a real prompt, with a small door behind it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.platforms.console.client import ConsoleFace
from tests.platforms.house_door import SmallDoor


async def main() -> None:
    face = ConsoleFace(("ana", "ben"), interactive=True, folder=Path(sys.argv[1]))
    await face.run(SmallDoor(face))


if __name__ == "__main__":
    asyncio.run(main())
