"""The one door: Invocation -> account -> member -> permission -> arguments -> prepare -> the writer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.api.clock import Clock
from bot.api.command import Command
from bot.api.context import Context
from bot.api.errors import (
    AccountFrozen,
    NoAssembly,
    NotEntitled,
    NotOnTheRoll,
    PrivateOnly,
    RuleError,
    WhichAssembly,
)
from bot.api.invocation import Invocation
from bot.api.number import Numbered
from bot.api.people import TERMINAL, Account, Address, Assembly, Member, Role, RollPolicy
from bot.api.speech import Features
from bot.asking import NetworkAsk
from bot.batch import NOTHING
from bot.calling import Calling
from bot.grammar import Grammar
from bot.grammar.unread import UnreadTime
from bot.hushing import Hushing
from bot.internal import Internal, future
from bot.job import Job, Loaded, Mark, Outcome
from bot.languages import SOURCE, nearest
from bot.people import People, counts_since
from bot.presence import Presence
from bot.turns import Turn, Turns
from bot.understanding import Understanding
from bot.visiting import Visiting
from bot.writer import Writer
from storage.inbox import Inbox


class Dispatch(Internal):
    """Brings every act to the writer, those of one account in their order."""

    def __init__(
        self,
        commands: Mapping[str, Loaded],
        people: People,
        writer: Writer,
        inbox: Inbox,
        clock: Clock,
        features: Mapping[str, Features],
        ask: NetworkAsk,
        locale: str = SOURCE,
    ) -> None:
        self.commands = commands
        self.people = people
        self.writer = writer
        self.inbox = inbox
        self.clock = clock
        self.features = features
        self.ask = ask
        self.locale = locale
        self.presence = Presence(people, ask.platforms)
        self.visiting = Visiting(people, self.presence)
        self.grammar = Grammar([loaded.spec for loaded in commands.values() if not loaded.spec.internal])
        self.understanding = Understanding(commands, self.grammar)
        self.hushing = Hushing(commands, self.grammar)
        self.turns = Turns()
        self.calling = Calling(ask.platforms, people.roll)
        self._crowds = {path: loaded for path, loaded in commands.items() if _is_for_crowds(loaded.spec)}

    def submit(self, invocation: Invocation) -> asyncio.Future[Outcome] | None:
        """The outcome to come, where nothing needs to be read first; None where run has to be awaited."""
        event = self._event(invocation)
        if self.inbox.has(event):
            return _over()
        job = self._at_once(invocation, event)
        if job is None:
            return None
        self.inbox.take(event)
        return self.enqueue(job)

    async def run(self, invocation: Invocation) -> tuple[Command | None, Context | None, Outcome | None]:
        """Carries an act through. An outcome of None means that it has counted already, or asks nothing."""
        event = self._event(invocation)
        if self.inbox.has(event):
            return None, None, None
        job = self._at_once(invocation, event)
        self.inbox.take(event)
        if job is not None:
            return job.loaded.spec, job.ctx, await self.enqueue(job)
        return await self._in_turn(invocation, event)

    def _at_once(self, invocation: Invocation, event: str) -> Job | None:
        """One of a crowd's acts, read without a wait; None in any doubt, which is then put into words."""
        loaded = self._crowds.get(invocation.command)
        if loaded is None or invocation.line or not self.turns.are_clear:
            return None
        known = self.people.at_once(invocation)
        values = self._values(loaded.spec, invocation) if known is not None else None
        if known is None or values is None or known[2].rests:
            return None
        ctx = self.context(invocation, *known)
        try:
            self._permit(loaded.spec, ctx)
        except RuleError:
            return None
        return Job(loaded, ctx, values, future(), event)

    def _values(self, spec: Command, invocation: Invocation) -> dict[str, Any] | None:
        try:
            return self.grammar.bind_again(spec, invocation.arguments)
        except RuleError:
            return None

    async def _in_turn(
        self, invocation: Invocation, event: str
    ) -> tuple[Command | None, Context | None, Outcome | None]:
        turn, ctx, spec = self.turns.take(), None, None
        try:
            ctx = await self._known(invocation, turn)
            try:
                loaded, values = await self.hushing.heard(invocation, ctx, self.understanding.read)
            except UnreadTime as unread:
                turn.leave()
                spec = unread.command
                raise await self.understanding.guessing.meant(invocation, ctx, unread) from None
            if loaded is None:
                return None, ctx, None
            spec = loaded.spec
            enrol = self._permit(spec, ctx)
            await turn.come()
            await self._vouch(spec, ctx, invocation, turn)
            values = await self.calling.found(ctx, values)
            if spec.prepare or spec.manages:
                turn.leave()
                await self.prepare(loaded, ctx, values)
            waiting = self.enqueue(Job(loaded, ctx, values, future(), event, enrol))
        except RuleError as error:
            self.inbox.give_back(event)
            return spec, ctx, Outcome(error)
        except BaseException:
            self.inbox.give_back(event)
            raise
        finally:
            turn.leave()
        return spec, ctx, await waiting

    async def _known(self, invocation: Invocation, turn: Turn) -> Context:
        """Who acts, and where; what works anywhere works also where nothing says which assembly is meant."""
        try:
            await self._take_name(invocation, turn)
            known = self.people.at_once(invocation) or await self.people.read(invocation)
            if known[0] is None and (some := await self.visiting.could_be(invocation)):
                turn.leave()
                assembly = await self.visiting.meant(invocation, some)
                known = (assembly, *known[1:])
        except WhichAssembly as which:
            account = await self.people.account(invocation.account)
            return replace(self.context(invocation, None, account, None), several=which.names)
        return self.context(invocation, *known)

    async def _take_name(self, invocation: Invocation, turn: Turn) -> None:
        """Has words that name an assembly mean it, also where the person has never acted."""
        if not invocation.room.private or invocation.account.network == TERMINAL or invocation.assembly:
            return
        if (named := await self.visiting.named(invocation)) is None:
            return
        turn.leave()
        without, assembly = named
        if await self.visiting.is_in(invocation, assembly):
            invocation.line, invocation.arguments = without.line, without.arguments
            invocation.assembly = assembly.id

    async def _vouch(self, spec: Command, ctx: Context, invocation: Invocation, turn: Turn) -> None:
        """Finds out since when somebody who acts far from an assembly's rooms is where it meets."""
        assembly = ctx.found_assembly
        if spec.anywhere or assembly is None or await self.presence.is_there(invocation, assembly):
            return
        turn.leave()
        since = await self.presence.since(invocation.account, assembly)
        ctx.since = counts_since(since, ctx.account, ctx.found_member)

    async def run_mark(self, invocation: Invocation, mark: Mark, turn: Turn | None = None) -> Outcome | None:
        """Carries out what reactions on a card stand for; late readings of the network come this way too."""
        turn = turn or self.turns.take()
        try:
            known = self.people.at_once(invocation, under_card=True)
            assembly, account, member = known or await self.people.read(invocation)
            await turn.come()
            event = self._event(invocation)
            if assembly is None or not self.inbox.take(event):
                return None
            ctx = self.context(invocation, assembly, account, member)
            waiting = self.enqueue(self._marked(ctx, mark, event, dated=invocation.at is not None))
        finally:
            turn.leave()
        return await waiting

    def _marked(self, ctx: Context, mark: Mark, event: str, dated: bool) -> Job:
        """The job of a change of reactions; what is voted is read from the state when it is run."""
        ctx.late = mark.standing is not None or mark.in_gap
        if ctx.late and not dated:
            ctx.at = None
        loaded = self.commands[mark.reacts.command]
        values: dict[str, Any] = {a.name: a.default for a in loaded.spec.arguments}
        values[mark.reacts.number] = Numbered(mark.post.subject)
        enrol = loaded.spec.who is Role.MEMBER and _comes(ctx.found_member)
        return Job(loaded, ctx, values, future(), event, enrol=enrol, mark=mark)

    def enqueue(self, job: Job) -> asyncio.Future[Outcome]:
        self.writer.put(job)
        return job.done

    def _event(self, invocation: Invocation) -> str:
        return f"{invocation.account.network}/{invocation.event}" if invocation.event else ""

    def _permit(self, spec: Command, ctx: Context) -> bool:
        """Whether the act enrols; raises where this person may not do it."""
        if spec.private and not ctx.is_private:
            raise PrivateOnly
        if ctx.is_frozen:
            raise AccountFrozen
        if spec.anywhere:
            return False
        if ctx.found_assembly is None:
            raise WhichAssembly(ctx.several) if ctx.several else NoAssembly
        if ctx.found_member is None and spec.who >= Role.MEMBER:
            if spec.who is Role.MEMBER and ctx.found_assembly.policy is RollPolicy.ANYONE:
                return spec.enrols
            is_for_all = spec.who is Role.MEMBER
            raise (
                NotOnTheRoll(ctx.found_assembly.policy) if is_for_all else NotEntitled(spec.who.name.lower())
            )
        if ctx.role < spec.who:
            raise NotEntitled(spec.who.name.lower())
        return spec.enrols and ctx.member.rests

    async def prepare(self, loaded: Loaded, ctx: Context, values: dict[str, Any]) -> None:
        ask, managed = self.ask.bound(ctx), loaded.spec.manages
        if managed is not None and not await ask.manages(managed(ctx.room, values)):
            raise NotEntitled("manager")
        if loaded.spec.prepare:
            ctx.asked = await getattr(loaded.cog, loaded.spec.prepare)(ask, ctx, **values)

    def context(
        self, invocation: Invocation, assembly: Assembly | None, account: Account, member: Member | None
    ) -> Context:
        now = self.clock.now()
        own = account.locale or nearest(invocation.locale)
        at = invocation.at
        return Context(
            account,
            invocation.room,
            now,
            now if at is None or at > now else at,
            counts_since(invocation.since, account, member),
            self.features.get(account.address.network, _PLAIN),
            own or (assembly.locale if assembly else self.locale),
            assembly,
            member,
            invocation.source,
            overheard=invocation.overheard,
            born=self._born(account.address) if member is None else None,
            tongue=account.locale or invocation.locale or "",
        )

    def _born(self, address: Address) -> datetime | None:
        platform = self.ask.platforms.get(address.network)
        return platform.born(address) if platform is not None else None


_PLAIN = Features()


def _comes(member: Member | None) -> bool:
    """Whether an act of theirs puts a person on the roll, or ends their rest."""
    return member is None or member.rests


def _over() -> asyncio.Future[Outcome]:
    """Nothing, at once: the event has counted."""
    over = future()
    over.set_result(Outcome(NOTHING))
    return over


def _is_for_crowds(spec: Command) -> bool:
    """Whether an act needs nothing that has to be waited for, but what its batch reads."""
    return spec.bulk is not None and not (spec.internal or spec.prepare or spec.manages or spec.anywhere)
