"""Start-up to ready with both networks, and memory then, against importing what the bot stands on."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, time

import psutil

from bench.missing import synapse_missing
from bench.row import Row, at_most, left_out, spread
from tests.matrix import synapse
from tests.wire.world import TOKEN, World

ROUNDS, PATIENCE = 6, 60.0
ROOT = Path(__file__).parents[1]
_IMPORTS = (
    "import aiosqlite, discord, nio, apscheduler.schedulers.asyncio; print('ready', flush=True); input()"
)
_OWN = """
import bot.__main__, bot.tasks, bot.app, cogs.members, cogs.motions, apscheduler.schedulers.asyncio
import bot.platforms.discord.client, bot.platforms.matrix.client
print('ready', flush=True)
input()
"""
_READY = "SELECT count(*) FROM networks WHERE seen_at >= ?"


async def measure() -> list[Row]:
    if reason := synapse_missing():
        return [left_out("start-up with both networks", reason)]
    server = synapse.Synapse()
    world = await World().open()
    try:
        await asyncio.to_thread(server.start)
        world.hall()
        with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
            ours, bare, own = await _rounds(Path(name), server, world)
            return _rows(ours, bare, f"importing its modules alone: {own[0]:.2f} s, {own[1]:.0f} MB")
    finally:
        await world.shut()
        server.close()


def _rows(ours: list[tuple[float, float]], bare: list[tuple[float, float]], own: str) -> list[Row]:
    times = [a[0] / b[0] for a, b in zip(ours, bare, strict=True)]
    sizes = [a[1] / b[1] for a, b in zip(ours, bare, strict=True)]
    seconds, base = median(a for a, _ in ours), median(b for b, _ in bare)
    memory, least = median(a for _, a in ours), median(b for _, b in bare)
    return [
        at_most(
            "start-up to ready, both networks",
            f"importing discord.py, nio, APScheduler, aiosqlite: {base:.2f} s",
            median(times),
            2.0,
            f"{seconds:.2f} s; ratio {spread(times)}; ready: both have connected and open cards are read",
            own,
        ),
        at_most("resident memory then", f"the same: {least:.0f} MB", median(sizes), 1.6, f"{memory:.0f} MB"),
    ]


async def _rounds(
    folder: Path, server: synapse.Synapse, world: World
) -> tuple[list[tuple[float, float]], list[tuple[float, float]], tuple[float, float]]:
    """Alternated; the first start, which makes tables and keys, is not among them."""
    login = server.register("moot")
    config = folder / "config.toml"
    gateway = f"ws://127.0.0.1:{world.port}/gateway"
    config.write_text(
        f'database = "{folder}/moot.db"\ndata = "{folder}"\n[log]\nlevel = "warning"\n'
        f'[matrix]\nhomeserver = "{login.homeserver}"\nuser = "{login.user_id}"\n'
        f'[discord]\napi = "{world.api}"\ngateway = "{gateway}"\n'
    )
    secrets = {"FOLKMOOT_DISCORD_TOKEN": TOKEN, "FOLKMOOT_MATRIX_PASSWORD": login.password}
    await _started(config, secrets)
    ours, bare, own = [], [], []
    for _ in range(ROUNDS):
        bare.append(await asyncio.to_thread(_imported, _IMPORTS))
        own.append(await asyncio.to_thread(_imported, _OWN))
        ours.append(await _started(config, secrets))
    return ours, bare, (median(a for a, _ in own), median(b for _, b in own))


async def _started(config: Path, secrets: dict[str, str]) -> tuple[float, float]:
    """Seconds until both networks have caught up, and megabytes then."""
    begun, since = perf_counter(), int(time() * 1_000_000)
    with (config.parent / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(config)),
            cwd=ROOT,
            env={**os.environ, **secrets},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        while not _is_ready(config.parent / "moot.db", since):
            if process.returncode is not None or perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"the bot did not start:\n{(config.parent / 'log').read_text()[-2000:]}")
            await asyncio.sleep(0.005)
        return perf_counter() - begun, psutil.Process(process.pid).memory_info().rss / 2**20
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 20)


def _is_ready(database: Path, since: int) -> bool:
    """Whether both networks were noted as heard since then."""
    if not database.exists():
        return False
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=1)
    try:
        return bool(connection.execute(_READY, (since,)).fetchone()[0] == 2)
    except sqlite3.OperationalError:
        return False  # the tables are not there yet
    finally:
        connection.close()


def _imported(program: str) -> tuple[float, float]:
    begun = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    took, size = perf_counter() - begun, psutil.Process(process.pid).memory_info().rss / 2**20
    process.communicate(b"\n")
    return took, size
