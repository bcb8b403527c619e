"""The one door: Invocation -> account -> member -> permission -> arguments -> prepare -> the writer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.api.clock import Clock
from bot.api.command import Command
from bot.api.context import Context
from bot.api.errors import MissingArgument, NoAssembly, NotEntitled, NotOnTheRoll, PrivateOnly, RuleError
from bot.api.invocation import ALWAYS, Invocation
from bot.api.people import Account, Address, Assembly, Member, Role, RollPolicy, Room
from bot.api.speech import Features
from bot.api.sweep import DueAct
from bot.asking import Asking, NetworkAsk
from bot.grammar import Grammar
from bot.job import Job, Loaded, Mark, Outcome
from bot.languages import SOURCE, nearest
from bot.people import People, reader
from bot.writer import Writer
from storage.inbox import Inbox

HOUSE = Address("house", "clock")


class Dispatch:
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
    ) -> None:
        self.commands = commands
        self.people = people
        self.writer = writer
        self.inbox = inbox
        self.clock = clock
        self.features = features
        self.ask = ask
        self.grammar = Grammar([loaded.spec for loaded in commands.values() if not loaded.spec.internal])
        self.asking = Asking()
        self._last: dict[Address, asyncio.Future[None]] = {}

    def submit(self, invocation: Invocation) -> asyncio.Future[Outcome] | None:
        """The outcome to come, where nothing needs to be read first; None where run has to be awaited."""
        if invocation.line or invocation.account in self._last:
            return None
        loaded = self.commands.get(invocation.command)
        if loaded is None or loaded.spec.bulk is None or loaded.spec.internal or loaded.spec.prepare:
            return None
        known = self.people.at_once(invocation)
        if known is None or known[2].role < loaded.spec.who:
            return None
        ctx = self._context(invocation, *known)
        values = self.grammar.bind(loaded.spec, invocation.arguments, ctx.now, ctx.zone, _nobody)
        return self._enqueue(Job(loaded, ctx, values, _future(), self._event(invocation)))

    async def run(self, invocation: Invocation) -> tuple[Command | None, Context | None, Outcome | None]:
        """Carries an act through. An outcome of None means that it has counted already, or asks nothing."""
        event = self._event(invocation)
        if event and not self.inbox.take(event):
            return None, None, None
        before, turn = self._last.get(invocation.account), _future_of_none()
        self._last[invocation.account] = turn
        try:
            if before is not None:
                await before
            try:
                spec, ctx, job = await self._prepared(invocation, event)
            except RuleError as error:
                self.inbox.give_back(event)
                return None, None, Outcome(error)
            if isinstance(job, RuleError):
                self.inbox.give_back(event)
                return spec, ctx, Outcome(job)
            if job is None:
                return spec, ctx, None
            waiting = self._enqueue(job)
        finally:
            turn.set_result(None)
            if self._last.get(invocation.account) is turn:
                del self._last[invocation.account]
        return spec, ctx, await waiting

    async def run_due(self, act: DueAct) -> Outcome | None:
        """Carries out an internal command that the clock gives."""
        loaded = self.commands[act.command]
        assembly = await self.people.assembly(act.assembly)
        if assembly is None:
            return None
        now = self.clock.now()
        room = Room(assembly.home, (assembly.home,))
        features = self.features.get(assembly.home.network, Features())
        ctx = Context(Account(0, HOUSE), room, now, now, ALWAYS, features, assembly.locale, assembly)
        values = self.grammar.bind(loaded.spec, act.arguments, now, ctx.zone, _nobody)
        try:
            await self._prepare(loaded, ctx, values)
        except RuleError as error:
            return Outcome(error)
        return await self._enqueue(Job(loaded, ctx, values, _future()))

    async def run_mark(self, invocation: Invocation, mark: Mark) -> Outcome | None:
        """Carries out what reactions on a card stand for; late readings of the network come this way too."""
        taken = mark.standing is None and not mark.added
        known = self.people.at_once(invocation)
        assembly, account, member = known or await self.people.read(invocation)
        if assembly is None or (member is None and taken):
            return None
        ctx = self._context(invocation, assembly, account, member)
        if mark.standing is not None:
            ctx.late, ctx.at = True, None
        loaded = self.commands[mark.reacts.command]
        values: dict[str, Any] = {a.name: a.default for a in loaded.spec.arguments}
        values[mark.reacts.number] = mark.post.subject
        job = Job(loaded, ctx, values, _future(), self._event(invocation), enrol=member is None, mark=mark)
        if job.event and not self.inbox.take(job.event):
            return None
        return await self._enqueue(job)

    def _enqueue(self, job: Job) -> asyncio.Future[Outcome]:
        self.writer.put(job)
        return job.done

    def _event(self, invocation: Invocation) -> str:
        return f"{invocation.account.network}/{invocation.event}" if invocation.event else ""

    async def _prepared(
        self, invocation: Invocation, event: str
    ) -> tuple[Command | None, Context, Job | RuleError | None]:
        assembly, account, member = await self.people.read(invocation)
        ctx = self._context(invocation, assembly, account, member)
        try:
            loaded, values = self._read(invocation, ctx)
        except RuleError as error:
            return None, ctx, error
        if loaded is None:
            return None, ctx, None
        try:
            enrol = self._permit(loaded.spec, ctx)
            await self._prepare(loaded, ctx, values)
            act = (
                getattr(loaded.cog, loaded.spec.method)(ctx, **values)
                if self._is_ready(loaded, enrol)
                else None
            )
        except RuleError as error:
            return loaded.spec, ctx, error
        return loaded.spec, ctx, Job(loaded, ctx, values, _future(), event, enrol, act=act)

    @staticmethod
    def _is_ready(loaded: Loaded, enrol: bool) -> bool:
        return loaded.spec.bulk is not None and not enrol

    def _read(self, invocation: Invocation, ctx: Context) -> tuple[Loaded | None, dict[str, Any]]:
        """The command and its values; None where a bare line answers no question."""
        people = reader(invocation.account.network)
        if not invocation.line:
            loaded = self.commands[invocation.command]
            if loaded.spec.internal:
                raise NotEntitled("nobody")
            return loaded, self.grammar.bind(loaded.spec, invocation.arguments, ctx.now, ctx.zone, people)
        line = self.asking.complete(invocation)
        if line is None:
            return None, {}
        try:
            spec, values = self.grammar.parse(line, ctx.now, ctx.zone, people)
        except MissingArgument as missing:
            if ctx.room.private or ctx.features.numbered:
                self.asking.remember(invocation, line, missing)
            raise
        return self.commands[spec.path], values

    def _permit(self, spec: Command, ctx: Context) -> bool:
        """Whether the act enrols; raises where this person may not do it."""
        if spec.private and not ctx.room.private and not ctx.features.whispers:
            raise PrivateOnly
        if spec.anywhere:
            return False
        if ctx.found_assembly is None:
            raise NoAssembly
        if ctx.found_member is None and spec.who >= Role.MEMBER:
            if spec.who is Role.MEMBER and ctx.found_assembly.policy is RollPolicy.ANYONE:
                return spec.enrols
            raise NotOnTheRoll if spec.who is Role.MEMBER else NotEntitled(spec.who.name.lower())
        if ctx.role < spec.who:
            raise NotEntitled(spec.who.name.lower())
        return False

    async def _prepare(self, loaded: Loaded, ctx: Context, values: dict[str, Any]) -> None:
        ask = self.ask.bound(ctx)
        if loaded.spec.manages and not await ask.manages():
            raise NotEntitled("manager")
        if loaded.spec.prepare:
            ctx.asked = await getattr(loaded.cog, loaded.spec.prepare)(ask, ctx, **values)

    def _context(
        self, invocation: Invocation, assembly: Assembly | None, account: Account, member: Member | None
    ) -> Context:
        now = self.clock.now()
        own = account.locale or nearest(invocation.locale)
        return Context(
            account=account,
            room=invocation.room,
            now=now,
            at=now if invocation.at is None else min(invocation.at, now),
            since=invocation.since,
            features=self.features.get(invocation.account.network, _PLAIN),
            locale=own or (assembly.locale if assembly else SOURCE),
            found_assembly=assembly,
            found_member=member,
            source=invocation.source,
        )


_PLAIN = Features()


def _future() -> asyncio.Future[Outcome]:
    return asyncio.get_running_loop().create_future()


def _future_of_none() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()


def _nobody(_word: str) -> Account | None:
    return None
