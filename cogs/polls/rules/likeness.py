"""Whether two names look the same on a ballot paper, whatever signs they are written with."""

from __future__ import annotations

from bot.api.text import folded

# Letters of other alphabets that are drawn like one of ours, as a capital or not.
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχϲ", "abezhikmvoptyxc", strict=True))
_DRAWN_AS = str.maketrans({**_CYRILLIC, **_GREEK, "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ℓ": "l"})


def drawn_as(name: str) -> str:
    """A name without all that the eye may miss: case, accents, gaps, marks, signs nobody sees, alphabets."""
    return "".join(sign for sign in folded(name) if sign.isalnum()).translate(_DRAWN_AS)
