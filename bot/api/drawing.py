"""Pictures as SVG and as the PNG that faces show: dark lines and words, nothing that only a colour says."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from textwrap import wrap
from xml.sax.saxutils import escape

PNG = "image/png"
FONTS = "DejaVu Sans, Noto Sans, Liberation Sans, Arial, Helvetica, Roboto, sans-serif"
INK, PALE = "#1a1a1a", "#c8c8c8"
PIXELS = 1200
"""So wide a picture is, whatever the units of its drawing: twice or three times a phone's own width."""
_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'


def drawn(width: int, height: int, parts: list[str]) -> str:
    """A whole drawing of these parts."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="{FONTS}" fill="{INK}">{"".join(parts)}</svg>'
    )


def stroke(path: str, colour: str, width: float, dashes: str = "none") -> str:
    """A line along a path."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dashes}"/>'
    )


def written(
    x: float, y: float, words: str, *, size: int = 14, anchor: str = "start", bold: bool = False
) -> str:
    """Words that begin, have their middle, or end at a point."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def cut(words: str, letters: int) -> str:
    """Words with an ellipsis where there is no room for more."""
    return words if len(words) <= letters else f"{words[: letters - 1]}…"


def told(x: float, y: float, words: str, letters: int, *, size: int = 15) -> tuple[list[str], int]:
    """Words in lines of so many letters at most, with how far down the last of them goes."""
    lines, step = wrap(words, letters), size + 5
    drawing = [written(x, y + place * step, line, size=size) for place, line in enumerate(lines)]
    return drawing, step * len(lines)


async def picture(drawing: str) -> bytes | None:
    """The PNG of an SVG drawing; None where this machine has no letters to write into it."""
    return await asyncio.to_thread(_rendered, drawing)


def _rendered(drawing: str) -> bytes | None:
    import resvg_py  # only whoever wants a picture pays for it

    if not _has_letters():
        return None
    return resvg_py.svg_to_bytes(svg_string=drawing, width=PIXELS, background="white")


@lru_cache(maxsize=1)
def _has_letters() -> bool:
    """Whether a font is there: without one words are left out in silence, and a picture says nothing."""
    import resvg_py

    letter = f'<text x="2" y="16" font-size="16" font-family="{FONTS}">8</text>'
    drawing = resvg_py.svg_to_bytes(svg_string=_LETTER.format(letter))
    return drawing != resvg_py.svg_to_bytes(svg_string=_LETTER.format(""))
