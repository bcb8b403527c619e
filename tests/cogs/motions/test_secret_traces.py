"""Everything that forty secret votes leave behind, searched for a way from a member to a choice.

By value: no table, file or log has both, and what was voted is under a hash alone. By order: where rows lie
says nothing of when they came. By time: no row has one. By page: the write-ahead file has none of the pages.
"""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from itertools import combinations, count
from pathlib import Path

import pytest
import structlog

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App, opened
from bot.ballots.receipt import LETTERS, Receipt
from bot.config import LogSettings, Settings
from bot.logs import set_up
from tests.cogs.motions.test_secret import open_secret
from tests.talk import TABLE, FrozenClock, RecordingFace, Talk

FORTY = tuple(f"worker{n:02}" for n in range(40))
CHOICES = ("for", "against", "abstain")
TABLES = ("voted", "secret_ballots")
PAGE, INNER = 4096, 2
EVENTS = count()


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
    """A secret vote of forty is open."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await open_secret(talk, ("ana", "ben", *FORTY))
        yield talk


def pressed(name: str, command: str, **arguments: str | int) -> Invocation:
    room = Room(TABLE, (TABLE,))
    event = f"event-{name}-{command}-{next(EVENTS)}"
    return Invocation(Address("terminal", name), room, event, command=command, arguments=arguments)


async def asked(app: App, name: str, choice: str) -> Invocation:
    """The first step; the second one is returned."""
    answer = await app.door.act(pressed(name, "motion vote", number=2, choice=choice))
    assert answer is not None
    button = answer.card.buttons[0]
    return pressed(name, button.command, **button.arguments)


async def given(app: App, step: Invocation) -> Receipt:
    answer = await app.door.act(step)
    assert answer is not None and answer.ok
    return Receipt.read(str(step.arguments["receipt"]))


async def one_by_one(app: App, votes: dict[str, str]) -> dict[str, Receipt]:
    return {name: await given(app, await asked(app, name, choice)) for name, choice in votes.items()}


async def in_a_crowd(app: App, votes: dict[str, str]) -> dict[str, Receipt]:
    steps = await asyncio.gather(*(asked(app, name, choice) for name, choice in votes.items()))
    return dict(zip(votes, await asyncio.gather(*(given(app, step) for step in steps)), strict=True))


def shuffled(seed: int) -> dict[str, str]:
    """Who votes what, in an order of its own."""
    names = list(FORTY)
    random.Random(seed).shuffle(names)
    return {name: CHOICES[int(name[-2:]) % 3] for name in names}


def rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as a reader of the file gets them."""
    with closing(sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)) as native:
        tables = [t for (t,) in native.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: native.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def pages(settings: Settings, table: str) -> dict[int, bytes]:
    """The pages of a table's tree in the database file, by number."""
    with closing(sqlite3.connect(f"file:{settings.database}?mode=ro", uri=True)) as native:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = native.execute(sql, (table,)).fetchone()
    content = Path(settings.database).read_bytes()
    found, waiting = {}, [root]
    while waiting:
        number = waiting.pop()
        page = found[number] = content[(number - 1) * PAGE : number * PAGE]
        if page[0] == INNER:
            waiting += [struct.unpack(">I", page[at : at + 4])[0] for at in cells(page)]
            waiting.append(struct.unpack(">I", page[8:12])[0])
    return found


def cells(page: bytes) -> list[int]:
    """Where the rows of a page lie in it, in the order of their keys."""
    (count,) = struct.unpack(">H", page[3:5])
    head = 12 if page[0] == INNER else 8
    return list(struct.unpack(f">{count}H", page[head : head + 2 * count]))


def in_the_write_ahead_file(settings: Settings) -> tuple[set[int], bytes]:
    """The numbers of the pages that are in it, and all that it holds."""
    path = Path(settings.database + "-wal")
    content = path.read_bytes() if path.exists() else b""
    frames = range(32, len(content), PAGE + 24)
    return {struct.unpack(">I", content[at : at + 4])[0] for at in frames}, content


def follows(order: list[int], places: list[int]) -> float:
    """In how many of all pairs the one that came first lies first: 0.5 where the order says nothing."""
    pairs = list(combinations(range(len(order)), 2))
    same = sum((order[a] < order[b]) == (places[a] < places[b]) for a, b in pairs)
    return same / len(pairs)


@pytest.mark.parametrize("way", [one_by_one, in_a_crowd])
async def test_nothing_joins_a_member_and_a_choice(
    hall: Talk, settings: Settings, logs: Path, way: object
) -> None:
    assert callable(way)
    before, said = rows(settings), logs.read_text("utf-8")
    receipts: dict[str, Receipt] = await way(hall.app, shuffled(1))
    after = rows(settings)
    assert {table for table in after if after[table] != before[table]} <= {*TABLES, "posts"}
    assert len(after["voted"]) == len(after["secret_ballots"]) == 40
    assert [set(map(type, row)) for row in after["voted"]] == [{int}] * 40
    everything = {path.name: path.read_bytes() for path in Path(settings.data).iterdir() if path.is_file()}
    for receipt in receipts.values():
        forms = {receipt.letters, receipt.words, receipt.letters.lower(), receipt.words.lower()}
        assert not [f for f, c in everything.items() if any(form.encode() in c for form in forms)]
        assert [f for f, c in everything.items() if receipt.hash.encode() in c] == ["folkmoot.db"]
    assert logs.read_text("utf-8") == said
    assert not [name for name in FORTY if name in said]
    await hall.later(hours=73)
    assert "For 14, against 13, abstain 13." in "\n".join(hall.posts)


@pytest.mark.parametrize("way", [one_by_one, in_a_crowd])
async def test_no_page_of_theirs_is_in_the_write_ahead_file(
    hall: Talk, settings: Settings, way: object
) -> None:
    assert callable(way)
    receipts = await way(hall.app, shuffled(2))
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
    for page in pages(settings, "secret_ballots").values():
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
    settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
    votes, clock, face = shuffled(seed), FrozenClock(), RecordingFace()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        await open_secret(Talk(app, face, clock), ("ana", "ben", *FORTY))
        told.expect(list(votes))
        receipts = await one_by_one(app, votes)
        for name in [n for n in votes if n.endswith("7")]:
            changed = pressed(name, "ballot cast", number=2, choice="for", receipt=receipts[name].words)
            await given(app, changed)
    return [page for table in TABLES for page in pages(settings, table).values()]


async def test_votes_in_another_order_leave_the_very_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(Receipt, "fresh", told.fresh)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = await _left_by(tmp_path / "a", told, 5), await _left_by(tmp_path / "b", told, 6)
    assert one == other


async def test_no_event_of_it_is_kept(hall: Talk, settings: Settings) -> None:
    await one_by_one(hall.app, dict.fromkeys(FORTY[:3], "for"))
    kept = [event for _, event, *_ in rows(settings)["inbox"]]
    assert not [event for event in kept if "ballot" in str(event) or "motion vote" in str(event)]


async def test_an_event_that_comes_again_counts_once(hall: Talk, settings: Settings) -> None:
    step = await asked(hall.app, FORTY[0], "for")
    await given(hall.app, step)
    assert await hall.app.door.act(step) is None
    assert len(rows(settings)["secret_ballots"]) == 1


async def test_a_reaction_on_the_card_is_not_kept(hall: Talk, settings: Settings) -> None:
    await hall.react(FORTY[0], "✅", hall.face.find_post("vote until"))
    card = hall.face.find_post("vote until")
    assert hall.answer is not None and not hall.answer.ok
    await hall.react(FORTY[0], "✅", card, added=False)
    assert rows(settings)["reactions"] == []
