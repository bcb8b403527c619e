"""Numbers that people type: 12, and 12.1 for what belongs to 12."""

from __future__ import annotations

import re

_PARTS = 10_000_000
_FORM = re.compile(r"#?(\d{1,7})(?:\.(\d{1,2}))?")


class Numbered(int):
    """The number of a motion (call, letter …) within its assembly, or of a part of one, as a single integer.

    A part's integer is part * 10,000,000 + whole, so that both fit any database's integer; as text it is
    "12" or "12.1".
    """

    __slots__ = ()

    @classmethod
    def of(cls, whole: int, part: int = 0) -> Numbered:
        """The number of a part; part 0 is the whole itself."""
        return cls(part * _PARTS + whole)

    @classmethod
    def read(cls, words: str) -> Numbered | None:
        """The number that words stand for; None where they are none."""
        found = _FORM.fullmatch(words.strip())
        return cls.of(int(found[1]), int(found[2] or 0)) if found and found[2] != "0" else None

    @property
    def whole(self) -> int:
        return int(self) % _PARTS

    @property
    def part(self) -> int:
        return int(self) // _PARTS

    @property
    def order(self) -> tuple[int, int]:
        """For sorting: a whole comes first, then its parts."""
        return self.whole, self.part

    def __str__(self) -> str:
        return f"{self.whole}.{self.part}" if self.part else str(self.whole)

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)
