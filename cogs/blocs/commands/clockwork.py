"""What the clock does for blocs, and what follows when people come, go, or turn out to be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.rooms import RoomOrder
from bot.api.sweep import Due, DueAct, sweep
from cogs.blocs import doors, notices
from cogs.blocs.commands.desk import stale
from cogs.blocs.commands.joining import Joining
from cogs.blocs.rules.room import ROOM
from cogs.blocs.views import answers

LOOK_EVERY = timedelta(minutes=1)
MOST_AT_ONCE = 50


class Clockwork(Joining):
    """Keeps the rooms of blocs in step with the roll, and deletes what is good no more."""

    _edition: int | None = None
    _places: int | None = None
    _looked_at: datetime | None = None

    @sweep
    async def out_of_step(self, now: datetime) -> Due:
        """Blocs of whom other accounts are members, or stewards, than when their rooms were last ordered."""
        edition = self.store.roll.edition
        if edition == self._edition:
            return Due()
        if self._looked_at is not None and now < self._looked_at + LOOK_EVERY:
            return Due(next=self._looked_at + LOOK_EVERY)
        found = await self.store.out_of_step(MOST_AT_ONCE)
        self._looked_at = now
        if not found:
            self._edition = edition
            return Due()
        self._looked_at = None
        return Due(tuple(DueAct(assembly, "bloc in-step", {"bloc": bloc}) for assembly, bloc in found))

    @sweep
    async def without_room(self, now: datetime) -> Due:
        """Blocs whose assembly has come to meet on another network, or again on one that it had left."""
        edition = self.store.assemblies.edition
        if edition == self._places:
            return Due()
        found = await self.store.without_room(MOST_AT_ONCE)
        if not found:
            self._places = edition
        return Due(tuple(DueAct(assembly, "bloc in-step", {"bloc": bloc}) for assembly, bloc in found))

    @command("bloc in-step", who=Role.OBSERVER, internal=True)
    async def in_step(self, ctx: Context, bloc: Annotated[int, Arg("The bloc")]) -> Reply:
        """Have a bloc's rooms follow the roll."""
        found = await self.store.get(bloc)
        if found is None:
            return Reply(answers.nothing_to_say(), silent=True)
        await self.store.drop_gone(bloc)
        await self.left_behind(ctx, found)
        await self.store.in_step(bloc)
        followed = await self.councils.follow(ctx.assembly.id, ctx.now)
        rooms, cards = (RoomOrder(ROOM, bloc), *followed.rooms), (*stale(found), *followed.cards)
        return Reply(answers.nothing_to_say(), stale=cards, rooms=rooms, silent=True)

    @sweep(first=(*doors.FIRST_TOO_OLD, notices.FIRST_TOO_OLD))
    async def too_old(self, now: datetime) -> Due:
        """Codes, invitations and announcements that have been kept for long enough."""
        ends = [await self.doors.next_expiry(), await self.notices.next_expiry()]
        due = min((at for at in ends if at is not None), default=None)
        if due is None or due > now:
            return Due(next=due)
        first = await self.store.any_assembly()
        return Due((DueAct(first, "bloc tidy"),)) if first is not None else Due()

    @command("bloc tidy", who=Role.OBSERVER, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Delete what has been kept long enough."""
        await self.doors.tidy(ctx.now)
        await self.notices.tidy(ctx.now)
        return Reply(answers.nothing_to_say(), silent=True)

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member out of every bloc, and their name off what they said there."""
        inside = await self.store.of_member(assembly, member)
        await self.notices.forget(member)
        await self.delegates.forget(member)
        await self.doors.forget(member)
        for bloc in inside:
            await self.store.leave(bloc.id, member)
        await self.store.give_on(assembly, member)
        await self.councils.follow(assembly, self.clock.now())

    async def merge(self, assembly: int, kept: int, gone: int, now: datetime) -> Sequence[View]:
        """Has the blocs of one be the other's, with what they asked for and said."""
        await self.doors.merge(kept, gone)
        await self.notices.merge(kept, gone)
        await self.delegates.merge(kept, gone)
        await self.store.merge(assembly, kept, gone)
        await self.accounts_changed(assembly, kept)
        return ()

    async def accounts_changed(self, assembly: int, member: int) -> None:
        """Has the rooms of a member's blocs looked at, as other accounts lead to them now."""
        inside = await self.store.of_member(assembly, member)
        await self.lodgings.look_again(assembly, [bloc.id for bloc in inside], self.clock.now())

    async def exported(self, assembly: int, member: int) -> object:
        """What is kept of a member, for themselves."""
        inside = await self.store.of_member(assembly, member)
        asked = [asking.bloc for asking in await self.doors.asked_by(member)]
        sent = [delegate.bloc for delegate in await self.delegates.of_member(member)]
        return {
            "in": [bloc.name for bloc in inside],
            "keeps": [bloc.name for bloc in inside if bloc.keeper == member],
            "asks to be let into": await self._names(assembly, asked),
            "delegate of": await self._names(assembly, sent),
            "asks for a recall in": await self._names(assembly, await self.delegates.calls_of(member)),
            "announced": [said.text for said in await self.notices.by(member)],
            "reported": await self.delegates.texts_by(member),
        }

    async def _names(self, assembly: int, some: Sequence[int]) -> list[str]:
        found = [await self.store.get(bloc) for bloc in some]
        return [bloc.name for bloc in found if bloc is not None and bloc.assembly == assembly]

    async def active(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who has joined a bloc since."""
        return await self.store.joined_since(assembly, day)
