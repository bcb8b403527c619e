"""A typed line as words: bare ones, quoted ones and options written key:value."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What people's keyboards make of a quote, and what may close it.
_CLOSERS = {
    '"': '"',
    "“": '”"',
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
}
_OPTION = re.compile(r"([^\W\d_][\w-]*):")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a line; key and value are set where it has the shape key:value."""

    text: str
    start: int
    end: int
    quoted: bool = False
    key: str = ""
    value: str = ""
    value_quoted: bool = False


def tokens(line: str) -> list[Token]:
    """The words of one line, with quotes taken off."""
    found: list[Token] = []
    unclosed: set[str] = set()
    at = 0
    while (at := _skip_space(line, at)) < len(line):
        token = _token(line, at, unclosed)
        found.append(token)
        at = token.end
    return found


def quoted(text: str) -> str:
    """The text in quotes, so that a line holds it as one word."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def bare_or_quoted(text: str) -> str:
    """The text as one word of a line: in quotes only where it needs them."""
    one_word = bool(text) and not any(c.isspace() for c in text)
    plain = one_word and text[0] not in _CLOSERS and not _OPTION.match(text)
    return text if plain else quoted(text)


def _skip_space(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _token(line: str, at: int, unclosed: set[str]) -> Token:
    if whole := _quoted_at(line, at, unclosed):
        return Token(whole[0], at, whole[1], quoted=True)
    option = _OPTION.match(line, at)
    if option and (inner := _quoted_at(line, option.end(), unclosed)):
        return Token(line[at : inner[1]], at, inner[1], key=option[1], value=inner[0], value_quoted=True)
    end = next((i for i in range(at, len(line)) if line[i].isspace()), len(line))
    if option:
        return Token(line[at:end], at, end, key=option[1], value=line[option.end() : end])
    return Token(line[at:end], at, end)


def _quoted_at(line: str, at: int, unclosed: set[str]) -> tuple[str, int] | None:
    """The text between quotes that open here and where they end; None where they never close.

    What nothing closes here nothing closes further on: unclosed notes such quotes, or a line full of them
    would be read to its end for each.
    """
    if at >= len(line) or line[at] not in _CLOSERS or line[at] in unclosed:
        return None
    closers, i = _CLOSERS[line[at]], at + 1
    inside: list[str] = []
    while i < len(line):
        if line[i] == "\\" and line[i + 1 : i + 2] and line[i + 1] in closers + "\\":
            i += 1
        elif line[i] in closers and (i + 1 == len(line) or line[i + 1].isspace()):
            return "".join(inside), i + 1
        inside.append(line[i])
        i += 1
    unclosed.add(line[at])
    return None
