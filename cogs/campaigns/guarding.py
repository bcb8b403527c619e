"""How a signature stands when it comes: at once, or pending while many new accounts sign."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.fraud import BURST, SPAN
from cogs.campaigns.rules.signature import Standing, hour_of
from cogs.campaigns.sign_schema import counts


def new_lately(connection: Connection, campaign: int, now: datetime) -> int:
    """How many new accounts have signed in this hour and the one before."""
    c, hour = counts.c, hour_of(now)
    lately = sa.and_(c.campaign == campaign, c.kind == "new", c.term > hour - SPAN, c.term <= hour)
    return int(
        connection.execute(sa.select(sa.func.coalesce(sa.func.sum(c.n), 0)).where(lately)).scalar_one()
    )


def standing_of(
    connection: Connection, campaign: Campaign, is_new: bool, now: datetime, coming: int = 0
) -> Standing:
    """How a first signature stands; coming is how many of new accounts are on their way in the same batch."""
    if not is_new:
        return Standing.CONFIRMED
    many = new_lately(connection, campaign.id, now) + coming >= BURST
    return Standing.PENDING if many else Standing.CONFIRMED
