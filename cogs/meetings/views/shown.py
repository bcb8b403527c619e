"""What the event of a meeting says in a network's calendar, and what is said where there can be none."""

from __future__ import annotations

from bot.api.card import Card, Data, Line, Typed, view
from bot.api.speech import Speech
from cogs.meetings.rules.call import Call

REASON = "="
_NETWORKS = {"discord": "Discord"}


def about(say: Speech, call: Call, assembly: str) -> str:
    """The event's own words; it names nobody."""
    return say.word(
        "Meeting {number} of {assembly}. Who is on the roll and interested here counts as going.",
        number=str(call.number),
        assembly=Data(assembly),
    )


@view
def unshown(say: Speech, network: str, lacks: str) -> Card:
    """For stewards, once: why, and what to do."""
    first = say.line(
        "I could not show a meeting as an event on {network}.", network=_NETWORKS.get(network, network)
    )
    again = Typed("meeting settings events:yes")
    if lacks.startswith(REASON):
        why = Data(say.catalog.gettext(lacks.removeprefix(REASON)))
        then = say("The reason: {why}. Once that is mended, write {line}", why=why, line=again)
    else:
        then = say(
            "Somebody who manages the server has to allow me: {lacks}. Then write {line}",
            lacks=Data(lacks),
            line=again,
        )
    return Card(blocks=(first, Line(then)))
