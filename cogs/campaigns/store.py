"""Campaigns on disk, with the versions of their words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.circles import FIRST_UNLISTED
from bot.api.number import Numbered
from bot.api.people import Address
from cogs.campaigns.rules.campaign import RUNNING, Campaign, Kind, Outcome, State, Version
from cogs.campaigns.rules.signature import Mark, Standing
from cogs.campaigns.schema import campaigns, sponsors, versions
from cogs.campaigns.sign_schema import signatures
from cogs.campaigns.sign_store import Signatures
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest
from storage.merging import moved

_RUNNING = campaigns.c.state.in_([state.value for state in RUNNING])

_CLOSING = sa.or_(
    campaigns.c.state == State.MET.value,
    sa.and_(campaigns.c.state == State.OPEN.value, campaigns.c.kind == Kind.LETTER.value),
)


class CampaignStore:
    """One row a campaign; its words stand in its versions as well."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def number(self, assembly: int) -> Numbered:
        """The next number that people can type."""
        return Numbered(await self.assemblies.next_number(assembly, "campaign"))

    async def add(self, campaign: Campaign) -> Campaign:
        """Keeps a new campaign with its first version; the same with its id."""
        insert = sa.insert(campaigns).values(**_row(campaign)).returning(campaigns.c.id)
        kept = replace(campaign, id=(await self.db.here.execute(insert)).scalar_one())
        await self.add_version(kept, campaign.started_at)
        return kept

    async def save(self, campaign: Campaign) -> None:
        change = sa.update(campaigns).where(campaigns.c.id == campaign.id)
        await self.db.here.execute(change.values(**_row(campaign)))

    async def add_version(self, campaign: Campaign, at: datetime) -> None:
        """Keeps the words as they stand now under the campaign's version, in place of what stood there."""
        await self.db.here.execute(
            sa.delete(versions).where(
                versions.c.campaign == campaign.id, versions.c.version == campaign.version
            )
        )
        await self.db.here.execute(
            sa.insert(versions).values(
                campaign=campaign.id,
                version=campaign.version,
                title=campaign.title,
                text=campaign.text,
                at=at,
            )
        )

    async def versions(self, campaign: int) -> list[Version]:
        """Every version of the words, the first one first."""
        c = versions.c
        query = sa.select(c.version, c.title, c.text, c.at).where(c.campaign == campaign)
        return [Version(*row) for row in await self.db.here.execute(query.order_by(c.version))]

    async def find(self, assembly: int, number: int) -> Campaign | None:
        return await self._one(campaigns.c.assembly == assembly, campaigns.c.number == int(number))

    async def named(self, assembly: int, name: str) -> Campaign | None:
        """The campaign of this short name, which is given folded."""
        return await self._one(campaigns.c.assembly == assembly, campaigns.c.name == name)

    async def get(self, campaign: int) -> Campaign | None:
        return await self._one(campaigns.c.id == campaign)

    async def names(self, assembly: int) -> frozenset[str]:
        """The short names that are taken."""
        query = sa.select(campaigns.c.name).where(campaigns.c.assembly == assembly)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def running(self, assembly: int, limit: int = 1000) -> list[Campaign]:
        """Those that can be signed, the newest first."""
        query = sa.select(campaigns).where(campaigns.c.assembly == assembly, _RUNNING)
        return await self._read(query.order_by(campaigns.c.number.desc()).limit(limit))

    async def over(self, assembly: int, limit: int) -> list[Campaign]:
        """Those that have ended and are not archived, the latest first."""
        has_ended = campaigns.c.state == State.ENDED.value
        query = sa.select(campaigns).where(campaigns.c.assembly == assembly, has_ended)
        return await self._read(query.order_by(campaigns.c.ended_at.desc()).limit(limit))

    async def waiting(self, assembly: int) -> list[Campaign]:
        """Those that wait for sponsors or for a motion."""
        waits = campaigns.c.state == State.WAITING.value
        query = sa.select(campaigns).where(campaigns.c.assembly == assembly, waits)
        return await self._read(query.order_by(campaigns.c.number))

    async def of_motion(self, assembly: int, motion: Numbered) -> list[Campaign]:
        """Those that follow from a motion, or wait for it."""
        own = sa.and_(campaigns.c.assembly == assembly, campaigns.c.motion == int(motion))
        return await self._read(sa.select(campaigns).where(own))

    async def to_close(self, now: datetime) -> list[Campaign]:
        """Those whose last moment has come; a pledge that waits for its number is looked after apart."""
        due = sa.and_(_CLOSING, campaigns.c.closes_at <= now)
        return await self._read(sa.select(campaigns).where(due).order_by(campaigns.c.closes_at))

    async def next_close(self, now: datetime) -> datetime | None:
        """When the next one closes that has not closed yet."""
        query = sa.select(sa.func.min(campaigns.c.closes_at)).where(_CLOSING, campaigns.c.closes_at > now)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def by_ids(self, some: Collection[int]) -> list[Campaign]:
        return await self._read(sa.select(campaigns).where(campaigns.c.id.in_(some)))

    async def all(self, assembly: int) -> list[Campaign]:
        """Every campaign of an assembly, archived ones too."""
        query = sa.select(campaigns).where(campaigns.c.assembly == assembly)
        return await self._read(query.order_by(campaigns.c.number))

    async def take_told(self, campaign: int, after: int, limit: int, *, stays: bool) -> list[int]:
        """Those of the next people who asked how it ends, from this one on; they ask no more, or it stays."""
        return await self.db.within(lambda c: _take_told(c, campaign, after, limit, stays))

    async def asked_among(self, some: Collection[int], people: Collection[int]) -> frozenset[int]:
        """Those of these campaigns that any of these has signed and asked to be told the end of."""
        asked = signatures.c.marks.bitwise_and(Mark.TELL) != 0
        own = sa.and_(signatures.c.campaign.in_(some), signatures.c.person.in_(people), asked)
        return frozenset((await self.db.here.execute(sa.select(signatures.c.campaign).where(own))).scalars())

    async def sponsor(self, campaign: int, member: int) -> bool:
        """Notes a sponsor; False where they were one before."""
        if member in await self.sponsors(campaign):
            return False
        await self.db.here.execute(sa.insert(sponsors).values(campaign=campaign, member=member))
        return True

    async def sponsors(self, campaign: int) -> frozenset[int]:
        query = sa.select(sponsors.c.member).where(sponsors.c.campaign == campaign)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def signed_among(self, some: Collection[int], people: Collection[int]) -> frozenset[int]:
        """Those of these campaigns that any of these has signed."""
        own = sa.and_(signatures.c.campaign.in_(some), signatures.c.person.in_(people))
        return frozenset((await self.db.here.execute(sa.select(signatures.c.campaign).where(own))).scalars())

    async def of_room(self, room: Address, assembly: int | None) -> list[Campaign]:
        """Those that live in a room and are not put away."""
        return await self._read(sa.select(campaigns).where(*_there(room, assembly)))

    async def move_room(self, old: Address, new: Address, assembly: int | None) -> None:
        change = sa.update(campaigns).where(*_there(old, assembly))
        await self.db.here.execute(change.values(network=new.network, room=new.id))

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who started a campaign since a day; none of unlisted blocs, and no signatory: no count tells."""
        here = sa.and_(campaigns.c.assembly == assembly, campaigns.c.number < FIRST_UNLISTED)
        query = sa.select(campaigns.c.starter).where(here, campaigns.c.started_at >= day)
        return frozenset(m for m in (await self.db.here.execute(query)).scalars() if m is not None)

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """What a member started and sponsored, for that member."""
        c = campaigns.c
        query = sa.select(c.number, c.title).where(c.assembly == assembly)
        sponsored = query.join(sponsors, sponsors.c.campaign == c.id).where(sponsors.c.member == member)
        return {
            "started": await self._plain(query.where(c.starter == member)),
            "sponsored": await self._plain(sponsored),
        }

    async def _plain(self, query: sa.Select[Any]) -> list[dict[str, object]]:
        rows = await self.db.here.execute(query.order_by(campaigns.c.number))
        return [{"number": str(Numbered(row.number)), "title": row.title} for row in rows]

    async def merge(self, assembly: int, kept: int, gone: int) -> None:
        """Has what one member started and sponsored be another's, as both are one person."""
        here = sa.select(campaigns.c.id).where(campaigns.c.assembly == assembly)
        await moved(self.db, campaigns.c.starter, kept, gone, campaigns.c.assembly == assembly)
        await moved(self.db, sponsors.c.member, kept, gone, sponsors.c.campaign.in_(here))

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off what they started and sponsored."""
        own = sa.and_(campaigns.c.assembly == assembly, campaigns.c.starter == member)
        await self.db.here.execute(sa.update(campaigns).where(own).values(starter=None))
        await self.db.here.execute(sa.delete(sponsors).where(sponsors.c.member == member))

    async def _one(self, *conditions: sa.ColumnElement[bool]) -> Campaign | None:
        found = await self._read(sa.select(campaigns).where(*conditions))
        return found[0] if found else None

    async def _read(self, query: sa.Select[Any]) -> list[Campaign]:
        return [campaign_of(row) for row in await self.db.here.execute(query)]


def _there(room: Address, assembly: int | None) -> list[sa.ColumnElement[bool]]:
    there = [campaigns.c.network == room.network, campaigns.c.room == room.id]
    there.append(campaigns.c.state != State.ARCHIVED.value)
    return there if assembly is None else [*there, campaigns.c.assembly == assembly]


def _take_told(connection: Connection, campaign: int, after: int, limit: int, stays: bool) -> list[int]:
    asks = sa.and_(
        signatures.c.campaign == campaign,
        signatures.c.person > after,
        signatures.c.marks.bitwise_and(Mark.TELL) != 0,
        signatures.c.standing != int(Standing.REJECTED),
    )
    query = sa.select(signatures.c.person).where(asks).order_by(signatures.c.person).limit(limit)
    people = list(connection.execute(query).scalars())
    if not stays:
        some = Signatures.among(connection, campaign, people).values()
        Signatures.put(connection, [replace(one, marks=one.marks & ~Mark.TELL) for one in some])
    return people


_APART = ("id", "number", "kind", "state", "room", "motion", "outcome")
_PLAIN = [f.name for f in fields(Campaign) if f.name not in _APART]


def _row(campaign: Campaign) -> dict[str, Any]:
    motion, outcome = campaign.motion, campaign.outcome
    return {
        **{name: getattr(campaign, name) for name in _PLAIN},
        "number": int(campaign.number),
        "kind": campaign.kind.value,
        "state": campaign.state.value,
        "motion": int(motion) if motion is not None else None,
        "outcome": outcome.value if outcome is not None else None,
        "network": campaign.room.network,
        "room": campaign.room.id,
    }


def campaign_of(row: sa.Row[Any]) -> Campaign:
    """The campaign of a whole row of its table."""
    return Campaign(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        number=Numbered(row.number),
        kind=Kind(row.kind),
        state=State(row.state),
        motion=Numbered(row.motion) if row.motion is not None else None,
        outcome=Outcome(row.outcome) if row.outcome is not None else None,
        room=Address(row.network, row.room),
    )


def numbers(some: Sequence[Campaign]) -> tuple[tuple[Numbered, str], ...]:
    """Campaigns as people type them: by number or short name."""
    return tuple((campaign.number, campaign.name) for campaign in some)


FIRST_TO_CLOSE = (earliest(campaigns.c.closes_at, _CLOSING),)
"""When the first campaign closes that the clock closes."""
