"""A file that goes with an answer."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta
from io import BufferedIOBase, BytesIO
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class File:
    """A file for the person who asked: the name is ours and plain, what is in it may be anybody's words.

    gone_after is when a face takes it away again, where its network lets it; None: it stays. alt says in
    words what a picture shows. A large one is no content but kept: a file on disk that has no name, so that
    nothing of it is left once it is closed.
    """

    name: str
    media_type: str
    content: bytes = field(default=b"", repr=False)
    gone_after: timedelta | None = None
    alt: str = field(default="", repr=False)
    kept: BinaryIO | None = field(default=None, repr=False)

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def size(self) -> int:
        return len(self.content) if self.kept is None else os.fstat(self.kept.fileno()).st_size

    def opened(self) -> BufferedIOBase:
        """What is in it, from its beginning, to be read once; whoever closes it closes nothing else."""
        if self.kept is None:
            return BytesIO(self.content)
        reader = os.fdopen(os.dup(self.kept.fileno()), "rb")
        reader.seek(0)
        return reader

    def read(self) -> bytes:
        """All that is in it."""
        with self.opened() as reader:
            return reader.read()
