"""Whose a thing is, the assembly's or a bloc's; and who may know of what is a bloc's, and where."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.api.blocs import Bloc, Bodies
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Address, Member
from bot.api.text import folded

WHOLE_ASSEMBLY = frozenset({"assembly", "the assembly", "asamblea", "la asamblea"})
"""What is typed for the whole assembly where a bloc's room would mean the bloc."""
FIRST_UNLISTED, LAST_UNLISTED = 100_000, 999_999


def unlisted_number() -> Numbered:
    """A number for what most do not know of: drawn, so that no gap in the others' tells of it."""
    return Numbered.of(FIRST_UNLISTED + secrets.randbelow(LAST_UNLISTED - FIRST_UNLISTED + 1))


@dataclass(eq=False, repr=False)
class NotInBloc(RuleError):
    """Something is done in a bloc's name by somebody who is not in it."""

    bloc: str = field(repr=False)


class Circles:
    """Asks the blocs, where there are any; without them nobody knows of what is a bloc's."""

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies

    async def body(self, bloc: int) -> frozenset[int]:
        """Its members and those of all blocs below it."""
        return await self.bodies.blocs.body(bloc) if self.bodies.blocs else frozenset()

    async def is_of(self, bloc: int, member: int | None) -> bool:
        return member is not None and member in await self.body(bloc)

    async def called(self, bloc: int | None) -> Bloc | None:
        """The bloc with its name."""
        return await self.bodies.blocs.get(bloc) if self.bodies.blocs and bloc is not None else None

    async def rooms(self, bloc: int) -> frozenset[Address]:
        """Its rooms, and those of all blocs below it."""
        return frozenset(await self.bodies.blocs.rooms(bloc)) if self.bodies.blocs else frozenset()

    async def room_of(self, ctx: Context) -> Bloc | None:
        """The bloc in whose room, or in a thread of whose room, this is; only for who is in its body."""
        bloc = await self.found_in(ctx)
        member = ctx.found_member.id if ctx.found_member else None
        return bloc if bloc and await self.is_of(bloc.id, member) else None

    async def meant(self, ctx: Context, name: str = "") -> Bloc | None:
        """The bloc that is named, else the one whose room this is; None where it is the whole assembly.

        Raises the blocs' own RuleError for a name that is none, NotInBloc for one that this member is not in.
        """
        if folded(name) in WHOLE_ASSEMBLY or self.bodies.blocs is None:
            return None
        here = await self.room_of(ctx)
        if not name or (here is not None and folded(here.name) == folded(name)):
            return here
        alone = ctx.member.id if ctx.is_private else None  # else others would learn of a bloc in no list
        bloc = await self.bodies.blocs.named(ctx.assembly.id, name, alone)
        if not await self.is_of(bloc.id, ctx.member.id):
            raise NotInBloc(bloc.name)
        return bloc

    async def may_know(self, ctx: Context, bloc: int | None) -> bool:
        """Whether what is this bloc's may be named to this person here; None is the whole assembly's."""
        if bloc is None:
            return True
        member = ctx.found_member.id if ctx.found_member else None
        return await self.is_of(bloc, member) and await self.is_alone(ctx, bloc)

    async def is_for(self, member: Member, bloc: int | None) -> bool:
        """Whether a member may be told of what is this bloc's where nobody else reads it."""
        return bloc is None or await self.is_of(bloc, member.id)

    async def is_alone(self, ctx: Context, bloc: int) -> bool:
        """Whether nobody reads along here but people of the bloc."""
        if ctx.is_private or self.bodies.blocs is None:
            return ctx.is_private
        return bool(await self.rooms(bloc) & {ctx.room.address, *ctx.room.chain})

    async def found_in(self, ctx: Context) -> Bloc | None:
        """The bloc in whose room, or in a thread of whose room, this is."""
        if ctx.room.private or self.bodies.blocs is None:
            return None
        for address in dict.fromkeys((ctx.room.address, *ctx.room.chain)):
            bloc = await self.bodies.blocs.of_room(address)
            if bloc is not None and bloc.assembly == ctx.assembly.id:
                return bloc
        return None
