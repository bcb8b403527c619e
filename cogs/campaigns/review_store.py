"""Reviews on disk, and the signatures that they touch. Who touched signatures belong to is read by nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.guarding import new_lately
from cogs.campaigns.rules import fraud
from cogs.campaigns.rules.fraud import ABOVE, Alarm, Example, Found, Review, Rule
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing
from cogs.campaigns.sign_schema import counts, signatures
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.trust_schema import alarmed, reviews
from storage.database import Database

_EXAMPLES = 3
_S = signatures.c


class Reviews:
    """What rules mean, what they did, and how it is undone."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def meant(self, campaign: int, rule: Rule) -> Found:
        """What a rule means now, with a few of the latest."""
        own = _meant(campaign, rule)
        n = (await self.db.here.execute(sa.select(sa.func.count()).where(own))).scalar_one()
        standings = await self.standings(campaign)
        columns = (_S.hour, _S.marks, _S.bloc, _S.trade)
        query = sa.select(*columns).where(own).order_by(_S.hour.desc(), _S.marks, _S.person).limit(_EXAMPLES)
        rows = await self.db.here.execute(query)
        examples = [Example(hour, bool(m & Mark.NEW), b is not None, t is not None) for hour, m, b, t in rows]
        return Found(n, sum(standings[one] for one in rule.touches), tuple(examples))

    async def standings(self, campaign: int) -> dict[Standing, int]:
        """How many signatures stand how."""
        query = sa.select(counts.c.term, counts.c.n)
        rows = await self.db.here.execute(
            query.where(counts.c.campaign == campaign, counts.c.kind == "standing")
        )
        return dict.fromkeys(Standing, 0) | {Standing(row.term): row.n for row in rows}

    async def pending(self, some: Collection[int]) -> dict[int, int]:
        """Those of these campaigns under which signatures are pending, and how many."""
        own = sa.and_(counts.c.campaign.in_(some), counts.c.kind == "standing", counts.c.n > 0)
        query = sa.select(counts.c.campaign, counts.c.n).where(own, counts.c.term == int(Standing.PENDING))
        return {row.campaign: row.n for row in await self.db.here.execute(query)}

    async def draft(self, campaign: int, rule: Rule, reason: str, n: int, at: datetime) -> Review:
        """Keeps a rule with its reason, so that it can be agreed to by its number."""
        own = sa.select(sa.func.coalesce(sa.func.max(reviews.c.number), 0))
        last: int = (await self.db.here.execute(own.where(reviews.c.campaign == campaign))).scalar_one()
        one = Review(last + 1, rule, reason, n, at)
        values = {"number": one.number, "rule": rule.written(), "reason": reason, "n": n, "at": at}
        await self.db.here.execute(sa.insert(reviews).values(campaign=campaign, **values))
        return one

    async def get(self, campaign: int, number: int) -> Review | None:
        query = sa.select(reviews).where(reviews.c.campaign == campaign, reviews.c.number == number)
        row = (await self.db.here.execute(query)).one_or_none()
        return _review(row) if row is not None else None

    async def done(self, campaign: int) -> list[Review]:
        """Those that were done, undone ones too; the latest first."""
        own = sa.and_(reviews.c.campaign == campaign, reviews.c.done_at.is_not(None))
        rows = await self.db.here.execute(sa.select(reviews).where(own).order_by(reviews.c.number.desc()))
        return [_review(row) for row in rows]

    async def do(self, campaign: int, review: Review, at: datetime) -> Review:
        """Rejects, or confirms, what the rule means now."""
        own = _meant(campaign, review.rule)
        n = await self.db.within(lambda c: _change(c, own, lambda one: fraud.reviewed(one, review)))
        done = replace(review, n=n, done_at=at)
        await self._save(campaign, done)
        return done

    async def undo(self, campaign: int, review: Review, at: datetime) -> int:
        """Has what a review touched stand as before; how many there are that still know of it."""
        own = sa.and_(_S.campaign == campaign, _S.marks.op("&")(ABOVE) == fraud.mark_of(review.number))
        n = await self.db.within(lambda c: _change(c, own, fraud.undone))
        await self._save(campaign, replace(review, undone_at=at))
        return n

    async def _save(self, campaign: int, one: Review) -> None:
        own = sa.and_(reviews.c.campaign == campaign, reviews.c.number == one.number)
        change = sa.update(reviews).where(own)
        await self.db.here.execute(change.values(n=one.n, done_at=one.done_at, undone_at=one.undone_at))

    async def burst(self, campaign: int, now: datetime) -> int:
        """How many new accounts have signed lately."""
        return await self.db.here.run_sync(new_lately, campaign, now)

    async def alarm(self, campaign: int) -> Alarm:
        """When stewards were told last, and when they let new accounts count."""
        query = sa.select(alarmed.c.at, alarmed.c.calm_at).where(alarmed.c.campaign == campaign)
        found = (await self.db.here.execute(query)).one_or_none()
        return Alarm(found.at, found.calm_at) if found else Alarm()

    async def note_alarm(self, campaign: int, at: datetime, calm_at: datetime | None = None) -> None:
        """Keeps when stewards were told last, or when they let new accounts count."""
        await self.db.here.execute(sa.delete(alarmed).where(alarmed.c.campaign == campaign))
        values = {"campaign": campaign, "at": at, "calm_at": calm_at}
        await self.db.here.execute(sa.insert(alarmed).values(**values))


def _meant(campaign: int, rule: Rule) -> sa.ColumnElement[bool]:
    conditions = [_S.campaign == campaign, _S.standing.in_([int(one) for one in rule.touches])]
    if rule.new:
        conditions.append(_S.marks.op("&")(Mark.NEW) != 0)
    if rule.first is not None:
        conditions.append(_S.hour >= rule.first)
    if rule.last is not None:
        conditions.append(_S.hour <= rule.last)
    if rule.no_bloc:
        conditions.append(_S.bloc.is_(None))
    return sa.and_(*conditions)


def _change(
    connection: Connection, own: sa.ColumnElement[bool], change: Callable[[Signature], Signature]
) -> int:
    found = [_signature(row) for row in connection.execute(sa.select(signatures).where(own))]
    Signatures.put(connection, [change(one) for one in found])
    return len(found)


def _signature(row: sa.Row[Any]) -> Signature:
    plain = {name: getattr(row, name) for name in Signature.__slots__}
    return Signature(**{**plain, "standing": Standing(row.standing), "shown": Shown(row.shown)})


def _review(row: sa.Row[Any]) -> Review:
    return Review(row.number, Rule.read(row.rule), row.reason, row.n, row.at, row.done_at, row.undone_at)
