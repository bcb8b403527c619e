"""What is said to all members of a bloc."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Line, Name, Quote, view
from bot.api.speech import Speech
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.views import words


@view
def announcement_card(say: Speech, bloc: Bloc, member: int | None, text: str) -> Card:
    blocks: list[Block] = [Quote(text)]
    if member is not None:
        blocks.append(say.line("Said by {person}.", person=Name(member)))
    return Card(title=say("To all in {name}", name=words.name(bloc)), blocks=tuple(blocks))


@view
def announced(say: Speech, bloc: Bloc, rooms: int, people: int, below: Sequence[str]) -> Card:
    """What whoever has said it is told: how far it goes."""
    parts = []
    if rooms:
        parts.append(say.plural("into {n} room", "into {n} rooms", rooms))
    if people:
        parts.append(say.plural("in private to {n} member", "in private to {n} members", people))
    if not parts:
        return say.card("Nobody but you is in {name} yet, so nobody hears it.", name=words.name(bloc))
    both = "; ".join("".join(str(part) for part in text) for text in parts)
    blocks: list[Block] = [
        Line(say("It goes to the members of {name}: {ways}.", name=words.name(bloc), ways=both))
    ]
    if below:
        blocks.append(say.line("And to those of {names}.", names=words.names(below)))
    return Card(blocks=tuple(blocks))
