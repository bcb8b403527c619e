"""Rooms of blocs: the permission difference of 200 of them, and a card to 50 on each network."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, time

from bench import matrix_rooms
from bench.row import Row, at_least, at_most, spread
from bot.platforms.discord.permissions import WITH_ROOMS
from bot.platforms.discord.permitting import OWN, PERSON, VIEW, Overwrite, Present, Wanted, differences
from tests.wire.faults import Meter
from tests.wire.meeting import Meeting, convene
from tests.wire.process import Bot
from tests.wire.waiting import until
from tests.wire.world import TOKEN, World

BLOCS, PEOPLE, ROUNDS = 200, 98, 9
ROOMS, CARDS = 50, 5
A_SECOND, IN_A_CHANNEL, WINDOW = 50, 5, 5.0
AWAY = 0.1
"""Discord's limits: requests a second over all, posts in one channel in five seconds; how far away it is."""


async def measure() -> list[Row]:
    return [_differences(), await _on_discord(), *await matrix_rooms.measure()]


def _differences() -> Row:
    """Half of the people of each bloc are others than those who are in its channel."""
    cases = [_case(random.Random(number)) for number in range(BLOCS)]
    times, found = [], 0
    for _ in range(ROUNDS):
        begun = perf_counter()
        found = sum(len(differences(wanted, present)) for wanted, present in cases)
        times.append(perf_counter() - begun)
    note = f"{found:,} differences of {BLOCS} x {PEOPLE} people; {spread(times, 3)} s over {ROUNDS} rounds"
    return at_most("permission difference, 200 blocs", "a second", median(times), 1.0, note, unit=" s")


def _case(chance: random.Random) -> tuple[Wanted, Present]:
    everyone = [str(number) for number in range(10, 10 + PEOPLE * 3 // 2)]
    inside, wanted = chance.sample(everyone, PEOPLE), frozenset(chance.sample(everyone, PEOPLE))
    people = {who: Overwrite(PERSON) for who in inside} | {"2": Overwrite(OWN)}
    held = Wanted("1", "2", WITH_ROOMS, wanted, frozenset(sorted(wanted)[:3]))
    return held, Present(people, {"1": Overwrite(deny=VIEW)})


async def _on_discord() -> Row:
    """From the word to the last of 50 rooms, with Discord's own limits kept by the other side."""
    world = await World().open()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        bot = Bot(world, Path(name), TOKEN)
        try:
            meeting = await convene(world, bot)
            await _blocs(meeting)
            world.rest.away = AWAY
            world.rest.meters += [_over_all(), _in_a_channel()]
            world.rest.calls.clear()
            times = [await _announced(meeting, f"Card {number}") for number in range(CARDS)]
        finally:
            await bot.stop()
            await world.shut()
    refusals = sum(call.status == 429 for call in world.calls)
    note = (
        f"{spread(times)} s over {CARDS} cards, {refusals} of them refused as too many (429); "
        f"each request took {AWAY * 1000:.0f} ms to Discord and back"
    )
    ceiling = ROOMS / A_SECOND + AWAY
    share = ceiling / median(times) if not refusals else 0.0
    against = f"{A_SECOND} a second, there and back: {ceiling:.1f} s"
    return at_least(f"a card to {ROOMS} rooms on Discord", against, share, 0.8, note)


async def _blocs(meeting: Meeting) -> None:
    """One bloc and those below it, each with a channel of its own."""
    backend = meeting.world.backend
    role = next(r for r in backend.guilds[meeting.guild.id].roles.values() if r.managed)
    backend.edit_role(meeting.guild.id, role.id, {"permissions": WITH_ROOMS})
    await meeting.ana.slash("bloc start", name="Health")
    for number in range(1, ROOMS):
        starter = (meeting.ana, meeting.ben, meeting.chi)[number % 3]  # one person may start twenty
        await starter.slash("bloc start", name=f"Ward {number}", under="Health")
    await until(
        lambda: len(_rooms(meeting)) == ROOMS, lambda: f"the rooms: {len(_rooms(meeting))}", within=240
    )
    cards = [post for post in meeting.posts if "room: " in post.text]
    await until(lambda: all("#" in card.text for card in cards), "the cards", within=120)


def _rooms(meeting: Meeting) -> list[int]:
    channels = meeting.world.backend.channels
    return [c.id for c in channels.values() if c.guild_id == meeting.guild.id and c.parent_id]


async def _announced(meeting: Meeting, words: str) -> float:
    """Seconds until what Ana says to all blocs is in every room."""
    calls = meeting.world.rest.calls
    before = len(calls)
    paths = {f"/channels/{room}/messages" for room in _rooms(meeting)}
    begun = time()
    meeting.ana.alone.say(f"/bloc announce Health {words} down:yes")

    def is_everywhere() -> bool:
        posted = {c.path for c in calls[before:] if c.method == "POST" and c.status == 200}
        return paths <= posted

    await until(is_everywhere, lambda: f"{words} in every room", within=60)
    took = time() - begun
    await until(lambda: "It goes to" in meeting.ana.alone.sees[-1].text, "the answer", within=60)
    return took


def _over_all() -> Meter:
    return Meter(
        lambda _method, path: not path.startswith(("/interactions", "/webhooks")),
        A_SECOND,
        1.0,
        everywhere=True,
    )


def _in_a_channel() -> Meter:
    return Meter(lambda method, path: method == "POST" and path.endswith("/messages"), IN_A_CHANNEL, WINDOW)
