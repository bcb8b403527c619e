"""What people write, read as commands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from bot.platforms.matrix.wire import Json

PILL = re.compile(r'<a href="https://matrix\.to/#/(@[^"?]+)(?:\?[^"]*)?">([^<]{1,100})</a>')
NEAR = 0.7
"""How much a mistyped command must resemble one of ours; other bots' commands are not ours to answer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A line that was meant for the bot; bare where nothing says so but that the two are alone."""

    line: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Ear:
    """What the bot listens for: its own names, and the first words of its commands."""

    me: str
    names: tuple[str, ...]
    heads: frozenset[str]

    def hear(self, content: Json, *, private: bool) -> Heard | None:
        """The line that a message gives the bot, or None where it is not for the bot."""
        body = content.get("body")
        if content.get("msgtype") != "m.text" or not isinstance(body, str):
            return None
        text = without_reply_fallback(body, content).strip()
        if text[:1] in ("!", "/"):
            line = text[1:].lstrip()
            return Heard(line) if private or self._is_ours(line) else None
        called = self._called(text, content)
        if called is not None:
            return Heard(called.lstrip("!/").strip() or "help")
        return Heard(text, bare=True) if private and text else None

    def _is_ours(self, line: str) -> bool:
        head = line.split(maxsplit=1)[0].casefold() if line else ""
        return head in self.heads or bool(get_close_matches(head, self.heads, n=1, cutoff=NEAR))

    def _called(self, text: str, content: Json) -> str | None:
        """What follows the bot's name where a message begins with it."""
        for name in sorted({*self.names, *self._pills(content)}, key=len, reverse=True):
            if text.casefold().startswith(name.casefold()):
                rest = text[len(name) :]
                if not rest or rest[0] in ":, \n\u00a0":
                    return rest.lstrip(":, \n\u00a0")
        return None

    def _pills(self, content: Json) -> Iterable[str]:
        html = content.get("formatted_body")
        found = PILL.findall(html) if isinstance(html, str) else []
        return [name for user, name in found if user == self.me and name.strip()]


def ear(me: str, name: str, paths: Iterable[str]) -> Ear:
    """An ear for the account of this id and display name, and for commands of these paths."""
    local = me[1:].split(":", 1)[0]
    names = tuple(n for n in (me, name.strip(), f"@{local}", local) if n)
    return Ear(me, names, frozenset(path.split()[0].casefold() for path in paths))


def without_reply_fallback(body: str, content: Json) -> str:
    """The text without the quotation that some clients put before a reply."""
    if "m.in_reply_to" not in relation(content) or not body.startswith("> "):
        return body
    lines = body.split("\n")
    quoted = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    return "\n".join(lines[quoted:]).lstrip("\n")


def relation(content: Json) -> Json:
    """What a message relates to."""
    told = content.get("m.relates_to")
    return told if isinstance(told, dict) else {}


def edited(content: Json) -> Json | None:
    """The new content of an edit, or None where the message is none."""
    if relation(content).get("rel_type") != "m.replace":
        return None
    changed = content.get("m.new_content")
    return changed if isinstance(changed, dict) else {}


def thread(content: Json) -> str | None:
    """The thread that a message stands in."""
    told = relation(content)
    root = told.get("event_id") if told.get("rel_type") == "m.thread" else None
    return root if isinstance(root, str) else None


def fits(user: str, patterns: Iterable[str]) -> bool:
    """Whether an account is one of these; * stands for anything, and *:server for a whole server."""
    return any(fnmatchcase(user, f"@{p}" if p.startswith("*:") else p) for p in patterns)
