"""The roles of a meeting, and what the room is asked by show of hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Assembly
from cogs.meetings.commands.sitting_desk import (
    ITEM_CARD,
    SHOW_ALARM,
    SHOW_CARD,
    SittingDesk,
    discreet,
    redrawn,
    sitting_post,
)
from cogs.meetings.rules import agenda as agendas
from cogs.meetings.rules import sitting as rules
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.sitting import Held, Seat, Show
from cogs.meetings.views import guide, shows
from cogs.meetings.views import sittings as views
from cogs.meetings.views.shows import EXTEND, FACILITATOR

ASKING = timedelta(minutes=1)
NEEDED = 2
Role = Annotated[Seat, Arg("The role: facilitator, note-taker, timekeeper, stack-taker", sample="note-taker")]


class Seating(SittingDesk):
    """Roles are taken by whoever is here, and rotate."""

    @command("meeting role", example="meeting role note-taker")
    async def role(self, ctx: Context, role: Role) -> Reply:
        """Take a role in the meeting: facilitator, note-taker, timekeeper or stack-taker."""
        held = await self.attended(ctx)
        with discreet(ctx):
            rules.take(held, role, ctx.member.id)
        await self._seat(ctx, held, role, ctx.member.id)
        return Reply(views.took(role), stale=redrawn(held), private=True)

    @command("meeting hand-over", example="meeting hand-over facilitator ben")
    async def hand_over(
        self, ctx: Context, role: Role, to: Annotated[Account, Arg("Who takes it, and is here")]
    ) -> Reply:
        """Give your role to somebody else who is here."""
        held = await self.attended(ctx)
        row = await self.home.roll.member_at(to.address, ctx.assembly.id)
        member = row.id if row else 0
        rules.hand_over(held, role, ctx.member.id, member)
        await self._seat(ctx, held, role, member)
        return Reply(_handed_over(ctx, role, member), stale=redrawn(held), private=bool(ctx.assembly.careful))

    @command("meeting hand-to", example="meeting hand-to 5")
    async def hand_to(
        self, ctx: Context, member: Annotated[int, Arg("Who takes it, as the button gives it", sample="5")]
    ) -> Reply:
        """Give the facilitator's role to somebody who is here, by a button that names them."""
        held = await self.attended(ctx)
        rules.hand_over(held, Seat.FACILITATOR, ctx.member.id, member)
        await self._seat(ctx, held, Seat.FACILITATOR, member)
        handed = _handed_over(ctx, Seat.FACILITATOR, member)
        return Reply(handed, stale=redrawn(held), private=bool(ctx.assembly.careful))

    @command("meeting new-facilitator")
    async def new_facilitator(self, ctx: Context) -> Reply:
        """Ask for another facilitator; if a second member does too, the room is asked."""
        held = await self.attended(ctx)
        if held.facilitator is None:
            raise errors.NotFacilitating(held.number, None)
        if await self.shows.asked(held.id, FACILITATOR) is not None:
            raise errors.AskedAlready
        if len(await self.shows.request(held.id, ctx.member.id)) < NEEDED:
            return Reply(shows.asked_for_another(), private=True)
        await self.shows.requests_heard(held.id)
        return await self._ask_room(ctx, held, FACILITATOR, item=await self._facilitators(held))

    @command("agenda extend", example="agenda extend 5")
    async def extend(
        self, ctx: Context, minutes: Annotated[int, Arg("How many more minutes", sample="5")] = 5
    ) -> Reply:
        """Ask the room for more time for what is being talked about."""
        held = await self.attended(ctx)
        if not 1 <= minutes <= agendas.LONGEST:
            raise errors.OddLength(agendas.LONGEST)
        if (item := await self._open_item(held)) is None:
            raise errors.NoItemOpen
        if await self.shows.asked(held.id, EXTEND) is not None:
            raise errors.AskedAlready
        return await self._ask_room(ctx, held, EXTEND, minutes, item.id)

    @command("meeting agree", example="meeting agree yes")
    async def agree(
        self,
        ctx: Context,
        yes: Annotated[bool, Arg("Yes or no", sample="yes")],
        show: Annotated[int, Arg("Which question, where there are two; as its card says", sample="3")] = 0,
    ) -> Reply:
        """Show your hand when the room is asked something."""
        held = await self.attended(ctx)
        show = show or await self._only_question(held)
        asked = await self.shows.show(show)
        if asked is None or asked.sitting != held.id:
            raise errors.NothingAsked
        if asked.outcome is not None:
            raise errors.HandsCounted
        await self.shows.hand(show, ctx.member.id, yes)
        return Reply(shows.hand_shown(yes), stale=((SHOW_CARD, show),), private=True, silent=True)

    @command("meeting guide")
    async def show_guide(self, ctx: Context) -> Reply:
        """See what a facilitator says at each step, and what to press."""
        held = await self.find_here(ctx)
        items = await self.agenda.of_sitting(held.id) if held else []
        return Reply(guide.guide_card(held, tuple(items)), private=True)

    @card(SHOW_CARD)
    async def show_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        asked = await self.shows.show(number)
        held = await self.sittings.get(asked.sitting) if asked else None
        if asked is None or held is None or held.assembly != assembly.id:
            return None
        return shows.show_card(asked, await self.agenda.get(asked.item))

    async def rung_shows(self, _assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """Counts hands whose time is over, and does what they say."""
        rung = Rung()
        for alarm in alarms:
            asked = await self.shows.show(alarm.subject)
            held = await self.sittings.get(asked.sitting) if asked else None
            if asked is None or held is None or asked.outcome is not None:
                continue
            is_agreed = len(asked.ayes) > len(asked.noes) and await self._still_asked(held, asked)
            await self.shows.counted(asked.id, is_agreed)
            if is_agreed:
                await self._agreed(held, asked, now)
            rung.stale += ((SHOW_CARD, asked.id), *redrawn(held), *await self._items_shown(held))
        return rung

    async def _still_asked(self, held: Held, asked: Show) -> bool:
        """Whether what the room was asked is still so: that item is talked about, that person facilitates."""
        if held.ended_at is not None:
            return False
        if asked.about == FACILITATOR:
            return held.facilitator is not None and asked.item == await self._facilitators(held)
        item = await self.agenda.get(asked.item)
        return item is not None and item.is_open

    async def _only_question(self, held: Held) -> int:
        """The one thing that the room is asked just now."""
        found = [await self.shows.asked(held.id, about) for about in (EXTEND, FACILITATOR)]
        asked = [show for show in found if show is not None]
        if len(asked) > 1:
            raise errors.WhichQuestion(tuple(asked))
        if not asked:
            raise errors.NothingAsked
        return asked[0]

    async def _facilitators(self, held: Held) -> int:
        """How many have facilitated so far, one after another: which of them it is that goes on."""
        seats = await self.sittings.all_seats(held.id)
        return sum(seat is Seat.FACILITATOR for seat, _member, _since in seats)

    async def _agreed(self, held: Held, asked: Show, now: datetime) -> None:
        if asked.about == FACILITATOR:
            await self.sittings.unseat(held.id, Seat.FACILITATOR, now)
            await self.minutes.add(held.id, now, "unseated")
            return
        if (item := await self.agenda.get(asked.item)) is not None:
            more = agendas.extended(item, asked.minutes, now)
            await self.agenda.keep([more])
            await self.ring_at_box(held, more)
            await self.minutes.add(held.id, now, "extended", asked.minutes, text=item.title)

    async def _ask_room(self, ctx: Context, held: Held, about: str, minutes: int = 0, item: int = 0) -> Reply:
        asked = await self.shows.ask(held.id, about, minutes, ctx.now + ASKING, item)
        await self.shows.hand(asked.id, ctx.member.id, is_for=True)
        await self.home.alarms.set(Alarm(held.assembly, SHOW_ALARM, asked.id, asked.closes_at))
        return Reply(
            shows.asked(),
            posts=(sitting_post(held, SHOW_CARD, asked.id),),
            private=True,
            silent=True,
            nod=True,
        )

    async def _seat(self, ctx: Context, held: Held, role: Seat, member: int) -> None:
        await self.sittings.seat(held.id, role, member, ctx.now)
        if role is Seat.FACILITATOR:
            await self.shows.requests_heard(held.id)  # they were about the one before
        await self.minutes.add(held.id, ctx.now, "role", member=member, text=role.value)

    async def _open_item(self, held: Held) -> agendas.Item | None:
        return next((item for item in await self.agenda.of_sitting(held.id) if item.is_open), None)

    async def _items_shown(self, held: Held) -> list[tuple[str, int]]:
        return [(ITEM_CARD, item.id) for item in await self.agenda.of_sitting(held.id) if item.is_open]


def _handed_over(ctx: Context, role: Seat, member: int) -> View:
    """Who has a role now; a careful assembly names nobody where others read along."""
    return views.handed_over(role, None if ctx.assembly.careful and not ctx.is_private else member)
