"""Blocs as other cogs know them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

from sqlalchemy.engine import Connection

from bot.api import blocs
from bot.api.context import Context
from bot.api.people import Address
from bot.api.text import folded
from cogs.blocs.lodging import Lodgings
from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import Bloc, is_kept_by, key
from cogs.blocs.store import BlocStore
from storage import dialect

_CLOSE = 0.7
_BODY = """
WITH RECURSIVE under(id) AS (
    SELECT id FROM blocs WHERE id = ?
    UNION
    SELECT blocs.id FROM blocs JOIN under ON blocs.parent = under.id WHERE blocs.archived_at IS NULL
)
SELECT DISTINCT bloc_members.member FROM bloc_members
JOIN under ON under.id = bloc_members.bloc
JOIN members ON members.id = bloc_members.member AND members.left_at IS NULL
"""


class KnownBlocs:
    """Implements bot.api.blocs.Blocs; whoever is not in an unlisted bloc finds nothing."""

    def __init__(self, store: BlocStore, lodgings: Lodgings) -> None:
        self.store = store
        self.lodgings = lodgings

    async def get(self, bloc: int) -> blocs.Bloc | None:
        found = await self.store.get(bloc)
        return found.known if found else None

    async def named(self, assembly: int, name: str, member: int | None) -> blocs.Bloc:
        return called(name, await self.store.known_to(assembly, member)).known

    async def of_room(self, room: Address) -> blocs.Bloc | None:
        bloc = await self.lodgings.bloc_at(room)
        return await self.get(bloc) if bloc is not None else None

    async def top(self, assembly: int) -> Sequence[blocs.Bloc]:
        return [bloc.known for bloc in await self.store.top(assembly)]

    async def below(self, bloc: int) -> Sequence[blocs.Bloc]:
        return [found.known for found in await self.store.below(bloc)]

    async def members(self, bloc: int) -> frozenset[int]:
        return frozenset(await self.store.in_order(bloc))

    async def body(self, bloc: int) -> frozenset[int]:
        return await self.store.db.here.run_sync(self.body_on, bloc)

    def body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        return frozenset(member for (member,) in dialect.found(connection, _BODY, (bloc,)))

    async def keeps(self, ctx: Context, bloc: int) -> bool:
        found = await self.store.get(bloc)
        if found is None or ctx.found_member is None:
            return False
        return is_kept_by(found, ctx.member.id, ctx.role, await self.store.in_order(bloc))

    async def rooms(self, bloc: int, *, deep: bool = True) -> Sequence[Address]:
        found = await self.store.get(bloc)
        if found is None:
            return []
        ids = [bloc, *(await self._under(bloc) if deep else ())]
        standing = [one for b in ids for one in await self.lodgings.of(found.assembly, b)]
        return [one.address for one in standing if one.is_there and one.address]

    async def _under(self, bloc: int) -> list[int]:
        found: list[int] = []
        for child in await self.store.below(bloc):
            found += [child.id, *await self._under(child.id)]
        return found


def called(words: str, among: Collection[Bloc]) -> Bloc:
    """The one of these blocs that has this name or number; of two with one name, the first."""
    wanted = key(words)
    for bloc in among:
        if wanted in (key(bloc.name), str(bloc.id)):
            return bloc
    names = {folded(bloc.name): bloc.name for bloc in among}
    close = difflib.get_close_matches(folded(words)[:100], names, 1, _CLOSE)
    raise errors.NoSuchBloc(words, names[close[0]] if close else "")
