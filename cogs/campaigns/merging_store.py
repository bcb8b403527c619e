"""Signatures of two who turn out to be one person, and what signing keeps of a person, for themselves."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.number import Numbered
from cogs.campaigns import people_store
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.signature import Mark, at_hour
from cogs.campaigns.rules.signing import Held, one_of
from cogs.campaigns.schema import campaigns
from cogs.campaigns.sign_schema import signatures, terms
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.store import campaign_of
from storage.outbox import Outbox


def fold(connection: Connection, assembly: int, kept: int, people: Collection[int]) -> list[Campaign]:
    """Has one signature stand, under this number, where one person signed under several; where they did."""
    folded = []
    for campaign in _signed_by(connection, assembly, {kept, *people}):
        held = Signatures.held_among(connection, campaign.id, {kept, *people})
        if held.keys() == {kept}:
            continue
        one = one_of(held, kept)
        Signatures.take(connection, [(campaign.id, person) for person in sorted(held)])
        Signatures.put(connection, [one.signature])
        Signatures.state(connection, campaign.id, {kept: (one.workplace, one.association, one.called)})
        if len(held) > 1:
            folded.append(campaign)
    return folded


def redraw(connection: Connection, kind: str, some: Collection[Campaign]) -> None:
    """Has the cards of campaigns drawn anew."""
    Outbox.mark_stale(connection, sorted((one.assembly, kind, int(one.number)) for one in some))


def export(connection: Connection, assembly: int, member: int) -> list[dict[str, object]]:
    """Everything that stands under a member's name in signatures, their strangers' numbers included."""
    people = people_store.numbers_of(connection, assembly, 0, member, {})
    return [
        _plain(connection, campaign, held)
        for campaign in _signed_by(connection, assembly, people)
        for held in Signatures.held_among(connection, campaign.id, people).values()
    ]


def _plain(connection: Connection, campaign: Campaign, held: Held) -> dict[str, object]:
    one, said = held.signature, people_store.said(connection, held)
    query = sa.select(terms.c.said).where(terms.c.id == one.language)
    return {
        "campaign": str(Numbered(campaign.number)),
        "title": campaign.title,
        "hour": at_hour(one.hour).isoformat(),
        "version": one.version,
        "trade": said.trade,
        "workplace": said.workplace,
        "association": said.association,
        "country": said.country,
        "language": connection.execute(query).scalar_one_or_none() or "",
        "shown to": one.shown.name.lower(),
        "shown as": held.called,
        "stands as": one.standing.name.lower(),
        "vouched for": one.bloc is not None,
        "wants to be told": one.has(Mark.TELL),
        "has said yes": one.has(Mark.AGREED),
        "by a new account": one.has(Mark.NEW),
    }


def _signed_by(connection: Connection, assembly: int, people: Collection[int]) -> list[Campaign]:
    own = sa.select(signatures.c.campaign).where(signatures.c.person.in_(people))
    query = sa.select(campaigns).where(campaigns.c.assembly == assembly, campaigns.c.id.in_(own))
    return [campaign_of(row) for row in connection.execute(query.order_by(campaigns.c.number))]
