"""Writing to the terminal, in colour where it has any; data is never read as markup."""

from __future__ import annotations

import difflib
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.platforms.console.render import QUOTED, Row, shown

_STYLES = {
    "title": "bold",
    "strong": "bold",
    "bar": "cyan",
    "buttons": "bold cyan",
    "quote": "italic",
    "typed": "dim",
    "private": "magenta",
    "note": "dim",
}


class Screen:
    """Prints rows one below the other, a blank line between one thing and the next."""

    def __init__(self, out: TextIO | None) -> None:
        self._console = Console(file=out, markup=False, highlight=False, emoji=False, legacy_windows=False)
        self._began = False

    def block(self, rows: list[Row]) -> None:
        """One thing that was said, apart from what stands above it."""
        if self._began:
            self._console.print()
        self.lines(rows)

    def lines(self, rows: list[Row]) -> None:
        self._began = True
        for row in rows:
            for line in self._wrapped(row):
                self._console.print(line, soft_wrap=True)
        self._console.file.flush()

    def _wrapped(self, row: Row) -> list[Text]:
        """The row in lines of the terminal's width; in a quote each has its mark, so that none looks ours."""
        style = _STYLES.get(row.kind, "")
        mark = QUOTED if row.kind == "quote" else ""
        if not self._console.is_terminal:
            return [Text(row.text, style)]
        inner = Text(row.text.removeprefix(mark), style)
        width = max(10, self._console.width - len(mark))
        return [Text(mark, style) + line for line in inner.wrap(self._console, width)] or [Text(mark, style)]

    def echo(self, person: str, text: str) -> None:
        """A line of a script as its person would have typed it."""
        first, *more = text.split("\n")
        typed = [f"{person}> {first}", *(f"{' ' * len(person)}  {line}".rstrip() for line in more)]
        self.block([Row(shown(line), "typed") for line in typed])


def changes(before: list[Row], after: list[Row]) -> list[Row]:
    """What a changed card says anew, below its head; the whole card where most of it is new."""
    old, new = [r.text for r in before], [r.text for r in after]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    fresh = {
        at
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag in ("replace", "insert")
        for at in range(start, end)
        if new[at]
    }
    if not fresh:
        return []
    if len(fresh) * 2 > len(after):
        return after
    # A head says what changed, and a row of a tally means nothing without the others.
    has_count = any(after[at].kind == "bar" for at in fresh)
    kept = ("head", "title", "bar") if has_count else ("head", "title")
    return [row for at, row in enumerate(after) if at in fresh or row.kind in kept]
