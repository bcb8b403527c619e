"""Secret votes: cast, changed, and checked by their receipts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.ballots import act_errors
from bot.ballots.act import Cast, act
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from cogs.polls.commands.desk import Number
from cogs.polls.commands.voting import WORDS_LIMIT, Voting
from cogs.polls.rules.errors import NotNow
from cogs.polls.rules.poll import Poll, State, must_be_open
from cogs.polls.views import ballot as views
from cogs.polls.voting import what_of

SAMPLE = "ABCD-EFGH-JKMN-PQRS"
Held = Annotated[str, Arg("The receipt of your vote", sample=SAMPLE, limit=60)]
Paper = Annotated[str, Arg("What you choose, as one word: 3,1,4", sample="3,1,4", limit=WORDS_LIMIT)]


class Balloting(Voting):
    """The second step of a secret vote, and what its receipt is good for."""

    @command(
        "poll cast", bulk="cast_secret", private=True, untraced=True, example=f"poll cast 4 3,1,2 {SAMPLE}"
    )
    def cast_paper(self, ctx: Context, number: Number, paper: Paper, receipt: Held) -> Cast[str]:
        """Cast a secret vote with the receipt that you were given, or change it."""
        return act(ctx, number, paper, Receipt.read(receipt))

    def cast_secret(self, connection: Connection, acts: Sequence[Cast[str]]) -> Batch:
        """Writes a batch of secret ballots."""
        return self.secret_casting.cast(connection, acts)

    @command("poll change", private=True, untraced=True, example=f"poll change 4 {SAMPLE}")
    async def change_vote(self, ctx: Context, number: Number, receipt: Held = "") -> Reply:
        """Change your secret vote, with its receipt."""
        poll = await self.secret(ctx, number)
        must_be_open(poll, ctx.now)
        held = await self._held(ctx, poll, receipt)
        return Reply(views.choices(poll, held), private=True, instead=True)

    async def _held(self, ctx: Context, poll: Poll, words: str) -> Receipt | None:
        """The receipt with which this person changes their vote; None where they have not voted yet."""
        has_voted = await self.papers.has_voted(poll.box or 0, ctx.member.id)
        if not words:
            if has_voted:
                raise act_errors.HasVoted(poll.number, what_of(poll))
            return None
        receipt = await self._known(poll, words)
        if not has_voted:
            raise act_errors.NotYourReceipt(poll.number, what_of(poll))
        return receipt

    @command("poll receipt", private=True, untraced=True, example="poll receipt 4")
    async def receipt(self, ctx: Context, number: Number, receipt: Held = "", sure: bool = False) -> Reply:
        """Look at your receipt; after the close, see that your vote is in the list."""
        poll = await self.secret(ctx, number)
        if poll.box is None or poll.state is State.DROPPED:
            raise NotNow(poll.number, poll.state.value, poll.is_election)
        if not poll.is_sealed:
            found = await self.papers.receipts(poll.box)
            own = Receipt.read(receipt).hash if receipt else None
            return Reply(views.receipt_list(poll, found, own), private=True)
        if not receipt:
            raise act_errors.ListNotYet(poll.number, what_of(poll))
        held = await self._known(poll, receipt)
        shown = views.receipt_card(poll, held) if sure else views.receipt_warning(poll, held)
        return Reply(shown, private=True)

    async def secret(self, ctx: Context, number: int) -> Poll:
        """What is voted on in secret, asked about where only this person reads the answer."""
        poll = await self.find(ctx, number)
        if poll.votes is not Votes.SECRET:
            raise act_errors.NotSecret(poll.number, what_of(poll))
        if ctx.room.encrypted is False:
            raise act_errors.NotEncrypted(poll.number, what_of(poll))
        return poll

    async def _known(self, poll: Poll, words: str) -> Receipt:
        """The receipt that was given, if a ballot has it."""
        receipt = Receipt.read(words)
        if await self.papers.secret.under(poll.box or 0, receipt.hash) is None:
            raise act_errors.NoSuchReceipt(poll.number, what_of(poll))
        return receipt
