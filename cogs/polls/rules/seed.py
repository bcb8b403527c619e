"""The seed of the lot: fixed when voting opens, by what nobody could choose before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from hashlib import sha256

SHOWN = 12
"""So many signs of a seed are shown on a card; the whole stands in the file."""


_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def seed(link: str, number: int, opened_at: datetime) -> str:
    """The SHA-256 of the journal's last link, the election's number and the instant of the opening.

    The link alone can be known beforehand, and an opening put off until it suits; the microsecond cannot.
    """
    instant = (opened_at - _BEGIN) // timedelta(microseconds=1)
    return sha256(f"{link}:{number}:{instant}".encode()).hexdigest()


def drawn(seed: str, names: Collection[str]) -> list[str]:
    """Names in the order in which the lot draws them: never that of nomination, nor the alphabet's."""
    return sorted(names, key=lambda name: (sha256(f"{seed}:{name}".encode()).hexdigest(), name))
