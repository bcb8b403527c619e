"""Letters as files: a hundred thousand names in the memory that ten thousand take, a thousand on paper."""

from __future__ import annotations

import resource
import tempfile
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bench.row import Row, at_most
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.app import all_owners
from bot.config import Settings
from cogs.campaigns.export_store import Exports
from cogs.campaigns.handing import Whole, as_file
from cogs.campaigns.rules.breakdown import Public
from cogs.campaigns.rules.campaign import NO_ROOM, Campaign, Kind, State
from cogs.campaigns.rules.handover import Form, Sums
from cogs.campaigns.rules.signature import Shown, Signature, Standing
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.store import CampaignStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.migrate import migrate

FEW, MANY, ON_PAPER, AT_ONCE = 10_000, 100_000, 1_000, 1_000
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HALL = ("terminal", "hall")


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=str(Path(folder) / "letters.db"), data=folder)
        db = await Database.open(settings.database_url)
        try:
            await migrate(db, all_owners(settings))
            return await _measured(db)
        finally:
            await db.close()


async def _measured(db: Database) -> list[Row]:
    letters = {names: await _letter(db, names) for names in (ON_PAPER, FEW, MANY)}
    begun = perf_counter()
    await _written(db, letters[ON_PAPER], ON_PAPER, Form.PDF)
    paper = perf_counter() - begun
    before = _resident()
    begun = perf_counter()
    size = await _written(db, letters[MANY], MANY, Form.CSV)
    took, grown = perf_counter() - begun, _resident() - before
    few, many = await _peak(db, letters[FEW], FEW), await _peak(db, letters[MANY], MANY)
    notes = (
        f"{took:.2f} s, {size / 1e6:.1f} MB of file; the process grew by {grown:.1f} MB at most",
        f"at the most {many / 1e6:.2f} MB of Python's memory at once",
    )
    return [
        at_most(f"memory of {MANY:,} names as a table", f"{FEW:,} names", many / few, 1.5, *notes),
        at_most(f"{ON_PAPER:,} names as a PDF", "", paper, 1.5, unit=" s"),
    ]


async def _letter(db: Database, names: int) -> Campaign:
    """A letter in an assembly of its own, signed by so many who show their names."""
    assemblies, signatures = Assemblies(db), Signatures(db)
    async with db.transaction():
        made = await assemblies.found(f"Depot {names}", "en", "UTC", timedelta(), HALL, HALL, NOW)
        letter = await CampaignStore(db, assemblies).add(
            Campaign(
                0, made.id, Numbered(1), "erlan", Kind.LETTER, State.OPEN, "Free Erlan", "Let him go.", names,
                "en", NO_ROOM, NOW,
            )
        )  # fmt: skip
    for start in range(0, names, AT_ONCE):
        people = range(start + 1, start + AT_ONCE + 1)
        some = [
            Signature(letter.id, n, 1, None, None, None, None, Standing.CONFIRMED, Shown.EVERYONE, 0, 0)
            for n in people
        ]
        called: dict[int, tuple[int | None, int | None, str]] = {
            n: (None, None, f"Ana María Pérez {n * 7919 % 1_000_003}") for n in people
        }
        await db.batch(lambda c, some=some: signatures.put(c, some))  # type: ignore[misc]
        await db.batch(lambda c, called=called: signatures.state(c, letter.id, called))  # type: ignore[misc]
    return letter


async def _peak(db: Database, letter: Campaign, names: int) -> int:
    tracemalloc.start()
    await _written(db, letter, names, Form.CSV)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


async def _written(db: Database, letter: Campaign, names: int, form: Form) -> int:
    whole = Whole(Speech("en", ZoneInfo("UTC"), NOW), letter, Sums(names, names), Public())
    async with db.reading():
        file = await as_file(whole, form, Exports(db).named(letter))
    return file.size


def _resident() -> float:
    """The most memory that this process has ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
