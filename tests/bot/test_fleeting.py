"""Messages that stay for a while only are taken away, also by the next run."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.people import Address
from bot.fleeting import Fleeting
from bot.platforms import Refused, Unreachable
from storage.database import Database
from storage.schema import fleeting
from tests.talk import FrozenClock, RecordingFace

ALONE = Address("terminal", "with-ana")
HOUR = timedelta(hours=1)


@pytest.fixture
def passing(db: Database, face: RecordingFace, clock: FrozenClock) -> Fleeting:
    """The worker, at no work but what a test has it do."""
    return Fleeting(db, {"terminal": face}, clock)


async def left(passing: Fleeting) -> int:
    async with passing.db.reading() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(fleeting))).scalar_one())


async def test_it_goes_when_its_time_has_come(
    passing: Fleeting, face: RecordingFace, clock: FrozenClock
) -> None:
    await passing.note(ALONE, "m1", HOUR)
    await passing.round()
    assert face.taken == []
    clock.forward(HOUR)
    await passing.round()
    assert face.taken == [("with-ana", "m1")]
    assert await left(passing) == 0


async def test_a_network_that_is_down_is_asked_again(
    passing: Fleeting, face: RecordingFace, clock: FrozenClock
) -> None:
    await passing.note(ALONE, "m1", HOUR)
    clock.forward(HOUR)
    face.trouble = [Unreachable("nobody answers")]
    await passing.round()
    assert (face.taken, await left(passing)) == ([], 1)
    clock.forward(timedelta(minutes=1))
    await passing.round()
    assert face.taken == [("with-ana", "m1")]


async def test_one_that_says_no_for_good_is_not(
    passing: Fleeting, face: RecordingFace, clock: FrozenClock
) -> None:
    await passing.note(ALONE, "m1", HOUR)
    clock.forward(HOUR)
    face.trouble = [Refused("the message is gone")]
    await passing.round()
    assert (face.taken, await left(passing)) == ([], 0)
