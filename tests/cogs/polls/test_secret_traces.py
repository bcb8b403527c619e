"""Everything that forty secret rankings leave behind, searched for a way from a member to a paper."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import opened
from bot.ballots.receipt import Receipt
from bot.config import Settings
from tests.talk import TABLE, FrozenClock, RecordingFace, Talk
from tests.traces import (
    FORTY,
    WAYS,
    Secret,
    Told,
    Way,
    assert_no_page_in_the_write_ahead_file,
    assert_no_receipt_in_a_file,
    left_by,
    order_of,
    rows,
)


async def begun(talk: Talk) -> None:
    """A secret ranking of forty is open, as poll 2."""
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Are you there?")
    room = Room(TABLE, (TABLE,))
    coming = [Invocation(Address("terminal", name), room, line="poll vote 1 yes") for name in FORTY]
    await asyncio.gather(*(talk.app.door.act(act) for act in coming))
    await talk("ana: poll ask Who chairs? options: Ana, Ben, Chi, Dan kind:ranked votes:secret")
    assert talk.answer is not None and talk.answer.ok
    await talk.settled()


def ranking(name: str) -> str:
    """One of any length."""
    return " ".join(random.Random(name).sample("1234", int(name[-2:]) % 4 + 1))


SECRET = Secret(begun, "poll vote", ranking, "poll cast", {"paper": "2,1"}, "secret_papers")


@pytest.fixture
async def hall(settings: Settings, face: RecordingFace, clock: FrozenClock) -> AsyncIterator[Talk]:
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await begun(talk)
        yield talk


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_joins_a_member_and_a_paper(hall: Talk, settings: Settings, way: Way) -> None:
    before = rows(settings)
    receipts = await way(SECRET, hall.app, SECRET.shuffled(1))
    after = rows(settings)
    assert {table for table in after if after[table] != before[table]} <= {*SECRET.tables, "posts"}
    assert len(after["voted"]) == len(after["secret_papers"]) == 40
    assert {len(str(paper)) for *_, paper in after["secret_papers"]} == {8}, (
        "short ones are of one length too"
    )
    assert_no_receipt_in_a_file(settings, receipts.values())
    assert_no_page_in_the_write_ahead_file(settings, SECRET, receipts.values())


@pytest.mark.parametrize("way", WAYS)
async def test_where_rows_lie_says_nothing_of_when_they_came(
    hall: Talk, settings: Settings, way: Way
) -> None:
    receipts = await way(SECRET, hall.app, SECRET.shuffled(3))
    assert 0.2 < order_of(settings, SECRET, receipts.values()) < 0.8


async def test_votes_in_another_order_leave_the_very_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(Receipt, "fresh", told.fresh)
    one = await left_by(SECRET, tmp_path / "a", told, 5)
    assert await left_by(SECRET, tmp_path / "b", told, 6) == one
