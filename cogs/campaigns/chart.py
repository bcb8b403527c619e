"""Charts as pictures: a drawing of our own in, a PNG out."""

from __future__ import annotations

import asyncio
from functools import lru_cache

PNG = "image/png"
_ZOOM = 1.5
_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'


async def picture(drawing: str) -> bytes | None:
    """The PNG of an SVG drawing; None where this machine has no letters to write into it."""
    return await asyncio.to_thread(_rendered, drawing)


def _rendered(drawing: str) -> bytes | None:
    import resvg_py  # only whoever wants a chart pays for it

    if not _has_letters():
        return None
    return resvg_py.svg_to_bytes(svg_string=drawing, zoom=_ZOOM, background="white")


@lru_cache(maxsize=1)
def _has_letters() -> bool:
    """Whether a font is there: without one words are left out in silence, and a chart says nothing."""
    import resvg_py

    from cogs.campaigns.views.chart import FONTS

    letter = f'<text x="2" y="16" font-size="16" font-family="{FONTS}">8</text>'
    written = resvg_py.svg_to_bytes(svg_string=_LETTER.format(letter))
    return written != resvg_py.svg_to_bytes(svg_string=_LETTER.format(""))
