"""What is done once a bloc has decided about its delegates, and councils, which follow."""

from __future__ import annotations

from bot.api.card import Reply, Tell, Text, View
from bot.api.cog import card
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.speech import Speech
from cogs.blocs.commands.delegating import ELECT, MANDATE, RECALL, TITLES, Delegating
from cogs.blocs.commands.desk import noted
from cogs.blocs.rules import delegate as rules
from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.delegate import Delegate, Given, Mandate
from cogs.blocs.views import delegates as views
from cogs.blocs.views.answers import nothing_to_say

SENT = "delegate.sent"


class Sending(Delegating):
    """Deeds check everything anew: a member may have left meanwhile, or the bloc be over."""

    def deed_kinds(self) -> tuple[DeedKind, ...]:
        """What a carried motion of a bloc can do, for the board of deeds."""
        return (
            DeedKind(ELECT, self._says, self._elected, TITLES[ELECT]),
            DeedKind(MANDATE, self._says, self._mandated, TITLES[MANDATE]),
            DeedKind(RECALL, self._says, self._recalled, TITLES[RECALL]),
        )

    async def _says(self, assembly: Assembly, deed: Deed) -> Said:
        bloc = await self.store.get(int(deed.arguments["bloc"]))
        name = bloc.name if bloc else ""
        if deed.kind != MANDATE:
            member = int(deed.arguments["member"])
            return lambda say: views.sent_or_back(say, deed.kind == ELECT, name, member)
        number, choice = Numbered(deed.arguments["motion"]), Mandate(deed.arguments["choice"])
        motion = await self.bodies.motions.find(assembly.id, number) if self.bodies.motions else None
        title = motion.title if motion else ""

        def said(say: Speech) -> Text:
            return views.told_to_vote(say, name, number, title, choice)

        return said

    async def _elected(self, ctx: Context, deed: Deed) -> Reply:
        bloc, member = await self._bloc(deed), int(deed.arguments["member"])
        body = await self.known.body(bloc.id)
        rules.elect(bloc, member, body, await self.delegates.of(bloc.id))
        await self.delegates.add(Delegate(bloc.id, member, ctx.now))
        followed = await self.councils.follow(ctx.assembly.id, ctx.now)
        return Reply(
            nothing_to_say(),
            tells=(Tell(member, SENT, bloc.id),),
            stale=(*await self.councils.cards_of(bloc.id), *followed.cards),
            journal=noted("delegate.elected", bloc, member),
            rooms=followed.rooms,
        )

    async def _recalled(self, ctx: Context, deed: Deed) -> Reply:
        bloc, member = await self._bloc(deed), int(deed.arguments["member"])
        rules.recall(bloc, member, await self.delegates.of(bloc.id))
        await self.delegates.remove(bloc.id, member)
        followed = await self.councils.follow(ctx.assembly.id, ctx.now)
        return Reply(
            nothing_to_say(),
            tells=(Tell(member, SENT, bloc.id),),
            stale=(*await self.councils.cards_of(bloc.id), *followed.cards),
            journal=noted("delegate.recalled", bloc, member),
            rooms=followed.rooms,
        )

    async def _mandated(self, ctx: Context, deed: Deed) -> Reply:
        bloc, number = await self._bloc(deed), Numbered(deed.arguments["motion"])
        await self.check_mandate(ctx.assembly.id, bloc, number)
        choice = Mandate(deed.arguments["choice"])
        await self.delegates.mandate(Given(bloc.id, number, choice))
        tells = tuple(Tell(d.member, SENT, bloc.id) for d in await self.delegates.of(bloc.id))
        redrawn = await self.councils.cards_of(bloc.id)
        journal = noted("delegate.mandated", bloc, motion=int(number), choice=choice.value)
        return Reply(nothing_to_say(), tells=tells, stale=redrawn, journal=journal)

    async def _bloc(self, deed: Deed) -> Bloc:
        bloc = await self.store.get(int(deed.arguments["bloc"]))
        if bloc is None or bloc.archived_at is not None:
            raise errors.NoSuchBloc
        return bloc

    @card(SENT)
    async def sent_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        """Told in private to whoever is sent, called back, or told how to vote: where they stand now."""
        bloc = await self.store.get(subject)
        if bloc is None or bloc.assembly != assembly.id:
            return None
        given = [one for one in await self.delegates.mandates_of(bloc.id) if one.mandate.binds]
        return views.sent_card(bloc, await self.delegates.of(bloc.id), given)
