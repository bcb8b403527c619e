"""Meetings as events in the calendars that networks have, and who is interested there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from bot.api.card import Card, Reply, Tell, View
from bot.api.cog import card, occasion
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.occasions import OccasionPlan
from bot.api.people import Address, Assembly, Role
from bot.api.speech import Features
from cogs.meetings.commands.desk import Desk
from cogs.meetings.outward import EVENT
from cogs.meetings.rsvp_casting import Answered
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.lead import Usual
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.rules.shown import is_for_all
from cogs.meetings.views import shown as views

UNSHOWN = "call.unshown"
INTEREST, REFUSED = "meeting interest", "meeting unshown"


class Showing(Desk):
    """An event follows the date that goes on or comes next; interest in it is an answer like any other."""

    @occasion(EVENT, interest=INTEREST, refused=REFUSED)
    async def event(self, assembly: Assembly, subject: int, network: str) -> OccasionPlan | None:
        """The event that is to stand for a meeting; none for one that not everybody may know of."""
        call, speaks = await self.calls.get(subject), self.home.speech
        usual = Usual.read(assembly.settings)
        if call is None or speaks is None or not is_for_all(call, usual, assembly.careful):
            return None
        now = self.home.clock.now()
        coming = call.coming(now)
        dated = await self.calls.date_at(call, coming[0].key) if coming else None
        if dated is None:
            return None
        return OccasionPlan(
            dated.id,
            call.title,
            views.about(speaks(assembly.locale, assembly.zone, now, Features()), call, assembly.name),
            coming[0].at,
            call.ends(coming[0]),
            _rooms(assembly, call, network),
            call.spot,
        )

    @command(INTEREST, who=Role.STEWARD, internal=True)
    async def interest(
        self,
        ctx: Context,
        date: Annotated[int, Arg("The date that the event is for")],
        member: Annotated[int, Arg("Who is interested")],
        source: Annotated[str, Arg("By which event and account", limit=80)],
        interested: Annotated[bool, Arg("Whether they still are")],
        since: Annotated[str, Arg("Since when it may have been, where nobody can say")] = "",
    ) -> Reply:
        """Count whoever is interested in a meeting's event as going."""
        act = Answered(
            ctx.assembly.id,
            member,
            Rsvp.GOING if interested else None,
            ctx.now,
            occurrence=date,
            source=source,
            replaces="" if interested else source,
            at=datetime.fromisoformat(since) if since else None,
            late=bool(since),
        )
        batch = await self.calls.db.within(lambda connection: self.casting.cast(connection, [act]))
        if isinstance(batch.answers[0], RuleError):
            raise batch.answers[0]
        return Reply(_nothing, stale=tuple((kind, one) for _, kind, one in batch.stale), silent=True)

    @command(REFUSED, who=Role.STEWARD, internal=True)
    async def refused(
        self,
        ctx: Context,
        network: Annotated[str, Arg("The network")],
        lacks: Annotated[str, Arg("What it would have to allow", limit=200)],
    ) -> Reply:
        """Tell stewards why a meeting has no event."""
        stewards = await self.calls.stewards(ctx.assembly.id)
        tells = tuple(Tell(one, UNSHOWN, 0, f"{network}|{lacks}") for one in stewards)
        return Reply(_nothing, tells=tells, silent=True)

    @card(UNSHOWN)
    async def unshown_card(self, _assembly: Assembly, _subject: int, detail: str) -> View | None:
        network, _, lacks = detail.partition("|")
        return views.unshown(network, lacks)

    async def hidden(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """Has events be taken down that an assembly may no longer show: it has become careful."""
        if member is None:
            await self.outward.look_again(assembly, self.home.clock.now())
        return []


def _rooms(assembly: Assembly, call: Call, network: str) -> tuple[Address, ...]:
    """Where a meeting is held and told of on a network: the room that its cards go to, if nothing else."""
    own = [room for room in (call.held_in, call.room) if room.network == network]
    cards = [place.cards or assembly.home for place in assembly.places if place.address.network == network]
    found = own or [room for room in cards if room.network == network]
    return tuple(dict.fromkeys(found))


def _nothing(_say: object) -> Card:
    return Card()
