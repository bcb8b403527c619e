"""One-time codes: what a person is given in one place, to be given back in another."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.api.people import Address

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none that is mistaken for another, and I, L and O are read as what they look like."""
LENGTH, GROUP = 16, 4
LASTS = timedelta(minutes=10)
MOST_GUESSES, GUESSING_FOR = 5, timedelta(minutes=10)
REMEMBERED = 10_000
_ALIKE = str.maketrans("ILO", "110")


class NotACode(RuleError):
    """What was given for a code has not the form of one."""


@dataclass(eq=False, repr=False)
class TooManyGuesses(RuleError):
    """Too many wrong codes came from one account; it may try again then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Code:
    """Sixteen letters of five bits each; nothing prints them but words."""

    letters: str = field(repr=False)

    @classmethod
    def fresh(cls) -> Code:
        """One that nobody can guess: 80 bits by chance."""
        return cls("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))

    @classmethod
    def read(cls, words: str) -> Code:
        """The code that somebody typed, in any case, with or without hyphens and gaps."""
        letters = "".join(c for c in words.upper() if not (c.isspace() or c in "-‐‑–—")).translate(_ALIKE)
        if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
            raise NotACode
        return cls(letters)

    @property
    def words(self) -> str:
        """As people read it: ABCD-EFGH-JKMN-PQRS."""
        return "-".join(self.letters[i : i + GROUP] for i in range(0, LENGTH, GROUP))

    def hash(self, what: str) -> str:
        """What is stored of it, by what it is for: nobody can find the code from this."""
        return hashlib.sha256(f"folkmoot {what} {self.letters}".encode()).hexdigest()


class Guesses:
    """Wrong codes by account; after some in a row an account has to wait.

    They are counted in memory: what keeps a code safe is its 80 bits, this keeps people from trying.
    """

    def __init__(self) -> None:
        self._wrong: dict[Address, list[datetime]] = {}

    def check(self, account: Address, now: datetime) -> None:
        """Raises TooManyGuesses where an account has to wait."""
        recent = self._recent(account, now)
        if len(recent) >= MOST_GUESSES:
            raise TooManyGuesses(recent[-MOST_GUESSES] + GUESSING_FOR)

    def wrong(self, account: Address, now: datetime) -> None:
        """Notes that an account gave a code that is none."""
        self._wrong[account] = [*self._recent(account, now), now][-MOST_GUESSES:]
        if len(self._wrong) > REMEMBERED:
            del self._wrong[next(iter(self._wrong))]

    def _recent(self, account: Address, now: datetime) -> list[datetime]:
        return [at for at in self._wrong.get(account, []) if at > now - GUESSING_FOR]
