"""The acts on a ballot by the names under which people look for them in an election."""

from __future__ import annotations

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.ballots.act import Cast
from cogs.polls.commands import ballot, building
from cogs.polls.commands.building import Building
from cogs.polls.commands.desk import ElectionNumber

SAMPLE = ballot.SAMPLE


class ElectionBallot(Building):
    """Each does what the act on a poll does: both share their numbers."""

    @command("election paper", example="election paper 4", untraced=True, confides="is_filled_in")
    async def election_paper(
        self,
        ctx: Context,
        number: ElectionNumber,
        paper: building.SoFar = "",
        add: building.More = "",
        receipt: building.Held = "",
        read: building.Read = False,
    ) -> Reply:
        """See who stands, and vote in an election step by step."""
        reply: Reply = await self.paper(ctx, number, paper, add, receipt, read)
        return reply

    @command(
        "election cast",
        bulk="cast_secret",
        private=True,
        untraced=True,
        example=f"election cast 4 3,1,2 {SAMPLE}",
    )
    def cast_in_election(
        self, ctx: Context, number: ElectionNumber, paper: ballot.Paper, receipt: ballot.Held
    ) -> Cast[str]:
        """Cast a secret vote in an election with the receipt that you were given, or change it."""
        given: Cast[str] = self.cast_paper(ctx, number, paper, receipt)
        return given

    @command("election change", private=True, untraced=True, example=f"election change 4 {SAMPLE}")
    async def change_in_election(
        self, ctx: Context, number: ElectionNumber, receipt: ballot.Held = ""
    ) -> Reply:
        """Change your secret vote in an election, with its receipt."""
        poll = await self.secret(ctx, number)
        if receipt and not poll.takes_one:
            return await self.paper_of(ctx, poll, receipt=receipt)
        reply: Reply = await self.change_vote(ctx, number, receipt)
        return reply

    @command("election receipt", private=True, untraced=True, example="election receipt 4")
    async def election_receipt(
        self, ctx: Context, number: ElectionNumber, receipt: ballot.Held = "", sure: bool = False
    ) -> Reply:
        """Look at the receipt of your vote in an election; after the close, see that it is in the list."""
        reply: Reply = await self.receipt(ctx, number, receipt, sure)
        return reply

    @command("election take-back", bulk="cast", example="election take-back 4")
    def take_back_in_election(self, ctx: Context, number: ElectionNumber) -> Cast[str]:
        """Take your vote in an election back while voting is open, where it is not secret."""
        given: Cast[str] = self.take_back(ctx, number)
        return given
