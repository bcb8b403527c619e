"""Who may know of a motion, and where: one of a bloc is for its body alone, where nobody else reads it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.engine import Connection

from bot.api.blocs import Bloc, Bodies
from bot.api.circles import Circles, NotInBloc
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.people import Assembly, Member
from cogs.motions.rules import bloc as rules
from cogs.motions.rules.errors import NoMotion
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import UNDECIDED, State
from cogs.motions.store import MotionStore


class Reach(Circles):
    """Asks the blocs, where there are any; without them nobody knows of a bloc's motion."""

    def __init__(self, store: MotionStore, bodies: Bodies) -> None:
        super().__init__(bodies)
        self.store = store

    async def get(self, ctx: Context, number: int) -> Motion:
        """The motion of a number, as far as this person may know of it here."""
        motion = await self.store.find(ctx.assembly.id, number)
        if motion is None:
            raise await self._no_motion(ctx, number)
        if motion.bloc is not None and (refused := await self._refused(ctx, motion, motion.bloc)) is not None:
            raise refused
        return motion

    async def known(self, ctx: Context, states: Collection[State]) -> list[Motion]:
        """The newest motions in these states that may be named to this person here."""
        member = ctx.found_member.id if ctx.found_member else None
        own = await self._blocs_of(ctx.assembly.id, member)
        open_here = [bloc for bloc in own if await self.is_alone(ctx, bloc)]
        return await self.store.in_states(ctx.assembly.id, states, blocs=open_here)

    async def known_to(self, member: Member, states: Collection[State]) -> list[Motion]:
        """The newest motions in these states that a member may be told of where nobody else reads it."""
        own = await self._blocs_of(member.assembly, member.id)
        return await self.store.in_states(member.assembly, states, blocs=own)

    async def _blocs_of(self, assembly: int, member: int | None) -> list[int]:
        return [b for b in await self.store.blocs(assembly) if await self.is_of(b, member)]

    def body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        """The same on the database's own thread."""
        return self.bodies.blocs.body_on(connection, bloc) if self.bodies.blocs else frozenset()

    async def entitled(self, assembly: Assembly, bloc: int | None) -> list[int]:
        """Who may vote on a motion that opens now: everyone on the roll, or the body of its bloc."""
        roll = await self.store.here(assembly.id)
        if bloc is None:
            return roll
        body = await self.body(bloc)
        return [member for member in roll if member in body]

    async def bloc_of(self, motion: Motion) -> Bloc | None:
        """The bloc whose own motion it is."""
        return await self.called(motion.bloc)

    async def proposing(self, ctx: Context, name: str) -> Bloc | None:
        """The bloc that a motion is proposed in: the one that is named, else the one whose room this is."""
        try:
            return await self.meant(ctx, name)
        except NotInBloc as refused:
            raise rules.NotYourBloc(refused.bloc) from None

    async def room_for(self, ctx: Context, bloc: int) -> tuple[str, str]:
        """Where a bloc's motion lives: its own room if it was proposed there; else where its rooms are."""
        found = await self.found_in(ctx)
        return tuple(ctx.room.address) if found and found.id == bloc else ("", "")  # type: ignore[return-value]

    async def below(self, assembly: int, bloc: Bloc | None) -> list[Bloc]:
        """The blocs directly below a bloc or the assembly, without councils and those that appear nowhere."""
        blocs = self.bodies.blocs
        if blocs is None:
            return []
        found = await (blocs.below(bloc.id) if bloc else blocs.top(assembly))
        return [one for one in found if not (one.is_unlisted or one.is_council)]

    async def above(self, bloc: Bloc) -> Bloc | None:
        """The bloc above one; None where that is the assembly."""
        return await self.called(bloc.parent)

    async def is_in_a_bloc(self, ctx: Context) -> bool:
        """Whether the room of an act is a bloc's."""
        return await self.found_in(ctx) is not None

    async def _refused(self, ctx: Context, motion: Motion, bloc: int) -> RuleError | None:
        is_of = await self.is_of(bloc, ctx.found_member.id if ctx.found_member else None)
        is_alone = await self.is_alone(ctx, bloc)
        if is_of and is_alone:
            return None
        if motion.unlisted:
            return await self._no_motion(ctx, motion.number)
        found = await self.bloc_of(motion)
        name = found.name if found else ""
        return (rules.AskedElsewhere if is_of else rules.NotOfTheBloc)(motion.number, name)

    async def _no_motion(self, ctx: Context, number: int) -> NoMotion:
        undecided = await self.known(ctx, UNDECIDED)
        return NoMotion(number, tuple(m.number for m in undecided))
