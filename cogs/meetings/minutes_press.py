"""Sets minutes: a program of its own, so that no bot waits for it and nothing of it stays behind.

It reads title and lines as JSON from its input, and writes a PDF. Run by its path: it knows nothing of the
bot.
"""

from __future__ import annotations

import json
import sys

_PAGE = """
#set page(paper: "a4", margin: (x: 22mm, y: 22mm), numbering: "1 / 1")
#set text(size: 11pt, hyphenate: false)
#set par(leading: 0.65em, justify: false)
#let words = json(bytes(sys.inputs.words))
#set document(title: words.title)
#text(size: 18pt, weight: "bold", words.title)
#v(4mm)
#for line in words.lines {
  if line.heading {
    block(text(size: 13pt, weight: "bold", line.text), above: 6mm, below: 3mm, sticky: true)
  } else {
    list(text(line.text))
  }
}
"""


def main() -> None:
    import typst

    words = sys.stdin.read()
    json.loads(words)
    sys.stdout.buffer.write(typst.compile(_PAGE.encode(), sys_inputs={"words": words}))


if __name__ == "__main__":
    main()
