"""Blocs that vouch for their members: nobody learns who of them has signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.alarms import Alarm, Rung
from bot.api.blocs import Bloc
from bot.api.card import Entry, Reply
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly
from cogs.campaigns.commands.desk import Which
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.signature import STATED_LIMIT
from cogs.campaigns.rules.term import said_as
from cogs.campaigns.views import trust as views
from cogs.campaigns.vouch_store import Vouches

VOUCH = "campaign.vouch"
"""Rings while it is said anew who is vouched for."""
Named = Annotated[str, Arg("The bloc; none for the one whose room this is", lookup="blocs", limit=201)]
As = Annotated[str, Arg("The trade of its members; none for any", limit=STATED_LIMIT, sample="nurse")]
Stop = Annotated[bool, Arg("Whether it vouches no longer")]


class Vouching(Looking):
    """A keeper gives the word of a bloc; what is counted by it stays a number."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.vouches = Vouches(home.db, self.body_of)

    def body_of(self, connection: Connection, bloc: int) -> frozenset[int]:
        """The people of a bloc, on the database's thread."""
        blocs = self.bodies.blocs
        return blocs.body_on(connection, bloc) if blocs is not None else frozenset()

    @command("campaign vouch", example="campaign vouch erlan Nurses as:nurse")
    async def vouch(
        self, ctx: Context, campaign: Which, bloc: Named = "", as_: As = "", stop: Stop = False
    ) -> Reply:
        """Vouch for the signatures of your bloc's members; nobody sees who of them has signed."""
        found = await self.running(ctx, campaign)
        body = await self.spoken_for(ctx, bloc)
        if body is None:
            return Reply(views.vouching(found, await self._listed(found)), private=True)
        if found.is_pledge and found.met_at is not None:
            raise errors.VouchingIsOver(found.number)
        trade = said_as(as_)
        if not stop:
            await self.vouches.give(found, body.id, trade, ctx.now)
        elif not await self.vouches.take_back(found, body.id):
            raise errors.DoesNotVouch(body.name, found.number)
        await self.alarms.set(Alarm(found.assembly, VOUCH, found.id, ctx.now))
        view = views.stopped(found, body.name) if stop else views.vouched(found, body, trade)
        return Reply(view, journal=_entries(ctx, found, body, stop), private=True)

    async def vouching_goes_on(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Says anew who is vouched for, a thousand people at a time."""
        more: list[Alarm] = []
        for alarm in due:
            after = await self.vouches.anew(alarm.subject, int(alarm.detail) if alarm.detail else None)
            if after is not None:
                more.append(Alarm(assembly.id, VOUCH, alarm.subject, now, str(after)))
        some = {alarm.subject for alarm in due}
        await self.store.db.within(lambda c: self.look_soon(c, assembly.id, some, now))
        return Rung(alarms=tuple(more))

    async def spoken_for(self, ctx: Context, name: str) -> Bloc | None:
        """The bloc that is named, or whose room this is; refuses who does not keep it."""
        blocs = self.bodies.blocs
        if blocs is None:
            raise errors.NoBlocsHere
        if name:
            bloc = await blocs.named(ctx.assembly.id, name, ctx.member.id if ctx.is_private else None)
        else:
            here = await self.circles.room_of(ctx)
            if here is None:
                return None
            bloc = here
        if not await blocs.keeps(ctx, bloc.id):
            raise errors.NotTheKeeper(bloc.name)
        return bloc

    async def _listed(self, campaign: Campaign) -> list[tuple[str, str]]:
        """The blocs that vouch, as far as they are named anywhere."""
        found = []
        for number, trade in await self.vouches.of(campaign.id):
            bloc = await self.circles.called(number)
            if bloc is not None and not bloc.is_unlisted:
                found.append((bloc.name, trade))
        return found


def _entries(ctx: Context, campaign: Campaign, bloc: Bloc, stop: bool) -> tuple[Entry, ...]:
    """A line of the journal, where neither the bloc nor the campaign is one's that is in no list."""
    if bloc.is_unlisted or campaign.bloc is not None:
        return ()
    facts = {"campaign": int(campaign.number), "stop": int(stop)}
    return (Entry("campaign.vouched", bloc.id, ctx.member.id, facts),)
