"""What the commands of this cog share: what they were given, and who keeps an assembly."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.api.blocs import Proposal, moved
from bot.api.card import Reply
from bot.api.cog import Cog, Home
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.people import Account, Member
from cogs.stewards.call_store import CallStore
from cogs.stewards.deed_store import DeedStore
from cogs.stewards.rules import terms as rules
from cogs.stewards.rules.errors import NobodySuch
from cogs.stewards.rules.terms import UNSEEN_FOR, Term
from cogs.stewards.rules.weighing import NoVotesHere
from cogs.stewards.term_store import TermStore
from cogs.stewards.undo_store import UndoStore
from cogs.stewards.views.errors import ERRORS


class Desk(Cog):
    """Holds what the cog asked for; the commands come by the classes that build on it."""

    name = "stewards"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.clock = home.clock
        self.deeds = home.deeds
        self.bodies = home.bodies
        self.activity = home.activity
        self.terms = TermStore(home.db, home.roll)
        self.announced = DeedStore(home.db, home.assemblies)
        self.calls = CallStore(home.db, home.assemblies)
        self.undoable = UndoStore(home.db)

    async def stewards(self, assembly: int, now: datetime) -> list[Term]:
        """Those who keep an assembly; one who has only voted was seen too."""
        found = await self.terms.stewards(assembly)
        if all(rules.is_active(term, now) for term in found):
            return found
        took_part = await self.activity.since(assembly, now - UNSEEN_FOR)
        return [rules.seen(term, now) if term.member in took_part else term for term in found]

    async def named(self, person: Account, assembly: int) -> Member:
        """The member whom a command names."""
        member = await self.terms.named(person, assembly)
        if member is None:
            raise NobodySuch
        return member

    async def member(self, number: int, assembly: int) -> Member:
        """A member by id, as a deed or a call names them."""
        member = await self.terms.member(number)
        if member is None or member.assembly != assembly:
            raise NobodySuch
        return member

    async def move(self, ctx: Context, proposal: Proposal) -> tuple[Numbered, Reply]:
        """Moves a motion; its number, and what is answered and posted."""
        if self.bodies.motions is None:
            raise NoVotesHere
        reply = await self.bodies.motions.propose(ctx, proposal)
        return moved(reply), reply

    def motion_for(self, deed: Deed) -> Proposal:
        """The motion to do a deed; one about stewards needs more than half of the votes cast, no more."""
        proposal = Proposal(self.deeds.title(deed), deed=deed)
        if not deed.kind.startswith("steward."):
            return proposal
        return replace(proposal, threshold="half", quorum="none", debate=timedelta())
