"""Whom a campaign has something to ask, in portions; and pledges whose people are let go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.campaign import Campaign, Kind, State
from cogs.campaigns.rules.question import Gathered, Question
from cogs.campaigns.rules.signature import Mark, Shown, Standing
from cogs.campaigns.schema import campaigns
from cogs.campaigns.sign_schema import counts, signatures
from cogs.campaigns.store import campaign_of
from cogs.campaigns.tell_schema import sent
from storage.database import Database
from storage.due import earliest
from storage.schema import tells

FIRST = -(2**62)
"""Before everybody, in the order of their numbers."""
_AGREED = 4
_LAPSING = sa.and_(campaigns.c.kind == Kind.PLEDGE.value, campaigns.c.state == State.OPEN.value)


def to_ask(connection: Connection, campaign: Campaign, what: Question, after: int, limit: int) -> list[int]:
    """The next people after this one who have not answered yet."""
    c = signatures.c
    not_yet = c.marks.bitwise_and(Mark.AGREED) == 0
    wanted = {
        Question.TEXT: c.version < campaign.version,
        Question.NAMES: sa.and_(c.shown == int(Shown.TOGETHER), not_yet),
        Question.PLEDGE: not_yet,
    }[what]
    theirs = sa.and_(c.campaign == campaign.id, c.person > after, c.standing != int(Standing.REJECTED))
    query = sa.select(c.person).where(theirs, wanted).order_by(c.person).limit(limit)
    return list(connection.execute(query).scalars())


def next_people(connection: Connection, campaign: int, limit: int) -> list[int]:
    """The first of those who have signed."""
    c = signatures.c
    query = sa.select(c.person).where(c.campaign == campaign).order_by(c.person).limit(limit)
    return list(connection.execute(query).scalars())


class Questions:
    """Counts of answers, by the counters."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def gathered(self, campaign: int) -> Gathered:
        """Of those who chose to be shown together and are vouched for: all, and those who said yes."""
        found = await self._shown(campaign)
        together = int(Shown.TOGETHER)
        agreed = found.get(together + _AGREED, (0, 0))[1]
        return Gathered(found.get(together, (0, 0))[1] + agreed, agreed)

    async def agreed(self, campaign: int) -> int:
        """How many have said yes, of those whom a bloc vouches for."""
        return sum(vouched for term, (_, vouched) in (await self._shown(campaign)).items() if term >= _AGREED)

    async def _shown(self, campaign: int) -> dict[int, tuple[int, int]]:
        c = counts.c
        query = sa.select(c.term, c.n, c.vouched).where(c.campaign == campaign, c.kind == "shown")
        return {row.term: (row.n, row.vouched) for row in await self.db.here.execute(query)}

    async def lapsing(self, now: datetime) -> list[Campaign]:
        """Pledges whose date has passed without enough people."""
        query = sa.select(campaigns).where(_LAPSING, campaigns.c.closes_at <= now)
        rows = await self.db.here.execute(query.order_by(campaigns.c.closes_at))
        return [campaign_of(row) for row in rows]

    async def next_lapse(self, now: datetime) -> datetime | None:
        """When the date of the next one passes."""
        query = sa.select(sa.func.min(campaigns.c.closes_at)).where(_LAPSING, campaigns.c.closes_at > now)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found


def forget_told(connection: Connection, assembly: int, kind: str, number: int) -> list[int]:
    """Erases messages that have been sent, of a thing whose people are to leave no trace; whose accounts."""
    c = tells.c
    about = sa.and_(c.assembly == assembly, c.kind == kind, c.subject == number, c.state != "waiting")
    gone = connection.execute(sa.delete(tells).where(about).returning(c.account)).scalars()
    return [account for account in gone if account is not None]


def forget_sent(connection: Connection, campaign: int, people: Collection[int] | None = None) -> None:
    """Erases who said that they wrote to the addressee: all, or these people."""
    gone = sa.delete(sent).where(sent.c.campaign == campaign)
    connection.execute(gone if people is None else gone.where(sent.c.person.in_(people)))


def waits(connection: Connection, assembly: int, kind: str, number: int) -> bool:
    """Whether a message of this kind still waits to be sent."""
    c = tells.c
    about = sa.and_(c.assembly == assembly, c.kind == kind, c.subject == number, c.state == "waiting")
    return connection.execute(sa.select(c.id).where(about).limit(1)).first() is not None


FIRST_TO_LAPSE = (earliest(campaigns.c.closes_at, _LAPSING),)
"""When the date of the first pledge passes that is not met."""
