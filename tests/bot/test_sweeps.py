"""Which sweeps a round asks: those that may have something, and all that may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.api.errors import RuleError
from bot.api.sweep import Due, DueAct, Sweep, first_of, sweep
from bot.app import App
from bot.job import Outcome
from bot.scheduler import Sweeper
from storage.due import Glance, earliest
from storage.schema import assemblies
from tests.talk import FrozenClock, RecordingFace, Talk


class Counted:
    """A sweep that notes when it was asked."""

    def __init__(self) -> None:
        self.asked: list[datetime] = []

    @sweep(first=(earliest(assemblies.c.erase_at, after=timedelta(hours=1)),))
    async def later(self, now: datetime) -> Due:
        self.asked.append(now)
        return Due()


async def nothing(_act: DueAct) -> None:
    return None


async def test_a_sweep_is_asked_once_something_may_be_due(talk: Talk, house: App, clock: FrozenClock) -> None:
    await talk("ana: assembly found Depot")
    counted = Counted()
    sweeper = Sweeper(house.db, [counted.later], nothing, clock)
    assert await sweeper.round() > clock.now()
    assert counted.asked == []
    async with house.db.transaction() as connection:
        await connection.execute(sa.update(assemblies).values(erase_at=clock.now()))
    assert await sweeper.round() <= clock.now() + timedelta(hours=1)
    assert counted.asked == []
    clock.forward(timedelta(hours=1))
    await sweeper.round()
    assert counted.asked == [clock.now()]


class Waiting:
    """A sweep with one act that is refused for as long as what it waits for is away."""

    def __init__(self) -> None:
        self.tried = 0

    async def due(self, now: datetime) -> Due:
        return Due((DueAct(1, "motion count", {}),))

    async def run(self, _act: DueAct) -> Outcome:
        self.tried += 1
        return Outcome(RuleError())


async def test_what_was_refused_is_tried_at_once_when_a_network_is_back(
    house: App, face: RecordingFace, clock: FrozenClock
) -> None:
    waiting = Waiting()
    house.door.sweeper = sweeper = Sweeper(house.db, [waiting.due], waiting.run, clock)
    await sweeper.settle()
    await sweeper.settle()
    assert waiting.tried == 1
    await house.door.caught_up(face.network)
    await sweeper.settle()
    assert waiting.tried == 2


async def hidden(house: App, now: datetime) -> list[str]:
    """The sweeps that have something although their first says that they can't."""
    some: list[Sweep] = [one for one in house.house.sweeps if first_of(one)]
    firsts = await Glance([first_of(one) for one in some]).at(house.db)
    found = []
    for one, first in zip(some, firsts, strict=True):
        if first is None or first > now:
            async with house.db.reading():
                due = await one(now)
            if due.acts or (due.next is not None and first is not None and due.next < first):
                found.append(one.__name__)
    return found


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=25), timedelta(days=31)])
async def test_no_first_hides_what_is_due(
    talk: Talk, house: App, clock: FrozenClock, step: timedelta
) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ana: motion propose Buy a pot")
    await talk("ana: steward name ben")
    await talk("ben: account link")
    await talk("ana: meeting start")
    await talk("ana: action add Buy it")
    await talk("ana: action done 1")
    await talk("ben: report It is hot", private=True)
    await talk("ana: campaign start Free Erlan goal:10 closes:2d")
    await talk("ben: sign erlan")
    await talk("ana: campaign start Stop at noon kind:pledge goal:2 closes:30h name:noon")
    await talk("ben: sign noon")
    await talk("ana: poll ask Where do we meet? options: Depot, Canteen closes:30h")
    await talk("ana: election call Delegates")
    for name in ("ana", "ben"):
        await talk(f"{name}: election nominate 2")
    await talk("ana: election open 2")
    await talk("ana: election call Stewards to:stewards")
    for _ in range(4):
        for ahead in (timedelta(), step, 2 * step, 9 * step):
            assert await hidden(house, clock.now() + ahead) == []
        await talk.later(hours=step / timedelta(hours=1))
