"""The words of campaigns that several cards share."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Data, Text
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, Outcome


def called(campaign: Campaign) -> Text:
    """A campaign by number and title, with its symbol before."""
    symbol = f"{campaign.symbol} " if campaign.symbol else ""
    return (symbol, f"{campaign.number} ", Data(campaign.title), " (", Data(campaign.name), ")")


def progress(say: Speech, campaign: Campaign, n: int) -> Text:
    """How far a campaign is: 412 of 1,000 · 3 days left; of a workplace's pledge the number is not told."""
    if campaign.is_pledge and campaign.workplace is not None and campaign.met_at is None:
        so_far = say("its number is not reached yet")
    else:
        so_far = say("{n} of {goal}", n=n, goal=campaign.goal)
    if campaign.closes_at is None:
        return so_far
    return say("{so_far} · {left}", so_far=so_far, left=left(say, campaign.closes_at))


def left(say: Speech, closes_at: datetime) -> str:
    """How long there is still time: 3 days left."""
    return say.word("{span} left", span=say.span(closes_at - say.now))


def outcome(say: Speech, campaign: Campaign) -> str:
    """What came of a campaign, in a word or two."""
    match campaign.outcome:
        case Outcome.WON:
            return say.word("won")
        case Outcome.LOST:
            return say.word("lost")
        case Outcome.PARTLY:
            return say.word("partly won")
    return say.word("over")
