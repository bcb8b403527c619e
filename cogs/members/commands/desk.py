"""What the commands of this cog share: what they were given, and how they forget."""

from __future__ import annotations

from bot.api.cog import Cog, Operator
from bot.api.people import Account, Member
from bot.api.services import Forgetting, Kept, Now, Redrawing
from bot.ballots.views import ERRORS as BALLOTS
from cogs.members import rules
from cogs.members.store import MemberStore
from cogs.members.views import entries, settings
from cogs.members.views.errors import ERRORS

_ERRORS = {**BALLOTS, **ERRORS, **entries.ERRORS, **settings.ERRORS}


class Desk(Cog):
    """Holds what the cog asked for; the commands come by the classes that build on it."""

    name = "members"
    errors = _ERRORS

    def __init__(
        self,
        store: MemberStore,
        now: Now,
        kept: Kept,
        forgetting: Forgetting,
        redrawing: Redrawing,
        operator: Operator,
        locales: tuple[str, ...],
    ) -> None:
        self.store = store
        self.now = now
        self.kept = kept
        self.forgetting = forgetting
        self.redrawing = redrawing
        self.operator = operator
        self.locales = locales

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what waits to be told to a person; the roll itself forgets them last."""
        await self.store.forget(assembly, member)

    async def named(self, person: Account, assembly: int) -> Member:
        """The member whom a command names."""
        member = await self.store.member(person.address, assembly)
        if member is None:
            raise rules.NotOnThisRoll
        return member
