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


@view
def updated(say: Speech, before: Campaign, after: Campaign) -> Card:
    """What a change of the words means for those who have signed."""
    if after.version == before.version:
        return say.card("Campaign {called} is changed.", called=words.called(after))
    kept = say.line(
        "Campaign {called} has a version {version}. Those who signed keep what they signed, and are asked.",
        called=words.called(after),
        version=after.version,
    )
    both = say.line("Both counts are on the card: all, and those of this version.")
    return Card(blocks=(kept, both))


@view
def extended(say: Speech, campaign: Campaign) -> Card:
    """What is wanted now, and until when."""
    if campaign.closes_at is None:
        return say.card(
            "Campaign {called} needs {goal} people now.", called=words.called(campaign), goal=campaign.goal
        )
    return say.card(
        "Campaign {called} needs {goal} people, until {until}.",
        called=words.called(campaign),
        goal=campaign.goal,
        until=say.understood(campaign.closes_at),
    )


@view
def symbol_set(say: Speech, campaign: Campaign) -> Card:
    if not campaign.symbol:
        return say.card("Campaign {number} has no symbol any more.", number=campaign.number)
    return say.card("On its cards it is now: {title}", title=words.title(campaign))


@view
def ended(say: Speech, campaign: Campaign) -> Card:
    """That everyone is told, and how it can be put away."""
    return say.card(
        "Thank you. It is told here, and once to each who asked. To put it away later: {archive}",
        archive=Typed(f"campaign archive {campaign.name}"),
    )


@view
def archived(say: Speech, campaign: Campaign) -> Card:
    return say.card(
        "Campaign {number} is put away. It can still be read: {show}",
        number=campaign.number,
        show=Typed(f"campaign show {campaign.number}"),
    )


@view
def nothing(say: Speech) -> Card:
    """For what the clock does: nobody reads it."""
    return Card()
