"""A table as lines of equal width, for faces that have no tables of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from bot.api.block import Table
from bot.api.text import isolated

Width = Callable[[str], int]
GAP, RULE, CUT = "  ", "─", "…"
MARKS = 4  # characters to a letter's width, such as accents that are piled up on it


def laid_out(table: Table, widest: int, width: Width) -> list[list[str]]:
    """The table's lines, in as many parts below each other as keep each within the widest line.

    Every part begins with the head and the first column. What is in the cells is made safe by the face
    before, but for its direction, which would not outlive a cut.
    """
    count = max([len(table.head), *(len(row) for row in table.rows)])
    rows = [_fitted(row, count, (widest - len(GAP)) // 2, width) for row in (table.head, *table.rows)]
    widths = [max(width(row[n]) for row in rows) for n in range(count)]
    return [_lines(rows, widths, columns, width) for columns in _parts(widths, widest)]


def cells(text: str) -> int:
    """How many letters wide the text is where all are of equal width; those of the Far East take two."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def _fitted(row: Sequence[str], count: int, most: int, width: Width) -> list[str]:
    """As many cells as the table has columns, none wider than half a line."""
    return [_shortened(cell, most, width) for cell in (*row, *[""] * (count - len(row)))]


def _shortened(cell: str, most: int, width: Width) -> str:
    if width(cell) <= most and len(cell) <= most * MARKS:
        return cell
    cell = cell[: most * MARKS - 1]
    while width(cell) > most - 1:
        cell = cell[:-1]
    return cell + CUT


def _parts(widths: Sequence[int], widest: int) -> list[list[int]]:
    """Which columns stand together; the first does so in every part."""
    parts: list[list[int]] = []
    left = 0
    for n, wide in enumerate(widths):
        if n == 0:
            continue
        needed = len(GAP) + wide
        if not parts or needed > left:
            parts.append([0])
            left = widest - widths[0]
        parts[-1].append(n)
        left -= needed
    return parts or [[0]] * bool(widths)


def _lines(
    rows: Sequence[Sequence[str]], widths: Sequence[int], columns: Sequence[int], width: Width
) -> list[str]:
    lines = []
    for row in rows:
        padded = []
        for n in columns:
            space = " " * (widths[n] - width(row[n]))
            padded.append(space + isolated(row[n]) if n else isolated(row[n]) + space)
        lines.append(GAP.join(padded).rstrip())
    rule = RULE * (sum(widths[n] for n in columns) + len(GAP) * (len(columns) - 1))
    return [lines[0], rule, *lines[1:]]
