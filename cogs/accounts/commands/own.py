"""One's own accounts: which they are, and how one is taken away."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Role
from cogs.accounts import rules
from cogs.accounts.commands.base import AccountDesk
from cogs.accounts.rules import State
from cogs.accounts.views import own as views
from cogs.accounts.views.own import Listed


class OwnAccounts(AccountDesk):
    """List and unlink."""

    @command("account list", who=Role.OBSERVER, private=True, anywhere=True)
    async def accounts(self, ctx: Context) -> Reply:
        """See which accounts are linked to this one; nobody else can."""
        some = [await self._listed(ctx, account) for account in await self.mine(ctx)]
        link = await self.store.link(ctx.account.id, ctx.now)
        waits = link is not None and link.state is State.WAITING
        return Reply(views.account_list(some, waits), private=True)

    @command("account unlink", who=Role.OBSERVER, private=True, anywhere=True, example="account unlink")
    async def unlink(
        self, ctx: Context, sure: Annotated[bool, Arg("Yes if you have made up your mind")] = False
    ) -> Reply:
        """Take this account away from your other ones."""
        if len(await self.mine(ctx)) == 1:
            raise rules.NotLinked
        if not sure:
            return Reply(views.unlink_question(), private=True)
        await self.store.drop(ctx.account.id)
        for assembly, member in await self.store.persons.part(ctx.account.id, ctx.now):
            await self.merging.changed(assembly, member)
        return Reply(views.unlinked(), private=True)

    async def _listed(self, ctx: Context, account: Account) -> Listed:
        frozen = await self.store.persons.frozen_in(account.id)
        names = await self.store.assembly_names(frozen)
        return Listed(account, account.id == ctx.account.id, sorted(names.values()))

    async def exported(self, assembly: int, member: int) -> object:
        """The accounts that lead to a member, and what is kept of them from before they were one."""
        rows = (await self.store.roll.accounts_of([member]))[member]
        before = [
            await self.exporting.member(assembly, one) for one in await self.store.persons.earlier(member)
        ]
        mine = [{"network": row.network, "account": row.address} for row in rows]
        return {"accounts": mine, "before": before} if before else {"accounts": mine}
