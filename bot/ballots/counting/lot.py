"""The lot: an order of the candidates that a seed decides, and that anyone can draw again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


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
