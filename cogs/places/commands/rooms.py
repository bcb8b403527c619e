"""Where an assembly meets, where its cards go, and how a place is given up."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.people import Address, Assembly, Place, Role
from cogs.places import rules
from cogs.places.commands.desk import Desk
from cogs.places.views import places as views

DISCONNECT, PARTED, MOVED = "place.disconnect", "place.parted", "place.cards"
DETAIL_LIMIT = 255
Number = Annotated[int | None, Arg("The place's number, as /assembly places lists them")]


class RoomCommands(Desk):
    """The commands about places that an assembly has."""

    @command("assembly places", who=Role.OBSERVER)
    async def places(self, ctx: Context) -> Reply:
        """See where the assembly meets."""
        return Reply(views.places_card(ctx.assembly, ctx.role), private=True)

    @command("assembly room", who=Role.STEWARD)
    async def room(self, ctx: Context) -> Reply:
        """Have the cards of this place come into this room from now on."""
        if ctx.room.private:
            raise rules.NotHere
        await self.deeds.free(ctx.assembly.id)
        if self.bodies.blocs is not None and await self.bodies.blocs.of_room(ctx.room.address) is not None:
            raise rules.BlocsRoom
        place, room = rules.numbered(ctx.assembly, None, ctx.room.chain), ctx.room.address
        before = place.cards or ctx.assembly.home
        if before == room:
            return Reply(views.cards_come_here(place.address, already=True), private=True)
        if place.cards is None:
            await self.store.make_home(ctx.assembly.id, room)
        else:
            await self.store.send_cards(ctx.assembly, place, room)
        await self.afresh(ctx)
        number, detail = await self.store.next_number(ctx.assembly.id), _detail(place.address)
        said, there = Post(MOVED, number, detail=detail), Post(MOVED, number, before, detail, only=True)
        return Reply(
            views.cards_come_here(place.address),
            posts=(said, there) if before.id else (said,),
            journal=(Entry("place.room", person=ctx.member.id, facts={"network": room.network}),),
            private=True,
        )

    @card(MOVED)
    async def moved_card(self, assembly: Assembly, _number: int, detail: str) -> View | None:
        address = _address(detail)
        place = next((place for place in assembly.places if place.address == address), None)
        return views.cards_moved(address, place.cards or assembly.home) if place else None

    @command("assembly disconnect", who=Role.STEWARD, example="assembly disconnect 2")
    async def disconnect(self, ctx: Context, place: Number = None) -> Reply:
        """Have the assembly meet in one of its places no more."""
        found = rules.numbered(ctx.assembly, place, ctx.room.chain)
        rules.may_part(ctx.assembly, found.address)
        arguments = {"network": found.address.network, "address": found.address.id}
        return await self.deeds.weigh(ctx, Deed(DISCONNECT, arguments))

    async def says_disconnect(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for giving a place up."""
        return views.to_disconnect(_place(deed))

    async def do_disconnect(self, ctx: Context, deed: Deed) -> Reply:
        """Gives a place up: what lived there lives in the first place that is left."""
        assembly = await self.afresh(ctx)
        place = rules.may_part(assembly, _place(deed))
        last_room = place.cards or assembly.home
        await self._move_out(ctx, assembly, place)
        await self.store.part(assembly.id, place.address, ctx.now)
        await self.afresh(ctx)
        number, standing = await self.store.next_number(assembly.id), await self.open_cards(assembly.id)
        detail = _detail(place.address)
        by = ctx.found_member.id if ctx.found_member else None
        return Reply(
            views.parted(place.address),
            posts=(
                Post(PARTED, number, detail=detail),
                Post(PARTED, number, room=last_room, detail="", only=True),
            ),
            stale=tuple((kind, subject) for _, kind, subject in standing),
            journal=(Entry(PARTED, number, by, {"network": place.address.network}),),
            private=True,
        )

    async def _move_out(self, ctx: Context, assembly: Assembly, place: Place) -> None:
        rooms, new = await self.store.hand_on(assembly, place)
        for room in rooms:
            cards = await self.moving.moved(room, new, assembly.id)
            await self.store.copy(assembly.id, cards, new, ctx.now)
        await self.store.drop(assembly.id, rooms)

    @card(PARTED)
    async def parted_card(self, assembly: Assembly, _number: int, detail: str) -> View | None:
        if not detail:
            return views.farewell(assembly.name)
        return views.parted(_address(detail))


def _detail(place: Address) -> str:
    return f"{place.network} {place.id}"[:DETAIL_LIMIT]


def _address(detail: str) -> Address:
    network, _, address = detail.partition(" ")
    return Address(network, address)


def _place(deed: Deed) -> Address:
    return Address(str(deed.arguments["network"]), str(deed.arguments["address"]))
