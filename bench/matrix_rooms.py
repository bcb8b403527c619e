"""A card to 50 rooms of blocs on Synapse: on its default limits, and for a bot that is free of them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from statistics import median
from time import perf_counter
from uuid import uuid4

import aiohttp

from bench.homeserver import PATIENCE, Hall, hall
from bench.missing import synapse_missing
from bench.row import Row, at_least, left_out, spread
from tests.matrix.person import BarePerson
from tests.wire.waiting import until

ROOMS, CARDS, WIDTHS = 50, 5, (1, 16)
A_SECOND, BURST = 0.2, 10
"""What Synapse takes from an account by default: so many at once, then one in five seconds."""
LESSON = 14
"""Rooms of the card by which the bot meets the limit for the first time."""
REST = BURST / A_SECOND + 5
FEW = 3
STARTERS = ("ben", "chi", "dara")  # one person may start twenty
LIMIT = "/_synapse/admin/v1/users/{}/override_ratelimit"
FREE = {"messages_per_second": 0, "burst_count": 0}
BELOW = """
WITH RECURSIVE reached(id) AS (
  SELECT id FROM blocs WHERE name = ? UNION SELECT blocs.id FROM blocs JOIN reached ON parent = reached.id
)
SELECT address FROM rooms JOIN reached ON subject = reached.id WHERE kind = 'bloc.room' AND state = 'there'
"""
NAME = f"a card to {ROOMS} rooms on Matrix"


async def measure() -> list[Row]:
    if reason := synapse_missing():
        return [left_out(NAME, reason)]
    patience = aiohttp.ClientTimeout(60)
    async with hall(default_limits=True) as there, aiohttp.ClientSession(timeout=patience) as session:
        blocs = Blocs(there, session)
        await blocs.start()
        return [await _free(blocs), await _limited(blocs)]


async def _free(blocs: Blocs) -> Row:
    """Against a bare loop that says as much in the same rooms, one after another or side by side."""
    times, bare = [], []
    for number in range(CARDS):
        times.append(await blocs.announced("Health", f"Card {number}"))
        bare.append([await blocs.bare(width) for width in WIDTHS])
    columns = [median(column) for column in zip(*bare, strict=True)]
    said = ", ".join(f"{took:.2f} s with {n} at once" for n, took in zip(WIDTHS, columns, strict=True))
    against = f"a bare loop of sends into the same rooms: {said}"
    share = min(columns) / median(times)
    return at_least(f"{NAME}, no limit", against, share, 0.8, f"{spread(times)} s over {CARDS} cards")


async def _limited(blocs: Blocs) -> Row:
    """Against the limit; the bot, which can't ask for it, has learned it by a smaller card before."""
    blocs.free(blocs.there.bot.user_id, free=False)
    await blocs.announced("Nights", "Lesson")
    learned = blocs.refusals()
    await asyncio.sleep(REST)
    took = await blocs.announced("Health", "Card on default limits")
    refused = blocs.refusals() - learned
    ceiling = (ROOMS - BURST) / A_SECOND
    note = f"{took:.1f} s, {refused} refused as too many (429); {learned} were, while it learned the limit"
    against = f"Synapse's default, {BURST} at once and one in {1 / A_SECOND:.0f} s: {ceiling:.0f} s"
    share = ceiling / took if not refused else 0.0
    return at_least(f"{NAME}, default limits", against, share, 0.8, note)


class Blocs:
    """An assembly with fifty blocs; Ana, who reads what is said there, is in all of their rooms."""

    def __init__(self, there: Hall, session: aiohttp.ClientSession) -> None:
        self.there = there
        self._people = [BarePerson(there.server.register(name), session) for name in STARTERS]
        self._operator = there.server.register("operator", admin=True)
        self._room = ""

    def free(self, user: str, *, free: bool = True) -> None:
        """Lifts the limits from an account, as an operator would, or puts them back."""
        path, token = LIMIT.format(user), self._operator.token
        self.there.server.request("POST" if free else "DELETE", path, FREE if free else None, token)

    async def start(self) -> None:
        """One bloc with those below it; one of these has some below itself."""
        for user in (self.there.ana.user_id, self.there.bot.user_id, *(p.user_id for p in self._people)):
            self.free(user)
        self._room = await self.there.assembly([person.user_id for person in self._people])
        for person in self._people:
            await person.join(self._room)
        await self._started("Health", "", 1)
        await self._started("Nights", "Health", 2)
        for number in range(2, ROOMS):
            over = "Nights" if number < LESSON + 1 else "Health"
            starter = self._people[number % FEW]
            await starter.send(self._room, f'!bloc start "Ward {number}" under:{over}')
        await self._stand(ROOMS)
        for room in self.rooms():
            await self.there.ana.join(room)
            await self._people[0].join(room)

    async def announced(self, bloc: str, words: str) -> float:
        """Seconds until what Ben says to a bloc and those below it is in every room."""
        begun = perf_counter()
        await self._people[0].send(self._room, f'!bloc announce {bloc} "{words}" down:yes')
        await self._heard(set(self.rooms(bloc)), words, 600)
        return perf_counter() - begun

    async def bare(self, width: int) -> float:
        """Seconds for as many messages of nobody's but a bare loop."""
        words, free, rooms = uuid4().hex, asyncio.Semaphore(width), self.rooms()

        async def say(room: str) -> None:
            async with free:
                await self._people[0].send(room, words)

        begun = perf_counter()
        await asyncio.gather(*map(say, rooms))
        await self._heard(set(rooms), words, 60)
        return perf_counter() - begun

    def rooms(self, bloc: str = "Health") -> list[str]:
        """Where the rooms stand of a bloc and those below it."""
        path = self.there.bot.folder / "moot.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return [str(row[0]) for row in connection.execute(BELOW, [bloc])]

    def refusals(self) -> int:
        """How often the server has asked the bot to wait, by its own log."""
        lines = (self.there.server.home / "log").read_text().splitlines()
        mine = [line for line in lines if f"{{{self.there.bot.user_id}}}" in line]
        return sum("Processed request" in line and " 429 " in line for line in mine)

    async def _started(self, name: str, over: str, stand: int) -> None:
        under = f" under:{over}" if over else ""
        await self._people[0].send(self._room, f"!bloc start {name}{under}")
        await self._stand(stand)

    async def _stand(self, count: int) -> None:
        await until(lambda: len(self.rooms()) >= count, lambda: f"{count} rooms", within=10 * PATIENCE)

    async def _heard(self, rooms: set[str], words: str, within: float) -> None:
        seen = self.there.ana.seen

        def is_everywhere() -> bool:
            return rooms <= {one.room for one in seen if words in one.body}

        await until(is_everywhere, lambda: f"{words} in every room", within)
