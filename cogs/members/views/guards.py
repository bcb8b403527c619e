"""Cards about what is asked of newcomers."""

from __future__ import annotations

from bot.api.card import Block, Card, Data, Field, Text, Typed, view
from bot.api.deeds import Said
from bot.api.guards import Guards
from bot.api.people import Assembly, RollPolicy
from bot.api.speech import Speech


@view
def guards_card(say: Speech, assembly: Assembly, guards: Guards) -> Card:
    """All of it, in words."""
    blocks: list[Block] = []
    if assembly.policy is RollPolicy.VOUCHED:
        blocks.append(Field(say("Who vouch for a newcomer"), _vouchers(say, guards)))
    blocks += [
        Field(say("An account's age"), _age(say, guards)),
        Field(say("Newcomers within an hour"), _hourly(say, guards)),
        Field(say("Stewards are told"), _alarm(say, guards)),
        say.line(
            "Whoever is too new, or one too many, can ask to be admitted. To change it: {line}",
            line=Typed("member guards age:7d hourly:20"),
        ),
    ]
    return Card(title=say("What {name} asks of newcomers", name=Data(assembly.name)), blocks=tuple(blocks))


def _vouchers(say: Speech, guards: Guards) -> Text:
    return say.plural("{n} member", "{n} members", max(1, guards.vouchers))


def _age(say: Speech, guards: Guards) -> Text:
    if not guards.age:
        return say("any")
    return say(
        "{age} at least; on a network that does not tell, so long in the room", age=say.span(guards.age)
    )


def _hourly(say: Speech, guards: Guards) -> Text:
    if not guards.hourly:
        return say("any number")
    return say.plural(
        "{n}; after that a steward admits each", "{n}; after that a steward admits each", guards.hourly
    )


def _alarm(say: Speech, guards: Guards) -> Text:
    if not guards.alarm:
        return say("never")
    return say.plural(
        "when {n} person comes within an hour", "when {n} people come within an hour", guards.alarm
    )


def says(guards: Guards) -> Said:
    """The words for changing it, where it waits for others."""

    def said(say: Speech) -> Text:
        return say(
            "ask newcomers for: {vouchers} who vouch, an account's age: {age}, within an hour: {hourly}, "
            "stewards are told: {alarm}",
            vouchers=_vouchers(say, guards),
            age=_age(say, guards),
            hourly=_hourly(say, guards),
            alarm=_alarm(say, guards),
        )

    return said
