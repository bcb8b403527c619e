"""Lost accounts: nothing counts that is done by one, until it is found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Entry, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Assembly, Role
from cogs.accounts import rules
from cogs.accounts.commands.base import AccountDesk
from cogs.accounts.views import own as views
from cogs.accounts.views.own import Again

LOST, FOUND = "account.lost", "account.found"
LOST_SAID, FOUND_SAID = "account.lost-said", "account.found-said"
Which = Annotated[str, Arg("Its number in your list, or another member's account", limit=255, sample="2")]
Ago = Annotated[timedelta | datetime | None, Arg("How long ago it was lost", sample="3h")]


class Losing(AccountDesk):
    """Lost and found: by another account of the same person, or by two members."""

    @command("account lost", who=Role.OBSERVER, private=True, anywhere=True, example="account lost 2 ago:3h")
    async def lost(self, ctx: Context, which: Which = "", ago: Ago = None) -> Reply:
        """Report an account lost, so that nothing counts that is done with it."""
        since = rules.since(ago, ctx.now)
        account = await self._mine(ctx, which)
        if account is None:
            return await self._said(ctx, which, since, lost=True)
        if account.id == ctx.account.id:
            raise rules.NotThisOne
        if account.is_frozen:
            raise rules.FrozenAlready
        await self._freeze(account, since)
        again = []
        for assembly, member in await self.store.persons.leads(account.id):
            if lines := await self.redoing.since(assembly, member, since):
                again.append((await self.store.assembly(assembly), lines))
        return Reply(views.frozen(account, again, since), private=True)

    @command("account found", who=Role.OBSERVER, private=True, anywhere=True, example="account found 2")
    async def found(self, ctx: Context, which: Which = "") -> Reply:
        """Say that a lost account is in its owner's hands again."""
        account = await self._mine(ctx, which)
        if account is None:
            return await self._said(ctx, which, ctx.now, lost=False)
        if not await self.store.is_frozen(account):
            raise rules.NotFrozen
        await self._freeze(account, None)
        return Reply(views.found(account), private=True)

    async def _mine(self, ctx: Context, which: str) -> Account | None:
        """The account of my own that is meant; None where it is somebody else's."""
        mine = await self.mine(ctx)
        meant = rules.place(which, ctx.account.id, [account.id for account in mine])
        return next((account for account in mine if account.id == meant), None)

    async def _freeze(self, account: Account, since: datetime | None, assembly: int | None = None) -> None:
        """Freezes an account, or ends that, and has its rooms looked at; its codes and links are void."""
        led = await self.store.persons.leads(account.id)
        await self.store.persons.freeze(account.id, since, assembly)
        await self.store.drop(account.id)
        for where, member in led:
            if assembly in (None, where):
                await self.store.settle(account.id, where)
                await self.merging.changed(where, member)

    async def _said(self, ctx: Context, which: str, since: datetime, *, lost: bool) -> Reply:
        """A member's word on an account of another: the second one decides."""
        assembly, voucher = ctx.assembly, ctx.member
        account = await self.store.known(rules.address(which, ctx.account.address.network))
        member = await self.store.member(account.id, assembly.id) if account else None
        if account is None or member is None:
            raise rules.WhichAccount(which)
        if member == voucher.id:
            raise rules.NotByYourself
        frozen_at = await self.store.frozen_since(account.id, assembly.id)
        if lost is (frozen_at is not None):
            raise rules.FrozenAlready if lost else rules.NotFrozen
        await self.store.say(account.id, assembly.id, voucher.id, lost, ctx.now)
        said = await self.store.said(account.id, assembly.id, lost)
        if not rules.enough(said, ctx.now):
            return Reply(views.one_word(account, lost), private=True)
        return await self._done(assembly, account, member, since if lost else None, frozen_at or since)

    async def _done(
        self, assembly: Assembly, account: Account, member: int, since: datetime | None, told: datetime
    ) -> Reply:
        lost = since is not None
        await self._freeze(account, since, assembly.id)
        stewards = await self.store.roll.in_role(assembly.id, Role.STEWARD)
        others = [one for one in stewards if one != member]
        said = LOST_SAID if lost else FOUND_SAID
        tells = [Tell(one, said, account.id) for one in others]
        tells.append(Tell(member, LOST if lost else FOUND, member, told.isoformat()))
        return Reply(
            views.two_words(account, lost),
            tells=tuple(tells),
            journal=(Entry("account.frozen" if lost else "account.thawed", person=member),),
            private=True,
        )

    @card(LOST)
    async def lost_told(self, assembly: Assembly, member: int, detail: str) -> View | None:
        return views.told(True, *await self._since(assembly, member, detail))

    @card(FOUND)
    async def found_told(self, assembly: Assembly, member: int, detail: str) -> View | None:
        return views.told(False, *await self._since(assembly, member, detail))

    async def _since(self, assembly: Assembly, member: int, detail: str) -> tuple[Again, datetime]:
        """What was voted in a member's name since an instant, under the assembly's name."""
        since = datetime.fromisoformat(detail)
        async with self.store.db.reading():
            lines = await self.redoing.since(assembly.id, member, since)
        return ([(assembly.name, lines)] if lines else []), since

    @card(LOST_SAID, knocks=False)
    async def lost_said(self, _assembly: Assembly, account: int, _detail: str) -> View | None:
        return await self._reported(account, lost=True)

    @card(FOUND_SAID, knocks=False)
    async def found_said(self, _assembly: Assembly, account: int, _detail: str) -> View | None:
        return await self._reported(account, lost=False)

    async def _reported(self, account: int, *, lost: bool) -> View | None:
        found = await self.store.by_id(account)
        return views.reported(found, lost) if found else None
