"""A network's calendar in memory: events put up, found by their key, and who is interested in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.occasions import OccasionPlan
from bot.api.people import Address
from bot.platforms import Refused


@dataclass
class Event:
    """One event as the network has it."""

    key: str
    plan: OccasionPlan
    interested: set[Address] = field(default_factory=set)


@dataclass
class RecordingCalendar:
    """Implements bot.platforms.Occasions for a RecordingFace; trouble is raised one by one before an act."""

    events: dict[str, Event] = field(default_factory=dict)
    put_up_ever: int = 0
    hidden: set[Address] = field(default_factory=set)
    trouble: list[Exception] = field(default_factory=list)
    after_putting_up: list[Exception] = field(default_factory=list)

    def is_for_all(self, plan: OccasionPlan, place: Address) -> bool:
        return self.hidden.isdisjoint(plan.rooms)

    async def put_up(self, plan: OccasionPlan, key: str, place: Address) -> str:
        self._stumble()
        self.put_up_ever += 1
        self.events[f"e{self.put_up_ever}"] = Event(key, plan)
        if self.after_putting_up:
            raise self.after_putting_up.pop(0)
        return f"e{self.put_up_ever}"

    async def find(self, key: str, place: Address) -> str | None:
        return next((name for name, event in self.events.items() if event.key == key), None)

    async def change(self, plan: OccasionPlan, event: str, key: str, place: Address) -> None:
        self._stumble()
        self._there(event).plan = plan

    async def take_down(self, event: str, place: Address) -> None:
        self._stumble()
        self.events.pop(event, None)

    async def interested(self, event: str, place: Address) -> frozenset[Address]:
        return frozenset(self._there(event).interested)

    def _there(self, event: str) -> Event:
        if event not in self.events:
            raise Refused("the event is gone", room_gone=True)
        return self.events[event]

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
