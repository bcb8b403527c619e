"""How a signature stands when it comes: at once, or pending while many new accounts sign."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.fraud import SPAN, Alarm, Rule, first_standing
from cogs.campaigns.rules.signature import Standing, hour_of
from cogs.campaigns.sign_schema import counts
from cogs.campaigns.trust_schema import alarmed, reviews

_ALARM = sa.select(alarmed.c.at, alarmed.c.calm_at).where(alarmed.c.campaign == sa.bindparam("campaign"))


def new_lately(connection: Connection, campaign: int, now: datetime) -> int:
    """How many new accounts have signed in this hour and the one before."""
    c, hour = counts.c, hour_of(now)
    lately = sa.and_(c.campaign == campaign, c.kind == "new", c.term > hour - SPAN, c.term <= hour)
    return int(
        connection.execute(sa.select(sa.func.coalesce(sa.func.sum(c.n), 0)).where(lately)).scalar_one()
    )


def _was_cleaned(connection: Connection, campaign: int) -> bool:
    """Whether a review has rejected signatures, and was not undone."""
    r = reviews.c
    query = sa.select(r.rule).where(r.campaign == campaign, r.done_at.is_not(None), r.undone_at.is_(None))
    return any(not Rule.read(row.rule).confirms for row in connection.execute(query))


class Guard:
    """How first signatures of new accounts stand, one after the other within a batch."""

    def __init__(self, connection: Connection, campaign: int, now: datetime) -> None:
        found = connection.execute(_ALARM, {"campaign": campaign}).one_or_none()
        self._alarm = Alarm(*found) if found else Alarm()
        self._lately = new_lately(connection, campaign, now)
        self._was_cleaned = _was_cleaned(connection, campaign)
        self._now = now

    def next(self) -> Standing:
        """How the next one stands, after those that came before it."""
        standing = first_standing(self._alarm, self._lately, self._was_cleaned, self._now)
        self._lately += 1
        return standing
