"""Who stands under a letter, read in pages: as many as there are never take more memory than a few."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import Signatory
from cogs.campaigns.rules.signature import Mark, Shown, Standing
from cogs.campaigns.rules.term import Term
from cogs.campaigns.schema import organisations
from cogs.campaigns.sign_schema import signatures, signed_as
from cogs.campaigns.tell_schema import fetches
from cogs.campaigns.term_store import said
from cogs.campaigns.trust_schema import batches
from storage.database import Database
from storage.streaming import pages

PAGE = 500
_SAID = (signatures.c.trade, signed_as.c.workplace, signed_as.c.association, signatures.c.country)


_BESIDE_A_NAME = (*_SAID[:3], sa.null())
_BESIDE = sa.and_(signed_as.c.campaign == signatures.c.campaign, signed_as.c.person == signatures.c.person)


class Exports:
    """Reads in the reading that is open: one picture of all, however long it takes."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def named(self, campaign: Campaign) -> AsyncIterator[list[Signatory]]:
        """Those whose name is shown, by name: in pages. Their country is for the tally alone."""
        c = signed_as.c
        given = sa.and_(c.campaign == campaign.id, sa.text("signed_as.called <> ''"))
        earlier = sa.case((signatures.c.version < campaign.version, signatures.c.version), else_=0)
        query = sa.select(c.called, *_BESIDE_A_NAME, earlier).select_from(signed_as.join(signatures, _BESIDE))
        query = query.where(given, _counts(campaign), _is_shown(campaign))
        async for page in self._pages(query.order_by(c.called, c.person)):
            yield page

    async def stated(self, campaign: Campaign) -> AsyncIterator[list[Signatory]]:
        """What each signatory stated, in pages; with a name where it is shown.

        In the order of what they say: in any other the rows would tell who came when.
        """
        shown = sa.case((_is_shown(campaign), signed_as.c.called), else_="")
        query = sa.select(shown, *_SAID, sa.literal(0)).select_from(signatures.outerjoin(signed_as, _BESIDE))
        async for page in self._pages(query.where(_counts(campaign)).order_by(*_SAID, shown)):
            yield page

    async def count(self, campaign: Campaign) -> tuple[int, int]:
        """How many there are, and how many of them are named: counted anew."""
        named = sa.case((_is_shown(campaign), 1), else_=0)
        query = sa.select(sa.func.count(), sa.func.sum(named)).where(_counts(campaign))
        row = (await self.db.here.execute(query)).one()
        return int(row[0]), int(row[1] or 0)

    async def on_paper(self, campaign: int) -> int:
        """How many have signed on paper."""
        query = sa.select(sa.func.coalesce(sa.func.sum(batches.c.n), 0)).where(batches.c.campaign == campaign)
        return int((await self.db.here.execute(query)).scalar_one())

    async def organisations(self, campaign: int) -> tuple[str, ...]:
        """Those that sign, or launch it, and are confirmed."""
        c = organisations.c
        query = sa.select(c.name).where(c.campaign == campaign, c.confirmed_at.is_not(None))
        return tuple((await self.db.here.execute(query.order_by(c.name))).scalars())

    async def allow(self, campaign: int, member: int, until: datetime) -> None:
        """Lets a steward fetch what was stated, once."""
        await self.take_back(campaign, member)
        await self.db.here.execute(sa.insert(fetches).values(campaign=campaign, member=member, until=until))

    async def may_fetch(self, campaign: int, member: int, now: datetime) -> bool:
        query = sa.select(fetches.c.until).where(fetches.c.campaign == campaign, fetches.c.member == member)
        until: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return until is not None and until > now

    async def take_back(self, campaign: int, member: int) -> None:
        own = sa.and_(fetches.c.campaign == campaign, fetches.c.member == member)
        await self.db.here.execute(sa.delete(fetches).where(own))

    async def forget(self, member: int) -> None:
        await self.db.here.execute(sa.delete(fetches).where(fetches.c.member == member))

    async def _pages(self, query: sa.Select[Any]) -> AsyncIterator[list[Signatory]]:
        async for page in pages(self.db, query, PAGE):
            ids: set[int] = set()
            for row in page:
                ids.update(term for term in row[1:-1] if term is not None)
            words = await self.db.here.run_sync(said, ids)
            yield [_signatory(row, words) for row in page]


def _signatory(row: Sequence[Any], words: Mapping[int, Term]) -> Signatory:
    """A row in words: those that were merged as they are called now."""
    called, *stated, version = row
    trade, workplace, association, country = (words[term].said if term in words else "" for term in stated)
    return Signatory(called or "", trade, workplace, association, country, version)


def _counts(campaign: Campaign) -> sa.ColumnElement[bool]:
    """What the number on the card counts: of pledges those alone that a bloc vouches for."""
    c = signatures.c
    confirmed = sa.and_(c.campaign == campaign.id, c.standing == int(Standing.CONFIRMED))
    return sa.and_(confirmed, c.bloc.is_not(None)) if campaign.is_pledge else confirmed


def _is_shown(campaign: Campaign) -> sa.ColumnElement[bool]:
    """Whether a name may stand where everybody reads it: the same as rules.signing.may_show, in SQL."""
    agreed = signatures.c.marks.op("&")(Mark.AGREED) != 0
    if campaign.is_pledge:
        met = signatures.c.shown != int(Shown.NOBODY) if campaign.met_at is not None else sa.false()
        return sa.and_(met, agreed)
    at_once = signatures.c.shown == int(Shown.EVERYONE)
    if campaign.shown_at is None:
        return at_once
    return sa.or_(at_once, sa.and_(signatures.c.shown == int(Shown.TOGETHER), agreed))
