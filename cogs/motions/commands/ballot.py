"""Secret ballots: cast, changed, and checked by their receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.ballots import act_errors
from bot.ballots.act import Cast, act
from bot.ballots.act_errors import What
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice, Votes
from cogs.motions.commands.base import DRAFT_CARD, MotionCog, Number, noted
from cogs.motions.commands.voting import CHOICES, How
from cogs.motions.rules import secret as rules
from cogs.motions.rules.errors import NotNow, VotingClosed
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.views import secret

SAMPLE = "ABCD-EFGH-JKMN-PQRS"
Held = Annotated[str, Arg("The receipt of your vote", sample=SAMPLE, limit=60)]
Kind = Annotated[Votes, Arg("Who sees the votes: open, open-at-end, secret")]


class Balloting(MotionCog):
    """Cast, change, look at a receipt; and what kind of votes a motion takes."""

    @command("motion votes", example="motion votes 12 secret")
    async def votes(self, ctx: Context, number: Number, kind: Kind) -> Reply:
        """Make the votes on your motion stricter before voting opens."""
        motion = await self.reach.get(ctx, number)
        motion = rules.make_stricter(motion, ctx.member.id, kind)
        await self.store.save(motion)
        stale = [(DRAFT_CARD, int(number))]
        for amendment in () if motion.is_amendment else await self.amendments.of(motion):
            if rules.is_laxer_draft(amendment, kind):
                await self.store.save(replace(amendment, votes=kind))
                stale.append((DRAFT_CARD, amendment.number))
        entry = noted("votes", motion, ctx.member.id, votes=kind.value)
        return Reply(secret.stricter(motion), stale=tuple(stale), journal=entry)

    @command(
        "ballot cast",
        bulk="cast_secret",
        private=True,
        untraced=True,
        example=f"ballot cast 12 for {SAMPLE}",
    )
    def cast_ballot(self, ctx: Context, number: Number, choice: How, receipt: Held) -> Cast[Choice]:
        """Cast a secret vote with the receipt that you were given, or change it."""
        return act(ctx, number, CHOICES[choice], Receipt.read(receipt))

    def cast_secret(self, connection: Connection, acts: Sequence[Cast[Choice]]) -> Batch:
        """Writes a batch of secret ballots."""
        return self.secret_casting.cast(connection, acts)

    @command("ballot change", private=True, untraced=True, example=f"ballot change 12 {SAMPLE}")
    async def change(self, ctx: Context, number: Number, receipt: Held = "") -> Reply:
        """Change your secret vote, with its receipt."""
        motion = await self._secret(ctx, number)
        if motion.state is not State.OPEN:
            raise NotNow(number, motion.state)
        if motion.closes_at is not None and ctx.now >= motion.closes_at:
            raise VotingClosed(number, motion.closes_at)
        has_voted = await self.ballots.has_voted(motion.box or 0, ctx.member.id)
        if not receipt:
            if has_voted:
                raise act_errors.HasVoted(number, What.MOTION)
            return Reply(secret.choices(motion, None), private=True)
        held = await self._standing(motion, receipt)
        if not has_voted:
            raise act_errors.NotYourReceipt(number, What.MOTION)
        return Reply(secret.choices(motion, held), private=True)

    @command("ballot receipt", private=True, untraced=True, example="ballot receipt 12")
    async def receipt(self, ctx: Context, number: Number, receipt: Held = "", sure: bool = False) -> Reply:
        """Look at your receipt; after the close, see that your vote is in the list."""
        motion = await self._secret(ctx, number)
        if not motion.is_sealed:
            found = await self.ballots.receipts(motion.box or 0)
            own = Receipt.read(receipt).hash if receipt else None
            return Reply(secret.receipt_list(motion, found, own), private=True)
        if not receipt:
            raise act_errors.ListNotYet(number, What.MOTION)
        held = await self._standing(motion, receipt)
        shown = secret.receipt_card(number, held) if sure else secret.receipt_warning(number, held)
        return Reply(shown, private=True)

    async def _secret(self, ctx: Context, number: int) -> Motion:
        """A motion with secret votes, asked about where only this person reads the answer."""
        motion = await self.reach.get(ctx, number)
        if motion.votes is not Votes.SECRET:
            raise act_errors.NotSecret(number, What.MOTION)
        if ctx.room.encrypted is False:
            raise act_errors.NotEncrypted(number, What.MOTION)
        return motion

    async def _standing(self, motion: Motion, words: str) -> Receipt:
        """The receipt that was given, if a ballot has it."""
        receipt = Receipt.read(words)
        if await self.ballots.secret.under(motion.box or 0, receipt.hash) is None:
            raise act_errors.NoSuchReceipt(motion.number, What.MOTION)
        return receipt
