"""What the commands about accounts share."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Reply
from bot.api.code import Guesses
from bot.api.cog import Cog, Home
from bot.api.context import Context
from bot.api.errors import AccountFrozen
from bot.api.people import Account
from cogs.accounts.joining import Joining
from cogs.accounts.store import AccountStore
from cogs.accounts.views.refusals import ERRORS


class AccountDesk(Cog):
    """Holds what the cog asked for; the commands come by the classes that build on it."""

    name = "accounts"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.store = AccountStore(home.db, home.assemblies, home.roll)
        self.merging = home.merging
        self.redoing = home.redoing
        self.exporting = home.exporting
        self.joining = Joining(self.store, home.merging)
        self.guesses = Guesses()

    async def own(self, ctx: Context) -> Account:
        """The account that acts; one that is frozen anywhere says nothing about accounts."""
        account = await self.store.account(ctx.account.address)
        if await self.store.is_frozen(account):
            raise AccountFrozen
        ctx.account = account
        return account

    async def mine(self, ctx: Context) -> Sequence[Account]:
        """All accounts of whoever acts, in the order in which they are listed."""
        return await self.store.same((await self.own(ctx)).id)

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what a member said of others' accounts; codes and links go with their own."""
        await self.store.forget(member)


def alone(reply: Reply) -> Reply:
    """An answer that nobody else is to see, of which nothing that was overwritten stays on the disk."""
    reply.private = True
    return reply
