"""The symbol of a campaign: one emoji, or the stencil of that name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bot.api.text import clean
from cogs.campaigns.rules import errors

NONE = frozenset({"none", "nothing", "-", "ninguno", "nada"})
_JOINING = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}
_PARTS = {"So", "Sk", "Mn", "Sm"}
_LONGEST = 12
"""Code points of the longest emoji there are: families, with skin tones."""


def read(words: str, stencil: Callable[[str], str | None]) -> str:
    """The emoji that is meant, nothing for none; stencil gives the emoji of a name."""
    given = clean(words)
    if given.casefold() in NONE:
        return ""
    found = stencil(given) or given
    if not _is_emoji(found):
        raise errors.NoSymbol(words)
    return found


def _is_emoji(text: str) -> bool:
    """Whether it is a picture and no word: of symbols alone, and of those that belong to one emoji."""
    kinds = {unicodedata.category(char) for char in text if char not in _JOINING}
    flags = {"Cf"} if text.startswith("🏴") else set()
    return bool(kinds & {"So"}) and kinds <= _PARTS | flags and len(text) <= _LONGEST
