"""Internal commands: those that the clock gives, and those that follow from what people do at a door."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from bot.api.clock import Clock
from bot.api.context import Context
from bot.api.errors import NotPresent, PresenceUnknown, RuleError
from bot.api.invocation import ALWAYS, Invocation
from bot.api.people import Account, Address, Assembly, Member, Role, Room
from bot.api.speech import Features
from bot.api.sweep import DueAct
from bot.grammar import Grammar
from bot.job import Job, Loaded, Outcome
from bot.people import People
from bot.presence import Presence

HOUSE = Address("house", "clock")


class Internal:
    """Builds the context of acts that nobody typed, and brings them to the writer like all others."""

    commands: Mapping[str, Loaded]
    people: People
    clock: Clock
    features: Mapping[str, Features]
    grammar: Grammar
    presence: Presence

    @abstractmethod
    async def prepare(self, loaded: Loaded, ctx: Context, values: dict[str, Any]) -> None:
        """Asks the outside what the command wants to know."""

    @abstractmethod
    def context(
        self, invocation: Invocation, assembly: Assembly | None, account: Account, member: Member | None
    ) -> Context:
        """What a handler knows of an act."""

    @abstractmethod
    def enqueue(self, job: Job) -> asyncio.Future[Outcome]:
        """Hands a job to the writer."""

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
            await self.prepare(loaded, ctx, values)
        except RuleError as error:
            return Outcome(error)
        return await self.enqueue(Job(loaded, ctx, values, future()))

    async def run_at_door(
        self, command: str, account: Address, assembly: int, given: Mapping[str, str | int]
    ) -> Outcome | None:
        """Carries out an internal command in a person's own name, for what they did at the door of a room.

        One for members puts them on the roll first, where that is open to them like to anybody, and they are
        where the assembly meets: anyone can knock from anywhere, and whoever keeps a room can ask anyone in.
        """
        loaded, now = self.commands[command], self.clock.now()
        body = await self.people.assembly(assembly)
        if body is None:
            return None
        invocation = Invocation(account, Room(body.home, (body.home,)), assembly=assembly)
        ctx = self.context(invocation, *await self.people.read(invocation))
        values = self.grammar.bind(loaded.spec, given, now, ctx.zone, _nobody)
        enrol = loaded.spec.who is Role.MEMBER and ctx.found_member is None
        enrol = enrol and await self._is_present(account, body)
        ctx.since = now if enrol else ctx.since  # who has just come in has been nowhere for long
        try:
            await self.prepare(loaded, ctx, values)
        except RuleError as error:
            return Outcome(error)
        return await self.enqueue(Job(loaded, ctx, values, future(), enrol=enrol, at_door=True))

    async def _is_present(self, account: Address, assembly: Assembly) -> bool:
        try:
            await self.presence.since(account, assembly)
        except (NotPresent, PresenceUnknown):
            return False
        return True


def future() -> asyncio.Future[Outcome]:
    return asyncio.get_running_loop().create_future()


def _nobody(_word: str) -> Account | None:
    return None
