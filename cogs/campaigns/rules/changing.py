"""What may be changed of a campaign, and when its words become a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign, State, sizes

MOST_VERSIONS = 20
"""Whoever signed is asked about each: more would be too much for anybody."""


def reworded(campaign: Campaign, title: str, text: str, addressee: str) -> Campaign:
    """The campaign with other words; what is left empty stays."""
    if campaign.state in (State.ENDED, State.ARCHIVED):
        raise errors.HasEnded(campaign.number, campaign.name)
    after = replace(
        campaign,
        title=" ".join(title.split()) or campaign.title,
        text=text.strip() or campaign.text,
        addressee=" ".join(addressee.split()) or campaign.addressee,
    )
    if is_reworded(campaign, after):
        pledge_stands(campaign)
    return after


def pledge_stands(campaign: Campaign) -> None:
    """Refuses to change what people pledge from when they can: whether anybody has is told to nobody."""
    if campaign.is_pledge and campaign.opened_at is not None:
        raise errors.PledgeStands(campaign.number)


def is_reworded(before: Campaign, after: Campaign) -> bool:
    """Whether what is signed reads otherwise: its title and its text."""
    return (before.title, before.text) != (after.title, after.text)


def versioned(before: Campaign, after: Campaign, is_signed: bool) -> Campaign:
    """A new version once somebody has signed: what they signed stays what they signed."""
    if not is_signed or not is_reworded(before, after):
        return after
    if before.version >= MOST_VERSIONS:
        raise errors.TooManyVersions(MOST_VERSIONS)
    return replace(after, version=before.version + 1)


def extended(
    campaign: Campaign, closes_at: datetime | None, goal: int | None, is_signed: bool, now: datetime
) -> Campaign:
    """The campaign with another last moment or goal; one whose time was up runs again.

    Who has pledged did so for a number and a date: neither is changed under them. Nor is, once anybody has
    signed, with how many others names are shown together.
    """
    if closes_at is None and goal is None:
        raise errors.NothingChanged("campaign extend")
    is_over = campaign.is_untold and closes_at is not None
    if not campaign.is_running and campaign.state is not State.WAITING and not is_over:
        raise errors.HasEnded(campaign.number, campaign.name)
    pledge_stands(campaign)
    wants, until = goal or campaign.goal, closes_at or campaign.closes_at
    sizes(wants, until, now)
    together = campaign.together_at or (campaign.goal if is_signed else 0)
    again = replace(campaign, goal=wants, closes_at=until, together_at=together)
    return replace(again, state=State.OPEN, ended_at=None) if is_over else again
