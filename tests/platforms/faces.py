"""Every face's way to show a card, as what a contract can be held to."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.api.card import Card
from bot.api.people import Address

TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
CHAT = "https://matrix.to/#/@folkmoot:example.org"
# Words that call people on some network when they stand in a message as they are.
CALLS = re.compile(r"@(?:everyone|here|room)\b|<@[!&]?(?!100)\d+>|<#\d+>|<!channel>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as one face sends it.

    words is all that a reader sees as text; calls says what in it would wake people; broken names the
    network's own limits that it goes beyond.
    """

    words: str
    calls: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    network: str
    show: Callable[[Card], Shown]

    def __str__(self) -> str:
        return self.name


def terminal() -> Face:
    from bot.platforms.console.render import Words, plain

    def show(card: Card) -> Shown:
        said = plain(_named(card, "terminal", "ana"), Words())
        return Shown(said, broken=_controls(said))

    return Face("terminal", "terminal", show)


def matrix() -> Face:
    from bot.platforms.matrix.encryption import size
    from bot.platforms.matrix.render import content
    from bot.platforms.matrix.voice import CLOSED

    def show(card: Card) -> Shown:
        linked = _named(card, "matrix", "@ana:example.org").linked(CHAT)
        made = content(linked, lambda a: "Ana" if a else "a member")
        body, formatted = made["body"], made["formatted_body"]
        tags = set(
            re.findall(r"</?([a-zA-Z]+)", formatted.replace(f'<a href="{CHAT}">', "").replace("</a>", ""))
        )
        strange = tags - {"strong", "code", "pre", "blockquote", "br", "em", "p", *TABLE_TAGS}
        broken = [*_controls(body), *(f"tag {t}" for t in strange)]
        if size(made) > CLOSED:
            broken.append("event too large")
        if made.get("m.mentions") != {}:
            broken.append("mentions")
        seen = html.unescape(re.sub(r"<[^>]*>", "", formatted))
        calls = tuple(CALLS.findall(body) + CALLS.findall(seen))
        return Shown(body, tuple(c for c in calls if c.startswith("@")), tuple(broken))

    return Face("matrix", "matrix", show)


def discord() -> Face:
    from bot.platforms.discord.render import Renderer

    def show(card: Card) -> Shown:
        made = Renderer("/", lambda: "a member").card(_named(card, "discord", "100"), 1, "0" * 20)
        pages = [embed.description or "" for embed in made.embeds]
        broken = [*_controls("\n".join(pages)), *_discord_limits(pages, made.view)]
        calls = CALLS.findall(re.sub(r"```.*?```|`[^`]*`", "", "\n".join(pages), flags=re.DOTALL))
        return Shown("\n".join(pages), tuple(calls), tuple(broken))

    return Face("discord", "discord", show)


def _discord_limits(pages: list[str], view: Any) -> list[str]:
    broken = [f"page of {len(page)}" for page in pages if len(page) > 4096]
    if sum(len(page) for page in pages) > 6000 or len(pages) > 10:
        broken.append("message too long")
    if any(page.count("```") % 2 for page in pages):
        broken.append("a block of code that is left open")
    rows = [row["components"] for row in view.to_components()] if view is not None else []
    parts = [part for row in rows for part in row]
    broken += [f"id of {len(part['custom_id'])}" for part in parts if len(part["custom_id"]) > 100]
    if len({part["custom_id"] for part in parts}) < len(parts) or len(rows) > 5:
        broken.append("rows or ids")
    return broken + [complaint for part in parts for complaint in _not_pressable(part)]


def _not_pressable(part: dict[str, Any]) -> list[str]:
    """What Discord would refuse of one button or menu."""
    if part["type"] == 2:
        return [] if 1 <= len(part["label"]) <= 80 else [f"label {part['label']!r}"]
    options = part["options"]
    broken = [] if 1 <= len(options) <= 25 else [f"{len(options)} options"]
    if not 0 <= part["min_values"] <= part["max_values"] <= len(options):
        broken.append("more to be chosen than there is")
    if sum(option["default"] for option in options) > part["max_values"]:
        broken.append("more chosen than may be")
    texts = [text for option in options for text in (option["label"], option.get("description") or "-")]
    broken += [f"option {text!r}" for text in texts if not 1 <= len(text) <= 100]
    words = "".join([part.get("placeholder") or "", *texts])
    return (
        broken
        + list(_controls(words))
        + (["placeholder"] if len(part.get("placeholder") or "") > 150 else [])
    )


def _named(card: Card, network: str, account: str) -> Card:
    """Members 1 and 2 have an account there, others have none."""
    return card.named(lambda member: Address(network, account) if member <= 2 else None)


def _controls(text: str) -> tuple[str, ...]:
    """What turns or hides the words around it, or drives a terminal."""
    bad = [c for c in text if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
    bad += [c for c in text if c in "\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061c\u2066\u2067"]
    if text.count("\u2068") != text.count("\u2069"):
        bad.append("\u2068")
    return tuple(f"control {ord(c):#x}" for c in bad)


def importable() -> list[Face]:
    """The faces whose libraries are here."""
    found = []
    for make in (terminal, matrix, discord):
        try:
            face = make()
        except ImportError:
            continue
        found.append(face)
    return found
