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
from cogs.meetings.commands.ahead import THIS, Ahead, Meeting
from cogs.meetings.commands.ahead import Agenda as Meant
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


NONE_HEARD = "none"
OPENED_WITH = {Standing.OPENING: (Standing.OPENING, Standing.ACTIONS)}
"""What is taken up under an item besides its own: each meeting opens with what is still to be done."""


class Agenda(Ahead, Following):
    """Members propose, the facilitator orders."""

    @command("agenda add", example="agenda add Buy a kettle minutes:10")
    async def add_item(
        self,
        ctx: Context,
        item: What,
        minutes: Minutes = None,
        presenter: Presenter = None,
        meeting: Meeting = THIS,
    ) -> Reply:
        """Put something on the agenda of the meeting that goes on, or of the next one."""
        new = Item(0, 0, None, 0, rules.worded(item), rules.box(minutes))
        meant = await self.agenda_of(ctx, meeting)
        presents = await self._presenter(ctx, presenter, meant.body)
        return await self._place_item(ctx, replace(new, presenter=presents), meant)

    async def put_item(self, ctx: Context, title: str) -> Reply:
        new = Item(0, 0, None, 0, rules.worded(title))
        return await self._place_item(ctx, new, await self.agenda_of(ctx))

    @command("agenda motion", example="agenda motion 12 minutes:15")
    async def item_motion(
        self,
        ctx: Context,
        number: Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")],
        minutes: Minutes = None,
        meeting: Meeting = THIS,
    ) -> Reply:
        """Put a motion on the agenda."""
        return await self.put_motion(ctx, number, minutes, meeting)

    async def put_motion(
        self, ctx: Context, number: Numbered, minutes: int | None = None, meeting: Numbered = THIS
    ) -> Reply:
        motions = self.home.bodies.motions
        found = await motions.find(ctx.assembly.id, number) if motions else None
        meant = await self.agenda_of(ctx, meeting)
        if found is None or found.bloc != meant.body or not await self.circles.may_know(ctx, found.bloc):
            raise errors.NoSuchMotion(number)
        new = Item(0, 0, None, 0, found.title[:TITLE_LIMIT], rules.box(minutes), motion=number)
        return await self._place_item(ctx, new, meant)

    @command("agenda list", who=Role.OBSERVER)
    async def list_agenda(self, ctx: Context, meeting: Meeting = THIS) -> Reply:
        """See the agenda of the meeting that goes on, or of the next one."""
        meant = await self.agenda_of(ctx, meeting)
        held, member = meant.held, ctx.found_member
        conducts = held is not None and member is not None and sitting_rules.conducts(held, member)
        of_motions = await self.of_motions(ctx.assembly, meant.items)
        return Reply(views.agenda_card(meant.items, _whose(meant), conducts, of_motions))

    @command("agenda move", example="agenda move 4 2")
    async def move_item(
        self,
        ctx: Context,
        place: Place,
        to: Annotated[int, Arg("The place it goes to", sample="2")],
        meeting: Meeting = THIS,
    ) -> Reply:
        """Put an item in another place."""
        meant = await self.agenda_of(ctx, meeting)
        if meant.held is not None:
            with discreet(ctx):
                sitting_rules.by_facilitator(meant.held, ctx.member)
        item = rules.at(meant.items, place)
        await self._keep(meant, rules.moved(meant.items, place, to))
        return Reply(views.moved(item, to), stale=await self._shown_on(meant))

    @command("agenda remove", example="agenda remove 4")
    async def remove_item(self, ctx: Context, place: Place, meeting: Meeting = THIS) -> Reply:
        """Take an item off the agenda."""
        meant = await self.agenda_of(ctx, meeting)
        conducts = meant.held is not None and sitting_rules.conducts(meant.held, ctx.member)
        item = rules.removed(meant.items, place, ctx.member, conducts)
        if item.id:
            await self.agenda.remove(item.id)
        else:  # nobody has touched this agenda: what stays of what stands on every one is written
            await self._keep(meant, [one for one in meant.items if one != item])
        return Reply(views.removed(item), stale=await self._shown_on(meant))

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
        detail = NONE_HEARD if hearing and not heard else ""
        here = [replace(post, room=held.lives_in) for post in heard]
        posts = (sitting_post(held, ITEM_CARD, item.id, detail, replies=True), *here)
        return Reply(views.went_on(item), posts=posts, stale=(*redrawn(held), *stale), silent=True, nod=True)

    @card(ITEM_CARD)
    async def item_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        item = await self.agenda.get(subject)
        if item is None or item.assembly != assembly.id or item.sitting is None:
            return None
        items = await self.agenda.of_sitting(item.sitting)
        place = next(i for i, one in enumerate(items, 1) if one.id == item.id)
        unnamed, of_motion = bool(assembly.careful), await self.of_motion(assembly, item)
        taken_up = [*await self._taken_up(assembly, item)]
        if detail == NONE_HEARD and item.is_open:
            taken_up.append(views.none_heard())
        return item_card(item, place, taken_up, unnamed, of_motion)

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
        return views.in_short(await self.waiting_for(call, self.home.clock.now()))

    async def taken_on(self, ctx: Context, call: Call, titles: Sequence[str]) -> None:
        """Puts what a call was made with on its agenda."""
        items = rules.template(ctx.assembly.id, call.bloc, call.id)
        for title in titles:
            words = rules.worded(title)
            new = Item(0, ctx.assembly.id, call.bloc, 0, words, proposer=call.caller, call=call.id)
            items = rules.added(items, new)
        if titles:
            await self.agenda.keep(items)

    async def _place_item(self, ctx: Context, new: Item, meant: Meant) -> Reply:
        new = replace(
            new,
            assembly=ctx.assembly.id,
            body=meant.body,
            sitting=meant.held.id if meant.held else None,
            call=meant.bound,
            proposer=ctx.member.id,
        )
        rules.added(meant.items, new)
        own = meant.own or rules.template(ctx.assembly.id, meant.body, meant.bound)
        kept = await self.agenda.keep(rules.added(meant.items if meant.held else own, new))
        before = {item.id for item in meant.items}
        item = next(one for one in kept if one.id not in before and not one.standing.value)
        now = (await self.agenda_of(ctx, Numbered(meant.call.number) if meant.call else THIS)).items
        place = next(i for i, one in enumerate(now, 1) if one.id == item.id)
        return Reply(views.added(item, place, _whose(meant)), stale=await self._shown_on(meant))

    async def _keep(self, meant: Meant, items: Sequence[Item]) -> None:
        bound = [item if meant.held else replace(item, call=meant.bound) for item in items]
        await self.agenda.keep(rules.in_order(bound))

    async def _shown_on(self, meant: Meant) -> tuple[tuple[str, int], ...]:
        """The cards that show an agenda: of the meeting that goes on, or of the call."""
        if meant.held is not None:
            return redrawn(meant.held)
        return await self.cards_of(meant.call) if meant.call else ()

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

    async def _presenter(self, ctx: Context, person: Account | None, body: int | None) -> int | None:
        if person is None:
            return None
        row = await self.home.roll.member_at(person.address, ctx.assembly.id)
        if row is None or (body is not None and not await self.circles.is_of(body, row.id)):
            raise errors.NotToPresent
        return row.id


def _whose(meant: Meant) -> views.Whose:
    date = meant.date.at if meant.date else None
    title, others = (meant.call.title if meant.call else ""), tuple(one.number for one in meant.others)
    return views.Whose(meant.held is not None, title, date, others)
