"""The lot: an order of the candidates that a seed decides, and that anyone can draw again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def seed(link: str, number: int | str, opened_at: datetime) -> str:
    """The SHA-256 of the journal's last link, the number of what is voted on and the instant of the opening.

    The link alone can be known beforehand, and an opening put off until it suits; the microsecond cannot.
    """
    instant = (opened_at - _BEGIN) // timedelta(microseconds=1)
    return sha256(f"{link}:{number}:{instant}".encode()).hexdigest()


def drawn(seed: str, names: Collection[str]) -> list[str]:
    """Names in the order in which the lot draws them: never that of nomination, nor the alphabet's."""
    return sorted(names, key=lambda name: (sha256(f"{seed}:{name}".encode()).hexdigest(), name))


def digest(seed: str, candidate: int) -> str:
    """The lot of one candidate: the SHA-256 of the seed, a colon and the candidate's id, in hexadecimal."""
    return sha256(f"{seed}:{candidate}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Lot:
    """Who comes first where nothing else decides.

    The seed is fixed and shown before the close, and comes from what nobody can choose: whoever could choose
    it would look for one that suits them.
    """

    seed: str

    def order(self, candidates: Iterable[int]) -> tuple[int, ...]:
        """The candidates from the most to the least favoured: the smallest lot comes first."""
        return tuple(sorted(candidates, key=lambda candidate: digest(self.seed, candidate)))
