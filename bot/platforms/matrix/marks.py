"""Reactions: those that stand on a message, and which one it was that somebody took back."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from bot.api.invocation import Seen
from bot.api.people import Address
from bot.platforms.matrix.room import sent_at
from bot.platforms.matrix.rooms import NETWORK, Rooms
from bot.platforms.matrix.text import relation
from bot.platforms.matrix.wire import Json, Wire, quoted

MARKS_FILE = "reactions.jsonl"
KEPT = timedelta(days=14)
MOST = 100_000
PAGE = 1000


class Marks:
    """Remembers for each reaction's event what it stood on and which emoji it was.

    A reaction that is taken back is emptied by the server: the event that says so names it, and nothing else
    does any more. So this is kept on disk too, for two weeks, without names.
    """

    def __init__(self, folder: Path, today: date) -> None:
        self._path = folder / MARKS_FILE
        self._today = today.isoformat()
        self._known: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._unsaved: list[str] = []
        self._load((today - KEPT).isoformat())

    def note(self, event: str, owner: str, message: str, mark: str) -> None:
        """Remembers a reaction; whose it is, for this run only."""
        self._owners[event] = owner
        if len(self._owners) > MOST:
            self._owners.popitem(last=False)
        if event in self._known:
            return
        self._known[event] = (message, mark)
        self._unsaved.append(self._line(event, message, mark))
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def find(self, event: str) -> tuple[str, str] | None:
        """The message and the emoji of a reaction, where it is remembered."""
        return self._known.get(event)

    def owner(self, event: str) -> str | None:
        """Whose reaction it is, where this run has seen it."""
        return self._owners.get(event)

    def save(self) -> None:
        """Adds what is new to the file."""
        if not self._unsaved:
            return
        with os.fdopen(os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.writelines(self._unsaved)
        self._unsaved.clear()

    def _load(self, oldest: str) -> None:
        """Reads what is not too old, and leaves the rest out of the file."""
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        for line in lines[-MOST:]:
            try:
                day, event, message, mark = json.loads(line)
            except ValueError:
                continue  # the line that a power cut left half written
            if day >= oldest:
                self._known[event] = (message, mark)
        if len(self._known) < len(lines):
            self._path.unlink()
            self._unsaved = [self._line(event, *of) for event, of in self._known.items()]
            self.save()

    def _line(self, event: str, message: str, mark: str) -> str:
        return json.dumps([self._today, event, message, mark], ensure_ascii=False) + "\n"


def reacted(event: Json) -> tuple[str, str] | None:
    """The message and the emoji of a reaction's event; None where it is no reaction, or was taken back."""
    if event.get("type") != "m.reaction":
        return None
    told = relation(event.get("content") or {})
    message, mark = told.get("event_id"), told.get("key")
    if told.get("rel_type") != "m.annotation" or not isinstance(message, str) or not isinstance(mark, str):
        return None
    return message, mark


async def standing(wire: Wire, room: str, message: str) -> list[Json]:
    """All events of reactions that stand on a message, from the server's own count."""
    path = f"/_matrix/client/v1/rooms/{quoted(room)}/relations/{quoted(message)}/m.annotation/m.reaction"
    found: list[Json] = []
    page: str | None = None
    while True:
        told = await wire.get(path, limit=PAGE, from_=page)
        found.extend(told.get("chunk") or [])
        page = told.get("next_batch")
        if not page:
            return found


async def seen(rooms: Rooms, room: str, events: Iterable[Json]) -> list[Seen]:
    """The reactions of people who are in the room now: the server lists those of others too."""
    found = []
    for event in events:
        told, sender = reacted(event), str(event.get("sender", ""))
        if told is None or sender == rooms.me:
            continue
        since = await rooms.since(room, sender)
        if since is not None:
            found.append(Seen(Address(NETWORK, sender), told[1], sent_at(event), since))
    return found
