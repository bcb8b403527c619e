"""Answers: what the acting person is told, in their language, with what they are to know beside it."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.alone import Alone
from bot.api.card import Reply, View
from bot.api.clock import Clock
from bot.api.command import Command
from bot.api.context import Context
from bot.api.errors import PrivateOnly, RuleError
from bot.api.invocation import Answer, Invocation
from bot.api.people import Address, Assembly
from bot.api.speech import Features, Speech
from bot.assent import Assent
from bot.chats import Chats
from bot.dispatch import Dispatch
from bot.job import Outcome
from bot.languages import nearest, speech
from bot.loader import House
from bot.messages import elsewhere, first_act, pause_over, something_broke
from bot.naming import Naming
from storage.members import Roll

log = structlog.get_logger()


class Answering:
    """Says what came of an act; a card for one person alone says whose it is."""

    def __init__(
        self, house: House, dispatch: Dispatch, roll: Roll, naming: Naming, clock: Clock, locale: str
    ) -> None:
        self.house = house
        self.dispatch = dispatch
        self.roll = roll
        self.naming = naming
        self.clock = clock
        self.locale = locale
        self.chats = Chats(roll, clock)
        self.alone = Alone(dispatch.people.assemblies, house)
        self.assent = Assent()

    async def failed(self, invocation: Invocation) -> Answer:
        """For an act that failed by a fault of ours."""
        features = self.dispatch.features.get(invocation.account.network, Features())
        locale = nearest(invocation.locale) or self.locale
        say = speech(locale, "UTC", self.clock.now(), features)
        return Answer(something_broke()(say), ok=False, private=True)

    async def after(
        self, invocation: Invocation, spec: Command | None, ctx: Context | None, outcome: Outcome
    ) -> Answer:
        say = self._speech(invocation, ctx)
        answer = self._plain(say, spec, ctx, outcome)
        if invocation.room.private:
            await self._reachable_again(invocation.account)
        if ctx is not None and ctx.found_assembly is not None:
            answer.assembly = ctx.found_assembly.id
            await self._greet(answer, say, ctx, outcome)
        answer.card = await self.naming.named(answer.card, invocation.account.network)
        if ctx is not None and ctx.found_assembly is not None and spec is not None and not spec.anywhere:
            await self._say_whose(answer, invocation, ctx.assembly, ctx.account.id)
        self.assent.note(invocation, answer, say)
        return answer

    async def after_reaction(self, invocation: Invocation, outcome: Outcome, assembly: int) -> Answer:
        """What a person is told whose reaction was refused."""
        answer = await self.after(invocation, None, None, outcome)
        answer.assembly = assembly
        row = self.roll.known_account(invocation.account)
        found = await self.dispatch.people.assembly(assembly)
        if found is not None:
            await self._say_whose(answer, invocation, found, row.id if row else 0)
        return answer

    def _plain(self, say: Speech, spec: Command | None, ctx: Context | None, outcome: Outcome) -> Answer:
        result = outcome.result
        if isinstance(result, RuleError):
            view = self._explained(result)
            alone = outcome.untraced and ctx is not None and not ctx.is_reaction  # that, everyone has seen
            private = alone or (spec is not None and spec.private)
            return Answer(view(say), ok=False, private=private, hush=isinstance(result, PrivateOnly))
        private = result.private or (spec is not None and spec.private)
        nod = result.nod and result.silent
        answer = Answer(result.view(say), True, private, result.silent, nod, instead=result.instead)
        answer.file = result.file
        return answer

    async def _say_whose(
        self, answer: Answer, invocation: Invocation, assembly: Assembly, account: int
    ) -> None:
        """Names the assembly where nobody but the person reads, now or because the face takes it there."""
        network = invocation.account.network
        features = self.dispatch.features.get(network, Features())
        if invocation.room.private:
            answer.card = await self.alone.named(answer.card, assembly, network, account)
        elif not features.whispers and (answer.private or not answer.ok):
            answer.direct = await self.alone.named(answer.card, assembly, network, account)

    async def _greet(self, answer: Answer, say: Speech, ctx: Context, outcome: Outcome) -> None:
        """Adds to an answer what this person is to know with it, such as what is kept of them, once."""
        if not answer.ok or ctx.found_member is None:
            return
        asks = self.house.asks_elsewhere(ctx.assembly) and not ctx.account.is_linked
        beside = [first_act(ctx.assembly.name, asks)] if outcome.enrolled else []
        if asks and not beside and isinstance(outcome.result, Reply) and outcome.result.newcomer:
            beside += [elsewhere()]
        beside += [pause_over()] if outcome.returned else []
        if beside or not answer.silent:
            beside += self.house.asides.beside(ctx, outcome.enrolled)
        if not beside:
            return
        card, cards = answer.card, [view(say) for view in beside]
        blocks = [block for one in cards for block in one.blocks]
        buttons = [button for one in cards for button in one.buttons] if ctx.features.whispers else []
        answer.card = replace(card, blocks=(*card.blocks, *blocks), buttons=(*card.buttons, *buttons))
        answer.silent = answer.nod = False
        answer.private = answer.private or ctx.features.whispers

    async def _reachable_again(self, address: Address) -> None:
        """Somebody who writes in private can be written to there, whatever it was before."""
        account = self.roll.known_account(address)
        if account is not None and account.closed_at is not None:
            async with self.roll.db.transaction():
                await self.roll.change_account(account.id, closed_at=None)
        if account is not None:
            self.chats.note(account)

    def _explained(self, error: RuleError) -> View:
        for kind in type(error).__mro__:
            if kind in self.house.errors:
                return self.house.errors[kind](error)
        log.error("an error has no words", error=type(error).__name__)
        return something_broke()

    def _speech(self, invocation: Invocation, ctx: Context | None) -> Speech:
        features = self.dispatch.features.get(invocation.account.network, Features())
        if ctx is None:
            known = self.dispatch.people.at_once(invocation)
            locale = nearest(invocation.locale) or (known[0].locale if known else self.locale)
            return speech(locale, known[0].zone if known else "UTC", self.clock.now(), features)
        return replace(speech(ctx.locale, str(ctx.zone), ctx.now, features), alone=ctx.is_private)
