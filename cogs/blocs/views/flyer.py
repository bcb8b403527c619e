"""What stands on a flyer, and what whoever has it printed is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.card import Card, Data, view
from bot.api.speech import Speech
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.views import words


@dataclass(frozen=True, slots=True)
class Flyer:
    """The words on one page; scanned is what a phone reads from it."""

    headline: str = field(repr=False)
    place: str = field(repr=False)
    line: str = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)
    until: str = field(repr=False)
    scanned: str = field(repr=False)


def flyer(say: Speech, bloc: Bloc, assembly: str, network: str, code: str, until: datetime) -> Flyer:
    """The words of a flyer, for the network on which it was asked for."""
    name, where = words.name(bloc), words.network(network)
    line = f"{say.face.prefix}bloc join {code}"
    if bloc.trade:
        headline = say.word("{trade}? Gather {name}.", trade=Data(bloc.trade), name=name)
    else:
        headline = say.word("Gather {name}.", name=name)
    steps = (
        say.word("Come to {assembly} on {network}.", assembly=Data(assembly), network=where),
        say.word("Write to the bot there, where nobody else reads it:"),
    )
    return Flyer(
        headline,
        bloc.town,
        line,
        (steps[0], say.word("Write the line above to the bot there, where nobody else reads it.")),
        say.word("Good until {until}.", until=say.moment(until)),
        f"{steps[0]} {steps[1]} {line}",
    )


@view
def flyer_made(say: Speech, bloc: Bloc, until: datetime) -> Card:
    """What goes with the file."""
    return Card(
        title=say("A page to print for {name}", name=words.name(bloc)),
        blocks=(
            say.line("Its code is good until {until}, for as many as read it.", until=say.moment(until)),
            say.line(
                "It leads to where people wait: nobody is let in by it alone, unless the bloc is open to all."
            ),
        ),
    )
