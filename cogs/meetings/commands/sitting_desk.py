"""What all commands of a held meeting stand on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from bot.api.alarms import Alarm
from bot.api.card import Post, Reply, View
from bot.api.cog import Explain, Home
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.people import Assembly
from bot.api.speech import Features, Speech
from cogs.meetings.agenda_store import AgendaStore
from cogs.meetings.attending import CARD, Attending
from cogs.meetings.commands.desk import Desk
from cogs.meetings.minute_store import MinuteStore
from cogs.meetings.rules import sitting as rules
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules import stack
from cogs.meetings.rules.agenda import Item
from cogs.meetings.rules.sitting import Held
from cogs.meetings.show_store import ShowStore
from cogs.meetings.sitting_people import SittingPeople
from cogs.meetings.sitting_store import SittingStore
from cogs.meetings.stack_store import StackStore
from cogs.meetings.views.minutes import ERRORS as MINUTES
from cogs.meetings.views.sitting_errors import ERRORS
from cogs.meetings.views.sittings import Shown
from cogs.meetings.views.stack import totals_card

ITEM_CARD, BOX_CARD, SHOW_CARD, ENDED_CARD = "sitting.item", "sitting.box", "sitting.show", "sitting.ended"
MINUTES_CARD = "minutes.card"
SHOWN, SPEAKERS = "hand shown", "speakers"
BOX_ALARM, SHOW_ALARM = "sitting.box", "sitting.show"
Ended: TypeAlias = Callable[[Context, Held], Awaitable[Reply]]


class SittingDesk(Desk):
    """Held meetings with their stores; on_end is asked what else follows when one ends."""

    errors: Mapping[type[RuleError], Explain] = {**Desk.errors, **ERRORS, **MINUTES}

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.sittings = SittingStore(home.db, home.assemblies)
        self.shows = ShowStore(home.db)
        self.agenda = AgendaStore(home.db)
        self.people = SittingPeople(home.db)
        self.stack = StackStore(home.db)
        self.minutes = MinuteStore(home.db)
        self.attending = Attending(home.roll, self._body_on)
        self.on_end: list[Ended] = []

    async def here(self, ctx: Context) -> Held:
        """The meeting that goes on where this person is: of the room's bloc, else the assembly's own."""
        found = await self.find_here(ctx)
        if found is None:
            bloc = await self.circles.room_of(ctx)
            meetings = self.home.gatherings.meetings
            body = bloc.id if bloc else None
            coming = await meetings.coming(ctx.assembly.id, body, ctx.now) if meetings else None
            raise errors.NotStarted(coming)
        return found

    async def find_here(self, ctx: Context) -> Held | None:
        """The same; None where no meeting goes on.

        In a bloc's room that is its own, or one of a larger bloc whose card stands there too. Where the
        assembly has none, a bloc's only where one is alone with the bot, or where the bloc has no room.
        """
        going_on = await self.sittings.going_on(ctx.assembly.id)
        mine = [held for held in going_on if await self.circles.may_know(ctx, held.body)]
        bloc = await self.circles.room_of(ctx)
        wanted = bloc.id if bloc else None
        exact = next((held for held in mine if held.body == wanted), None)
        if exact is not None:
            return exact
        rooms = {held.id: await self.circles.rooms(held.body) for held in mine if held.body is not None}
        if bloc is not None:
            here = {ctx.room.address, *ctx.room.chain}
            return next((held for held in mine if rooms.get(held.id, frozenset()) & here), None)
        only = mine[0] if ctx.is_private and len(mine) == 1 else None
        return only if only is None or ctx.room.private or not rooms[only.id] else None

    async def conducted(self, ctx: Context) -> Held:
        """The meeting here, for whoever holds it."""
        held = await self.here(ctx)
        with discreet(ctx):
            rules.by_facilitator(held, ctx.member)
        return held

    async def attended(self, ctx: Context) -> Held:
        """The meeting here, for who has said that they are here."""
        held = rules.going_on(await self.here(ctx))
        if ctx.member.id not in held.present:
            raise errors.SayHere(held.number)
        return held

    async def shown_sitting(self, assembly: Assembly, held: Held) -> Shown:
        """A held meeting with what its card shows beside it."""
        suggested = []
        for seat in held.wanted:
            times = await self.sittings.times(assembly.id, held.body, seat)
            suggested.append((seat, tuple(rules.least(held, times))))
        bloc = await self.circles.called(held.body)
        items = tuple(await self.agenda.of_sitting(held.id))
        waiting = sum(hand.waits and hand.member in held.present for hand in await self.stack.of(held.id))
        return Shown(
            held, items, tuple(suggested), bool(assembly.careful), bloc.name if bloc else "", waiting
        )

    async def talked(self, assembly: Assembly, held: Held) -> View | None:
        """How much was said in all; by names only where the assembly wants it. None where nobody spoke."""
        now, hands = self.home.clock.now(), await self.stack.of(held.id)
        found = stack.totals(hands, len(await self.sittings.attended(held.id)) + held.forgotten, now)
        named = assembly.settings.get(SPEAKERS) == "yes" and not assembly.careful
        by_name = stack.by_member(hands, now) if named else []
        return totals_card(found, by_name) if found.turns else None

    def saying(self, assembly: Assembly) -> Speech:
        """How minutes are said: in the language and zone of the assembly, on no network."""
        speaks = self.home.speech
        if speaks is None:
            raise TypeError("minutes need a house that speaks")
        return speaks(assembly.locale, assembly.zone, self.home.clock.now(), Features(prefix="/"))

    async def ring_at_box(self, held: Held, item: Item) -> None:
        """Has the notice come when the time for an item is over, and at no time set before."""
        await self.home.alarms.cancel(held.assembly, BOX_ALARM, item.id)
        if item.until is not None and item.is_open:
            await self.home.alarms.set(Alarm(held.assembly, BOX_ALARM, item.id, item.until))


@contextmanager
def discreet(ctx: Context) -> Iterator[None]:
    """Has no refusal say who has a role where others could read it in a careful assembly."""
    try:
        yield
    except errors.NamesSomebody as error:
        error.unnamed = bool(ctx.assembly.careful) and not ctx.is_private
        raise


def sitting_post(
    held: Held, kind: str, subject: int, detail: str = "", *, replies: bool = False, watched: bool = False
) -> Post:
    """A post about a held meeting: where it is held and in every place, or in the rooms of its bloc."""
    return Post(kind, subject, held.lives_in, detail, CARD if replies else None, watched, bloc=held.body)


def redrawn(held: Held) -> tuple[tuple[str, int], ...]:
    """The card of a meeting, to be drawn anew."""
    return ((CARD, int(held.number)),)
