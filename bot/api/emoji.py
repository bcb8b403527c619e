"""Emoji as people type them, brought to one form."""

from __future__ import annotations

_VARIATION = {"\ufe0e", "\ufe0f"}
_ZWJ = "\u200d"


def normal(mark: str) -> str:
    """An emoji without skin tone, variation selector and gender: 👍🏽 and 👍\ufe0f are 👍."""
    plain = "".join(c for c in mark if c not in _VARIATION and not 0x1F3FB <= ord(c) <= 0x1F3FF)
    return plain.split(_ZWJ)[0] if plain.endswith(("♀", "♂")) else plain
