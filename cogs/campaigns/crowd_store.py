"""Campaigns as a crowd of signatures meets them, on the database's own thread."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.number import Numbered
from bot.api.text import folded
from cogs.campaigns.rules.campaign import RUNNING, Campaign, titled
from cogs.campaigns.schema import campaigns
from cogs.campaigns.store import campaign_of


def found_on(connection: Connection, assembly: int, which: str) -> Campaign | None:
    """The campaign of a number or short name as it was typed, or of a word of its title."""
    number, c = Numbered.read(which), campaigns.c
    named = c.number == int(number) if number is not None else c.name == folded(which)
    row = connection.execute(sa.select(campaigns).where(c.assembly == assembly, named)).one_or_none()
    return campaign_of(row) if row is not None else titled(running_on(connection, assembly), which)


def running_on(connection: Connection, assembly: int) -> list[Campaign]:
    """Those that can be signed and are the whole assembly's, the newest first."""
    c, states = campaigns.c, [state.value for state in RUNNING]
    query = sa.select(campaigns).where(c.assembly == assembly, c.state.in_(states), c.bloc.is_(None))
    return [campaign_of(row) for row in connection.execute(query.order_by(c.number.desc()))]
