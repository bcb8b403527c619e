"""The agenda: what members put on it, in which order, and going from item to item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Account, Assembly, Role
from cogs.meetings.call_rows import Dated
from cogs.meetings.commands.following import Following
from cogs.meetings.commands.sitting_desk import (
    BOX_CARD,
    ITEM_CARD,
    discreet,
    redrawn,
    sitting_post,
)
from cogs.meetings.rules import agenda as rules
from cogs.meetings.rules import sitting as sitting_rules
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.agenda import TITLE_LIMIT, Item, Standing
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.sitting import Held
from cogs.meetings.views import agendas as views
from cogs.meetings.views.sittings import box_over_card, item_card

What = Annotated[str, Arg("What it is about", limit=TITLE_LIMIT, sample="Buy a kettle")]
Minutes = Annotated[int | None, Arg("How many minutes it gets", sample="10")]
Presenter = Annotated[Account | None, Arg("Who presents it")]
After = Annotated[int, Arg("Which item is over, as its button gives it")]
Place = Annotated[int, Arg("Its place on the agenda", sample="3")]


OPENED_WITH = {Standing.OPENING: (Standing.OPENING, Standing.ACTIONS)}
"""What is taken up under an item besides its own: each meeting opens with what is still to be done."""


class Agenda(Following):
    """Members propose, the facilitator orders."""

    @command("agenda add", example="agenda add Buy a kettle minutes:10")
    async def add_item(
        self, ctx: Context, item: What, minutes: Minutes = None, presenter: Presenter = None
    ) -> Reply:
        """Put something on the agenda of the meeting that goes on, or of the next one."""
        return await self.put_item(ctx, item, minutes, await self._presenter(ctx, presenter))

    async def put_item(
        self, ctx: Context, title: str, minutes: int | None = None, presenter: int | None = None
    ) -> Reply:
        new = Item(0, 0, None, 0, rules.worded(title), rules.box(minutes), presenter=presenter)
        return await self._place_item(ctx, new)

    @command("agenda motion", example="agenda motion 12 minutes:15")
    async def item_motion(
        self,
        ctx: Context,
        number: Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")],
        minutes: Minutes = None,
    ) -> Reply:
        """Put a motion on the agenda."""
        return await self.put_motion(ctx, number, minutes)

    async def put_motion(self, ctx: Context, number: Numbered, minutes: int | None = None) -> Reply:
        motions = self.home.bodies.motions
        found = await motions.find(ctx.assembly.id, number) if motions else None
        body = await self._body_here(ctx)
        if found is None or found.bloc != body or not await self.circles.may_know(ctx, found.bloc):
            raise errors.NoSuchMotion(number)
        title = found.title[:TITLE_LIMIT]
        return await self._place_item(ctx, Item(0, 0, None, 0, title, rules.box(minutes), motion=number))

    @command("agenda list", who=Role.OBSERVER)
    async def list_agenda(self, ctx: Context) -> Reply:
        """See the agenda of the meeting that goes on, or of the next one."""
        held = await self.find_here(ctx)
        items = await self._agenda_here(ctx, held)
        member = ctx.found_member
        conducts = held is not None and member is not None and sitting_rules.conducts(held, member)
        of_motions = await self.of_motions(ctx.assembly, items)
        return Reply(views.agenda_card(tuple(items), held is not None, conducts, of_motions))

    @command("agenda move", example="agenda move 4 2")
    async def move_item(
        self, ctx: Context, place: Place, to: Annotated[int, Arg("The place it goes to", sample="2")]
    ) -> Reply:
        """Put an item in another place."""
        held = await self._ordering(ctx)
        items = await self._agenda_here(ctx, held)
        item = rules.at(items, place)
        await self.agenda.keep(rules.moved(items, place, to))
        return Reply(views.moved(item, to), stale=redrawn(held) if held else ())

    @command("agenda remove", example="agenda remove 4")
    async def remove_item(self, ctx: Context, place: Place) -> Reply:
        """Take an item off the agenda."""
        held = await self.find_here(ctx)
        items = await self._agenda_here(ctx, held)
        conducts = held is not None and sitting_rules.conducts(held, ctx.member)
        item = rules.removed(items, place, ctx.member, conducts)
        await self.agenda.keep(rules.in_order([one for one in items if one != item]))
        if item.id:
            await self.agenda.remove(item.id)
        return Reply(views.removed(item), stale=redrawn(held) if held else ())

    @command("agenda next")
    async def go_on(self, ctx: Context, after: After = 0) -> Reply:
        """Go on to the next item."""
        held = await self.conducted(ctx)
        items = await self.agenda.of_sitting(held.id)
        if after and not any(item.id == after and item.is_open for item in items):
            raise errors.WentOnAlready
        following = rules.following(items)
        if following is None:
            raise errors.NothingOnAgenda
        stale = await self._close_open(ctx, held, items)
        item = rules.opened(following, ctx.now)
        await self.agenda.keep([item])
        await self.ring_at_box(held, item)
        await self.minutes.add(held.id, ctx.now, "item", item.id, text=item.title)
        hearing = self.home.gatherings.hearings.get(item.standing.value)
        heard = await hearing(ctx.assembly, held.body) if hearing else ()
        posts = (sitting_post(held, ITEM_CARD, item.id, replies=True), *heard)
        return Reply(views.went_on(item), posts=posts, stale=(*redrawn(held), *stale), silent=True)

    @card(ITEM_CARD)
    async def item_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        item = await self.agenda.get(subject)
        if item is None or item.assembly != assembly.id or item.sitting is None:
            return None
        items = await self.agenda.of_sitting(item.sitting)
        place = next(i for i, one in enumerate(items, 1) if one.id == item.id)
        unnamed, of_motion = bool(assembly.careful), await self.of_motion(assembly, item)
        return item_card(item, place, await self._taken_up(assembly, item), unnamed, of_motion)

    @card(BOX_CARD)
    async def box_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        """The notice that its time is over; none where the meeting has gone on by then."""
        item = await self.agenda.get(subject)
        is_over = item is not None and item.assembly == assembly.id and item.is_open
        return box_over_card(item) if item and is_over else None

    async def rung_boxes(self, _assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """Says of items that their time is over, where they are still talked about."""
        rung = Rung()
        for alarm in alarms:
            item = await self.agenda.get(alarm.subject)
            held = await self.sittings.get(item.sitting) if item and item.sitting else None
            if item is None or held is None or held.ended_at or not item.is_open:
                continue
            if item.until is not None and item.until <= now:
                post = sitting_post(held, BOX_CARD, item.id, str(int(item.until.timestamp())))
                rung.posts += (post,)
        return rung

    async def on_call_cards(self, assembly: Assembly, call: Call, dated: Dated) -> Sequence[View]:
        """What members have put on the agenda, for the cards of the date that comes next."""
        following = [one.key for one in call.coming(call.changed_at)]
        if following and dated.key < following[0]:
            return ()
        return views.in_short(await self.agenda.waiting(assembly.id, call.bloc))

    async def taken_on(self, ctx: Context, call: Call, titles: Sequence[str]) -> None:
        """Puts what a call was made with on the agenda of its body."""
        items = await self.agenda.waiting(ctx.assembly.id, call.bloc)
        for title in titles:
            new = Item(0, ctx.assembly.id, call.bloc, 0, rules.worded(title), proposer=call.caller)
            items = rules.added(items, new)
        if titles:
            await self.agenda.keep(items)

    async def _place_item(self, ctx: Context, new: Item) -> Reply:
        held = await self.find_here(ctx)
        items = await self._agenda_here(ctx, held)
        new = replace(
            new,
            assembly=ctx.assembly.id,
            body=await self._body_here(ctx) if held is None else held.body,
            sitting=held.id if held else None,
            proposer=ctx.member.id,
        )
        placed = rules.added(items, new)
        place = next(i for i, one in enumerate(placed) if not one.id and not one.standing.value)
        item = (await self.agenda.keep(placed))[place]
        return Reply(views.added(item, item.place), stale=redrawn(held) if held else ())

    async def _agenda_here(self, ctx: Context, held: Held | None) -> list[Item]:
        if held is not None:
            return await self.agenda.of_sitting(held.id)
        return await self.agenda.waiting(ctx.assembly.id, await self._body_here(ctx))

    async def _body_here(self, ctx: Context) -> int | None:
        bloc = await self.circles.room_of(ctx)
        return bloc.id if bloc else None

    async def _ordering(self, ctx: Context) -> Held | None:
        """The meeting that goes on, for whoever holds it; between meetings every member may order."""
        held = await self.find_here(ctx)
        if held is not None:
            with discreet(ctx):
                sitting_rules.by_facilitator(held, ctx.member)
        return held

    async def _close_open(self, ctx: Context, held: Held, items: Sequence[Item]) -> list[tuple[str, int]]:
        """Closes what is being talked about; its card, to be drawn anew."""
        stale = []
        for item in items:
            if item.is_open:
                await self.agenda.keep([rules.closed(item, ctx.now)])
                await self.ring_at_box(held, rules.closed(item, ctx.now))
                stale.append((ITEM_CARD, item.id))
        return stale

    async def _taken_up(self, assembly: Assembly, item: Item) -> Sequence[View]:
        """What belongs under a standing item while it is open: reports, actions."""
        found: list[View] = []
        for under in OPENED_WITH.get(item.standing, (item.standing,)) if item.is_open else ():
            opener = self.home.gatherings.openers.get(under.value)
            found += await opener(assembly, item.body) if opener else ()
        return found

    async def _presenter(self, ctx: Context, person: Account | None) -> int | None:
        if person is None:
            return None
        account = await self.home.roll.account(*person.address)
        row = await self.home.roll.member(account.id, ctx.assembly.id) if account else None
        body = await self._body_here(ctx)
        if row is None or (body is not None and not await self.circles.is_of(body, row.id)):
            raise errors.NotToPresent
        return row.id
