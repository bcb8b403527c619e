"""Organisations that sign."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.blocs import Bloc
from bot.api.card import Button, Card, Data, Field, Text, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.endorsement import Endorsement, mark
from cogs.campaigns.views import words

MOST_NAMED = 5


@view
def beside(say: Speech, names: Sequence[str]) -> Card:
    """On the campaign's card."""
    parts: list[Text] = [(Data(name),) for name in names[:MOST_NAMED]]
    if more := len(names) - MOST_NAMED:
        parts += [say.plural("{n} other", "{n} others", more)] if more > 0 else []
    row = tuple(piece for i, part in enumerate(parts) for piece in ((", ",) if i else ()) + part)
    return Card(blocks=(Field(say("Signed by organisations"), row),))


@view
def endorsed(say: Speech, campaign: Campaign, name: str, bloc: str) -> Card:
    return say.card(
        "{name} signs campaign {number}. {bloc} has confirmed it.",
        name=Data(name),
        number=campaign.number,
        bloc=Data(bloc),
    )


@view
def launches(say: Speech, campaign: Campaign, name: str) -> Card:
    return say.card("{name} launches campaign {number} already.", name=Data(name), number=campaign.number)


@view
def asked(say: Speech, campaign: Campaign, name: str, bloc: str) -> Card:
    """Nobody signs alone for others."""
    said = say.line(
        "{name} signs campaign {number} as soon as whoever keeps {bloc} confirms it. Its room is asked.",
        name=Data(name),
        number=campaign.number,
        bloc=Data(bloc),
    )
    typed = Typed(f"campaign endorse {campaign.number} {name} bloc:{bloc}")
    return Card(blocks=(said, say.line("They can write as well: {command}", command=typed)))


@view
def asking(say: Speech, campaign: Campaign, one: Endorsement, bloc: Bloc) -> Card:
    """In the bloc's own room."""
    name, title = Data(one.name), words.title(campaign)
    if one.is_confirmed:
        return say.card(
            "{name} signs {title}. {bloc} has confirmed it.", name=name, title=title, bloc=Data(bloc.name)
        )
    arguments: dict[str, str | int] = {
        "campaign": str(campaign.number),
        "name": mark(one.name),
        "bloc": str(bloc.id),
    }
    return Card(
        blocks=(
            say.line(
                "{name} is to sign {title}. Does {bloc} speak for it?",
                name=name,
                title=title,
                bloc=Data(bloc.name),
            ),
            say.line("Whoever keeps {bloc} can confirm it.", bloc=Data(bloc.name)),
        ),
        buttons=(Button(say.word("Confirm"), "campaign endorse", arguments),),
    )


@view
def no_more(say: Speech, campaign: Campaign, name: str) -> Card:
    return say.card("{name} signs campaign {number} no longer.", name=Data(name), number=campaign.number)
