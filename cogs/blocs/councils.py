"""Delegates in step with their blocs, and councils in step with the delegates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.api.rooms import RoomOrder
from cogs.blocs.delegate_store import DelegateStore
from cogs.blocs.known import KnownBlocs
from cogs.blocs.rules import delegate as rules
from cogs.blocs.rules.bloc import CARD
from cogs.blocs.store import BlocStore

Cards = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """The rooms that have to follow, and the cards that no longer show what is."""

    rooms: tuple[RoomOrder, ...] = ()
    cards: Cards = ()


class Councils:
    """Called wherever a bloc, its people or its delegates have changed, in the same transaction."""

    def __init__(self, store: BlocStore, known: KnownBlocs, delegates: DelegateStore) -> None:
        self.store = store
        self.known = known
        self.delegates = delegates

    async def follow(self, assembly: int, now: datetime) -> Followed:
        """Ends delegates who vote in their bloc no more; every council has those that are left."""
        rooms: tuple[RoomOrder, ...] = ()
        cards: Cards = ()
        for delegate in await self.delegates.of_assembly(assembly):
            if delegate.member not in await self.known.body(delegate.bloc):
                await self.delegates.remove(delegate.bloc, delegate.member)
                cards += await self.cards_of(delegate.bloc)
        sent, listed = await self.delegates.of_assembly(assembly), await self.store.listed(assembly)
        for council in (bloc for bloc in listed if bloc.council):
            changed = await self.store.set_members(council.id, rules.council(council, listed, sent), now)
            if changed:
                await self.store.in_step(council.id)
                cards += ((CARD, council.id),)
            rooms += changed
        return Followed(rooms, cards)

    async def cards_of(self, bloc: int) -> Cards:
        """The cards that name a bloc's delegates: its own, and of motions on which they have a mandate."""
        numbers = [int(given.on) for given in await self.delegates.mandates_of(bloc)]
        kinds = ("motion.vote", "motion.draft")
        return ((CARD, bloc), *((kind, number) for number in numbers for kind in kinds))
