"""Everything that forty secret votes leave behind, searched for a way from a member to a choice.

By value: no table, file or log has both, and what was voted is under a hash alone. By order: where rows lie
says nothing of when they came. By time: no row has one. By page: the write-ahead file has none of the pages.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot.app import opened
from bot.ballots.receipt import Receipt
from bot.config import LogSettings, Settings
from bot.logs import set_up
from tests.cogs.motions.test_secret import open_secret
from tests.talk import FrozenClock, RecordingFace, Talk
from tests.traces import (
    FORTY,
    WAYS,
    Secret,
    Told,
    Way,
    assert_no_page_in_the_write_ahead_file,
    assert_no_receipt_in_a_file,
    given,
    left_by,
    order_of,
    rows,
)

CHOICES = ("for", "against", "abstain")


async def begun(talk: Talk) -> None:
    """A secret vote of forty and two is open, as motion 2."""
    await open_secret(talk, ("ana", "ben", *FORTY))


def choice(name: str) -> str:
    return CHOICES[int(name[-2:]) % 3]


SECRET = Secret(begun, "motion vote", choice, "ballot cast", {"choice": "for"}, "secret_ballots")


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """The log at its most talkative, in a file."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(level="debug", file=str(path)))
    yield path
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler not in handlers:
            handler.stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def hall(
    settings: Settings, face: RecordingFace, clock: FrozenClock, logs: Path
) -> AsyncIterator[Talk]:
    """The vote is open, and everything is logged."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await begun(talk)
        yield talk


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_joins_a_member_and_a_choice(
    hall: Talk, settings: Settings, logs: Path, way: Way
) -> None:
    before, said = rows(settings), logs.read_text("utf-8")
    receipts = await way(SECRET, hall.app, SECRET.shuffled(1))
    after = rows(settings)
    assert {table for table in after if after[table] != before[table]} <= {*SECRET.tables, "posts"}
    assert len(after["voted"]) == len(after["secret_ballots"]) == 40
    assert [set(map(type, row)) for row in after["voted"]] == [{int}] * 40
    assert_no_receipt_in_a_file(settings, receipts.values())
    assert logs.read_text("utf-8") == said
    assert not [name for name in FORTY if name in said]
    await hall.later(hours=73)
    assert "For 14, against 13, abstain 13." in "\n".join(hall.posts)


@pytest.mark.parametrize("way", WAYS)
async def test_no_page_of_theirs_is_in_the_write_ahead_file(hall: Talk, settings: Settings, way: Way) -> None:
    receipts = await way(SECRET, hall.app, SECRET.shuffled(2))
    assert len(receipts) == 40
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


async def test_no_event_of_it_is_kept(hall: Talk, settings: Settings) -> None:
    await SECRET.one_by_one(hall.app, dict.fromkeys(FORTY[:3], "for"))
    kept = [event for _, event, *_ in rows(settings)["inbox"]]
    assert not [event for event in kept if "ballot" in str(event) or "motion vote" in str(event)]


async def test_an_event_that_comes_again_counts_once(hall: Talk, settings: Settings) -> None:
    step = await SECRET.asked(hall.app, FORTY[0], "for")
    await given(hall.app, step)
    assert await hall.app.door.act(step) is None
    assert len(rows(settings)["secret_ballots"]) == 1


async def test_a_reaction_on_the_card_is_not_kept(hall: Talk, settings: Settings) -> None:
    await hall.react(FORTY[0], "✅", hall.face.find_post("vote until"))
    card = hall.face.find_post("vote until")
    assert hall.answer is not None and not hall.answer.ok
    await hall.react(FORTY[0], "✅", card, added=False)
    assert rows(settings)["reactions"] == []
