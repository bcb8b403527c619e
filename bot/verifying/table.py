"""A table as plain lines, broken into several below each other where it would be too wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

WIDEST, LONGEST_NAME = 100, 28


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Words in the first column, at the left; figures in the others, at the right."""
    names = [row[0][:LONGEST_NAME] for row in rows]
    first = max((len(name) for name in (head[0], *names)), default=0)
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(1, len(head))]
    for columns in _parts(widths, WIDEST - first):
        yield _line(head[0], head, columns, widths, first)
        for name, row in zip(names, rows, strict=True):
            yield _line(name, row, columns, widths, first)
        yield ""


def _parts(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    part: list[int] = []
    left = room
    for at, width in enumerate(widths, 1):
        if part and left < width + 2:
            yield part
            part, left = [], room
        part.append(at)
        left -= width + 2
    if part:
        yield part


def _line(name: str, row: Sequence[str], columns: Sequence[int], widths: Sequence[int], first: int) -> str:
    figures = "".join(f"  {row[at]:>{widths[at - 1]}}" for at in columns)
    return f"{name:<{first}}{figures}"
