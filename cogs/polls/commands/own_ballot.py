"""What a person has voted themselves, as far as it is known and may be said to them here."""

from __future__ import annotations

from bot.api.context import Context
from bot.api.errors import PrivateOnly
from bot.api.people import Assembly
from bot.ballots import act_errors
from bot.ballots.paper import Paper
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from cogs.polls.commands.ballot import Balloting
from cogs.polls.commands.desk import is_unnamed
from cogs.polls.rules.poll import Poll
from cogs.polls.voting import what_of

BARE = 3
"""Words of a line that asks for a ballot and fills nothing in: poll paper 4."""


class OwnBallot(Balloting):
    """Asked before a ballot is filled in anew."""

    async def is_filled_in(self, assembly: Assembly, line: str) -> bool:
        """Whether a line says more than of which ballot it is, where nobody is to know how somebody votes."""
        return len(line.split()) > BARE and await self.is_for_one_ear(assembly, line)

    async def carried(self, ctx: Context, poll: Poll, receipt: str) -> str:
        """The receipt by which a secret vote is changed; refuses one that is not theirs."""
        if poll.votes is not Votes.SECRET:
            return ""
        held = await self._held(ctx, poll, receipt)
        return held.letters if held else ""

    @staticmethod
    def refuse_overheard(ctx: Context, poll: Poll, *filled_in: object) -> None:
        """Refuses a ballot that others could read, where nobody is to see it."""
        if any(filled_in) and poll.votes.are_sealed and not ctx.is_private:
            raise PrivateOnly
        if any(filled_in) and poll.votes is Votes.SECRET and ctx.room.encrypted is False:
            raise act_errors.NotEncrypted(poll.number, what_of(poll))

    async def answer_of(self, ctx: Context, poll: Poll, receipt: str) -> Paper | None:
        """What stands of theirs: by its receipt, or where votes have names and nobody else reads this."""
        if receipt:
            return await self.papers.secret.under(poll.box or 0, Receipt.read(receipt).hash)
        is_everyones = not poll.votes.are_sealed and not is_unnamed(ctx.assembly, poll)
        if ctx.found_member is None or not (ctx.is_private or is_everyones):
            return None
        return await self.papers.of_member(poll.box or 0, ctx.member.id)
