"""Sets a letter with its signatories: a program of its own, so that no bot waits for it.

It reads the words as JSON from its input, and writes a PDF. Run by its path: it knows nothing of the bot.
"""

from __future__ import annotations

import json
import sys

_PAGE = """
#let words = json(bytes(sys.inputs.words))
#set page(paper: "a4", margin: (x: 24mm, y: 24mm), numbering: "1 / 1")
#set text(size: 11pt, hyphenate: false)
#set par(leading: 0.7em, spacing: 1.1em, justify: false)
#set document(title: words.title)
#if words.to != "" { text(size: 11pt, words.to) }
#v(6mm, weak: true)
#text(size: 20pt, weight: "bold", words.title)
#v(4mm)
#for part in words.text { par(part.join(linebreak())) }
#v(6mm)
#line(length: 100%, stroke: 0.6pt)
#text(size: 14pt, weight: "bold", words.signed)
#v(2mm)
#set par(leading: 0.42em)
#set block(spacing: 0.95em)
#columns(2, gutter: 8mm, for one in words.names {
  block(breakable: false, {
    text(size: 9.5pt, weight: "bold", one.name)
    if one.stated != "" { text(size: 8.5pt, [ \\ ] + one.stated) }
  })
})
#v(3mm)
#for line in words.below { par(text(size: 11pt, line)) }
#v(3mm)
#text(size: 9pt, words.made)
"""


def main() -> None:
    import typst

    words = sys.stdin.read()
    json.loads(words)
    sys.stdout.buffer.write(typst.compile(_PAGE.encode(), sys_inputs={"words": words}))


if __name__ == "__main__":
    main()
