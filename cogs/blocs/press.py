"""Sets a flyer: a program of its own, so that no bot waits for it and nothing of it stays behind.

It reads what stands on the flyer as JSON from its input, and writes a PDF of one A5 page. Run by its path: it
knows nothing of the bot.
"""

from __future__ import annotations

import json
import sys

_PAGE = """
#set page(width: 148mm, height: 210mm, margin: (x: 14mm, y: 14mm))
#set text(size: 12pt, hyphenate: false)
#set par(leading: 0.6em)
#let words = json(bytes(sys.inputs.words))
#let fitting(size, least, body) = layout(room => {
  let now = size
  while now > least and measure(text(size: now, weight: "bold", body), width: room.width).height > 58mm {
    now = now - 2pt
  }
  text(size: now, weight: "bold", body)
})
#align(center)[
  #fitting(40pt, 12pt, words.headline)
  #v(3mm, weak: true)
  #text(size: 14pt, words.place)
  #v(1fr)
  #image(bytes(words.code), format: "svg", width: 62mm)
  #v(3mm, weak: true)
  #text(size: 15pt, weight: "bold", words.line)
  #v(2mm, weak: true)
  #for step in words.steps [#text(size: 12pt, step) #linebreak()]
  #v(1fr)
  #text(size: 9pt, words.until)
]
"""


def main() -> None:
    import typst

    words = sys.stdin.read()
    json.loads(words)
    sys.stdout.buffer.write(typst.compile(_PAGE.encode(), sys_inputs={"words": words}))


if __name__ == "__main__":
    main()
