"""Flyers on paper: the words, the code that is scanned, and the press that sets them."""

from __future__ import annotations

import io
from pathlib import Path

import segno

from bot import paper
from cogs.blocs.rules.errors import FlyerFailed
from cogs.blocs.views.flyer import Flyer

PRESS = Path(__file__).with_name("press.py")
LONGEST = 20.0
_MENDS = "m"
"""How much of the code may be torn off, and it can still be read."""


def scanned(words: str) -> str:
    """What is scanned, as a drawing; it says what to do in plain words, and asks nothing of any server."""
    drawn = io.BytesIO()
    segno.make(words, error=_MENDS, micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()


async def printed(flyer: Flyer) -> bytes:
    """The flyer as a PDF."""
    words = {
        "headline": flyer.headline,
        "place": flyer.place,
        "code": scanned(flyer.scanned),
        "line": flyer.line,
        "steps": list(flyer.steps),
        "until": flyer.until,
    }
    try:
        return await paper.printed(PRESS, words, LONGEST)
    except paper.NotSet:
        raise FlyerFailed from None
