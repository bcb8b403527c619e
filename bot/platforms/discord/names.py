"""What people call a room, as names and topics that Discord takes, and the key that is left in a topic."""

from __future__ import annotations

import re
import unicodedata

from bot.platforms.discord.text import line, shortened

NAME, TOPIC = 100, 1024
NAMELESS = "room"
_ALL = re.compile("@(?=everyone|here)", re.IGNORECASE)
_KEY = re.compile(r"\s*\[([0-9a-f]{20})\]$")
_LEADS = re.compile(r"^<#(\d+)>$")
_LINK = re.compile("<(?=[#@/:])")
_KEPT_MARKS = {"\u200c", "\u200d", "\ufe0f"}  # several scripts and emoji are written with these


def room_name(name: str) -> str:
    """A name as text channels have it: small letters, numbers and emoji of any script, joined by hyphens."""
    words = "".join(c if _stands(c) else " " for c in line(name).lower())
    return _within("-".join(words.split())).strip("-") or NAMELESS


def group_name(name: str) -> str:
    """A name for what shows one as it was written: a category, a private thread, a role."""
    return _within(shortened(_ALL.sub("@\u2060", line(name)), NAME)) or NAMELESS


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for what Discord may have made of one of them."""
    return _bare(one) == _bare(other)


def with_key(topic: str, key: str) -> str:
    """A topic with the key at its end, by which the room is found again; without one, the bare topic."""
    mark = f"[{key}]" if key else ""
    words = shortened(_LINK.sub("<\u2060", line(topic)), TOPIC - len(mark) - 1)
    return f"{words} {mark}".strip()


def leading_to(room: int, key: str) -> str:
    """The topic of a channel that goes on in another room; Discord shows it as a link."""
    return f"<#{room}> [{key}]" if key else f"<#{room}>"


def leads_to(topic: str | None) -> int | None:
    """The room in which a channel with this topic goes on, if it does; no topic that people wrote says so."""
    found = _LEADS.match(words_in(topic))
    return int(found[1]) if found else None


def key_in(topic: str | None) -> str:
    """The key at the end of a topic, or nothing."""
    found = _KEY.search(topic or "")
    return found[1] if found else ""


def words_in(topic: str | None) -> str:
    """The topic without the key."""
    return _KEY.sub("", topic or "").strip()


def same_topic(wanted: str, there: str | None) -> bool:
    """Whether a topic says what it should, but for the key and for what Discord may have made of it."""
    return same_name(words_in(with_key(wanted, key_in(there))), words_in(there))


def _stands(char: str) -> bool:
    """Letters, marks, numbers, emoji; Discord leaves nothing else in the name of a text channel."""
    return char in _KEPT_MARKS or char == "_" or unicodedata.category(char)[0] in "LMN" or _is_emoji(char)


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk") and ord(char) > 0x2000


def _within(name: str) -> str:
    """The name within Discord's limit, which counts a sign beyond the first plane as two."""
    while len(name.encode("utf-16-le")) // 2 > NAME:
        name = name[:-1]
    return name


def _bare(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN" or _is_emoji(c))
