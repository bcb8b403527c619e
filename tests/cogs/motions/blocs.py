"""Blocs in memory: what motions ask of them, without the cog that has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from bot.api.blocs import Bloc
from bot.api.context import Context
from bot.api.errors import UnknownOption
from bot.api.people import Address


@dataclass
class SomeBlocs:
    """A tree by hand: blocs by id, who joined each, and the rooms that they have."""

    blocs: dict[int, Bloc] = field(default_factory=dict)
    joined: dict[int, set[int]] = field(default_factory=dict)
    lodged: dict[int, list[Address]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def start(self, name: str, *members: int, parent: int | None = None, unlisted: bool = False) -> int:
        """A bloc with these members; it has a room of its own name."""
        number = len(self.blocs) + 1
        self.blocs[number] = Bloc(number, 1, name, parent, unlisted)
        self.joined[number] = set(members)
        self.lodged[number] = [Address("terminal", name)]
        return number

    def rename(self, bloc: int, name: str) -> None:
        self.blocs[bloc] = replace(self.blocs[bloc], name=name)

    async def get(self, bloc: int) -> Bloc | None:
        return self.blocs.get(bloc)

    async def named(self, assembly: int, name: str, member: int | None) -> Bloc:
        for bloc in self.blocs.values():
            is_known = not bloc.is_unlisted or member in self._body(bloc.id)
            if bloc.name == name and is_known:
                return bloc
        raise UnknownOption(name, "")

    async def of_room(self, room: Address) -> Bloc | None:
        return next((self.blocs[b] for b, rooms in self.lodged.items() if room in rooms), None)

    async def top(self, assembly: int) -> Sequence[Bloc]:
        return self._under(None)

    async def below(self, bloc: int) -> Sequence[Bloc]:
        return self._under(bloc)

    async def members(self, bloc: int) -> frozenset[int]:
        return frozenset(self.joined[bloc])

    async def body(self, bloc: int) -> frozenset[int]:
        return self._body(bloc)

    def body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        return self._body(bloc)

    async def keeps(self, ctx: Context, bloc: int) -> bool:
        return ctx.member.id in self.joined[bloc]

    async def rooms(self, bloc: int, *, deep: bool = True) -> Sequence[Address]:
        own = list(self.lodged[bloc])
        for below in self._under(bloc) if deep else ():
            own += await self.rooms(below.id)
        return own

    def _under(self, parent: int | None) -> list[Bloc]:
        return [b for b in self.blocs.values() if b.parent == parent and b.id not in self.gone]

    def _body(self, bloc: int) -> frozenset[int]:
        found = frozenset(self.joined[bloc])
        for below in self._under(bloc):
            found |= self._body(below.id)
        return found
