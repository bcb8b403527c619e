"""When to look at cards that became stale: one wake-up a card and edit interval, however large the crowd."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

StaleCard = tuple[int, str, int]
REMEMBERED = 500


class Rest:
    """Wakes at once for a card that has rested, and for the others when they will have."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._until: dict[StaleCard, datetime] = {}
        self._timer: asyncio.TimerHandle | None = None

    def wake_for(self, cards: Iterable[StaleCard], now: datetime, interval: timedelta) -> None:
        for card in cards:
            until = self._until.get(card, now)
            if until > now:
                self._wake_in((until - now).total_seconds())
                continue
            self._note(card, now, now + interval)
            self._wake()

    def _note(self, card: StaleCard, now: datetime, until: datetime) -> None:
        if len(self._until) >= REMEMBERED:
            self._until = {other: at for other, at in self._until.items() if at > now}
        self._until[card] = until

    def _wake_in(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._timer.when() <= loop.time() + seconds:
                return
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._rested)

    def _rested(self) -> None:
        self._timer = None
        self._wake()
