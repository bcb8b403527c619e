"""Words that people state of themselves, as they are compared: without case, accents, signs and plural."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.api.text import clean, folded
from cogs.campaigns.rules.plural import one

KEY_LIMIT = 60


class TermKind(Enum):
    """What a word says of a person."""

    TRADE = "trade"
    WORKPLACE = "workplace"
    ASSOCIATION = "association"
    COUNTRY = "country"
    LANGUAGE = "language"

    @classmethod
    def read(cls, word: str) -> TermKind | None:
        return _WORDS.get(folded(word))


_WORDS = {
    "trade": TermKind.TRADE,
    "oficio": TermKind.TRADE,
    "workplace": TermKind.WORKPLACE,
    "centro": TermKind.WORKPLACE,
    "association": TermKind.ASSOCIATION,
    "asociacion": TermKind.ASSOCIATION,
    "country": TermKind.COUNTRY,
    "pais": TermKind.COUNTRY,
    "language": TermKind.LANGUAGE,
    "idioma": TermKind.LANGUAGE,
}
UNTOLD = frozenset({TermKind.WORKPLACE, TermKind.ASSOCIATION})
"""Kinds that no number is told of: that somebody has stated such a word is told to nobody either."""
_AS_WRITTEN = frozenset(kind.value for kind in UNTOLD)
_OTHER_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_GENDER_SIGN = re.compile(r"(?<=\w)[*:_·•](?=\w)|\((?=\w{1,5}\))|(?<=\w)\)")
_APOSTROPHE = re.compile("['’ʼ`´]")


def key(kind: str, said: str) -> str:
    """What all spellings of a word have in common; never empty where something was said.

    Workplaces and associations are kept as each owner wrote them: whoever read their own in another's
    spelling would learn that somebody works there too.
    """
    if kind in _AS_WRITTEN:
        return said_as(said)
    words = _APOSTROPHE.sub("", _GENDER_SIGN.sub("", said_as(said)))
    plain = re.sub(r"[^\w]+|_", " ", folded(words).translate(_OTHER_LETTERS)).split()
    if kind == TermKind.TRADE.value:
        plain = [one(word) for word in plain]
    return (" ".join(plain) or folded(words) or words)[:KEY_LIMIT].strip()


def said_as(said: str) -> str:
    """The word as it is kept: in one line, as its first owner wrote it."""
    return " ".join(unicodedata.normalize("NFC", clean(said)).split())[:KEY_LIMIT].strip()


@dataclass(frozen=True, slots=True)
class Term:
    """One word on disk; merged_into is the word that it counts as, None for itself."""

    id: int
    kind: str
    said: str = field(repr=False)
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A line of the log: a steward had one word count as another."""

    number: int
    kind: str
    gone: str = field(repr=False)
    into: str = field(repr=False)
    steward: int | None
    at: datetime
    undone_at: datetime | None = None


def close_to(word: str, known: Collection[str]) -> str:
    """The word of these that is closest to one that is none of them; nothing where none is close."""
    by_fold = {folded(one): one for one in known}
    close = difflib.get_close_matches(folded(word)[:KEY_LIMIT], by_fold, 1)
    return by_fold[close[0]] if close else ""
