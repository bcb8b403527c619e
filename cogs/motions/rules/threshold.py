"""Thresholds as people write them: 2/3, half, 3/4 of the roll, >1/2."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.ballots.rules import MAJORITY, Base, Threshold
from cogs.motions.rules.errors import NoThreshold

_MAJORITY = {"half", "majority", "mayoria", "mitad", "more than half", "1/2"}
_HALF = re.compile(r"^(more than )?half\b")
_FORM = re.compile(r"(?P<strict>>=?|≥)?\s*(?P<share>\d{1,3}\s*/\s*\d{1,3}|\d{1,3}\s*%)\s*(?P<base>.*)", re.S)
_BASES = {
    "": Base.CAST,
    "cast": Base.CAST,
    "votes cast": Base.CAST,
    "emitidos": Base.CAST,
    "present": Base.PRESENT,
    "those present": Base.PRESENT,
    "presentes": Base.PRESENT,
    "roll": Base.ROLL,
    "everyone": Base.ROLL,
    "members": Base.ROLL,
    "padron": Base.ROLL,
}


def threshold(words: str) -> Threshold:
    """The threshold that words stand for: a half means more than half, any other share at least it."""
    plain = " ".join(words.casefold().replace("í", "i").replace("ó", "o").split())
    if not plain or plain in _MAJORITY:
        return MAJORITY
    found = _FORM.fullmatch(_HALF.sub("1/2", plain))
    base = _BASES.get(_bare(found["base"])) if found else None
    if found is None or base is None:
        raise NoThreshold(words)
    share = _share(found["share"], words)
    is_strict = found["strict"] == ">" or (found["strict"] is None and share == Fraction(1, 2))
    if not 0 < share <= 1 or (share == 1 and is_strict):
        raise NoThreshold(words)
    return Threshold(share, base, is_strict)


def _share(text: str, words: str) -> Fraction:
    try:
        return Fraction(int(text[:-1]), 100) if text.endswith("%") else Fraction(text.replace(" ", ""))
    except ZeroDivisionError:
        raise NoThreshold(words) from None


def _bare(base: str) -> str:
    return re.sub(r"^(of|de)?[\s-]*(the|all|los|las|el|la)?\s*", "", base.strip(" -:")).strip()
