"""What is noted at a count so that it can be checked later, and the journal's links that hold it."""

from __future__ import annotations

import secrets
from datetime import timedelta

import sqlalchemy as sa

from bot.ballots.record import Link
from cogs.polls.rules.export import Seal
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.seed import seed
from cogs.polls.schema import seals
from storage import dialect
from storage.database import Database
from storage.journal import START
from storage.schema import journal

SALT, UNNOTED = 16, 0
OPENING, MOST_LINKS = timedelta(hours=1), 10_000


class SealStore:
    """A seal is made once, in the transaction that counts a poll."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def salt() -> bytes:
        """What the marks of one count are made with."""
        return secrets.token_bytes(SALT)

    async def put(self, poll: int, seal: Seal) -> None:
        """Keeps the seal of a poll that is counted now."""
        values = {"salt": seal.salt, "link": seal.link or UNNOTED}
        await self.db.here.execute(sa.insert(seals).values(poll=poll, **values))

    async def of(self, poll: int) -> Seal | None:
        """The seal of a poll; None where it was never counted."""
        row = (await self.db.here.execute(sa.select(seals).where(seals.c.poll == poll))).one_or_none()
        return None if row is None else Seal(row.salt, row.link or None)

    async def next_link(self, assembly: int) -> int:
        """The number of the journal's next link: one transaction writes one for an assembly."""
        query = sa.select(sa.func.max(journal.c.link)).where(journal.c.assembly == assembly)
        return ((await self.db.here.execute(query)).scalar_one() or 0) + 1

    async def link(self, assembly: int, number: int | None) -> Link | None:
        """A link of an assembly's journal, whole, with the hash of the one before it."""
        if number is None:
            return None
        query = sa.select(journal).where(
            journal.c.assembly == assembly, journal.c.link.in_((number - 1, number))
        )
        rows = {row.link: row for row in await self.db.here.execute(query)}
        if number not in rows:
            return None
        found = rows[number]
        before = rows[number - 1].hash if number - 1 in rows else START
        at = dialect.micros(found.at)
        return Link(number=number, before=before, at=at, body=found.body, hash=found.hash)

    async def made_from(self, poll: Poll) -> str:
        """The hash of the link that the seed of a poll's lot was made from; empty where none fits.

        It was the last one when voting opened, or nearly: an opening takes its time of before it is written.
        """
        if not poll.seed or poll.opened_at is None:
            return ""
        query = sa.select(journal.c.hash).where(
            journal.c.assembly == poll.assembly, journal.c.at <= poll.opened_at + OPENING
        )
        latest = query.order_by(journal.c.link.desc()).limit(MOST_LINKS)
        hashes = [*(await self.db.here.execute(latest)).scalars(), START]
        return next((one for one in hashes if seed(one, poll.number, poll.opened_at) == poll.seed), "")
