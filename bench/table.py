"""The table as it is printed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from bench.row import Row

_REACHED = {True: "reached", False: "falls short", None: ""}
_HEAD = ("what", "measured", "aim", "")


def table(rows: Sequence[Row], load: float) -> str:
    """Ratios and times in columns; below each what it is against, and where the time goes.

    load is how many processes wanted a core before anything was measured.
    """
    cells = [_HEAD, *((r.what, r.measured, r.aim, _REACHED[r.reached]) for r in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(_HEAD))]
    cores = os.cpu_count() or 1
    lines = [f"{cores} cores, of which {load:.1f} were wanted by others at the start"]
    if load > cores / 2:
        lines.append("The machine was not idle: what crosses threads or processes waited for others too.")
    lines.append(_line(_HEAD, widths))
    for row, cell in zip(rows, cells[1:], strict=True):
        lines.append(_line(cell, widths))
        lines += [f"      against {row.against}"] if row.against else []
        lines += [f"      {note}" for note in row.notes]
    short = [row.what.strip() for row in rows if row.reached is False]
    lines.append(f"Short of the aim: {', '.join(short) if short else 'nothing'}.")
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join([first, *others]).rstrip()
