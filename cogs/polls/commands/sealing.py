"""The seal of a count: what it rests on, bound by a digest that stands in the journal."""

from __future__ import annotations

from bot.api.cog import Home
from bot.ballots import record
from cogs.polls.commands.desk import Desk, is_unlisted
from cogs.polls.rules import export
from cogs.polls.rules.export import Held, Seal
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.seal_store import SealStore


class Sealing(Desk):
    """Done once, in the transaction that ends a poll or an election."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.seals = SealStore(home.db)

    async def sealed(self, poll: Poll, outcome: Outcome) -> dict[str, str | int]:
        """Seals what is counted now; the facts of its entry in the journal, which is the next link."""
        link = None if is_unlisted(poll) else await self.seals.next_link(poll.assembly)
        seal = Seal(self.seals.salt(), link)
        counted = export.counted(await self.held(poll, outcome), seal.salt)
        await self.seals.put(poll.id, seal)
        return {**export.facts(outcome), "digest": record.digest(counted)}

    async def held(self, poll: Poll, outcome: Outcome) -> Held:
        """All that a count rests on; where nobody voted there is no box."""
        before = await self.seals.made_from(poll)
        if poll.box is None or outcome.declared:
            return Held(poll, outcome, frozenset(), before=before)
        return Held(
            poll,
            outcome,
            await self.papers.electorate_of(poll.box),
            await self.papers.all(poll.box),
            await self.papers.receipts(poll.box),
            before,
        )
