"""The one writer: groups, isolation, faults of ours, and how long it may be held."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import Batch
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App
from bot.ballots.act import Cast
from bot.ballots.rules import Choice
from bot.job import Job
from cogs.motions.commands import Motions
from storage.schema import inbox, journal
from tests.talk import TABLE, Talk

LONGEST_HOLD = 0.25


def act(name: str, line: str, event: str = "") -> Invocation:
    return Invocation(Address("terminal", name), Room(TABLE, (TABLE,)), event, line=line)


async def open_motion(talk: Talk) -> str:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def links(house: App) -> int:
    async with house.db.reading() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(journal))).scalar_one())


async def test_a_crowd_is_one_entry_of_the_journal_a_batch(
    talk: Talk, house: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_motion(talk)
    for name in ("chi", "dan", "eve"):
        await talk(f"{name}: vote 1 for")
    before = await links(house)
    arrived, put = asyncio.Semaphore(0), house.writer.put

    def noted_put(job: Job) -> None:
        put(job)
        arrived.release()

    monkeypatch.setattr(house.writer, "put", noted_put)
    voting = [asyncio.ensure_future(house.door.act(act(n, "vote 1 against"))) for n in ("chi", "dan", "eve")]
    async with house.db.transaction():  # the writer waits for its end, however slowly the three arrive
        for _ in voting:
            await arrived.acquire()
    await asyncio.gather(*voting)
    assert before < await links(house) <= before + 2
    async with house.db.reading():
        assert await house.writer.journal.verify(1) is None


async def test_a_fault_in_a_batch_costs_only_its_own_act(
    talk: Talk, house: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await open_motion(talk)
    names = ["chi", "dan", "eve"]
    for name in names:
        await talk(f"{name}: vote 1 abstain")
    whole = Motions.cast

    def stumble(self: Motions, connection: Connection, acts: Sequence[Cast[Choice]]) -> Batch:
        batch = whole(self, connection, acts)
        if any(cast.reason == "boom" for cast in acts):
            raise ZeroDivisionError
        return batch

    monkeypatch.setattr(Motions, "cast", stumble)
    lines = {"chi": "vote 1 for", "dan": "vote 1 for boom", "eve": "vote 1 for"}
    answers = await asyncio.gather(*(house.door.act(act(n, line, f"e{n}")) for n, line in lines.items()))
    await house.door.settled("terminal")
    assert [answer is not None and answer.ok for answer in answers] == [True, False, True]
    assert "For 2" in talk.face.posts[card].text
    assert "Abstain 1" in talk.face.posts[card].text
    monkeypatch.undo()
    await house.door.act(act("dan", "vote 1 for", "edan"))
    await house.door.settled("terminal")
    assert "For 3" in talk.face.posts[card].text


async def test_an_answered_event_is_in_the_inbox(talk: Talk, house: App) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 for", event="e42")
    async with house.db.reading() as connection:
        events = (await connection.execute(sa.select(inbox.c.event))).scalars().all()
    assert "terminal/e42" in events


LINES = (
    "ana: motion propose Title {n}",
    "ben: motion second {m}",
    "chi: vote {m} for",
    "ana: motion close {m}",
    "ana: motion list all",
    "ana: privacy",
    "ana: now",
)


async def test_no_command_holds_the_writer_long(talk: Talk, house: App) -> None:
    await talk("ana: assembly found Depot")
    held: dict[str, list[float]] = {line: [] for line in LINES}
    for n in range(1, 4):
        for line in LINES:
            house.writer.longest = 0.0
            await talk(line.format(n=n, m=n))
            assert talk.answer is not None
            assert talk.answer.ok, talk.text
            held[line].append(house.writer.longest)
    assert all(min(times) < LONGEST_HOLD for times in held.values()), held
