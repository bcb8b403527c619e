"""What a person is told about the campaigns that they started or changed."""

from __future__ import annotations

from bot.api.card import Block, Card, Line, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.views import words


@view
def started(say: Speech, campaign: Campaign) -> Card:
    """What became of a start, and what to do next."""
    called = words.called(campaign)
    if campaign.state is State.WAITING:
        blocks: list[Block] = [say.line("Campaign {called} is there, and not open yet.", called=called)]
        if campaign.sponsors_needed:
            needed = campaign.sponsors_needed
            how = Typed(f"campaign sponsor {campaign.name}")
            blocks.append(
                Line(
                    say.plural(
                        "It opens once {n} member sponsors it: {how}",
                        "It opens once {n} members sponsor it: {how}",
                        needed,
                        how=how,
                    )
                )
            )
        return Card(blocks=tuple(blocks))
    opened = say.line("Campaign {called} is open.", called=called)
    return Card(blocks=(opened, say.line("To sign it: {line}", line=Typed(f"sign {campaign.name}"))))
