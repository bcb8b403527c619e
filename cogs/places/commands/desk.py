"""What the commands of this cog share: what they were given, and how they forget."""

from __future__ import annotations

from bot.api.blocs import Bodies
from bot.api.code import Guesses
from bot.api.cog import Cog
from bot.api.context import Context
from bot.api.deeds import Deeds
from bot.api.people import Assembly
from bot.api.services import Moving, OpenCard
from cogs.places.parent_store import ParentStore
from cogs.places.store import PlaceStore
from cogs.places.views import parents
from cogs.places.views.errors import ERRORS

REFUSALS = {**ERRORS, **parents.ERRORS}


class Desk(Cog):
    """Holds what the cog asked for; the commands come by the classes that build on it."""

    name = "places"
    errors = REFUSALS

    def __init__(
        self, store: PlaceStore, kin: ParentStore, moving: Moving, deeds: Deeds, bodies: Bodies
    ) -> None:
        self.store = store
        self.kin = kin
        self.moving = moving
        self.deeds = deeds
        self.bodies = bodies
        self.guesses = Guesses()

    async def forget(self, assembly: int, member: int) -> None:
        """Erases the codes that a person was given."""
        await self.store.forget(assembly, member)

    async def afresh(self, ctx: Context) -> Assembly:
        """The assembly as it is on disk now, also for what follows from the act."""
        found = await self.store.assembly(ctx.assembly.id)
        ctx.found_assembly = found or ctx.assembly
        return ctx.found_assembly

    async def open_cards(self, assembly: int) -> list[OpenCard]:
        """The cards of an assembly that are still acted on, wherever they stand."""
        rooms = await self.store.rooms(assembly)
        found = [card for room in rooms for card in await self.moving.open_in(room, assembly)]
        return list(dict.fromkeys(found))
