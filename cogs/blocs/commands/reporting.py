"""Delegates and their blocs: reports, what was voted in the end, and who is sent by whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Annotated

from bot.api.blocs import Mandated
from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Member, Role
from cogs.blocs.commands.desk import Which, noted
from cogs.blocs.commands.sending import Sending
from cogs.blocs.rules import delegate as rules
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.delegate import ABOUT_LIMIT, REPORT_LIMIT
from cogs.blocs.views import delegates as views
from cogs.blocs.views.answers import nothing_to_say

SentBy = Annotated[str, Arg("The bloc that sent you, if several did", lookup="blocs", sample="Nurses")]
REPORT, ASKED, KEPT = "delegate.report", "delegate.asked", "delegate.kept"


class Reporting(Sending):
    """A report is asked for by anyone in the bloc, or by a meeting that is over, and posted to the bloc."""

    @command("delegate report", modal=True, example="delegate report We got the longer breaks.")
    async def report(
        self,
        ctx: Context,
        text: Annotated[str, Arg("What you report", long=True, limit=REPORT_LIMIT)],
        bloc: SentBy = "",
    ) -> Reply:
        """As a delegate, tell the bloc that sent you what happened."""
        found = await self._sent_by(ctx, bloc)
        number = await self.delegates.report(found.id, ctx.member.id, text, ctx.now)
        post = Post(REPORT, number, bloc=found.id)
        return Reply(
            views.reported(found),
            posts=(post,),
            journal=noted("delegate.reported", found, ctx.member.id),
            private=True,
        )

    async def _sent_by(self, ctx: Context, name: str) -> Bloc:
        """The bloc that this person is a delegate of: the one that is named, or the only one."""
        own = [one.bloc for one in await self.delegates.of_member(ctx.member.id)]
        found = [bloc for number in own if (bloc := await self.store.get(number)) is not None]
        found = [bloc for bloc in found if bloc.assembly == ctx.assembly.id]
        if not name and len(found) == 1:
            return found[0]
        bloc = await self.find(ctx, name)
        if bloc.id not in own:
            raise rules.IsNoDelegate(bloc.name, is_you=True)
        return bloc

    @command("delegate ask", example="delegate ask Nurses")
    async def ask(
        self,
        ctx: Context,
        bloc: Which = "",
        about: Annotated[str, Arg("What about", limit=ABOUT_LIMIT, sample="Thursday's meeting")] = "",
    ) -> Reply:
        """Ask your bloc's delegates for a report."""
        found, _ = await self._mine(ctx, bloc)
        reply = await self._ask(ctx, found, about)
        if not reply.tells:
            raise rules.HasNoDelegates(found.name)
        return reply

    async def met(self, ctx: Context, bloc: int, about: str, there: Collection[int]) -> Reply:
        """Asks those for reports who were at a meeting of a council, or of a bloc, and are sent by others."""
        met = await self.store.get(bloc)
        reply = Reply(nothing_to_say(), silent=True)
        if met is None:
            return reply
        sent = [d for d in await self.delegates.of_assembly(met.assembly) if d.member in there]
        for number in dict.fromkeys(delegate.bloc for delegate in sent if delegate.bloc != met.id):
            found = await self.store.get(number)
            if found is not None:
                asked = await self._ask(ctx, found, about[:ABOUT_LIMIT], there)
                reply.posts += asked.posts
                reply.tells += asked.tells
        return reply

    async def _ask(self, ctx: Context, bloc: Bloc, about: str, there: Collection[int] | None = None) -> Reply:
        """Asks a bloc's delegates, or those of them who were at a meeting."""
        of_bloc = [delegate.member for delegate in await self.delegates.of(bloc.id)]
        sent = [member for member in of_bloc if there is None or member in there]
        await self.delegates.ask(bloc.id, sent, about, ctx.now)
        tells = tuple(Tell(member, ASKED, bloc.id) for member in sent)
        return Reply(views.asked(bloc, len(sent)), tells=tells, private=True)

    @command("delegate list", who=Role.OBSERVER, example="delegate list")
    async def list_delegates(self, ctx: Context, bloc: Which = "") -> Reply:
        """See whom blocs send, and what they have told them to vote for."""
        if bloc:
            some = [await self.find(ctx, bloc)]
        else:
            some = [one for one in await self.store.listed(ctx.assembly.id) if not one.council]
        sent = self.delegates
        rows = [(one, await sent.of(one.id), await sent.mandates_of(one.id)) for one in some]
        unnamed = bool(ctx.assembly.careful)
        return Reply(views.delegate_list(rows, unnamed, everything=not bloc), private=True)

    async def sent(self, bloc: int) -> frozenset[int]:
        """The delegates of a bloc, for its elections."""
        return frozenset(delegate.member for delegate in await self.delegates.of(bloc))

    async def mandated(self, assembly: int, number: Numbered) -> Sequence[Mandated]:
        """The mandates on a motion, for its card."""
        found = []
        for given in await self.delegates.mandates_on(assembly, number):
            bloc = await self.store.get(given.bloc)
            members = tuple(delegate.member for delegate in await self.delegates.of(given.bloc))
            if bloc is not None:
                found.append(Mandated(bloc.name, members, given.mandate.value))
        return found

    async def closed(
        self, ctx: Context, number: Numbered, voted: Callable[[int], Awaitable[str | None]]
    ) -> Reply:
        """Keeps how delegates voted who had a mandate, and tells their blocs; a free one is theirs alone."""
        reply = Reply(nothing_to_say(), silent=True)
        for given in await self.delegates.mandates_on(ctx.assembly.id, number):
            sent = [delegate.member for delegate in await self.delegates.of(given.bloc)]
            votes = {member: await voted(member) for member in sent} if given.mandate.binds else {}
            await self.delegates.voted(given, votes)
            if votes:
                reply.posts += (Post(KEPT, int(number), detail=str(given.bloc), bloc=given.bloc),)
        return reply

    @card(REPORT)
    async def report_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        report = await self.delegates.reported(subject)
        bloc = await self.store.get(report.bloc) if report else None
        if report is None or bloc is None or bloc.assembly != assembly.id:
            return None
        return views.report_card(bloc, report, bool(assembly.careful))

    @card(ASKED)
    async def asked_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        """Told in private to a delegate whose bloc waits for a report."""
        bloc = await self.store.get(subject)
        return views.asked_card(bloc) if bloc and bloc.assembly == assembly.id else None

    @card(KEPT)
    async def kept_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        given = await self.delegates.mandate_of(int(detail), subject)
        if given is None or given.votes is None:
            return None
        return views.kept_card(given, bool(assembly.careful))

    async def owed(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The reports that a delegate's blocs wait for, for /now."""
        lines = []
        for number, about in await self.delegates.asked(member.id):
            bloc = await self.store.get(number)
            if bloc is not None and bloc.assembly == assembly.id:
                lines.append(views.owed(bloc, about))
        return lines
