"""What a person has voted themselves, as far as it is known and may be said to them here."""

from __future__ import annotations

from bot.api.context import Context
from bot.ballots.paper import Paper
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from cogs.polls.commands.ballot import Balloting
from cogs.polls.commands.desk import is_unnamed
from cogs.polls.rules.poll import Poll


class OwnBallot(Balloting):
    """Asked before a ballot is filled in anew."""

    async def carried(self, ctx: Context, poll: Poll, receipt: str) -> str:
        """The receipt by which a secret vote is changed; refuses one that is not theirs."""
        if poll.votes is not Votes.SECRET:
            return ""
        held = await self._held(ctx, poll, receipt)
        return held.letters if held else ""

    async def answer_of(self, ctx: Context, poll: Poll, receipt: str) -> Paper | None:
        """What stands of theirs: by its receipt, or where votes have names and nobody else reads this."""
        if receipt:
            return await self.papers.secret.paper_under(poll.box or 0, Receipt.read(receipt).hash)
        is_everyones = not poll.votes.are_sealed and not is_unnamed(ctx.assembly, poll)
        if ctx.found_member is None or not (ctx.is_private or is_everyones):
            return None
        return await self.papers.of_member(poll.box or 0, ctx.member.id)
