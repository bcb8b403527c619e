"""Counting a poll or an election, and what its result is."""

from __future__ import annotations

from bot.api.card import Reply
from bot.api.context import Context
from cogs.polls.commands.desk import Desk, card_kind, noted
from cogs.polls.rules import poll as rules
from cogs.polls.rules.poll import Poll
from cogs.polls.views import answers


class Counting(Desk):
    """From the papers themselves, once the room was read again."""

    async def counted(self, ctx: Context, poll: Poll) -> Reply:
        """Ends a poll; its card shows the counts."""
        poll = rules.end(poll, "", ctx.now)
        await self.store.save(poll)
        card = (card_kind(poll), int(poll.number))
        entry = noted("election.ended" if poll.is_election else "poll.closed", poll)
        return Reply(answers.closing(poll), stale=(card,), settled=(card,), journal=entry)
