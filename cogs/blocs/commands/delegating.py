"""Electing, mandating and recalling delegates: each is a motion of the bloc that does it when carried."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.api.blocs import Motions, Proposal, moved
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.people import Account
from bot.api.speech import N_
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from bot.ballots.secret import LEAST_ENTITLED
from cogs.blocs.commands.desk import Desk, Which, noted
from cogs.blocs.rules import delegate as rules
from cogs.blocs.rules import errors, tree
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.delegate import Delegate, Mandate
from cogs.blocs.views import delegates as views

ELECT, MANDATE, RECALL = "delegate.elect", "delegate.mandate", "delegate.recall"
Who = Annotated[Account, Arg("Who")]
Number = Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")]
Kind = Annotated[Votes | None, Arg("Who sees the votes: open, open-at-end, secret")]
TITLES = {
    ELECT: N_("Send a delegate"),
    MANDATE: N_("Tell our delegates how to vote"),
    RECALL: N_("Call a delegate back"),
}


class Delegating(Desk):
    """For everyone who votes in the bloc."""

    @command("delegate elect", example="delegate elect ana Nurses")
    async def elect(self, ctx: Context, person: Who, bloc: Which = "", votes: Kind = None) -> Reply:
        """Propose that your bloc sends somebody as its delegate."""
        found, body = await self._mine(ctx, bloc)
        member = await self._member(ctx, found, person)
        rules.elect(found, member, body, await self.delegates.of(found.id))
        return await self._moved(ctx, found, Deed(ELECT, {"bloc": found.id, "member": member}), votes)

    @command("delegate mandate", example="delegate mandate 12 for")
    async def mandate(
        self,
        ctx: Context,
        number: Number,
        choice: Annotated[Mandate, Arg("For, against, or free", sample="for")],
        bloc: Which = "",
    ) -> Reply:
        """Propose how your bloc's delegates are to vote on a motion, or that they are free."""
        found, _ = await self._mine(ctx, bloc)
        await self.check_mandate(ctx.assembly.id, found, number)
        deed = Deed(MANDATE, {"bloc": found.id, "motion": int(number), "choice": choice.value})
        return await self._moved(ctx, found, deed, None)

    async def check_mandate(self, assembly: int, bloc: Bloc, number: Numbered) -> None:
        """Refuses a mandate on what this bloc's delegates don't vote on, as far as others may know of it."""
        sent = await self.delegates.of(bloc.id)
        motion = await self._motions().find(assembly, number)
        there = motion is not None and (motion.bloc is None or await self._go_to(bloc, motion.bloc, sent))
        rules.mandate(bloc, sent, motion, number, there)

    async def _go_to(self, bloc: Bloc, other: int, sent: Collection[Delegate]) -> bool:
        """Whether delegates vote for their bloc in another: one above it, or a council beside it.

        A delegate may be in others too, whose motions are none of their bloc's business.
        """
        listed = await self.store.listed(bloc.assembly)
        where = next((one for one in listed if one.id == other), None)
        if where is None or not where.council:
            return where is not None and other in tree.above({one.id: one.parent for one in listed}, bloc.id)
        return bool(rules.council(where, listed, sent))

    @command("delegate recall", private=True, example="delegate recall ana Nurses")
    async def recall(self, ctx: Context, person: Who, bloc: Which = "", votes: Kind = None) -> Reply:
        """Ask that your bloc votes on calling a delegate back; three members have to."""
        found, body = await self._mine(ctx, bloc)
        member = await self._member(ctx, found, person)
        rules.recall(found, member, await self.delegates.of(found.id))
        number = await self.delegates.recall_of(found.id, member)
        runs = await self._motions().find(ctx.assembly.id, Numbered(number)) if number else None
        before = await self.delegates.callers(found.id, member)
        _, missing = rules.call(body, before, ctx.member.id, runs)
        if missing:
            await self.delegates.call(found.id, member, ctx.member.id)
            return Reply(views.called(found, member, missing), private=True)
        deed = Deed(RECALL, {"bloc": found.id, "member": member})
        nobody = replace(ctx, found_member=None)  # who asked is shown to nobody, and nobody can withdraw it
        reply = await self._moved(nobody, found, deed, votes, at_once=True)
        await self.delegates.recall_moved(found.id, member, moved(reply))
        return reply

    @command("delegate resign", example="delegate resign Nurses")
    async def resign(self, ctx: Context, bloc: Which = "") -> Reply:
        """Stop being a delegate of your bloc."""
        found = await self.find(ctx, bloc)
        if not await self.delegates.remove(found.id, ctx.member.id):
            raise rules.IsNoDelegate(found.name, is_you=True)
        followed = await self.councils.follow(ctx.assembly.id, ctx.now)
        return Reply(
            views.resigned(found),
            journal=noted("delegate.resigned", found, ctx.member.id),
            rooms=followed.rooms,
            stale=(*await self.councils.cards_of(found.id), *followed.cards),
            private=True,
        )

    async def _moved(
        self, ctx: Context, bloc: Bloc, deed: Deed, votes: Votes | None, *, at_once: bool = False
    ) -> Reply:
        """Moves the motion that does it; where too few would vote in secret, nobody sees the count before."""
        usual = Votes.SECRET if ctx.assembly.careful else Defaults.read(ctx.assembly.settings).votes
        body = await self.known.body(bloc.id)
        if votes is None and usual is Votes.SECRET and len(body) < LEAST_ENTITLED:
            votes = Votes.AT_END
        proposal = Proposal(
            TITLES[deed.kind],
            bloc=bloc.id,
            votes=votes.value if votes else "",
            seconds=0 if at_once else None,
            debate=timedelta() if at_once else None,
            deed=deed,
        )
        reply = await self._motions().propose(ctx, proposal)
        return replace(reply, private=True)

    def _motions(self) -> Motions:
        if self.bodies.motions is None:
            raise rules.DelegatesNeedVotes
        return self.bodies.motions

    async def _mine(self, ctx: Context, name: str) -> tuple[Bloc, frozenset[int]]:
        """A bloc that this person votes in, and its body."""
        bloc = await self.find(ctx, name)
        body = await self.known.body(bloc.id)
        if ctx.member.id not in body:
            raise errors.NotInBloc(bloc.name)
        return bloc, body

    async def _member(self, ctx: Context, bloc: Bloc, person: Account) -> int:
        member = await self.member_of(ctx, person)
        if member is None:
            raise rules.NotFromThere(bloc.name)
        return member
