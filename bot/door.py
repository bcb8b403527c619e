"""The door as a face sees it: acts in, answers out, in the reader's language."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.answering import Answering
from bot.api.card import Card
from bot.api.clock import Clock
from bot.api.command import Command
from bot.api.emoji import normal
from bot.api.errors import NoAssembly, RuleError
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import TERMINAL, Address
from bot.api.speech import N_, Features, Speech
from bot.asked import Asked
from bot.assent import is_yes
from bot.dispatch import Dispatch
from bot.doorstep import Doorstep
from bot.fleeting import Fleeting
from bot.guessing import NoQuestion
from bot.job import Mark, Outcome
from bot.languages import SOURCE, catalog, nearest, shipped, speech
from bot.loader import House
from bot.messages import greeting, remark
from bot.naming import Naming
from bot.outbox import Carrier
from bot.reactions import GONE
from bot.recount import Recounter
from bot.rooms import Rooms
from bot.scheduler import Sweeper
from bot.turns import Turn
from storage.database import Database
from storage.members import Roll
from storage.outbox import Outbox, PostRow
from storage.reactions import ReactionStates

log = structlog.get_logger()
REMEMBERED_POSTS = 2000
KITCHEN_TABLE = N_("Kitchen table")


class FaceDoor(Doorstep):
    """Implements bot.platforms.Door for every face."""

    def __init__(
        self,
        db: Database,
        house: House,
        dispatch: Dispatch,
        recounter: Recounter,
        rooms: Rooms,
        roll: Roll,
        outbox: Outbox,
        naming: Naming,
        clock: Clock,
        locale: str = SOURCE,
    ) -> None:
        self.db = db
        self.house = house
        self.dispatch = dispatch
        self.recounter = recounter
        self.rooms = rooms
        self.roll = roll
        self.outbox = outbox
        self.naming = naming
        self.clock = clock
        self.locale = locale
        self.carriers: Mapping[str, Carrier] = {}
        self.housekeepers = {}
        self.calendars = {}
        self.sweeper: Sweeper | None = None
        self.asked: Asked | None = None
        self.passing = Fleeting(db, dispatch.ask.platforms, clock)
        self.answering = Answering(house, dispatch, roll, naming, clock, locale)
        self._posts: OrderedDict[tuple[str, str], PostRow] = OrderedDict()

    async def act(self, invocation: Invocation) -> Answer | None:
        invocation = self.answering.assent.pressed(invocation, self.clock.now()) or invocation
        try:
            spec, ctx, outcome = await self.dispatch.run(invocation)
            if outcome is not None and self._lacks_an_assembly(invocation, outcome):
                await self._found_one(invocation)
                spec, ctx, outcome = await self.dispatch.run(invocation)
                if outcome is not None:
                    outcome.enrolled = True
        except Exception as error:
            log.error("an act failed", network=invocation.account.network, error=type(error).__name__)
            return await self.answering.failed(invocation)
        if outcome is None and ctx is not None and is_yes(invocation):
            outcome = Outcome(NoQuestion())
        if outcome is None:
            return None
        return await self.answering.after(invocation, spec, ctx, outcome)

    async def react(self, reaction: Reaction) -> Answer | None:
        turn = self.dispatch.turns.take()
        try:
            post = await self._post(reaction.room.address.network, reaction.message)
            reacts = self.house.reacts.get(post.kind) if post else None
            if post is None or reacts is None or post.room != reaction.room.address.id:
                return None
            if normal(reaction.mark) not in reacts.marks:
                return None
            return await self._react(
                reaction, Mark(post, reacts, reaction.mark, reaction.added, reaction.by_owner), turn
            )
        finally:
            turn.leave()

    async def _react(self, reaction: Reaction, mark: Mark, turn: Turn) -> Answer | None:
        mark.in_gap = self.recounter.is_in_a_gap(reaction.account.network)
        invocation = Invocation(
            reaction.account,
            reaction.room,
            reaction.event,
            assembly=mark.post.assembly,
            at=reaction.at,
            since=reaction.since,
        )
        try:
            outcome = await self.dispatch.run_mark(invocation, mark, turn)
        except Exception as error:
            log.error("a reaction failed", network=reaction.account.network, error=type(error).__name__)
            return await self.answering.failed(invocation)
        if outcome is None or not isinstance(outcome.result, RuleError):
            return None
        if reaction.added:
            self.recounter.reader.refuse(mark.post.id, reaction.account, reaction.mark)
        return await self.answering.after_reaction(invocation, outcome, mark.post.assembly)

    async def cleared(self, room: Address, message: str, mark: str | None) -> None:
        post = await self._post(room.network, message)
        if post is None or post.kind not in self.house.reacts:
            return
        async with self.db.transaction() as connection:
            await connection.run_sync(ReactionStates.clear, post.id, mark, GONE)
            for steward in await self.roll.in_role(post.assembly, 2):
                await self.outbox.tell(
                    post.assembly, steward, "core.cleared", post.subject, mark or "", self.clock.now()
                )

    async def caught_up(self, network: str) -> None:
        seen = await self.recounter.caught_up(network)
        if self.sweeper is not None:
            self.sweeper.hasten()
        self.passing.poke()
        if network in self.calendars:
            await self.calendars[network].caught_up(seen)
        for waits in (self.carriers.get(network), self.housekeepers.get(network)):
            if waits is not None:
                await waits.hasten()

    async def alive(self, network: str) -> None:
        await self.recounter.alive(network)

    async def room_gone(self, room: Address) -> None:
        await self.rooms.gone(room)
        await self.room_lost(room)
        self._look_again()

    async def room_moved(self, old: Address, new: Address) -> None:
        await self.rooms.moved(old, new)
        self._look_again()

    async def room_back(self, room: Address) -> None:
        await self.rooms.back(room)
        self._look_again()

    async def fleeting(self, room: Address, message: str, after: timedelta) -> None:
        await self.passing.note(room, message, after)

    async def places(self, network: str) -> Mapping[Address, bool]:
        async with self.db.reading():
            rows = await self.rooms.assemblies.places_on(network)
        return {Address(row.network, row.address): row.gone_at is None for row in rows}

    def _look_again(self) -> None:
        """Reads anew where assemblies meet, and has carried out what waits for another room now."""
        self.dispatch.people.forget()
        self._posts.clear()
        for carrier in self.carriers.values():
            carrier.poke()

    async def settled(self, network: str) -> None:
        if self.sweeper is not None:
            await self.sweeper.settle()
        if network in self.housekeepers:
            await self.housekeepers[network].flush()
        if network in self.calendars:
            await self.calendars[network].flush()
        if self.asked is not None:
            await self.asked.flush()
        if network in self.carriers:
            await self.carriers[network].flush()

    def commands(self) -> list[Command]:
        return self.house.specs()

    def said(self, message: str, locale: str) -> str:
        return catalog(nearest(locale) or SOURCE).gettext(message) if message else ""

    def locales(self) -> tuple[str, ...]:
        return shipped()

    async def complete(self, invocation: Invocation, key: str, typed: str) -> list[tuple[str, str]]:
        loaded = self.dispatch.commands.get(invocation.command)
        argument = loaded.spec.argument(key) if loaded else None
        lookup = self.house.lookups.get(argument.lookup or "") if argument else None
        if lookup is None:
            return []
        try:
            assembly, _account, _member = await self.dispatch.people.read(invocation)
            if assembly is None:
                return []
            if not await self.dispatch.presence.is_there(invocation, assembly):
                await self.dispatch.presence.since(invocation.account, assembly)
        except RuleError:
            return []
        async with self.db.reading():
            return list(await lookup(assembly, typed))[:25]

    def greeting(self, features: Features) -> Card:
        return greeting()(self._house_speech(features))

    def remark(self, message: str, features: Features) -> Card:
        return remark(message)(self._house_speech(features))

    @staticmethod
    def _lacks_an_assembly(invocation: Invocation, outcome: Outcome) -> bool:
        return invocation.account.network == TERMINAL and isinstance(outcome.result, NoAssembly)

    async def _found_one(self, invocation: Invocation) -> None:
        """At a terminal nothing has to be set up first: the first act founds an assembly by itself."""
        name = catalog(nearest(self.locale) or SOURCE).gettext(KITCHEN_TABLE)
        given = {"name": name, "language": self.locale}
        first = replace(invocation, event="", line="", command="assembly found", arguments=given)
        await self.dispatch.run(first)

    def _house_speech(self, features: Features) -> Speech:
        return speech(self.locale, "UTC", self.clock.now(), features)

    async def _post(self, network: str, message: str) -> PostRow | None:
        """The post that a message is; the newest are remembered, for crowds."""
        key = (network, message)
        if key in self._posts:
            return self._posts[key]
        async with self.db.reading():
            post = await self.outbox.by_message(network, message)
        if post is not None:
            self._posts[key] = post
            if len(self._posts) > REMEMBERED_POSTS:
                self._posts.popitem(last=False)
        return post
