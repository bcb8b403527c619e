"""Signatures on paper."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Button, Card, Data, Line, Text, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.paper import Batch


@view
def beside(say: Speech, n: int) -> Card:
    """On the campaign's card, apart from the others."""
    return Card(blocks=(Line(say.plural("And {n} on paper.", "And {n} on paper.", n)),))


@view
def added(say: Speech, campaign: Campaign, one: Batch) -> Card:
    """A batch is counted."""
    said = say.line(
        "{n} on paper are counted with campaign {number}, apart from those who sign here.",
        n=one.n,
        number=campaign.number,
    )
    where = say.line("Everybody can see where they are: {proof}", proof=Data(one.proof))
    remove: dict[str, str | int] = {"campaign": str(campaign.number), "remove": one.number}
    return Card(blocks=(said, where), buttons=(Button(say.word("Take out"), "campaign batch", remove),))


@view
def removed(say: Speech, campaign: Campaign, number: int) -> Card:
    return say.card(
        "Batch {n} is no longer counted with campaign {number}.", n=number, number=campaign.number
    )


@view
def listed(say: Speech, campaign: Campaign, some: Sequence[Batch]) -> Card:
    """All batches, and where they can be looked at."""
    typed = Typed(f"campaign batch {campaign.number} 230 proof:…")
    how = say.line("To count signatures on paper: {command}", command=typed)
    if not some:
        return Card(blocks=(say.line("Nobody has handed in paper for campaign {n}.", n=campaign.number), how))
    lines = [Line(_batch(say, one)) for one in some]
    return Card(title=say("On paper for campaign {n}", n=campaign.number), blocks=(*lines, how))


def _batch(say: Speech, one: Batch) -> Text:
    return say("{number}: {n} signatures, {proof}", number=str(one.number), n=one.n, proof=Data(one.proof))
