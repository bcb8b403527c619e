"""The seed of the lot: fixed when voting opens, by what nobody could choose before."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

SHOWN = 12
"""So many signs of a seed are shown on a card; the whole stands in the file."""


def seed(link: str, number: int) -> str:
    """The SHA-256 of the hash of the journal's last link, a colon and the election's number."""
    return sha256(f"{link}:{number}".encode()).hexdigest()


def drawn(seed: str, names: Collection[str]) -> list[str]:
    """Names in the order in which the lot draws them: never that of nomination, nor the alphabet's."""
    return sorted(names, key=lambda name: (sha256(f"{seed}:{name}".encode()).hexdigest(), name))
