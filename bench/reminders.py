"""Reminders against APScheduler with its SQLAlchemy job store, and against a bot that people use today."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import jobs, reminder_bot
from bench.crowd import crowd
from bench.due import PATIENCE, TEXT, Rung, added, all_at_once, count_of, made, sent_by
from bench.pending import killed_while_it_rings, started
from bench.row import Row, at_least, at_most, left_out, p99, spread
from tests.talk import lines_of

PEOPLE, MANY, ALONE, PENDING, ROUNDS, STARTS = 1000, 10_000, 500, 100_000, 3, 7
FAR = timedelta(days=300)
STORE = "APScheduler 3.11 with its SQLAlchemy job store"
TOLD = "SELECT count(*) FROM tells"
WAITING = f"{TOLD} WHERE state = 'waiting'"
_STEP = 1500


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        folder = Path(name)
        rounds = [await _round(folder, number) for number in range(ROUNDS)]
        rows = [*_adding(rounds, await _one_by_one()), *_at_once(rounds)]
        rows += await _starting(folder)
        rows += await asyncio.to_thread(_killed, folder, await _due_ones(folder))
        sent = await _sent()
    return [*rows, await asyncio.to_thread(_another_bot, *sent)]


@dataclass(frozen=True)
class _Round:
    """Adding, and all due at one instant: alone, and while as many messages of before wait to be sent.

    their is how long adding took APScheduler, how late each job came and how long the loop stood.
    """

    their: tuple[float, list[float], float]
    adding: float
    alone: Rung
    loaded: Rung

    def ratio(self, ours: Rung) -> float:
        return p99(ours.late) / p99(self.their[1])


async def _round(folder: Path, number: int) -> _Round:
    """A round by itself, as what one leaves to be sent is not to be in the way of the next."""
    async with crowd(PEOPLE) as people:
        their = await jobs.all_at_once(folder / f"jobs-{number}.db", MANY)
        some = await made(people, MANY, datetime.now(UTC) + FAR)
        adding = await added(people, some, MANY)
        alone = await all_at_once(people, MANY, adding)
        return _Round(their, adding, alone, await all_at_once(people, MANY, adding))


async def _one_by_one() -> float:
    """Seconds that adding takes with a commit each."""
    async with crowd(PEOPLE) as people:
        return await added(people, await made(people, ALONE, datetime.now(UTC) + FAR), 1) * MANY / ALONE


def _adding(rounds: Sequence[_Round], alone: float) -> list[Row]:
    theirs, ours = [r.their[0] for r in rounds], [r.adding for r in rounds]
    ratios = [a / b for a, b in zip(theirs, ours, strict=True)]
    against = f"{STORE}: {median(theirs):.1f} s"
    note = f"{median(ours):.2f} s in one transaction; ratio {spread(ratios, 0)} over {ROUNDS} rounds"
    one = f"{alone:.1f} s, {median(theirs) / alone:.1f} times as fast"
    return [
        at_least(f"adding {MANY:,} reminders in bulk", against, median(ratios), 20.0, note),
        Row("the same, one a commit", against, one),
    ]


def _at_once(rounds: Sequence[_Round]) -> list[Row]:
    their_p99, their_stall = median(p99(r.their[1]) for r in rounds), median(r.their[2] for r in rounds)
    against = f"{STORE}: p99 {their_p99:.2f} s late, loop stalled {their_stall * 1000:.0f} ms"
    alone, loaded = [r.alone for r in rounds], [r.loaded for r in rounds]
    sent = f"{median(r.sent for r in loaded):.0f} of those went out meanwhile"
    return [
        _late(f"{MANY:,} due at one instant, in the outbox: p99 late", against, rounds, alone),
        _stalled(alone),
        _late(f"the same, while {MANY:,} of before wait to be sent", against, rounds, loaded, sent),
        _stalled(loaded),
    ]


def _late(name: str, against: str, rounds: Sequence[_Round], ours: Sequence[Rung], *notes: str) -> Row:
    ratios = [one.ratio(rung) for one, rung in zip(rounds, ours, strict=True)]
    note = f"{median(p99(r.late) for r in ours):.2f} s; ratio {spread(ratios)} over {ROUNDS} rounds"
    return at_most(name, against, median(ratios), 0.25, note, *notes)


def _stalled(ours: Sequence[Rung]) -> Row:
    stalls, held = [rung.stall * 1000 for rung in ours], max(rung.held for rung in ours) * 1000
    note = f"longest of each round {spread(stalls, 0)} ms; the writer was held {held:.0f} ms at most"
    name, against = "  event loop stalled meanwhile", "what a person would notice"
    return at_most(name, against, median(stalls), 25.0, note, unit=" ms", digits=0)


async def _filled(folder: Path, count: int, due: datetime, apart: timedelta) -> Path:
    """A folder with an assembly and so many reminders that wait."""
    async with crowd(PEOPLE) as people:
        if count:
            await added(people, await made(people, count, due, apart), 10_000)
        await asyncio.to_thread(_copied, people.folder / "moot.db", folder / "moot.db")
    return folder


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir()
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


async def _starting(folder: Path) -> list[Row]:
    soon, apart = datetime.now(UTC) + timedelta(days=1), timedelta(seconds=60)
    bare = await _filled(folder / "bare", 0, soon, apart)
    full = await _filled(folder / "full", PENDING, soon, apart)
    pairs = []
    for _ in range(STARTS):
        pairs.append(
            (await asyncio.to_thread(started, bare), await asyncio.to_thread(started, full)),
        )
    times = [b[0] / a[0] for a, b in pairs]
    sizes = [b[1] - a[1] for a, b in pairs]
    against = f"with none: {median(a[0] for a, _ in pairs):.2f} s, {median(a[1] for a, _ in pairs):.0f} MB"
    note = f"ratio {spread(times)} over {STARTS} starts"
    name = f"start-up with {PENDING:,} pending"
    return [
        at_most(name, against, median(times), 1.1, note),
        at_most("  memory more than with none", against, median(sizes), 1.0, spread(sizes), unit=" MB"),
    ]


async def _due_ones(folder: Path) -> Path:
    return await _filled(folder / "due", MANY, datetime.now(UTC) - timedelta(minutes=1), timedelta())


def _killed(folder: Path, due: Path) -> list[Row]:
    """How many are lost, and how many are there twice, after kills while they are handed over."""
    database = due / "moot.db"
    kills = killed_while_it_rings(
        ("bench.pending", "ring", str(due)), lambda: count_of(database, TOLD), MANY, _STEP
    )
    lost = MANY - count_of(database, "SELECT count(DISTINCT subject) FROM tells")
    doubled = count_of(database, TOLD) - (MANY - lost)
    theirs = _their_losses(folder)
    return [
        at_most(
            f"lost of {MANY:,} after {kills} SIGKILLs while they are handed over",
            theirs,
            float(lost),
            0.0,
            f"{doubled} are in the outbox twice",
            digits=0,
        )
    ]


def _their_losses(folder: Path) -> str:
    file, lines = folder / "killed-jobs.db", folder / "rung"
    jobs.fill(file, MANY)
    with lines.open("w") as into:
        kills = killed_while_it_rings(
            ("bench.jobs", str(file)), lambda: len(lines.read_text().split()), MANY, _STEP, into
        )
    rung = lines.read_text().split()
    lost, doubled = MANY - len(set(rung)), len(rung) - len(set(rung))
    return f"{STORE}: {lost:,} lost, {doubled:,} twice after {kills}"


async def _sent() -> tuple[int, int]:
    """How many of many that are due at once are sent in the end, and how many messages that are too many."""
    async with crowd(PEOPLE) as people:
        rung = await all_at_once(people, MANY, 0.0)
        database, begun = people.folder / "moot.db", perf_counter()
        while await asyncio.to_thread(count_of, database, WAITING):
            assert perf_counter() - begun < PATIENCE, "not all were sent"
            await asyncio.sleep(0.5)
        wanted, messages = {f"{TEXT}: {number}" for number in rung.numbers}, sent_by(people)
        there = len(wanted & {line for _, card in messages for line in lines_of(card)})
        return there, len(messages) - there


def _another_bot(ours: int, doubled: int) -> Row:
    name = f"{MANY:,} due at once: how many are sent"
    try:
        sent = reminder_bot.sent(MANY)
    except reminder_bot.NotThere as reason:
        return left_out(name, str(reason))
    return Row(name, f"matrix-reminder-bot 0.4.0 by its own classes: {sent:,}", f"{ours:,}, {doubled} twice")
