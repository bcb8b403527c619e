"""By which names members stand in minutes: those they choose, and nobody by another's."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Assembly, Role
from cogs.meetings.commands.sitting_desk import MINUTES_CARD, SittingDesk
from cogs.meetings.rules import minute as rules
from cogs.meetings.rules.minute import NAME_LIMIT
from cogs.meetings.views import minutes as views

UNNAMED_CARD = "minutes.unnamed"


class Naming(SittingDesk):
    """A name stands in all minutes, those before too, for as long as its member wants."""

    @command("minutes name", private=True, example="minutes name Ana B.")
    async def minutes_name(
        self,
        ctx: Context,
        name: Annotated[str, Arg("The name; none to be named no longer", limit=NAME_LIMIT)] = "",
    ) -> Reply:
        """Choose by which name minutes name you; without one they don't."""
        words = rules.name_of(name, await self.minutes.names(ctx.assembly.id), ctx.member.id)
        await self.minutes.name(ctx.assembly.id, ctx.member.id, words)
        stale = await self._minutes_naming(ctx.assembly.id, ctx.member.id)
        return Reply(views.named_now(words), stale=stale, private=True)

    @command("minutes unname", who=Role.STEWARD, example="minutes unname ben")
    async def minutes_unname(
        self, ctx: Context, person: Annotated[Account, Arg("Who stands in minutes by a name not theirs")]
    ) -> Reply:
        """Have minutes name somebody no longer who chose the name of another."""
        account = await self.home.roll.account(*person.address)
        row = await self.home.roll.member(account.id, ctx.assembly.id) if account else None
        names = await self.minutes.names(ctx.assembly.id)
        if row is None or row.id not in names:
            raise rules.NotNamed
        await self.minutes.name(ctx.assembly.id, row.id, "")
        stale = await self._minutes_naming(ctx.assembly.id, row.id)
        told = Tell(row.id, UNNAMED_CARD, 0, str(int(ctx.now.timestamp())))
        return Reply(views.unnamed_now(), stale=stale, tells=(told,), private=True)

    @card(UNNAMED_CARD)
    async def unnamed_card(self, _assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return views.unnamed_card()

    async def _minutes_naming(self, assembly: int, member: int) -> tuple[tuple[str, int], ...]:
        """The cards of approved minutes that name a member, or do so no longer."""
        return tuple((MINUTES_CARD, number) for number in await self.minutes.naming(assembly, member))
