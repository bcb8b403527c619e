"""Linking: a code on one side, given on the other; both confirm, and then the accounts are one person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Reply, Tell, View
from bot.api.code import LASTS, Code
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Assembly, Member, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.accounts import rules
from cogs.accounts.commands.base import AccountDesk
from cogs.accounts.rules import CODE, Link, State
from cogs.accounts.store import FIRST_TO_JOIN, FIRST_TO_TIDY
from cogs.accounts.views import links as views

JOINED = "account.joined"
SAMPLE = "ABCD-EFGH-JKMN-PQRS"
Given = Annotated[str, Arg("The code that your other account was given", sample=SAMPLE, limit=60)]
Sure = Annotated[bool | None, Arg("Yes if both accounts are yours, no if not")]
Meant = Annotated[int, Arg("The number of the link, as a button gives it")]
Receipts = Annotated[str, Arg("The receipt of one of your two votes", sample=SAMPLE, limit=400)]


class Linking(AccountDesk):
    """Link, confirm, void one of two secret votes."""

    @command("account link", who=Role.OBSERVER, private=True, anywhere=True, example="account link")
    async def link(self, ctx: Context, code: Given = "") -> Reply:
        """Make another account of yours and this one count as one person."""
        account = await self.own(ctx)
        rules.fresh(await self.store.link(account.id, ctx.now))
        if code:
            return await self._given(ctx, account, code)
        fresh = Code.fresh()
        await self.store.drop(account.id)
        await self.store.new_code(account.id, fresh.hash(CODE), ctx.now + LASTS)
        return Reply(views.code_card(fresh), private=True)

    @command("account confirm", who=Role.OBSERVER, private=True, anywhere=True, example="account confirm yes")
    async def confirm(self, ctx: Context, both_mine: Sure = None, meant: Meant = 0) -> Reply:
        """Say whether the account that wants to be linked to this one is yours."""
        account = await self.own(ctx)
        link = await self.store.link(account.id, ctx.now)
        if both_mine is False and link is not None and meant in (0, link.id):
            await self.store.drop(link.first)
            return Reply(views.not_linked(), private=True)
        said = rules.confirmed(link, account.id, meant)
        other = await self._other(said, account.id)
        if both_mine is None:
            return Reply(views.question(other, said.id), private=True)
        if account.id == said.second:
            await self.store.save(said)
            return Reply(views.other_side_next(other), private=True)
        return await self._join(ctx, said)

    @command(
        "account receipt",
        who=Role.OBSERVER,
        private=True,
        anywhere=True,
        untraced=True,
        example=f"account receipt {SAMPLE}",
    )
    async def receipt(self, ctx: Context, receipts: Receipts) -> Reply:
        """Take out one of two secret votes of yours, so that your accounts can be linked now."""
        account = await self.own(ctx)
        link = await self.store.link(account.id, ctx.now)
        if link is None or link.state is not State.WAITING:
            raise rules.NothingWaits
        self.guesses.check(account.address, ctx.now)
        try:
            await self.joining.void(link, receipts.replace(",", " ").split())
        except rules.ReceiptDoesNotFit:
            self.guesses.wrong(account.address, ctx.now)
            raise
        if (hindered := await self.joining.hindered(link)) is not None:
            raise rules.ReceiptsMissing(hindered.votes)
        return await self._join(ctx, link)

    async def _given(self, ctx: Context, account: Account, code: str) -> Reply:
        self.guesses.check(account.address, ctx.now)
        maker = await self.store.maker(Code.read(code).hash(CODE), ctx.now)
        first = await self.store.by_id(maker) if maker is not None else None
        if first is None:
            self.guesses.wrong(account.address, ctx.now)
            raise rules.NoSuchCode
        ones, others = await self.store.same(first.id), await self.store.same(account.id)
        rules.together(first, account, [a.id for a in ones], [a.id for a in others])
        begun = await self.store.begin(first.id, account.id, ctx.now + rules.CONFIRMED_WITHIN)
        return Reply(views.question(first, begun.id), private=True)

    async def _other(self, link: Link, account: int) -> Account:
        other = await self.store.by_id(link.other(account))
        if other is None:
            raise rules.NothingToConfirm
        return other

    async def _join(self, ctx: Context, link: Link) -> Reply:
        """Links now, or once votes have closed in which nobody could tell which ballot is whose."""
        first, second = await self._other(link, link.second), await self._other(link, link.first)
        ones, others = await self.store.same(first.id), await self.store.same(second.id)
        rules.together(first, second, [a.id for a in ones], [a.id for a in others])
        if (hindered := await self.joining.hindered(link)) is not None:
            await self.store.save(replace(link, state=State.WAITING, until=None))
            lines = await self.joining.settle(link)
            return Reply(views.waits(hindered.votes, lines), private=True)
        joined = await self.joining.join(link, ctx.now)
        shown = views.joined(tuple(joined.lines))
        return Reply(shown, private=True, elsewhere=joined.journal, folds_in=True)

    @sweep(first=FIRST_TO_JOIN)
    async def due_to_join(self, _now: datetime) -> Due:
        """Links that wait, once nothing hinders them any more."""
        acts = []
        async with self.store.db.reading():
            for link in await self.store.waiting():
                if await self.joining.hindered(link) is None:
                    assembly = await self.store.any_assembly(link)
                    acts += [DueAct(assembly, "account join", {"link": link.id})] if assembly else []
        return Due(tuple(acts))

    @command("account join", who=Role.STEWARD, internal=True)
    async def join(self, ctx: Context, link: int) -> Reply:
        """Links two accounts that waited for the close of a vote."""
        found = await self.store.link_by_id(link)
        if found is None or found.state is not State.WAITING:
            raise rules.NothingWaits
        if await self.joining.hindered(found) is not None:
            raise rules.NothingWaits
        joined = await self.joining.join(found, ctx.now)
        here = joined.members.get(ctx.assembly.id)
        tells = (Tell(here, JOINED, 0),) if here is not None else ()
        shown = views.joined(tuple(joined.lines))
        return Reply(shown, silent=True, tells=tells, elsewhere=joined.journal, folds_in=True)

    @card(JOINED)
    async def joined_card(self, _assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return views.joined_later()

    async def waits_for_me(self, _assembly: Assembly, member: Member, now: datetime) -> list[View]:
        """Says on /now that a link waits for this person's word, or for a vote to be over."""
        rows = (await self.store.roll.accounts_of([member.id]))[member.id]
        open_ones = [(row.id, await self.store.link(row.id, now)) for row in rows]
        asked = any(link is not None and rules.is_asked(link, account) for account, link in open_ones)
        waits = any(link is not None and link.state is State.WAITING for _, link in open_ones)
        return [views.confirm_waits()] * asked + [views.vote_waits()] * waits

    @sweep(first=FIRST_TO_TIDY)
    async def due_to_tidy(self, now: datetime) -> Due:
        """Codes and links that nobody answered in time."""
        async with self.store.db.reading():
            assembly, at = await self.store.tidy_at()
        if assembly is None or at is None:
            return Due()
        return Due((DueAct(assembly, "account tidy"),)) if at <= now else Due(next=at)

    @command("account tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Deletes codes and links that nobody answered in time."""
        await self.store.tidy(ctx.now)
        return Reply(views.nothing_to_say(), silent=True)
