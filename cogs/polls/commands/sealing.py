"""The seal of a count: what it rests on, bound by a digest that stands in the journal."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.api.ask import Recount
from bot.api.cog import Home
from bot.api.context import Context
from cogs.polls.commands.desk import Desk, is_unlisted
from cogs.polls.rules import reckoning
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.reckoning import Found, Reckoned
from cogs.polls.seal_store import SealStore


class Sealing(Desk):
    """Counts before anyone waits for the writer, and seals in the transaction that ends a poll."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.seals = SealStore(home.db)

    async def reckoned(self, ctx: Context, poll: Poll, recount: Recount) -> Reckoned:
        """The count of what is in the box now; beside the event loop, as papers may be many thousand."""
        async with self.store.db.reading():
            found = await self.read(poll)
        salt = self.seals.salt()
        return await asyncio.to_thread(reckoning.reckoned, poll, found, recount, salt, ctx.now)

    async def declared(self, ctx: Context, poll: Poll, outcome: Outcome) -> Reckoned:
        """An outcome without a vote, bound likewise."""
        return reckoning.bound(poll, Found(), outcome, self.seals.salt(), ctx.now)

    async def still_holds(self, ready: Reckoned, poll: Poll) -> bool:
        """Whether nothing has changed since it was counted."""
        if ready.poll != poll:
            return False
        return poll.box is None or await self.papers.fingerprint(poll.box) == ready.fingerprint

    async def sealed(self, ready: Reckoned) -> Mapping[str, str | int]:
        """Notes the seal; the facts of the entry in the journal, which is in its next link."""
        poll = ready.ended
        link = None if is_unlisted(poll) else await self.seals.next_link(poll.assembly)
        await self.seals.put(poll.id, replace(ready.seal, link=link))
        return ready.facts

    async def read(self, poll: Poll) -> Found:
        """All that a count rests on; where nobody voted there is no box."""
        before = await self.seals.made_from(poll)
        if poll.box is None:
            return Found(before=before)
        fingerprint = await self.papers.fingerprint(poll.box)  # first: what comes later makes it another
        return Found(
            await self.papers.electorates.listed(poll.box),
            await self.papers.all(poll.box),
            await self.papers.receipts(poll.box),
            before,
            await self.papers.counters(poll.box),
            await self.papers.turnout(poll.box),
            fingerprint,
        )
