"""Delegates in step with their blocs, and councils in step with the delegates."""

from __future__ import annotations

from datetime import datetime

from bot.api.rooms import RoomOrder
from cogs.blocs.delegate_store import DelegateStore
from cogs.blocs.known import KnownBlocs
from cogs.blocs.rules import delegate as rules
from cogs.blocs.store import BlocStore


class Councils:
    """Called wherever a bloc, its people or its delegates have changed, in the same transaction."""

    def __init__(self, store: BlocStore, known: KnownBlocs, delegates: DelegateStore) -> None:
        self.store = store
        self.known = known
        self.delegates = delegates

    async def follow(self, assembly: int, now: datetime) -> tuple[RoomOrder, ...]:
        """Ends delegates who vote in their bloc no more; every council has those that are left.

        What is given back are the rooms that have to follow.
        """
        for delegate in await self.delegates.of_assembly(assembly):
            if delegate.member not in await self.known.body(delegate.bloc):
                await self.delegates.remove(delegate.bloc, delegate.member)
        sent, listed = await self.delegates.of_assembly(assembly), await self.store.listed(assembly)
        orders: tuple[RoomOrder, ...] = ()
        for council in (bloc for bloc in listed if bloc.council):
            changed = await self.store.set_members(council.id, rules.council(council, listed, sent), now)
            if changed:
                await self.store.in_step(council.id)
            orders += changed
        return orders
