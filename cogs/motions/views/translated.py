"""What a motion says of its translations."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Card, Text, View
from bot.api.number import Numbered
from bot.api.services import Buttons
from bot.api.speech import Speech


def called(say: Speech, number: Numbered) -> str:
    """What a motion is called where a translation of it is spoken of."""
    return say.word("Motion {number}", number=number)


def binds(say: Speech, language: str) -> Text:
    """Which of the texts counts."""
    return say("The {language} text is the one voted on.", language=language)


def with_buttons(card: View, buttons: Buttons) -> View:
    """A card with a button for each language that it can be read in."""

    def said(say: Speech) -> Card:
        shown = card(say)
        return replace(shown, buttons=(*shown.buttons, *buttons(say)))

    return said
