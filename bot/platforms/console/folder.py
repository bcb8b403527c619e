"""Files that answers hand over, laid into a folder; none that is there is written over."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from bot.api.card import File
from bot.api.speech import N_

MOST = 1000
LAID = N_("The file is here: {path}")
NOT_LAID = N_("The file could not be written. Make room on the disk, and ask again.")


def laid(folder: Path, file: File) -> Path | None:
    """Where the file was written, readable by its owner alone; None where the folder takes none."""
    name = Path(Path(file.name).name)
    for number in count(1):
        path = folder / (f"{name.stem}-{number}{name.suffix}" if number > 1 else name)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            if number >= MOST:
                return None
            continue
        except OSError:
            return None
        return _filled(handle, path, file.read())
    return None


def _filled(handle: int, path: Path, content: bytes) -> Path | None:
    """The path with the content in it; a file that could not be finished is taken away again."""
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        return None
    return path
