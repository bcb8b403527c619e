"""Texts as data: what people write comes out harmless wherever it is shown."""

from __future__ import annotations

import re
import unicodedata

# Overrides and embeddings can turn the words around them; isolates that somebody leaves open can too.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_KEPT_CONTROLS = {"\n"}
_JOINERS = {"\u200c", "\u200d"}  # emoji and several scripts are written with these
ISOLATE, POP = "\u2068", "\u2069"


def clean(text: str) -> str:
    """The text in NFC, without control, direction and other invisible characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in _BIDI.sub("", text) if _is_kept(c)).strip()


def _is_kept(char: str) -> bool:
    if char in _KEPT_CONTROLS or char in _JOINERS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def isolated(text: str) -> str:
    """The text so marked that its direction does not leak into what stands around it."""
    return f"{ISOLATE}{text}{POP}" if any(_is_rtl(c) for c in text) else text


def _is_rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL", "RLE", "RLO", "AN")


def folded(text: str) -> str:
    """The text without case, accents and surrounding space, for comparing words that people type."""
    if text.isascii():
        return text.casefold().strip()
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return stripped.casefold().strip()


def bare(name: str) -> str:
    """A name without case, accents and any space, as one word that people type."""
    return "".join(folded(clean(name)).split())
