"""What the commands of this cog share: what they were given, and how they forget."""

from __future__ import annotations

from dataclasses import replace

from bot.api.blocs import Proposal, moved
from bot.api.card import Reply
from bot.api.cog import Cog, Home
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.people import Account, Member
from bot.ballots.views import ERRORS as BALLOTS
from cogs.members import rules
from cogs.members.joining_store import JoiningStore
from cogs.members.room_zones import RoomZones
from cogs.members.store import MemberStore
from cogs.members.views import entries, joining, settings
from cogs.members.views.errors import ERRORS

_ERRORS = {**BALLOTS, **ERRORS, **entries.ERRORS, **settings.ERRORS, **joining.ERRORS}


class Desk(Cog):
    """Holds what the cog asked for; the commands come by the classes that build on it."""

    name = "members"
    errors = _ERRORS

    def __init__(self, home: Home) -> None:
        self.store = MemberStore(home.db, home.assemblies, home.roll)
        self.joining = JoiningStore(home.db, home.assemblies, home.roll)
        self.room_zones = RoomZones(home.db, home.assemblies)
        self.now = home.now
        self.kept = home.kept
        self.forgetting = home.forgetting
        self.redrawing = home.redrawing
        self.operator = home.operator
        self.keeping = home.keeping
        self.locales = home.locales
        self.deeds = home.deeds
        self.bodies = home.bodies
        self.exporting = home.exporting
        self.activity = home.activity
        self._asked: set[tuple[int, int]] = set()

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what waits to be told to a person; the roll itself forgets them last."""
        await self.joining.forget(member)
        await self.store.forget(assembly, member)

    async def proposed(self, ctx: Context, deed: Deed) -> Reply:
        """Moves what is for all to decide as a motion, in the name of whoever wants it."""
        if self.bodies.motions is None:
            raise LookupError("nothing is moved where there are no motions")
        reply = await self.bodies.motions.propose(ctx, Proposal(self.deeds.title(deed), deed=deed))
        view = settings.proposed(moved(reply), reply.view)
        return replace(reply, view=view, private=True, silent=False)

    async def named(self, person: Account, assembly: int) -> Member:
        """The member whom a command names."""
        member = await self.store.member(person.address, assembly)
        if member is None:
            raise rules.NotOnThisRoll
        return member
