"""Receipts of secret ballots: what a voter holds, and the little of it that is stored and listed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from bot.api.errors import RuleError

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none that is mistaken for another, and I, L and O are read as what they look like."""
LENGTH, GROUP, LISTED = 16, 4, 12
_ALIKE = str.maketrans("ILO", "110")
_BEFORE = b"folkmoot receipt "


class NotAReceipt(RuleError):
    """What was given for a receipt has not the form of one."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Sixteen letters of five bits each; nothing prints them but words."""

    letters: str = field(repr=False)

    @classmethod
    def fresh(cls) -> Receipt:
        """One that nobody can guess: 80 bits by chance."""
        return cls("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))

    @classmethod
    def read(cls, words: str) -> Receipt:
        """The receipt that somebody typed, in any case, with or without hyphens and gaps."""
        letters = "".join(c for c in words.upper() if not (c.isspace() or c in "-‐‑–—")).translate(_ALIKE)
        if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
            raise NotAReceipt
        return cls(letters)

    @property
    def words(self) -> str:
        """As people read it: ABCD-EFGH-JKMN-PQRS."""
        return "-".join(self.letters[i : i + GROUP] for i in range(0, LENGTH, GROUP))

    @property
    def hash(self) -> str:
        """What is stored of it: nobody can find the receipt from this."""
        return hashlib.sha256(_BEFORE + self.letters.encode()).hexdigest()


def listed(hash_: str) -> str:
    """What stands for a receipt in the list of a secret vote: the beginning of its hash."""
    return hash_[:LISTED]
