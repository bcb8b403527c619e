"""Reminders against APScheduler with its SQLAlchemy job store, and against a bot that people use today."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from bench import jobs, reminder_bot
from bench.crowd import Crowd, crowd
from bench.due import PATIENCE, added, all_at_once, count_of, made
from bench.pending import killed_while_it_rings, started
from bench.row import Row, at_least, at_most, left_out, p99, spread
from tests.talk import RecordingFace, lines_of

PEOPLE, MANY, ALONE, PENDING, ROUNDS, STARTS = 1000, 10_000, 500, 100_000, 3, 7
FAR = timedelta(days=300)
STORE = "APScheduler 3.11 with its SQLAlchemy job store"
TOLD = "SELECT count(*) FROM tells"
WAITING = f"{TOLD} WHERE state = 'waiting'"
_STEP = 1500


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        folder = Path(name)
        async with crowd(PEOPLE) as people:
            rows = await _in_one_run(people, folder)
            sent = await _all_sent(people) // ROUNDS
        rows += await _starting(folder)
        rows += await asyncio.to_thread(_killed, folder, await _due_ones(folder))
    return [*rows, await asyncio.to_thread(_another_bot, sent)]


async def _in_one_run(people: Crowd, folder: Path) -> list[Row]:
    """Adding, and all due at one instant, by turns."""
    theirs, ours = [], []
    adding: list[float] = []
    for number in range(ROUNDS):
        theirs.append(await jobs.all_at_once(folder / f"jobs-{number}.db", MANY))
        some = await made(people, MANY, datetime.now(UTC) + FAR)
        adding.append(await added(people, some, MANY))
        ours.append(await all_at_once(people, MANY, adding[-1]))
    alone = await added(people, await made(people, ALONE, datetime.now(UTC) + FAR), 1) * MANY / ALONE
    took = [t for t, _, _ in theirs]
    return [*_adding(took, adding, alone), *_at_once(theirs, ours)]


def _adding(theirs: list[float], ours: list[float], alone: float) -> list[Row]:
    ratios = [a / b for a, b in zip(theirs, ours, strict=True)]
    against = f"{STORE}: {median(theirs):.1f} s"
    note = f"{median(ours):.2f} s in one transaction; ratio {spread(ratios, 0)} over {ROUNDS} rounds"
    one = f"{alone:.1f} s, {median(theirs) / alone:.1f} times as fast"
    return [
        at_least(f"adding {MANY:,} reminders in bulk", against, median(ratios), 20.0, note),
        Row("the same, one a commit", against, one),
    ]


def _at_once(
    theirs: list[tuple[float, list[float], float]], ours: list[tuple[list[float], float, float]]
) -> list[Row]:
    their_p99, our_p99 = [p99(late) for _, late, _ in theirs], [p99(late) for late, _, _ in ours]
    ratios = [b / a for a, b in zip(their_p99, our_p99, strict=True)]
    stalls = [stall * 1000 for _, stall, _ in ours]
    held = max(held for _, _, held in ours) * 1000
    against = f"{STORE}: p99 {median(their_p99):.2f} s late, loop stalled {theirs[0][2] * 1000:.0f} ms"
    return [
        at_most(
            f"{MANY:,} due at one instant, in the outbox: p99 late",
            against,
            median(ratios),
            0.25,
            f"{median(our_p99):.2f} s; ratio {spread(ratios)} over {ROUNDS} rounds",
        ),
        at_most(
            "  event loop stalled meanwhile",
            "what a person would notice",
            median(stalls),
            25.0,
            f"longest of each round {spread(stalls, 0)} ms; the writer was held {held:.0f} ms at most",
            unit=" ms",
            digits=0,
        ),
    ]


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


async def _all_sent(people: Crowd) -> int:
    """How many different reminders were sent, once nothing is left to be."""
    await asyncio.to_thread(_until_none_waits, people.folder / "moot.db")
    face = people.app.platforms[0]
    assert isinstance(face, RecordingFace)
    return len({(who, lines_of(card)[1]) for who, card in face.directs})


def _until_none_waits(database: Path) -> None:
    begun = perf_counter()
    while count_of(database, WAITING):
        assert perf_counter() - begun < PATIENCE, "not all were sent"
        sleep(0.5)


def _another_bot(ours: int) -> Row:
    name = f"{MANY:,} due at once: how many are sent"
    try:
        sent = reminder_bot.sent(MANY)
    except reminder_bot.NotThere as reason:
        return left_out(name, str(reason))
    return Row(name, f"matrix-reminder-bot 0.4.0 by its own classes: {sent:,}", f"{ours:,}")
