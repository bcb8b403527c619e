"""Saying whether one comes to a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.api.text import folded

_WORDS = {
    "going": ("yes", "y", "coming", "come", "voy", "si", "ire", "asistire", "✅", "👍"),
    "maybe": ("perhaps", "unsure", "quiza", "quizas", "tal vez", "❔", "❓", "🤷"),
    "apologies": ("no", "n", "can't", "cant", "not going", "disculpas", "no voy", "no puedo", "❌", "👎"),
}


class Rsvp(Enum):
    """Whether somebody comes: yes, perhaps, or not, with apologies."""

    GOING = "going"
    MAYBE = "maybe"
    APOLOGIES = "apologies"

    @classmethod
    def read(cls, word: str) -> Rsvp | None:
        """The answer of a word in any shipped language."""
        plain = folded(word)
        return next((cls(value) for value, words in _WORDS.items() if plain in (value, *words)), None)


@dataclass(frozen=True, slots=True)
class Answers:
    """How many have answered a meeting's call, and how; each person counts once."""

    going: int = 0
    maybe: int = 0
    apologies: int = 0


NOBODY = Answers()
