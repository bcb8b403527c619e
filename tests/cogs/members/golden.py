"""Cards as the terminal shows them, for reading side by side."""

from __future__ import annotations

from datetime import timedelta
from textwrap import fill
from zoneinfo import ZoneInfo

from bot.api.card import Card, View
from bot.api.people import Address, Assembly, RollPolicy
from bot.api.speech import Features, Speech
from bot.platforms.console.render import Words, plain
from tests.talk import START as NOW

TERMINAL = Features(prefix="/", buttons=True, numbered=True, whispers=True)
MATRIX = Features(prefix="!", reactions=True)
DEPOT = Assembly(
    1,
    "Depot",
    "en",
    "Europe/Berlin",
    RollPolicy.ANYONE,
    None,
    timedelta(hours=12),
    Address("matrix", "!depot:example.org"),
    NOW,
)
NAMES = {1: "ana", 2: "ben"}


def read(view: View, face: Features = TERMINAL) -> str:
    card: Card = view(Speech("en", ZoneInfo("Europe/Berlin"), NOW, face))
    named = card.named(lambda member: Address("terminal", NAMES[member]))
    lines = plain(named, Words(prefix=face.prefix)).splitlines()
    return "\n".join(fill(line, 88) for line in lines)
