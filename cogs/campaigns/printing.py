"""Flyers on paper: the stencil, the code that is scanned, and the press that sets them."""

from __future__ import annotations

import io
from pathlib import Path

import segno

from bot import paper
from cogs.campaigns.rules.reaching import FlyerNotSet
from cogs.campaigns.stencils import stencil
from cogs.campaigns.views.flyer import Flyer

PRESS = Path(__file__).with_name("flyer_press.py")
_MENDS = "m"
"""How much of the code may be torn off, and it can still be read."""


def scanned(words: str) -> str:
    """What is scanned, as a drawing: a link, or what to do in plain words."""
    drawn = io.BytesIO()
    segno.make(words, error=_MENDS, micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()


async def printed(flyer: Flyer) -> bytes:
    """The flyer as a PDF."""
    words = {
        "stencil": stencil(flyer.symbol) or "",
        "demand": flyer.demand,
        "to": flyer.to,
        "code": scanned(flyer.scanned),
        "line": flyer.line,
        "steps": list(flyer.steps),
        "warning": flyer.warning,
    }
    try:
        return await paper.printed(PRESS, words)
    except paper.NotSet:
        raise FlyerNotSet from None
