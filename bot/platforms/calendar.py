"""What a network with a calendar of its own does for events."""

from __future__ import annotations

from typing import Protocol

from bot.api.occasions import OccasionPlan
from bot.api.people import Address


class Occasions(Protocol):
    """Every method but is_for_all raises Refused or Unreachable; an event is named by its id there."""

    def is_for_all(self, plan: OccasionPlan, place: Address) -> bool:
        """Whether all who would see the event may know of it: the place and its rooms are open to them."""
        ...

    async def put_up(self, plan: OccasionPlan, key: str, place: Address) -> str:
        """Puts an event up and leaves the key in it, by which it is found again; its id."""
        ...

    async def find(self, key: str, place: Address) -> str | None:
        """Looks for an event that carries the key: one that may have been put up before a crash."""
        ...

    async def change(self, plan: OccasionPlan, event: str, key: str, place: Address) -> None:
        """Makes an event as planned, where it is otherwise; Refused with room_gone where it is gone."""
        ...

    async def take_down(self, event: str, place: Address) -> None:
        """Takes an event away; one that is gone already is well."""
        ...

    async def interested(self, event: str, place: Address) -> frozenset[Address]:
        """All who are interested in an event now; Refused with room_gone where it is gone."""
        ...
