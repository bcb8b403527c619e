"""Languages by their names, as people who speak them write them."""

from __future__ import annotations

from functools import cache


@cache
def languages(locales: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each code with what its language calls itself: es, español."""
    return tuple((code, _own_name(code)) for code in locales)


@cache
def names_of(locales: tuple[str, ...]) -> dict[str, str]:
    """Codes by every word that may be typed for them, in small letters."""
    words: dict[str, str] = {}
    for code in locales:
        words |= {_name_in(code, other).casefold(): code for other in locales}
        words[code.casefold()] = code
    return words


def _own_name(code: str) -> str:
    return _name_in(code, code)


def _name_in(code: str, other: str) -> str:
    from babel import Locale

    return str(Locale.parse(code, sep="-").get_display_name(other.replace("-", "_")) or code)
