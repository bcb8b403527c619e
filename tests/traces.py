"""What forty secret votes leave behind, as whoever has the files reads it: by row, by page and by byte.

By value: no file has a receipt. By order: where rows lie says nothing of when they came. By page: the
write-ahead file has none of the pages.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import struct
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App, opened
from bot.ballots.receipt import LETTERS, Receipt
from bot.config import Settings
from tests.talk import TABLE, FrozenClock, RecordingFace, Talk

FORTY = tuple(f"worker{n:02}" for n in range(40))
PAGE, INNER = 4096, 2
EVENTS = count()


@dataclass(frozen=True)
class Secret:
    """A secret vote on what has the number 2: how it is begun, voted in and changed, and where votes lie."""

    begun: Callable[[Talk], Awaitable[object]]
    vote: str
    choice: Callable[[str], str]
    cast: str
    change: Mapping[str, str]
    table: str

    @property
    def tables(self) -> tuple[str, str]:
        return "voted", self.table

    def shuffled(self, seed: int) -> dict[str, str]:
        """Who votes what, in an order of its own."""
        names = list(FORTY)
        random.Random(seed).shuffle(names)
        return {name: self.choice(name) for name in names}

    async def asked(self, app: App, name: str, choice: str) -> Invocation:
        """The first step; the second one is returned."""
        answer = await app.door.act(pressed(name, self.vote, number=2, choice=choice))
        assert answer is not None
        button = answer.card.buttons[0]
        return pressed(name, button.command, **button.arguments)

    async def one_by_one(self, app: App, votes: Mapping[str, str]) -> dict[str, Receipt]:
        return {n: await given(app, await self.asked(app, n, choice)) for n, choice in votes.items()}

    async def in_a_crowd(self, app: App, votes: Mapping[str, str]) -> dict[str, Receipt]:
        steps = await asyncio.gather(*(self.asked(app, name, choice) for name, choice in votes.items()))
        return dict(zip(votes, await asyncio.gather(*(given(app, step) for step in steps)), strict=True))


Way = Callable[[Secret, App, Mapping[str, str]], Awaitable[dict[str, Receipt]]]
WAYS: tuple[Way, ...] = (Secret.one_by_one, Secret.in_a_crowd)


def pressed(name: str, command: str, **arguments: str | int) -> Invocation:
    room = Room(TABLE, (TABLE,))
    event = f"event-{name}-{command}-{next(EVENTS)}"
    return Invocation(Address("terminal", name), room, event, command=command, arguments=arguments)


async def given(app: App, step: Invocation) -> Receipt:
    answer = await app.door.act(step)
    assert answer is not None and answer.ok
    return Receipt.read(str(step.arguments["receipt"]))


class Told:
    """Gives each worker the same receipt in whatever order they come."""

    def __init__(self) -> None:
        self.next = iter(list[str]())

    def expect(self, names: Iterable[str]) -> None:
        letters = [random.Random(name).choices(LETTERS, k=16) for name in names]
        self.next = iter(["".join(some) for some in letters])

    def fresh(self) -> Receipt:
        return Receipt(next(self.next))


async def left_by(secret: Secret, folder: Path, told: Told, seed: int) -> list[bytes]:
    """The pages of both tables after forty votes in an order of their own, and some changes in it too."""
    folder.mkdir()
    settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
    votes, clock, face = secret.shuffled(seed), FrozenClock(), RecordingFace()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        await secret.begun(Talk(app, face, clock))
        told.expect(votes)
        receipts = await secret.one_by_one(app, votes)
        for name in [n for n in votes if n.endswith("7")]:
            receipt = receipts[name].words
            await given(app, pressed(name, secret.cast, number=2, receipt=receipt, **secret.change))
    return [page for table in secret.tables for page in pages(settings, table).values()]


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
    (many,) = struct.unpack(">H", page[3:5])
    head = 12 if page[0] == INNER else 8
    return list(struct.unpack(f">{many}H", page[head : head + 2 * many]))


def in_the_write_ahead_file(settings: Settings) -> tuple[set[int], bytes]:
    """The numbers of the pages that are in it, and all that it holds."""
    path = Path(settings.database + "-wal")
    content = path.read_bytes() if path.exists() else b""
    frames = range(32, len(content), PAGE + 24)
    return {struct.unpack(">I", content[at : at + 4])[0] for at in frames}, content


def follows(order: Sequence[int], places: Sequence[int]) -> float:
    """In how many of all pairs the one that came first lies first: 0.5 where the order says nothing."""
    pairs = list(combinations(range(len(order)), 2))
    same = sum((order[a] < order[b]) == (places[a] < places[b]) for a, b in pairs)
    return same / len(pairs)


def assert_no_receipt_in_a_file(settings: Settings, receipts: Iterable[Receipt]) -> None:
    """What was voted is under a hash alone, and that in the database."""
    everything = {path.name: path.read_bytes() for path in Path(settings.data).iterdir() if path.is_file()}
    for receipt in receipts:
        forms = {receipt.letters, receipt.words, receipt.letters.lower(), receipt.words.lower()}
        assert not [f for f, c in everything.items() if any(form.encode() in c for form in forms)]
        assert [f for f, c in everything.items() if receipt.hash.encode() in c] == ["folkmoot.db"]


def assert_no_page_in_the_write_ahead_file(
    settings: Settings, secret: Secret, receipts: Iterable[Receipt]
) -> None:
    theirs = {number for table in secret.tables for number in pages(settings, table)}
    there, content = in_the_write_ahead_file(settings)
    assert not theirs & there
    assert not [r for r in receipts if r.hash.encode() in content]


def order_of(settings: Settings, secret: Secret, receipts: Iterable[Receipt]) -> float:
    """How far rows lie in the order of the receipts, which is that of voting; they lie by their keys."""
    hashes = {receipt.hash.encode(): place for place, receipt in enumerate(receipts)}
    order: list[int] = []
    places: list[int] = []
    for page in pages(settings, secret.table).values():
        for at in cells(page):
            found = page[at : at + 90]
            known = [place for h, place in hashes.items() if h in found]
            order += known[:1]
            places += [at] * len(known[:1])
    assert len(order) == len(hashes)
    for table in secret.tables:
        for page in pages(settings, table).values():
            assert cells(page) == sorted(cells(page), reverse=True)
    return follows(order, places)
