"""What lies on the table: cards that everyone sees, reactions under them, buttons within reach."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from bot.api.card import Button, Card
from bot.platforms.console.render import Row, unnumbered

Reached = tuple[tuple[Button, ...], int | None]
_KEPT = 200  # messages that can still be changed or reacted to


@dataclass(slots=True)
class Posted:
    """A card on the table and how it was last shown."""

    message: str
    card: Card
    rows: list[Row]
    assembly: int | None = None
    key: str = ""


@dataclass(slots=True)
class Table:
    """The one room of the terminal.

    Reactions, and which card asks for them, outlive a restart in a file of their own.
    """

    file: Path | None = None
    posted: dict[str, Posted] = field(default_factory=dict)
    standing: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    asks: str = ""
    _latest: str = ""
    _reach: dict[str, Reached] = field(default_factory=dict)
    _for_all: tuple[str, Reached] = ("", ((), None))

    def __post_init__(self) -> None:
        if self.file and self.file.exists():
            try:
                kept = json.loads(self.file.read_text("utf-8"))
                self.asks, self.standing = kept["asks"], kept["standing"]
            except (ValueError, KeyError, TypeError):
                # A file that was cut short: the ballots are safe in the database, only the marks are lost.
                self.file.rename(self.file.with_suffix(".unreadable"))

    def put(self, posted: Posted) -> None:
        """Lays a card on the table; its buttons are now in everyone's reach."""
        if not posted.message:
            posted.message = secrets.token_hex(6)
        self.posted[posted.message] = posted
        if len(self.posted) > _KEPT:
            del self.posted[next(iter(self.posted))]
        self._latest = posted.message
        if posted.card.reactions:
            self.asks = posted.message
            self._save()
        if posted.card.buttons:
            self._for_all = (posted.message, (posted.card.buttons, posted.assembly))
            self._reach.clear()

    def change(
        self, message: str, card: Card, shown: list[Row], assembly: int | None
    ) -> tuple[list[Row], list[Row]]:
        """Replaces a card; what was shown of it, and what is to be: numbers stand on the last card alone."""
        before = self.posted.get(message)
        self.posted[message] = Posted(message, card, shown, assembly, before.key if before else "")
        old = before.rows if before else []
        if self._for_all[0] != message:
            return unnumbered(old), unnumbered(shown)
        self._for_all = (message, (card.buttons, assembly))
        return old, shown

    def keyed(self, key: str) -> str | None:
        """The message that was put with this key."""
        return next((p.message for p in self.posted.values() if p.key == key), None)

    def hand(self, person: str, buttons: tuple[Button, ...], assembly: int | None) -> None:
        """Puts the buttons of an answer in one person's reach."""
        if buttons:
            self._reach[person] = (buttons, assembly)

    def button(self, person: str, number: int) -> tuple[Button, int | None] | None:
        """The button with this number on the last card that had any."""
        buttons, assembly = self._reach.get(person, self._for_all[1])
        return (buttons[number - 1], assembly) if 1 <= number <= len(buttons) else None

    def to_react(self) -> str | None:
        """The card that a bare emoji is meant for: the last that asks for one, else the last of all."""
        asking = (m for m, p in reversed(self.posted.items()) if p.card.reactions)
        return next(asking, self.asks or self._latest or None)

    def reacted(self, person: str) -> tuple[str, str] | None:
        """The latest card on which this person has reactions, and the newest of them."""
        for message, people in reversed(self.standing.items()):
            if marks := people.get(person):
                return message, marks[-1]
        return None

    def marks(self, message: str) -> list[tuple[str, str]]:
        """Who reacted to a message, and with what."""
        people = self.standing.get(message, {})
        return [(name, mark) for name, some in people.items() for mark in some]

    def react(self, message: str, person: str, mark: str) -> bool:
        """Adds a reaction; False where it stood there already."""
        marks = self.standing.setdefault(message, {}).setdefault(person, [])
        if mark in marks:
            return False
        marks.append(mark)
        self._save()
        return True

    def take_back(self, message: str, person: str, mark: str) -> bool:
        """Takes a reaction away; False where there was none."""
        marks = self.standing.get(message, {}).get(person, [])
        if mark not in marks:
            return False
        marks.remove(mark)
        self._save()
        return True

    def _save(self) -> None:
        if self.file is None:
            return
        newest = dict(list(self.standing.items())[-_KEPT:])
        kept = {"asks": self.asks, "standing": newest}
        private_write(self.file, json.dumps(kept, ensure_ascii=False))


def private_write(path: Path, text: str) -> None:
    """Writes a file whole or not at all, for its owner's eyes only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with open(beside, "w", encoding="utf-8", opener=private_opener) as out:
        out.write(text)
    beside.replace(path)


def private_opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
