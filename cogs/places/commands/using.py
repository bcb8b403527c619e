"""Which assembly a person means where they are alone with the bot, and with which account they take part."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from cogs.places import rules
from cogs.places.commands.desk import Desk
from cogs.places.rules import NAME_LIMIT
from cogs.places.views import using as views

Name = Annotated[str, Arg("The name of the assembly", limit=NAME_LIMIT, sample="Depot")]


class Using(Desk):
    """What a person says about themselves, in private."""

    @command("assembly use", who=Role.OBSERVER, private=True, anywhere=True, example="assembly use Depot")
    async def use(self, ctx: Context, name: Name = "") -> Reply:
        """Choose the assembly that you mean where we are alone."""
        own = dict(await self.store.assemblies_of(ctx.account.id)) if ctx.account.id else {}
        if not name:
            return Reply(views.choice(own, ctx.account.uses))
        chosen = rules.meant(name, own)
        await self.store.use_in_private(ctx.account.id, chosen)
        return Reply(views.chosen(own[chosen], len(own) > 1))

    @command("assembly alone", who=Role.OBSERVER, private=True, anywhere=True, example="assembly alone")
    async def alone(self, ctx: Context) -> Reply:
        """Say that you take part with this account alone."""
        return Reply(views.alone())
