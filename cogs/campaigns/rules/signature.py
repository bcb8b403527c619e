"""A signature: the record that a person signed, and what they chose to have shown of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from bot.api.text import folded

STATED_LIMIT = 60
"""Characters of a trade, workplace or association, and of a name as it is to stand under the letter."""
_HOUR = timedelta(hours=1)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Standing(IntEnum):
    """One that is withdrawn leaves no row. Numbers stand on disk."""

    PENDING = 0
    CONFIRMED = 1
    REJECTED = 2


class Shown(IntEnum):
    """To whom a name is shown. Numbers stand on disk."""

    NOBODY = 0
    EVERYONE = 1
    TOGETHER = 2

    @classmethod
    def read(cls, word: str) -> Shown | None:
        return _SHOWN.get(folded(word))


_SHOWN = {
    "nobody": Shown.NOBODY,
    "no one": Shown.NOBODY,
    "none": Shown.NOBODY,
    "nadie": Shown.NOBODY,
    "everyone": Shown.EVERYONE,
    "everybody": Shown.EVERYONE,
    "all": Shown.EVERYONE,
    "todos": Shown.EVERYONE,
    "together": Shown.TOGETHER,
    "juntos": Shown.TOGETHER,
    "juntas": Shown.TOGETHER,
}


class Mark:
    """Bits of a signature: whether its owner wants to be told the end, has said yes to show or to a pledge,
    and whether the account was new when it signed."""

    TELL = 1
    AGREED = 2
    NEW = 4


@dataclass(slots=True)
class Stated:
    """What a signatory says of themselves; ids of terms, None where nothing was said."""

    trade: int | None = None
    workplace: int | None = None
    association: int | None = None
    country: int | None = None
    called: str = field(default="", repr=False)


@dataclass(slots=True)
class Signature:
    """One person's, on disk: person is a member's id, or minus an account's id where they are no member.

    hour is when it was given, in whole hours since 1970: nothing finer is kept. language is a term.
    bloc is the bloc that vouches for it, None for nobody.
    """

    campaign: int
    person: int
    version: int
    trade: int | None
    bloc: int | None
    language: int | None
    country: int | None
    standing: Standing
    shown: Shown
    marks: int
    hour: int

    def has(self, mark: int) -> bool:
        return bool(self.marks & mark)


def hour_of(at: datetime) -> int:
    return (at - _BEGINNING) // _HOUR


def at_hour(hour: int) -> datetime:
    return _BEGINNING + hour * _HOUR
