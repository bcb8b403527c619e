"""What is read of a pledge that is met, or that holds nobody."""

from __future__ import annotations

from bot.api.card import Card, Line, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import words


@view
def nothing(_say: Speech) -> Card:
    """Nobody reads what the clock answers itself."""
    return Card()


@view
def met(say: Speech, campaign: Campaign) -> Card:
    return Card(
        title=say("The pledge is met: {campaign}", campaign=words.called(campaign)),
        blocks=(
            say.line("{goal} of us will. Each is asked in private now to confirm it.", goal=campaign.goal),
        ),
    )


@view
def confirmed(say: Speech, n: int) -> Card:
    """The line of the card that says how many have confirmed."""
    met = say.plural(
        "The pledge is met; {n} person has confirmed it since.",
        "The pledge is met; {n} people have confirmed it since.",
        n,
    )
    return Card(blocks=(Line(met),))


@view
def lapsed(say: Speech, campaign: Campaign) -> Card:
    return Card(
        title=say("The pledge was not met: {campaign}", campaign=words.called(campaign)),
        blocks=(say.line("Not enough people pledged, so it holds nobody. Who pledged is erased."),),
    )
