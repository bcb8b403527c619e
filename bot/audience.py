"""Where a card goes: into every place of its assembly once, or into the rooms of a bloc and no other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.blocs import Bodies
from bot.api.card import Post
from bot.api.people import TERMINAL, Address, Assembly, Room
from storage.assemblies import Assemblies
from storage.place_book import PlaceBook


class Audience:
    """Knows in which place a room lies, as far as somebody has acted there."""

    def __init__(self, assemblies: Assemblies, bodies: Bodies) -> None:
        self.book = PlaceBook(assemblies.db, assemblies)
        self.bodies = bodies
        self._noted: dict[Address, str] = {}

    async def note(self, assembly: Assembly, room: Room) -> None:
        """Remembers the place that a room lies in, where there is more than one to tell apart."""
        if room.private or len(assembly.places) < 2:
            return
        places = {place.address for place in assembly.places}
        nearest = next((address for address in room.chain if address in places), None)
        if nearest is not None and self._noted.get(room.address) != nearest.id:
            self._noted[room.address] = nearest.id
            await self.book.note_room(room.address, nearest.id)

    async def rooms(self, assembly: Assembly, post: Post) -> list[Address]:
        """The rooms that a post goes to, the one that it was meant for first."""
        first = post.room or assembly.home
        if post.bloc is not None:
            return await self._of_bloc(assembly, post.bloc, post.room)
        if post.only or len(assembly.places) < 2:
            return [first]
        known = await self.book.place_of(first)
        own = Address(first.network, known) if known else None
        return list(dict.fromkeys([first, *beside(assembly, first, own)]))

    async def _of_bloc(self, assembly: Assembly, bloc: int, room: Address | None) -> list[Address]:
        """A bloc's rooms; at a terminal, which has none, the table where all of a listed bloc sit."""
        blocs = self.bodies.blocs
        standing = list(await blocs.rooms(bloc)) if blocs else []
        if standing or room is not None:
            return standing or ([room] if room else [])
        found = await blocs.get(bloc) if blocs else None
        is_at_table = assembly.home.network == TERMINAL and found is not None and not found.is_unlisted
        return [assembly.home] if is_at_table else []


def beside(assembly: Assembly, first: Address, own: Address | None) -> Sequence[Address]:
    """The card room of every place but the one that a room lies in; own is that place, if it is known."""
    lies_in = own or _likely(assembly, first)
    return [place.cards or assembly.home for place in assembly.places if place.address != lies_in]


def _likely(assembly: Assembly, room: Address) -> Address | None:
    """The place whose card room it is, else the first one on its network."""
    exact = (p.address for p in assembly.places if room in (p.address, p.cards or assembly.home))
    on_network = (p.address for p in assembly.places if p.address.network == room.network)
    return next(exact, None) or next(on_network, None)


def in_order(assembly: Assembly, rooms: Sequence[Address]) -> list[Address]:
    """Rooms in the order of the places that they lie in, the first place first."""
    order = {place.address: number for number, place in enumerate(assembly.places)}

    def rank(room: Address) -> int:
        likely = _likely(assembly, room)
        return len(order) if likely is None else order[likely]

    return sorted(rooms, key=rank)
