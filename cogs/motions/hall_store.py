"""The hall on disk: who is ticked, what the tellers told, and who they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.people import Address
from bot.ballots.rules import Tally
from bot.ballots.schema import ballots, boxes, electorates, voted
from cogs.motions.rules.hall import Teller
from cogs.motions.schema import halls, tellers, ticks
from storage import dialect
from storage.database import Database
from storage.members import Roll
from storage.schema import members

_MENTION = re.compile(r"<@!?(\d+)>")
_COUNTS = ("ayes", "noes", "abstentions", "stand_asides", "blocks")
_TICKED = (
    "SELECT motion_ticks.member FROM motion_ticks JOIN motions ON motions.id = motion_ticks.motion "
    "WHERE motions.assembly = ? AND motions.number = ?"
)


def ticked_in(connection: Connection, assembly: int, number: int) -> frozenset[int]:
    """Who votes in the hall, on the database's thread: a batch of ballots has to know."""
    return frozenset(member for (member,) in dialect.found(connection, _TICKED, (assembly, number)))


class HallStore:
    """A tick says that somebody takes part in the hall, and nothing of what they choose."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def ticked(self, motion: int) -> frozenset[int]:
        query = sa.select(ticks.c.member).where(ticks.c.motion == motion)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def tick(self, motion: int, some: Collection[int]) -> None:
        rows = [{"motion": motion, "member": member} for member in sorted(some)]
        insert = dialect.insert(ticks, self.db.here)
        await self.db.here.execute(insert.on_conflict_do_nothing(), rows)

    async def untick(self, motion: int, some: Collection[int]) -> None:
        gone = sa.delete(ticks).where(ticks.c.motion == motion, ticks.c.member.in_(some))
        await self.db.here.execute(gone)

    async def told(self, motion: int) -> Tally | None:
        """What was told of the hall; None where nothing was."""
        row = (await self.db.here.execute(sa.select(halls).where(halls.c.motion == motion))).one_or_none()
        return Tally(**{name: getattr(row, name) for name in _COUNTS}) if row else None

    async def tell(self, motion: int, votes: Tally) -> None:
        """Keeps the count, in place of one that was told before."""
        values = {name: getattr(votes, name) for name in _COUNTS}
        insert = dialect.insert(halls, self.db.here).values(motion=motion, **values)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["motion"], set_=values))

    async def tellers(self, motion: int) -> tuple[Teller, ...]:
        query = sa.select(tellers.c.member, tellers.c.name).where(tellers.c.motion == motion)
        rows = await self.db.here.execute(query.order_by(tellers.c.place))
        return tuple(Teller(row.member, row.name) for row in rows)

    async def name_tellers(self, motion: int, some: Sequence[Teller]) -> None:
        await self.db.here.execute(sa.delete(tellers).where(tellers.c.motion == motion))
        rows = [
            {"motion": motion, "place": place, "member": teller.member, "name": teller.name}
            for place, teller in enumerate(some)
        ]
        await self.db.here.execute(sa.insert(tellers), rows)

    async def find(self, assembly: int, network: str, name: str) -> int | None:
        """The member of a mention, a network's own name for an account, or initials."""
        mention = _MENTION.fullmatch(name)
        words = {mention[1]} if mention else {name, name.removeprefix("@"), name.removeprefix("@").casefold()}
        for word in sorted(words):
            address = Address(network, word)
            row = await self.roll.member_at(address, assembly)
            if row is not None:
                return row.id
        there = await self.roll.by_initials(assembly)
        return next((member for initials, member in there.items() if _bare(initials) == _bare(name)), None)

    async def without_a_vote(self, box: int, opened_at: datetime, some: Collection[int]) -> frozenset[int]:
        """Those who may not vote: not in the electorate, or put on the roll by initials after the opening."""
        entitled = sa.select(electorates.c.member).where(electorates.c.box == box)
        is_listed = sa.select(boxes.c.id).where(boxes.c.id == box, boxes.c.listed).exists()
        came_late = sa.and_(members.c.initials.is_not(None), members.c.joined_at > opened_at)
        query = sa.select(members.c.id).where(
            members.c.id.in_(some),
            sa.case((is_listed, members.c.id.not_in(entitled)), else_=came_late),
        )
        return frozenset((await self.db.here.execute(query)).scalars())

    async def voted_online(self, box: int, some: Collection[int]) -> frozenset[int]:
        """Those who have voted already, whatever the kind of vote."""
        openly = sa.select(ballots.c.member).where(ballots.c.box == box, ballots.c.member.in_(some))
        in_secret = sa.select(voted.c.member).where(voted.c.box == box, voted.c.member.in_(some))
        return frozenset((await self.db.here.execute(openly.union(in_secret))).scalars())

    async def forget(self, member: int) -> None:
        """Takes a teller's name off; a tick stays as a number, which then leads to nobody."""
        await self.db.here.execute(sa.update(tellers).where(tellers.c.member == member).values(member=None))


def _bare(initials: str) -> str:
    return "".join(c for c in initials if c.isalnum()).casefold()
