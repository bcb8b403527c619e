"""The stack: hands up and down, who speaks next, by which rule, and how much was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply, View
from bot.api.cog import Explain, Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from cogs.meetings.attending import STACK_CARD
from cogs.meetings.commands.sitting_desk import SHOWN, SPEAKERS, SittingDesk, redrawn, sitting_post
from cogs.meetings.rules import sitting as sitting_rules
from cogs.meetings.rules import stack as rules
from cogs.meetings.rules.sitting import Held, Seat, StackRule
from cogs.meetings.rules.stack import HandKind
from cogs.meetings.views import stack as views
from cogs.meetings.waving import Waved, Waving

After = Annotated[int, Arg("Whose speech is over, as its button gives it")]
Kind = Annotated[HandKind, Arg("hand, point (of order), or direct (an answer to who speaks)", sample="point")]


class Stacking(SittingDesk):
    """Whoever is here may raise a hand; the facilitator calls, or whoever keeps the stack."""

    errors: Mapping[type[RuleError], Explain] = {**SittingDesk.errors, **views.ERRORS}

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.waving = Waving(home.roll, self._body_on)
        self.on_end.append(self._hands_down)

    @command("hand up", example="hand up")
    async def hand_up(self, ctx: Context, kind: Kind = HandKind.HAND) -> Reply:
        """Raise your hand to speak, for a point of order, or to answer who speaks."""
        held = sitting_rules.going_on(await self.here(ctx))
        hands = await self.stack.of(held.id)
        rules.raise_hand(hands, ctx.member.id)
        await self.sittings.come(held.id, ctx.member.id, ctx.now)  # who wants to speak is here
        await self.stack.rise(held.id, ctx.member.id, kind, ctx.now)
        waiting = await self._in_order(held)
        place = next(i for i, hand in enumerate(waiting, 1) if hand.member == ctx.member.id)
        return Reply(views.raised(place), stale=await self._shown_anew(held), private=True, silent=True)

    @command(SHOWN, bulk="wave", internal=True)
    def hand_shown(
        self,
        ctx: Context,
        number: Annotated[Numbered, Arg("The meeting that the card is of")],
        up: Annotated[bool | None, Arg("Whether the hand is up")] = None,
    ) -> Waved:
        """A hand by a reaction on the card of a meeting."""
        return Waved(ctx.assembly.id, ctx.member.id, int(number), bool(up), ctx.now)

    def wave(self, connection: Connection, acts: Sequence[Waved]) -> Batch:
        """Writes a batch of hands."""
        return self.waving.wave(connection, acts)

    @command("hand down", example="hand down")
    async def hand_down(self, ctx: Context) -> Reply:
        """Take your hand down, or say that you have finished."""
        held = sitting_rules.going_on(await self.here(ctx))
        hand = rules.lower(await self.stack.of(held.id), ctx.member.id)
        await self.stack.end(hand, ctx.now)
        return Reply(
            views.lowered(hand.speaks), stale=await self._shown_anew(held), private=True, silent=True
        )

    @command("stack show")
    async def stack_show(self, ctx: Context) -> Reply:
        """See who speaks, and who speaks next."""
        held = sitting_rules.going_on(await self.here(ctx))
        calls = sitting_rules.conducts(held, ctx.member) or _keeps(held, ctx.member.id)
        unnamed = bool(ctx.assembly.careful) and not (calls and ctx.is_private)
        return Reply(views.stack_card(await self._stack(held, unnamed)), private=calls)

    @command("stack next")
    async def stack_next(self, ctx: Context, after: After = 0) -> Reply:
        """Give the floor to whoever is next."""
        held = sitting_rules.going_on(await self.here(ctx))
        if not (sitting_rules.conducts(held, ctx.member) or _keeps(held, ctx.member.id)):
            raise rules.NotCalling
        last = rules.latest(await self.stack.of(held.id))
        if after and last is not None and last.id != after:
            raise rules.CalledAlready
        waiting = await self._in_order(held)
        if not waiting:
            raise rules.NobodyWaits
        if last is not None and last.speaks:
            await self.stack.end(last, ctx.now)
        await self.stack.give_floor(waiting[0], ctx.now)
        post = sitting_post(held, STACK_CARD, waiting[0].id)
        stale = (*redrawn(held), *(((STACK_CARD, last.id),) if last is not None else ()))
        told = None if ctx.assembly.careful and not ctx.is_private else waiting[0].member
        return Reply(views.called(told), posts=(post,), stale=stale, private=True, silent=True)

    @command("stack rule", example="stack rule progressive")
    async def stack_rule(
        self,
        ctx: Context,
        rule: Annotated[StackRule, Arg("simple: in order; progressive: those who have spoken least first")],
    ) -> Reply:
        """Choose who speaks next: in the order of hands, or those first who have spoken least."""
        held = await self.conducted(ctx)
        await self.sittings.save(replace(held, rule=rule))
        await self.minutes.add(held.id, ctx.now, "rule", text=rule.value)
        return Reply(views.ruled(rule), stale=await self._shown_anew(held))

    @command("stack totals")
    async def stack_totals(self, ctx: Context) -> Reply:
        """See how many have spoken, and for how long."""
        held = await self.here(ctx)
        found = await self.talked(ctx.assembly, held)
        return Reply(found or views.nobody_spoke())

    @command("stack names", who=Role.STEWARD, example="stack names yes")
    async def stack_names(
        self, ctx: Context, on: Annotated[bool, Arg("Yes to have totals say who spoke for how long")]
    ) -> Reply:
        """Choose whether totals say who spoke for how long."""
        await self.home.deeds.free(ctx.assembly.id)
        await self.calls.keep(ctx.assembly.id, {SPEAKERS: "yes" if on else ""})
        return Reply(views.names_set(on))

    @card(STACK_CARD)
    async def stack_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        """The stack, below whoever got the floor last; of those before, that they had it."""
        hand = await self.stack.get(number)
        held = await self.sittings.get(hand.sitting) if hand else None
        if hand is None or held is None or held.assembly != assembly.id:
            return None
        last = rules.latest(await self.stack.of(held.id))
        if held.ended_at is not None or last is None or last.id != hand.id:
            return views.had_floor(hand, bool(assembly.careful))
        return views.stack_card(await self._stack(held, bool(assembly.careful)))

    async def _stack(self, held: Held, unnamed: bool) -> views.Shown:
        hands = await self.stack.of(held.id)
        spoken = {hand.member for hand in hands if hand.since is not None}
        silent = frozenset(hand.member for hand in hands if hand.member is not None) - spoken
        waiting = tuple(await self._in_order(held))
        return views.Shown(rules.latest(hands), waiting, held.rule, silent, unnamed)

    async def _hands_down(self, ctx: Context, held: Held) -> Reply:
        """Takes all hands down as a meeting ends, and notes how much was said."""
        stale = await self._shown_anew(held)
        await self.stack.close(held.id, ctx.now)
        return Reply(views.nothing(), stale=stale, silent=True)

    async def _in_order(self, held: Held) -> list[rules.Hand]:
        before = await self.stack.spoken_before(held.id, held.assembly, held.body)
        found = rules.order(await self.stack.of(held.id), held.rule, before)
        there = await self.sittings.get(held.id) or held  # whoever has just raised a hand came by it
        return [hand for hand in found if hand.member in there.present]

    async def _shown_anew(self, held: Held) -> tuple[tuple[str, int], ...]:
        last = rules.latest(await self.stack.of(held.id))
        return (*redrawn(held), *(((STACK_CARD, last.id),) if last is not None else ()))


def _keeps(held: Held, member: int) -> bool:
    return held.holder(Seat.STACK_TAKER) == member
