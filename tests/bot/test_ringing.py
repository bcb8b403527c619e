"""Alarms ring once, in batches that hold nobody up; one that fails holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.api.alarms import Rung
from bot.api.card import Tell
from bot.api.people import Assembly
from bot.app import App
from bot.ringing import MOST_AT_ONCE, Ringing, at_once, wait_after
from storage.alarms import Alarm
from storage.orders import TellOrder
from tests.talk import START, FrozenClock, Talk

KIND, OTHER = "test.bell", "test.gong"


class Bell:
    """A ringer that notes what rang, and can't ring some."""

    def __init__(self) -> None:
        self.rang: list[int] = []
        self.batches: list[int] = []
        self.broken: set[int] = set()

    async def ring(self, _assembly: Assembly, alarms: Sequence[Alarm], _now: object) -> Rung:
        self.batches.append(len(alarms))
        if any(alarm.subject in self.broken for alarm in alarms):
            raise ZeroDivisionError
        self.rang += [alarm.subject for alarm in alarms]
        return Rung(tells=tuple(Tell(1, "test.card", alarm.subject, asked=True) for alarm in alarms))


def ringing(app: App) -> Ringing:
    return next(cog for cog in app.house.cogs if isinstance(cog, Ringing))


async def hung(talk: Talk, kind: str = KIND, count: int = 1, first: int = 1) -> None:
    """Has so many alarms be due in an hour."""
    due = START + timedelta(hours=1)
    async with talk.app.db.transaction():
        some = [Alarm(1, kind, first + n, due) for n in range(count)]
        await ringing(talk.app).alarms.set(*some)


def bell(talk: Talk, kind: str = KIND) -> Bell:
    new = Bell()
    ringing(talk.app).ringers.add(kind, new.ring)
    return new


async def test_each_rings_once_at_its_time(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    rings = bell(talk)
    await hung(talk, count=3)
    await talk.later(minutes=59)
    assert rings.rang == []
    await talk.later(minutes=1)
    await talk.later(hours=3)
    assert rings.rang == [1, 2, 3]


async def test_what_nobody_rings_for_waits_until_somebody_does(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await hung(talk)
    await talk.later(hours=2)
    rings = bell(talk)
    await talk.later(minutes=2)
    assert rings.rang == [1]


async def test_many_at_one_instant_ring_in_batches(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    rings, gong = bell(talk), bell(talk, OTHER)
    await hung(talk, count=2 * MOST_AT_ONCE + 10)
    await hung(talk, OTHER, count=5)
    await talk.later(hours=1)
    assert rings.rang == list(range(1, 2 * MOST_AT_ONCE + 11))
    assert gong.rang == [1, 2, 3, 4, 5]
    assert max(rings.batches) <= MOST_AT_ONCE


async def test_what_can_t_ring_stands_and_holds_up_no_other(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    rings, gong = bell(talk), bell(talk, OTHER)
    rings.broken = {7}
    await hung(talk, count=100)
    await hung(talk, OTHER)
    await talk.later(hours=1)
    assert gong.rang == [1]
    for _ in range(4):
        await talk.later(seconds=6)
    assert sorted(rings.rang) == [n for n in range(1, 101) if n != 7]
    tries = len(rings.batches)
    for _ in range(50):
        await talk.app.sweeper.round()
    assert len(rings.batches) == tries, "it is not tried without end"
    rings.broken = set()
    await talk.later(minutes=6)
    assert sorted(rings.rang) == list(range(1, 101))


def test_those_that_fail_are_tried_in_ever_smaller_batches_and_ever_more_seldom() -> None:
    assert [at_once(tries) for tries in range(4)] == [250, 31, 3, 1]
    assert at_once(100) == 1
    waits = [wait_after(tries) for tries in range(40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)
    assert waits[-1] == timedelta(minutes=5)


async def test_what_people_do_comes_in_between(talk: Talk, clock: FrozenClock) -> None:
    """A steward's act that fails with a batch in its group would be told so; it is not."""
    await talk("ana: assembly found Depot")
    rings = bell(talk)
    rings.broken = {1}
    await hung(talk)
    clock.forward(timedelta(hours=1))
    await talk("ana: motion propose Buy a kettle")
    assert "draft" in talk.last


async def test_messages_that_wait_to_be_sent_hold_up_nothing_that_is_due(
    talk: Talk, clock: FrozenClock
) -> None:
    """Hundreds are being sent when thousands ring: all of those are ordered first, but what is under way."""
    await talk("ana: assembly found Depot")
    face, app, sent = talk.face, talk.app, []

    async def ring(_assembly: Assembly, alarms: Sequence[Alarm], _now: object) -> Rung:
        sent.extend([len(face.directs)] * len(alarms))
        return Rung()

    ringing(app).ringers.add(KIND, ring)
    await hung(talk, count=6 * MOST_AT_ONCE)
    await _many_wait(talk, 400)
    app.asked.poke()
    await _until(lambda: len(face.directs) > 5)
    clock.forward(timedelta(hours=1))
    app.scheduler.poke()
    await _until(lambda: len(sent) == 6 * MOST_AT_ONCE)
    assert sent[-1] - sent[0] <= face.side_by_side
    assert sent[-1] < 400, "the others are still to be sent"
    await _until(lambda: len(face.directs) > sent[-1] + 5)


async def _many_wait(talk: Talk, count: int) -> None:
    """As many private messages that somebody asked for are to be sent now."""
    orders = [TellOrder(1, 1, "core.waits", 1, str(n), START, asked=True) for n in range(count)]
    async with talk.app.db.transaction():
        await talk.app.asked.outbox.order_all([], orders)


async def _until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while True:
            if there():
                return
            await asyncio.sleep(0.01)
