"""Whether two names look the same on a ballot paper, whatever signs they are written with."""

from __future__ import annotations

import unicodedata

from bot.api.text import folded

# Letters of other alphabets that are drawn like one of ours, as a capital or not.
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχϲ", "abezhikmvoptyxc", strict=True))
_MOST_MARKS = 3
_FIRST_VOWEL, _LAST_VOWEL = "\N{DEVANAGARI SIGN INVERTED CANDRABINDU}", "\N{MYANMAR VOWEL SIGN AITON AI}"
"""Between these lie the alphabets from India to Burma whose vowels are marks at a letter."""
_DRAWN_AS = str.maketrans({**_CYRILLIC, **_GREEK, "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ℓ": "l"})


def drawn_as(name: str) -> str:
    """A name without all that the eye may miss: case, accents, gaps, marks, signs nobody sees, alphabets."""
    return "".join(sign for sign in folded(name) if _is_seen(sign)).translate(_DRAWN_AS)


def _is_seen(sign: str) -> bool:
    """Whether a sign tells words apart: a letter, a figure, or a vowel written at its letter, as in Hindi."""
    is_mark = unicodedata.category(sign).startswith("M")
    return sign.isalnum() or (is_mark and _FIRST_VOWEL <= sign <= _LAST_VOWEL)


def unstacked(name: str) -> str:
    """A name without more marks on one letter than any language writes: they reach into the lines beside."""
    kept, marks = [], 0
    for sign in name:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
