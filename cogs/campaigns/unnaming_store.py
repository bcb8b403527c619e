"""Names that are taken off again: anybody could write somebody else's."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.text import folded
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.signature import Mark, Shown
from cogs.campaigns.rules.signing import may_show
from cogs.campaigns.sign_schema import signed_as
from cogs.campaigns.sign_store import Signatures


def unname(connection: Connection, campaign: Campaign, called: str) -> list[int]:
    """Hides a name wherever everybody can read it; whose signatures those are. Hidden ones are not looked at:
    whether somebody has written such a name is told to nobody."""
    c = signed_as.c
    rows = connection.execute(sa.select(c.person, c.called).where(c.campaign == campaign.id, c.called != ""))
    some = [row.person for row in rows if folded(row.called) == folded(called)]
    held = Signatures.held_among(connection, campaign.id, some)
    shown = {person: one for person, one in held.items() if may_show(campaign, one)}
    hidden = [one.signature for one in shown.values()]
    Signatures.put(
        connection, [replace(one, shown=Shown.NOBODY, marks=one.marks & ~Mark.AGREED) for one in hidden]
    )
    beside = {person: (one.workplace, one.association, "") for person, one in shown.items()}
    Signatures.state(connection, campaign.id, beside)
    return sorted(shown)
