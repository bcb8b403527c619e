"""A page to hang up at work: who is meant, and how to come in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.api.ask import Ask
from bot.api.card import File, Reply
from bot.api.code import Code
from bot.api.command import command
from bot.api.context import Context
from bot.api.errors import PrivateOnly
from cogs.blocs.commands.desk import Desk, Which, noted
from cogs.blocs.commands.joining import CODE
from cogs.blocs.printing import printed
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.entry import FLYER_KEPT
from cogs.blocs.rules.errors import FollowsItsBlocs
from cogs.blocs.views.flyer import flyer, flyer_made

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """A flyer, and the code on it."""

    bloc: Bloc
    code: Code
    page: bytes


class Flyers(Desk):
    """For those who keep a bloc."""

    async def set_type(self, _ask: Ask, ctx: Context, name: str = "") -> Printed:
        """Has the page set, before anyone waits for the writer."""
        async with self.store.db.reading():
            bloc = await self.kept(ctx, name)
        if bloc.council:
            raise FollowsItsBlocs
        if bloc.is_unlisted and not ctx.is_private:
            raise PrivateOnly
        code, until = Code.fresh(), ctx.now + FLYER_KEPT
        say = self.speech(ctx.locale, str(ctx.zone), ctx.now, ctx.features)
        network = ctx.account.address.network
        return Printed(
            bloc, code, await printed(flyer(say, bloc, ctx.assembly.name, network, code.words, until))
        )

    @command("bloc flyer", prepare="set_type", example="bloc flyer Nurses")
    async def flyer(self, ctx: Context, name: Which = "") -> Reply:
        """Get a page to print: who is meant, and a code that leads to the bloc's waiting room."""
        made: Printed = ctx.asked
        await self.kept(ctx, str(made.bloc.id))
        until = ctx.now + FLYER_KEPT
        await self.doors.add_code(made.code.hash(CODE), made.bloc.id, once=False, kept=False, until=until)
        return Reply(
            flyer_made(made.bloc, until),
            journal=noted("bloc.flyer", made.bloc, ctx.member.id),
            private=True,
            file=File("flyer.pdf", PDF, made.page),
        )
