"""The picture of a vote in the README, from a real run: `python -m tools.picture` draws it anew."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape

from tools.messages import ROOT

PICTURE = ROOT / "docs" / "pictures" / "vote.svg"
SCRIPT = """
ana: /motion propose Stop work at noon on Friday closes:48h quorum:4
ben: /motion second 1
ben: /vote 1 for
chi: /vote 1 against
dara: /vote 1 abstain
ana: /vote 1 for
dara: /vote 1 for
ana: /motion close 1
"""
SHOWN_FROM = "ana> /vote 1 for"
SIZE, WIDE, HIGH, EDGE = 14, 8.43, 20, 20
FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"
 role="img" aria-labelledby="t">
<title id="t">A vote in the terminal: three for, one against; the motion is carried</title>
<rect width="{width}" height="{height}" rx="8" fill="#1c2128"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="{size}" fill="#d7dde4">
{rows}
</g>
</svg>
"""


def run() -> list[str]:
    """What the terminal shows of the vote, to its result."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "console"],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "COLUMNS": "100"},
            input=SCRIPT,
            capture_output=True,
            text=True,
            check=True,
        )
    lines = done.stdout.splitlines()
    return lines[lines.index(SHOWN_FROM) :]


def drawn(lines: list[str]) -> str:
    """The lines as a picture; what people type stands out by weight as well as by colour."""
    rows = [
        f'<text x="{EDGE}" y="{EDGE + HIGH * n + SIZE}" xml:space="preserve"{_look(line)}>'
        f"{escape(line)}</text>"
        for n, line in enumerate(lines)
        if line
    ]
    width = round(2 * EDGE + WIDE * max(map(len, lines)))
    height = 2 * EDGE + HIGH * len(lines)
    return FRAME.format(width=width, height=height, size=SIZE, rows="\n".join(rows))


def _look(line: str) -> str:
    if "> /" in line:
        return ' fill="#7ee0b8" font-weight="bold"'
    return ' font-weight="bold"' if line.startswith("Motion ") else ""


if __name__ == "__main__":
    shown = run()
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(shown), encoding="utf-8")
    print("\n".join(shown))
