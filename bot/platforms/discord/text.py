"""Words as Discord's Markdown: what people wrote stays what they wrote."""

from __future__ import annotations

import re

from bot.api.text import clean, isolated

# An address is shown as it is and leads where it says, so it is left whole: a backslash would break it.
_ADDRESS = re.compile(r"https?://[^\s<>\\()\[\]`|]+")
_MARKS = re.compile(r"[\\*_~`|\[\]<>]")
_AT_LINE_START = re.compile(r"(?m)^([^\S\n]*)([#>+-]|\d+(?=[.)]))")
# Any that could call somebody; that of a mail address is left whole too, so that it can be copied.
_CALL = re.compile(r"(?<![\w.+%-])@|@(?=everyone|here)|@(?![\w-]+\.\w)", re.IGNORECASE)
_OPEN, _CLOSE = "```\n", "\n```"
_GAP = "\u200b"
_UNMARK = re.compile(r"\\(.)", re.DOTALL)


def harmless(text: str) -> str:
    """The text with nothing in it that formats, links, mentions or calls anybody."""
    text = clean(text)
    parts = []
    end = 0
    for address in _ADDRESS.finditer(text):
        parts += [_escaped(text[end : address.start()]), address.group()]
        end = address.end()
    parts.append(_escaped(text[end:]))
    shown = _AT_LINE_START.sub(_escaped_start, "".join(parts))
    return _CALL.sub("@" + _GAP, shown)


def original(shown: str) -> str:
    """What harmless() was given, but for characters that it leaves out."""
    return _UNMARK.sub(r"\1", shown.replace("@" + _GAP, "@"))


def person(text: str) -> str:
    """A person's words on a line of ours."""
    return isolated(harmless(line(text)))


def line(text: str) -> str:
    """The text on one line, without what can't be seen."""
    return " ".join(clean(text).split())


def code(text: str) -> str:
    """A line to be typed, as code."""
    return f"`{line(text).replace('`', 'ˋ')}`"


def block(text: str) -> str:
    """Lines in letters of equal width."""
    return f"{_OPEN}{text.replace('`', 'ˋ')}{_CLOSE}"


def quoted(text: str) -> str:
    """A longer text by a person, set off from ours line by line."""
    return "\n".join(f"> {line}" for line in harmless(text).split("\n"))


def shortened(text: str, limit: int) -> str:
    """The text within a limit that Discord sets, with a sign where words are missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def fitted(text: str, limit: int) -> str:
    """The same for lines that may be a block of code, which is closed all the same."""
    if len(text) <= limit or not text.startswith(_OPEN) or limit <= len(_OPEN + _CLOSE):
        return shortened(text, limit)
    return shortened(text, limit - len(_CLOSE)) + _CLOSE


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _escaped_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"
