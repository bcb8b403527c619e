"""A file that goes with an answer."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta
from io import BufferedIOBase, BufferedReader, BytesIO, FileIO
from typing import IO


class _Held(FileIO):
    """Closed once nobody holds it, without a word."""

    def __del__(self) -> None:
        FileIO.close(self)


class Kept(BufferedReader):
    """A file on disk that has no name: nothing of it is left once nobody holds it."""

    @classmethod
    def of(cls, file: IO[bytes]) -> Kept:
        """The same file to be read, whatever becomes of what it was written by."""
        file.flush()
        return cls(_Held(os.dup(file.fileno())))

    def __del__(self) -> None:
        BufferedReader.close(self)  # a library may have put something else in the place of its own


@dataclass(frozen=True, slots=True)
class File:
    """A file for the person who asked: the name is ours and plain, what is in it may be anybody's words.

    gone_after is when a face takes it away again, where its network lets it; None: it stays. alt says in
    words what a picture shows. What is large is not content but kept.
    """

    name: str
    media_type: str
    content: bytes = field(default=b"", repr=False)
    gone_after: timedelta | None = None
    alt: str = field(default="", repr=False)
    kept: Kept | None = field(default=None, repr=False)

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def size(self) -> int:
        return len(self.content) if self.kept is None else os.fstat(self.kept.fileno()).st_size

    def opened(self) -> BufferedIOBase:
        """What is in it, from its beginning."""
        if self.kept is None:
            return BytesIO(self.content)
        reader = Kept(_Held(os.dup(self.kept.fileno())))
        reader.seek(0)
        return reader

    def read(self) -> bytes:
        """All that is in it."""
        with self.opened() as reader:
            return reader.read()
