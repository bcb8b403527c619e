"""One's own signature: looked at, told about or not, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Role
from bot.api.text import folded
from cogs.campaigns import people_store
from cogs.campaigns.commands.desk import CARD, Which
from cogs.campaigns.commands.keeping import Keeping
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.commands.translating import Translating, in_tongue
from cogs.campaigns.rules import errors, sign_errors
from cogs.campaigns.rules.campaign import Campaign, titled
from cogs.campaigns.rules.signature import Mark
from cogs.campaigns.rules.signing import Held, marked
from cogs.campaigns.store import numbers
from cogs.campaigns.views import signing as views


class Withdrawing(Looking, Translating, Keeping):
    """For whoever has signed, whether they are on a roll or not."""

    @command("unsign", who=Role.OBSERVER, private=True, untraced=True, example="unsign erlan")
    async def unsign(self, ctx: Context, campaign: Which = "") -> Reply:
        """Take your signature back; it is erased everywhere."""
        found, people = await self.signed(ctx, campaign)
        await self.erase(found, people)
        await self.store.db.within(lambda c: self.look_soon(c, ctx.assembly.id, {found.id}, ctx.now))
        stale = ((CARD, int(found.number)),)
        return Reply(views.taken_back(found), stale=stale, private=True, folds_in=True)

    @command("signature show", who=Role.OBSERVER, private=True, untraced=True, example="signature show erlan")
    async def signature(self, ctx: Context, campaign: Which = "") -> Reply:
        """Read what you would sign, or see what is kept of your signature."""
        if campaign and not await self.own_of(ctx, campaign):
            return await self._pen(ctx, await self.running(ctx, campaign))
        found, people = await self.signed(ctx, campaign)
        held = people[max(people)]
        said = await self.store.db.within(lambda c: people_store.said(c, held))
        return Reply(views.own(found, held, said), private=True)

    @command("signature tell", who=Role.OBSERVER, private=True, untraced=True, example="signature tell 3 no")
    async def tell_end(self, ctx: Context, campaign: Which, yes: bool = True) -> Reply:
        """Say whether you want to be told in private how a campaign ends."""
        found, people = await self.signed(ctx, campaign)
        held = marked(people[max(people)], Mark.TELL, yes)
        await self.store.db.within(lambda c: self.signatures.put(c, [held.signature]))
        return Reply(views.tells(found, yes), private=True)

    async def signed(self, ctx: Context, which: str) -> tuple[Campaign, dict[int, Held]]:
        """A campaign that this person has signed, over or not, and under which numbers they did."""
        people = await self.own_numbers(ctx)
        if not which:
            return await self._only_one(ctx, people)
        found = await self._any(ctx, which)
        held = await self._held_by(found.id, people) if found is not None else {}
        if found is None or not held:
            known = await self.find(ctx, which)  # says so where there is none that this person may know of
            raise errors.NotSigned(known.number)
        return found, held

    async def _only_one(self, ctx: Context, people: Collection[int]) -> tuple[Campaign, dict[int, Held]]:
        """The only campaign that somebody has signed, where they name none."""
        own = await self.store.db.within(lambda c: people_store.signed_by(c, ctx.assembly.id, people))
        some = await self.store.by_ids(own)
        if len(some) != 1:
            raise sign_errors.WhichSigned(numbers(some))
        return some[0], await self._held_by(some[0].id, people)

    async def _pen(self, ctx: Context, campaign: Campaign) -> Reply:
        """What is signed, in the reader's language where it can be read in that, and what signing means."""
        some = await self.renderings(ctx.assembly, campaign)
        return Reply(views.asked(campaign, in_tongue(some, ctx.tongue, ctx.locale)), private=True)

    async def own_of(self, ctx: Context, which: str) -> dict[int, Held]:
        """The signature of whoever acts under a campaign, under each number of theirs."""
        found = await self._any(ctx, which)
        return await self._held_by(found.id, await self.own_numbers(ctx)) if found is not None else {}

    async def _any(self, ctx: Context, which: str) -> Campaign | None:
        """A campaign, whoever may know of it: who has left a bloc can still take back what they signed."""
        number, assembly = Numbered.read(which), ctx.assembly.id
        if number is not None:
            return await self.store.find(assembly, number)
        found = await self.store.named(assembly, folded(which))
        return found or titled([one for one in await self.store.running(assembly) if one.bloc is None], which)

    async def own_numbers(self, ctx: Context) -> frozenset[int]:
        """Every number under which whoever acts may have signed."""
        member = ctx.found_member.id if ctx.found_member else None
        return await self.store.db.within(
            lambda c: people_store.numbers_of(
                c, ctx.assembly.id, ctx.account.id, member, self.home.merging.twins(c)
            )
        )

    async def _held_by(self, campaign: int, people: Collection[int]) -> dict[int, Held]:
        return await self.store.db.within(lambda c: self.signatures.held_among(c, campaign, people))

    def put_own(self, connection: Connection, campaign: Campaign, held: Held, now: datetime) -> None:
        """Writes a changed signature, and has the campaign looked at."""
        self.signatures.put(connection, [held.signature])
        self.look_soon(connection, campaign.assembly, {campaign.id}, now)
