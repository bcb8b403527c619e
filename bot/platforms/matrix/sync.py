"""Reading what happens: /sync, the gaps in it filled, encrypted messages opened."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime

import nio
import structlog

from bot.platforms import Unreachable
from bot.platforms.matrix.encryption import Encryption
from bot.platforms.matrix.room import is_arrival
from bot.platforms.matrix.wire import V3, Denied, Json, Wire

log = structlog.get_logger("matrix")
FILTER = json.dumps(
    {
        # 100 is the most that servers give; what is beyond comes through /messages.
        "room": {
            "timeline": {"limit": 100},
            "state": {"lazy_load_members": False},
            "ephemeral": {"types": []},
            "account_data": {"types": []},
        },
        "presence": {"types": []},
        "account_data": {"types": []},
    }
)
LONG_POLL_MS, SHORT_POLL_MS = 10_000, 1_000
PAGES = 200
"""How far a gap is read back, in pages of 100 events."""


@dataclass(slots=True)
class News:
    """What is new in one room that the bot is in.

    late are the events that the bot did not see when they happened; for those before the bot's own arrival
    it has no ear; arrived says that it has just come in.
    """

    room: str
    state: list[Json]
    late: list[Json]
    live: list[Json]
    arrived: bool = False


@dataclass(slots=True)
class Batch:
    """All that one look at the server brought; gap says that something may have been missed before it."""

    token: str
    gap: bool
    rooms: list[News] = field(default_factory=list)
    invited: dict[str, list[Json]] = field(default_factory=dict)
    left: dict[str, list[Json]] = field(default_factory=dict)


class Sync:
    """Reads on from a token; each batch holds everything since the one before."""

    def __init__(self, wire: Wire, encryption: Encryption, token: str | None) -> None:
        self._wire = wire
        self._encryption = encryption
        self._token = token
        self._seamless = False

    async def next(self, *, soon: bool = False) -> Batch:
        """The next batch, soon even where nothing happens.

        Raises Unreachable; the batch that comes after that counts as after a gap.
        """
        seamless, self._seamless = self._seamless, False
        since = self._token
        told = await self._wire.get(
            f"{V3}/sync",
            within=LONG_POLL_MS / 1000 + 15 if seamless else 60,
            timeout=(SHORT_POLL_MS if soon else LONG_POLL_MS) if seamless else 0,
            since=since,
            filter=FILTER,
            # The first look of a run needs all state, since rooms are kept in memory only.
            full_state=None if seamless or self._known() else "true",
        )
        batch = await self._read(told, since, gap=not seamless)
        self._token, self._seamless = batch.token, True
        return batch

    def _known(self) -> bool:
        return bool(self._wire.client.next_batch)

    async def _read(self, told: Json, since: str | None, *, gap: bool) -> Batch:
        rooms = told.get("rooms") or {}
        await self._teach_nio(told)
        batch = Batch(str(told["next_batch"]), gap)
        for room, of in rooms.get("invite", {}).items():
            batch.invited[room] = _events(of.get("invite_state"))
        for room, of in rooms.get("leave", {}).items():
            batch.left[room] = [*_events(of.get("state")), *_events(of.get("timeline"))]
        for room, of in rooms.get("join", {}).items():
            batch.rooms.append(await self._room(room, of, since, gap=gap))
        return batch

    async def _room(self, room: str, of: Json, since: str | None, *, gap: bool) -> News:
        timeline = of.get("timeline") or {}
        live, state = _events(timeline), _events(of.get("state"))
        late: list[Json] = []
        if since is None:
            state.extend(event for event in live if "state_key" in event)
            live = []  # a first start ever: what was said before it was not said to this bot
        elif timeline.get("limited") and not any(is_arrival(e, self._wire.client.user_id) for e in live):
            late = await self._fill(room, str(timeline.get("prev_batch", "")), since)
        if gap:
            late, live = [*late, *live], []
        return self._from_arrival(News(room, state, late, live))

    def _from_arrival(self, news: News) -> News:
        """Leaves out what was said before the bot came in, perhaps for the second time."""
        me = self._wire.client.user_id
        for events, earlier in ((news.live, news.late), (news.late, None)):
            for at in range(len(events) - 1, -1, -1):
                if is_arrival(events[at], me):
                    news.arrived = True
                    news.state.extend(e for e in events[:at] if "state_key" in e)
                    del events[:at]
                    if earlier is not None:
                        earlier.clear()
                    return news
        return news

    async def _fill(self, room: str, before: str, since: str) -> list[Json]:
        """The events of a gap, oldest first, from the server's history."""
        found: list[Json] = []
        page: str | None = before
        for _ in range(PAGES):
            told = await self._page(room, page, since)
            if told is None:
                break
            found.extend(told.get("chunk") or [])
            page = told.get("end")
            if not page or not told.get("chunk") or self._reaches_arrival(told["chunk"]):
                break
        found.reverse()
        return found

    def _reaches_arrival(self, events: list[Json]) -> bool:
        return any(is_arrival(event, self._wire.client.user_id) for event in events)

    async def _page(self, room: str, page: str | None, since: str) -> Json | None:
        """One page of history; waits for the server, since leaving the gap open would lose votes."""
        while True:
            try:
                return await self._wire.history(room, page, since)
            except Unreachable as later:
                await asyncio.sleep(later.retry_after or 2.0)
            except Denied as denied:
                log.warning("a gap could not be filled", reason=denied.code)
                return None

    async def _teach_nio(self, told: Json) -> None:
        """Gives nio what it needs for encryption: keys, and the rooms' state.

        Messages stay out of its sight: it would drop those whose form it does not like, and those in gaps.
        """
        join = {room: _for_nio(of) for room, of in (told.get("rooms") or {}).get("join", {}).items()}
        known = nio.SyncResponse.from_dict({**told, "rooms": {"join": join, "invite": {}, "leave": {}}})
        if isinstance(known, nio.ErrorResponse):
            raise Unreachable("the server's answer is not a sync")
        await self._wire.client.receive_response(known)
        self._encryption.count_keys((told.get("device_one_time_keys_count") or {}).get("signed_curve25519"))


def _for_nio(of: Json) -> Json:
    timeline = of.get("timeline") or {}
    changes = [event for event in _events(timeline) if "state_key" in event]
    return {**of, "timeline": {**timeline, "events": changes}}


def _events(of: Json | None) -> list[Json]:
    events = (of or {}).get("events") or []
    return [event for event in events if isinstance(event, dict)]


def since_then(claimed: datetime, gap: datetime | None, now: datetime) -> datetime:
    """When something in a gap was done: as its server claims, within what can be true."""
    return min(max(claimed, gap) if gap else claimed, now)
