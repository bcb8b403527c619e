"""A file that goes with an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class File:
    """A file for the person who asked: the name is ours and plain, what is in it may be anybody's words.

    gone_after is when a face takes it away again, where its network lets it; None: it stays.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    gone_after: timedelta | None = None
