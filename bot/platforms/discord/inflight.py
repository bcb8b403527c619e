"""Posts on their way: a reaction can come before the post's own id is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import discord

from bot.platforms.discord.recent import Recent

SETTLING = 0.3  # seconds from Discord's answer until the id is surely written
REMEMBERED = 1000
_SKEW = timedelta(minutes=1)


class Flight:
    """One post under way; the ids of messages that it could be start at first."""

    def __init__(self) -> None:
        self.first = discord.utils.time_snowflake(datetime.now(UTC) - _SKEW)
        self.over = asyncio.Event()
        self.message: int | None = None


class InFlight:
    """Knows in which rooms a post is being made, and lets reactions to new messages there wait for it."""

    def __init__(self, settling: float = SETTLING) -> None:
        self._settling = settling
        self._under_way: dict[int, list[Flight]] = {}
        self._landed: Recent[int, bool] = Recent(REMEMBERED)

    @contextmanager
    def sending(self, room: int) -> Iterator[Flight]:
        """Holds reactions to messages that may be this post; its id is written into the flight."""
        flight = Flight()
        self._under_way.setdefault(room, []).append(flight)
        try:
            yield flight
        finally:
            asyncio.get_running_loop().call_later(self._settling, self._land, room, flight)

    def _land(self, room: int, flight: Flight) -> None:
        if flight.message is not None:
            self._landed[flight.message] = True
        flights = self._under_way[room]
        flights.remove(flight)
        if not flights:
            del self._under_way[room]
        flight.over.set()

    async def landed(self, room: int, message: int) -> None:
        """Returns once no post is under way that this message could be."""
        while message not in self._landed and (flight := self._flight_of(room, message)) is not None:
            await flight.over.wait()

    def _flight_of(self, room: int, message: int) -> Flight | None:
        return next((one for one in self._under_way.get(room, []) if message >= one.first), None)
