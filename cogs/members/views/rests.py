"""Cards about pausing and coming back, and about who was found to be gone."""

from __future__ import annotations

from bot.api.card import Button, Card, Data, Name, Typed, view
from bot.api.speech import Speech


@view
def paused(say: Speech, assembly: str) -> Card:
    return Card(
        blocks=(
            say.line(
                "You have paused in {name}. You stay on the roll, but are not counted when it is reckoned "
                "how many must take part in votes that open from now on.",
                name=Data(assembly),
            ),
            say.line(
                "You may still vote: as soon as you take part, the pause is over. Or: {line}",
                line=Typed("member return"),
            ),
        ),
        buttons=(Button(say.word("Come back"), "member return"),),
    )


@view
def returned(say: Speech, assembly: str) -> Card:
    return say.card("Welcome back to {name}: you count again.", name=Data(assembly))


@view
def put_out(say: Speech, assembly: str, member: int) -> Card:
    """For stewards, when another hand removed a member from where the assembly meets."""
    return say.card(
        "{name} was removed from where {assembly} meets, by somebody who manages it. They stay on the roll, "
        "and their votes stand; the result says so. To take them off the roll: {line}",
        name=Name(member),
        assembly=Data(assembly),
        line=Typed(f"member remove {say.word('NAME')}"),
    )
