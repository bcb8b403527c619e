"""Why something was refused, as plain words that can be stored: in the language of the assembly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.api.card import Card, Chat, Data, Field, Line, Moment, Name, Quote, Text, Typed
from bot.api.errors import RuleError
from bot.api.people import Assembly
from bot.api.speech import Features, Speech
from bot.languages import speech
from bot.loader import House
from bot.messages import something_broke

FACE = Features(prefix="/")


def reasons(house: House) -> Callable[[RuleError, Assembly, datetime], str]:
    """What says why, by the views of the house's cogs."""

    def why(error: RuleError, assembly: Assembly, now: datetime) -> str:
        explain = next((house.errors[kind] for kind in type(error).__mro__ if kind in house.errors), None)
        say = speech(assembly.locale, assembly.zone, now, FACE)
        return plain((explain(error) if explain else something_broke())(say), say)

    return why


def plain(card: Card, say: Speech) -> str:
    """What a card says, in one line and without its buttons."""
    texts: list[Text] = [card.head, card.title]
    for block in card.blocks:
        match block:
            case Line(text=text):
                texts.append(text)
            case Quote(text=words):
                texts.append((Data(words),))
            case Field(label=label, value=value):
                texts.append((*label, ": ", *value))
    return " ".join(said for text in texts if (said := "".join(_part(part, say) for part in text)))


def _part(part: object, say: Speech) -> str:
    match part:
        case str(text) | Data(text) | Moment(text=text) | Chat(text=text):
            return text
        case Typed(line):
            return f"{FACE.prefix}{line}"
        case Name():
            return say.word("a member")
    return ""
