"""Sets a flyer: a program of its own, so that no bot waits for it and nothing of it stays behind.

It reads what stands on the flyer as JSON from its input, and writes a PDF of one A5 page. Run by its path: it
knows nothing of the bot.
"""

from __future__ import annotations

import json
import sys

_PAGE = """
#let words = json(bytes(sys.inputs.words))
#set page(width: 148mm, height: 210mm, margin: (x: 13mm, y: 12mm))
#set text(size: 12pt, hyphenate: false)
#set par(leading: 0.55em)
#set document(title: words.demand)
#let fitting(size, least, tallest, body) = layout(room => {
  let now = size
  while now > least and measure(text(size: now, weight: "bold", body), width: room.width).height > tallest {
    now = now - 2pt
  }
  text(size: now, weight: "bold", body)
})
#align(center)[
  #if words.stencil != "" {
    image(bytes(words.stencil), format: "svg", height: 30mm)
    v(5mm, weak: true)
  }
  #fitting(42pt, 13pt, if words.stencil == "" { 74mm } else { 46mm }, words.demand)
  #v(2mm)
  #text(size: 13pt, words.to)
  #v(1fr)
  #image(bytes(words.code), format: "svg", width: 52mm)
  #text(size: 16pt, weight: "bold", words.line)
  #v(1mm)
  #for step in words.steps [#text(size: 11.5pt, step) #linebreak()]
  #v(1fr)
  #text(size: 10pt, weight: "bold", words.warning)
]
"""


def main() -> None:
    import typst

    words = sys.stdin.read()
    json.loads(words)
    sys.stdout.buffer.write(typst.compile(_PAGE.encode(), sys_inputs={"words": words}))


if __name__ == "__main__":
    main()
