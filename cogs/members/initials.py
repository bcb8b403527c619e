"""People on the roll who have no account: what stewards may write down of them, and no more."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.api.errors import RuleError

MOST_LETTERS = 4
_FORM = re.compile(r"([^\d]*?)\s*(\d{0,2})")


@dataclass(eq=False, repr=False)
class NoInitials(RuleError):
    """Something else than initials was given, such as a name in full."""

    given: str


@dataclass(eq=False, repr=False)
class InitialsTaken(RuleError):
    """Somebody on the roll has these initials; free are some that would tell the two apart."""

    initials: str
    free: str


@dataclass(eq=False, repr=False)
class NobodySoCalled(RuleError):
    """Nobody without an account is on the roll under these initials."""

    initials: str
    there: tuple[str, ...]


class OnTheRollBefore(RuleError):
    """An account that is or was on the roll was to become somebody else on it, who could then vote twice."""


class WhoIsMeant(RuleError):
    """A command about a person was given neither an account nor initials, or both."""


def initials(given: str) -> str:
    """Initials as the roll keeps them: ab, A.B. and A. B. are "A. B.", and may have a number behind."""
    found = _FORM.fullmatch(given.strip())
    words = re.split(r"[\s.·-]+", found[1].strip(" .·-")) if found else []
    letters = "".join(words)
    if not letters.isalpha() or len(letters) > MOST_LETTERS or any(_is_name(word) for word in words):
        raise NoInitials(given)
    shown = " ".join(f"{letter.upper()}." for letter in letters)
    return f"{shown} {int(found[2])}" if found and found[2] else shown


def _is_name(word: str) -> bool:
    """Whether a word is no initials: three letters and more, unless they are all large."""
    return len(word) > 2 and word != word.upper()


def new(given: str, taken: Collection[str]) -> str:
    """Initials that nobody else on the roll has."""
    wanted = initials(given)
    if wanted not in taken:
        return wanted
    bare = wanted.rstrip(" 0123456789")
    free = next(tried for n in range(2, len(taken) + 3) if (tried := f"{bare} {n}") not in taken)
    raise InitialsTaken(wanted, free)


def known(given: str, there: Collection[str]) -> str:
    """Initials that stand on the roll."""
    wanted = initials(given)
    if wanted not in there:
        raise NobodySoCalled(wanted, tuple(sorted(there)))
    return wanted
