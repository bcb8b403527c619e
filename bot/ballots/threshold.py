"""Thresholds and quorums as people write them: 2/3, half, 3/4 of the roll, >1/2, 30%, consensus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from bot.api.errors import RuleError
from bot.api.text import folded
from bot.ballots.rules import CONSENSUS, MAJORITY, UNANIMOUS, Base, Threshold, Way

MOST_PEOPLE = 1_000_000
_UNANIMOUS = {
    "unanimous",
    "unanimously",
    "unanimity",
    "nobody against",
    "unanime",
    "unanimidad",
    "por unanimidad",
    "nadie en contra",
}
_CONSENSUS = {"consensus", "by consensus", "consenso", "por consenso"}
_SHARES = {
    "half": Fraction(1, 2),
    "majority": Fraction(1, 2),
    "mitad": Fraction(1, 2),
    "mayoria": Fraction(1, 2),
    "two thirds": Fraction(2, 3),
    "dos tercios": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "tres cuartos": Fraction(3, 4),
    "all": Fraction(1),
    "todos": Fraction(1),
    "todas": Fraction(1),
    "1": Fraction(1),
}
_MORE, _AT_LEAST = ("more than", "mas de", ">"), ("at least", "al menos", "por lo menos", ">=", "≥")
_STRICT = "|".join(sorted((*_MORE, *_AT_LEAST), key=len, reverse=True))
_WRITTEN = r"\d{1,4} ?/ ?\d{1,4}|\d{1,3}(?:[.,]\d{1,3})? ?%"
_FORM: re.Pattern[str] = re.compile(
    rf"(?P<strict>{_STRICT})? ?(?:la |las |los |a )?(?P<share>{_WRITTEN}|{'|'.join(_SHARES)})(?P<base>.*)"
)
_HYPHEN = re.compile("(?<=[a-z])-(?=[a-z])")
_OF: re.Pattern[str] = re.compile(r"^(?:(?:of|del|de) )?(?:(?:the|all|los|las|el|la) )?")
_BASES = {
    "": Base.CAST,
    "cast": Base.CAST,
    "votes": Base.CAST,
    "votes cast": Base.CAST,
    "majority": Base.CAST,
    "votos": Base.CAST,
    "votos emitidos": Base.CAST,
    "emitidos": Base.CAST,
    "present": Base.PRESENT,
    "those present": Base.PRESENT,
    "presentes": Base.PRESENT,
    "roll": Base.ROLL,
    "everyone": Base.ROLL,
    "members": Base.ROLL,
    "padron": Base.ROLL,
    "miembros": Base.ROLL,
}
_NONE = {"none", "no", "ninguno", "ninguna", "sin quorum"}


@dataclass(eq=False, repr=False)
class NoThreshold(RuleError):
    """Words that are no threshold."""

    given: str


@dataclass(eq=False, repr=False)
class NoQuorum(RuleError):
    """Words that are no quorum."""

    given: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part: a number, or a share of the roll or of the size, whichever is larger."""

    number: int = 0
    share: Fraction | None = None

    def of(self, size: int, roll: int) -> int:
        """The number that is meant, rounded up where it is a share."""
        return self.number if self.share is None else ceil(self.share * max(size, roll))

    def __str__(self) -> str:
        """As it is read again: a share is never written as a whole number."""
        return str(self.number) if self.share is None else f"{self.share.numerator}/{self.share.denominator}"


NO_QUORUM = Quorum()


def threshold(words: str) -> Threshold:
    """The threshold that words stand for: a half means more than half, any other share at least it."""
    plain = _plain(words)
    if not plain:
        return MAJORITY
    if plain in _UNANIMOUS or plain in _CONSENSUS:
        return UNANIMOUS if plain in _UNANIMOUS else CONSENSUS
    found = _FORM.fullmatch(plain)
    base = _BASES.get(_bare(found["base"])) if found else None
    share = _share(found["share"]) if found else None
    if found is None or base is None or share is None:
        raise NoThreshold(words)
    is_strict = found["strict"] in _MORE or (found["strict"] is None and share == Fraction(1, 2))
    if not 0 < share <= 1 or (share == 1 and is_strict):
        raise NoThreshold(words)
    return Threshold(share, base, is_strict)


def quorum(words: str) -> Quorum:
    """The quorum that words stand for: a number of people, or a share of all."""
    plain = _plain(words)
    if not plain or plain in _NONE:
        return NO_QUORUM
    if plain.isdecimal() and plain.isascii() and len(plain) <= 7 and int(plain) <= MOST_PEOPLE:
        return Quorum(int(plain))
    found = _FORM.fullmatch(plain)
    share = _share(found["share"]) if found and found["strict"] not in _MORE else None
    is_of_all = found is not None and _BASES.get(_bare(found["base"])) in (Base.CAST, Base.ROLL)
    if share is None or not is_of_all or not 0 < share <= 1:
        raise NoQuorum(words)
    return Quorum(share=share)


def written(of: Threshold) -> str:
    """A threshold in the words that it is read from."""
    if of.way is not Way.SHARE:
        return str(of.way.value)
    base = {Base.CAST: "", Base.PRESENT: " present", Base.ROLL: " of the roll"}[of.base]
    return f"{'>' if of.strict else '>='}{of.share}{base}"


def _plain(words: str) -> str:
    """Without case, accents and surplus space; a typeset fraction as it is typed."""
    return " ".join(_HYPHEN.sub(" ", folded(words).replace("⁄", "/")).split())


def _share(text: str) -> Fraction | None:
    """The share that is written; None for a division by nothing."""
    if text in _SHARES:
        return _SHARES[text]
    plain = text.replace(" ", "").replace(",", ".")
    if plain.endswith("%"):
        return Fraction(plain[:-1]) / 100
    top, _, bottom = plain.partition("/")
    return Fraction(int(top), int(bottom)) if int(bottom) else None


def _bare(base: str) -> str:
    return str(_OF.sub("", base.strip(" :,"))).strip()
