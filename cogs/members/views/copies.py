"""Cards about a copy of what is kept of a person."""

from __future__ import annotations

from bot.api.card import Card, Data, Typed, view
from bot.api.speech import Speech


@view
def handed_over(say: Speech, assembly: str) -> Card:
    return Card(
        blocks=(
            say.line("Here is all that I keep about you in {name}.", name=Data(assembly)),
            say.line(
                "Save it soon: I keep no copy, and take this one away in an hour where the network lets me. "
                "Whoever finds it on your device can read it."
            ),
            say.line("To have all of it erased: {line}", line=Typed("member forget-me")),
        )
    )
