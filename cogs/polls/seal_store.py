"""What is noted at a count so that it can be checked later, and the journal's links that hold it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.ballots.seal import UNNOTED, Seals
from cogs.polls.rules.export import Seal
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.seed import seed
from cogs.polls.schema import seals
from storage.journal import START
from storage.schema import journal

OPENING, MOST_LINKS = timedelta(hours=1), 10_000


class SealStore(Seals):
    """Of polls."""

    async def put(self, poll: int, seal: Seal) -> None:
        """Keeps the seal of a poll that is counted now."""
        values = {"salt": seal.salt, "link": seal.link or UNNOTED}
        await self.db.here.execute(sa.insert(seals).values(poll=poll, **values))

    async def of(self, poll: int) -> Seal | None:
        """The seal of a poll; None where it was never counted."""
        row = (await self.db.here.execute(sa.select(seals).where(seals.c.poll == poll))).one_or_none()
        return None if row is None else Seal(row.salt, row.link or None)

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
