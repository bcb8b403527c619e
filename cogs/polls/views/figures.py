"""Votes as figures: exact, with as many decimals as they have."""

from __future__ import annotations

from decimal import Decimal

from bot.api.speech import Speech


def votes(say: Speech, n: int, scale: int = 1) -> str:
    """So many votes, n in units of 1/scale, as the reader's language writes decimals: 8.99999."""
    from babel.numbers import format_decimal

    places = len(str(scale)) - 1
    exact = Decimal(n).scaleb(-places)
    return str(format_decimal(exact, "#,##0." + "#" * max(places, 1), locale=say.babel_locale))
