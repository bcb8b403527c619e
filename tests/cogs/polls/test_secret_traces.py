"""Everything that forty secret rankings leave behind, searched for a way from a member to a paper."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App, opened
from bot.ballots.receipt import LETTERS, Receipt
from bot.config import Settings
from tests.cogs.motions.test_secret_traces import cells, follows, in_the_write_ahead_file, pages, rows
from tests.talk import TABLE, FrozenClock, RecordingFace, Talk

FORTY = tuple(f"worker{n:02}" for n in range(40))
TABLES = ("voted", "secret_papers")
EVENTS = count()


@pytest.fixture
async def hall(settings: Settings, face: RecordingFace, clock: FrozenClock) -> AsyncIterator[Talk]:
    """A secret ranking of forty is open, as poll 2."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await open_secret(talk)
        yield talk


async def open_secret(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Are you there?")
    room = Room(TABLE, (TABLE,))
    coming = [Invocation(Address("terminal", name), room, line="poll vote 1 yes") for name in FORTY]
    await asyncio.gather(*(talk.app.door.act(act) for act in coming))
    await talk("ana: poll ask Who chairs? options: Ana, Ben, Chi, Dan kind:ranked votes:secret")
    assert talk.answer is not None and talk.answer.ok
    await talk.settled()


def pressed(name: str, command: str, **arguments: str | int) -> Invocation:
    room = Room(TABLE, (TABLE,))
    event = f"event-{name}-{command}-{next(EVENTS)}"
    return Invocation(Address("terminal", name), room, event, command=command, arguments=arguments)


async def asked(app: App, name: str, choice: str) -> Invocation:
    """The first step; the second one is returned."""
    answer = await app.door.act(pressed(name, "poll vote", number=2, choice=choice))
    assert answer is not None
    button = answer.card.buttons[0]
    return pressed(name, button.command, **button.arguments)


async def given(app: App, step: Invocation) -> Receipt:
    answer = await app.door.act(step)
    assert answer is not None and answer.ok
    return Receipt.read(str(step.arguments["receipt"]))


def shuffled(seed: int) -> dict[str, str]:
    """Who ranks whom, in an order of its own; rankings of every length."""
    names = list(FORTY)
    random.Random(seed).shuffle(names)
    ranked = {name: random.Random(name).sample("1234", int(name[-2:]) % 4 + 1) for name in names}
    return {name: " ".join(some) for name, some in ranked.items()}


async def one_by_one(app: App, votes: dict[str, str]) -> dict[str, Receipt]:
    return {name: await given(app, await asked(app, name, choice)) for name, choice in votes.items()}


async def in_a_crowd(app: App, votes: dict[str, str]) -> dict[str, Receipt]:
    steps = await asyncio.gather(*(asked(app, name, choice) for name, choice in votes.items()))
    return dict(zip(votes, await asyncio.gather(*(given(app, step) for step in steps)), strict=True))


@pytest.mark.parametrize("way", [one_by_one, in_a_crowd])
async def test_nothing_joins_a_member_and_a_paper(hall: Talk, settings: Settings, way: object) -> None:
    assert callable(way)
    before = rows(settings)
    receipts: dict[str, Receipt] = await way(hall.app, shuffled(1))
    after = rows(settings)
    assert {table for table in after if after[table] != before[table]} <= {*TABLES, "posts"}
    assert len(after["voted"]) == len(after["secret_papers"]) == 40
    assert {len(str(paper)) for *_, paper in after["secret_papers"]} == {8}, (
        "short ones are of one length too"
    )
    everything = {path.name: path.read_bytes() for path in Path(settings.data).iterdir() if path.is_file()}
    for receipt in receipts.values():
        forms = {receipt.letters, receipt.words, receipt.letters.lower(), receipt.words.lower()}
        assert not [f for f, c in everything.items() if any(form.encode() in c for form in forms)]
        assert [f for f, c in everything.items() if receipt.hash.encode() in c] == ["folkmoot.db"]
    theirs = {number for table in TABLES for number in pages(settings, table)}
    there, content = in_the_write_ahead_file(settings)
    assert not theirs & there
    assert not [r for r in receipts.values() if r.hash.encode() in content]


@pytest.mark.parametrize("way", [one_by_one, in_a_crowd])
async def test_where_rows_lie_says_nothing_of_when_they_came(
    hall: Talk, settings: Settings, way: object
) -> None:
    assert callable(way)
    receipts = await way(hall.app, shuffled(3))
    hashes = {receipt.hash.encode(): place for place, receipt in enumerate(receipts.values())}
    order, places = [], []
    for page in pages(settings, "secret_papers").values():
        for at in cells(page):
            found = page[at : at + 90]
            known = [place for h, place in hashes.items() if h in found]
            order += known[:1]
            places += [at] * len(known[:1])
    assert len(order) == 40
    assert 0.2 < follows(order, places) < 0.8
    for table in TABLES:
        for page in pages(settings, table).values():
            assert cells(page) == sorted(cells(page), reverse=True)


class Told:
    """Gives each worker the same receipt in whatever order they come."""

    def __init__(self) -> None:
        self.next = iter(())

    def expect(self, names: list[str]) -> None:
        letters = [random.Random(name).choices(LETTERS, k=16) for name in names]
        self.next = iter(["".join(some) for some in letters])

    def fresh(self) -> Receipt:
        return Receipt(next(self.next))


async def _left_by(folder: Path, told: Told, seed: int) -> list[bytes]:
    """The pages of both tables after forty votes in an order of their own, and some changes in it too."""
    folder.mkdir()
    settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
    votes, clock, face = shuffled(seed), FrozenClock(), RecordingFace()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        await open_secret(Talk(app, face, clock))
        told.expect(list(votes))
        receipts = await one_by_one(app, votes)
        for name in [n for n in votes if n.endswith("7")]:
            changed = pressed(name, "poll cast", number=2, paper="2,1", receipt=receipts[name].words)
            await given(app, changed)
    return [page for table in TABLES for page in pages(settings, table).values()]


async def test_votes_in_another_order_leave_the_very_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(Receipt, "fresh", told.fresh)
    assert await _left_by(tmp_path / "a", told, 5) == await _left_by(tmp_path / "b", told, 6)
