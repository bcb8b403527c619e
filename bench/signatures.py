"""Signatures a second with their tallies, a million of them on disk, and how long a total takes then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bench.crowd import Crowd, crowd
from bench.raw_signatures import RawSignatures
from bench.row import Row, at_least, at_most, spread
from bench.spent import Spent
from bot.api.clock import SystemClock
from bot.api.invocation import Invocation
from cogs.blocs.schema import bloc_members, blocs
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing, hour_of
from cogs.campaigns.schema import campaigns
from cogs.campaigns.sign_store import Signatures
from storage.database import Database
from storage.schema import accounts, members

MEMBERS, BATCH, ROUNDS = 5000, 1000, 25
CAMPAIGNS = ROUNDS * BATCH // MEMBERS
FEW, MANY, CHUNK = 1_000, 1_000_000, 1_000
TENTH = MANY // 10
MOST_BYTES = 40_000_000
LOOKS, EACH = 7, 100
TRADES = [f"trade {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(40)]
LANGUAGES = (
    "en",
    "es",
    "fr",
    "de",
    "it",
    "pt",
    "tr",
    "ar",
    "ru",
    "uk",
    "pl",
    "ro",
    "el",
    "hi",
    "bn",
    "ur",
    "fa",
    "zh",
)
_AGAINST = "raw sqlite3, the same rows, FULL, 1,000 a commit"
_Breakdown = list[tuple[int, int, int]]


async def measure() -> list[Row]:
    async with crowd(MEMBERS) as people:
        rows = [await _rate(people)]
    async with crowd(2) as people:
        return rows + await _million(people)


async def _rate(people: Crowd) -> Row:
    """From dispatch to durable commit: each member signs each campaign, stating a trade, half vouched for."""
    await _speak_many_languages(people)
    await people.act(people.press(0, "bloc start", name="Nurses"))
    await _half_in_bloc(people)
    raw, spent = RawSignatures(people.folder), Spent()
    for number in range(1, CAMPAIGNS + 1):
        await people.act(
            people.press(0, "campaign start", title=f"Letter {number} zq{number}", goal="100000")
        )
        await people.act(people.press(0, "campaign vouch", campaign=str(number), bloc="Nurses"))
        for start in range(0, MEMBERS, BATCH):
            some = range(start, start + BATCH)
            base = raw.sign(number, some)
            acts = [_signature(people, number, member) for member in some]
            with spent.over(len(acts), base):
                await _all_at_once(people, acts)
            assert await _total(people.app.db, number) == some.stop
    raw.close()
    return at_least(
        "signatures, 1,000 in flight", _AGAINST, median(spent.shares), 0.25, *spent.said("signature")
    )


def _signature(people: Crowd, number: int, member: int) -> Invocation:
    given: dict[str, str | int] = {"campaign": str(number), "name": "nobody", "as": TRADES[member % 40]}
    return people.press(member, "sign", **given)


async def _all_at_once(people: Crowd, acts: list[Invocation]) -> None:
    for task in [asyncio.create_task(people.act(act)) for act in acts]:
        await task


async def _speak_many_languages(people: Crowd) -> None:
    async with people.app.db.transaction() as connection:
        for n, tag in enumerate(LANGUAGES):
            theirs = sa.update(accounts).where(accounts.c.id % len(LANGUAGES) == n)
            await connection.execute(theirs.values(locale=tag))
        people.dispatch.people.roll.unsettle([])
    for member in range(people.size):
        await people.dispatch.people.read(people.ballot(1, member))


async def _half_in_bloc(people: Crowd) -> None:
    now = SystemClock().now()
    async with people.app.db.transaction() as connection:
        bloc = (await connection.execute(sa.select(blocs.c.id))).scalar_one()
        half = sa.select(members.c.id).where(members.c.id % 2 == 0)
        ids = set((await connection.execute(half)).scalars())
        ids -= set((await connection.execute(sa.select(bloc_members.c.member))).scalars())
        rows = [{"bloc": bloc, "member": m, "joined_at": now, "came_at": now} for m in sorted(ids)]
        await connection.execute(sa.insert(bloc_members), rows)


async def _total(db: Database, number: int) -> int:
    async with db.reading() as connection:
        campaign = sa.select(campaigns.c.id).where(campaigns.c.number == number)
        n, _ = await Signatures(db).total((await connection.execute(campaign)).scalar_one())
    return n


async def _million(people: Crowd) -> list[Row]:
    """A campaign of a thousand beside one of a million, with all their counters."""
    db = people.app.db
    for title in ("Small letter", "Mighty letter"):
        await people.act(people.press(0, "campaign start", title=title, goal="1000000"))
    small, large = await _ids(db)
    await _fill(db, small, range(1, FEW + 1))
    empty = await _used(db)
    rates = [await _timed(db, large, range(1 + n * TENTH, 1 + (n + 1) * TENTH)) for n in range(MANY // TENTH)]
    used = await _used(db) - empty
    whole = _size(people.folder / "moot.db")
    return [
        at_most(
            "a million signatures with counters",
            f"the whole file {whole / 1e6:.1f} MB",
            used / 1e6,
            MOST_BYTES / 1e6,
            unit=" MB",
            digits=1,
        ),
        at_least(
            "the last 100,000 of them",
            f"the first 100,000: {TENTH / rates[0]:,.0f} a second",
            rates[0] / rates[-1],
            0.25,
            f"{TENTH / rates[-1]:,.0f} a second",
        ),
        *await _looked_at(db, small, large),
    ]


def _size(file: Path) -> int:
    return file.stat().st_size


async def _ids(db: Database) -> list[int]:
    async with db.reading() as connection:
        return list((await connection.execute(sa.select(campaigns.c.id).order_by(campaigns.c.id))).scalars())


async def _timed(db: Database, campaign: int, people: range) -> float:
    begun = perf_counter()
    await _fill(db, campaign, people)
    return perf_counter() - begun


async def _fill(db: Database, campaign: int, people: range) -> None:
    for start in range(people.start, people.stop, CHUNK):
        some = list(_given(campaign, range(start, min(start + CHUNK, people.stop))))
        await db.batch(lambda c, some=some: _put(c, some))  # type: ignore[misc]


def _put(connection: Connection, some: list[Signature]) -> None:
    Signatures.put(connection, some)


def _given(campaign: int, people: range) -> Iterator[Signature]:
    hour = hour_of(SystemClock().now())
    for p in people:
        bloc = 7 if p % 2 else None
        yield Signature(
            campaign,
            p,
            1,
            1 + p % 40,
            bloc,
            41 + p % 18,
            None,
            Standing.CONFIRMED,
            Shown.NOBODY,
            Mark.TELL,
            hour,
        )


async def _used(db: Database) -> int:
    """Bytes of the pages that are in use."""
    await db.fold_in(5.0)
    async with db.reading() as connection:
        pragma = [
            (await connection.execute(sa.text(f"PRAGMA {name}"))).scalar_one()
            for name in ("page_count", "freelist_count", "page_size")
        ]
    return int((pragma[0] - pragma[1]) * pragma[2])


async def _looked_at(db: Database, small: int, large: int) -> list[Row]:
    signatures = Signatures(db)

    async def total(campaign: int) -> None:
        n, vouched = await signatures.total(campaign)
        assert n == 2 * vouched

    async def breakdown(campaign: int) -> None:
        rows: _Breakdown = await signatures.by(campaign, "trade")
        assert len(rows) == 40

    totals, trades = await _ratio(db, total, small, large), await _ratio(db, breakdown, small, large)
    few, many, ratios = trades
    return [
        Row(
            "  a total of a million",
            f"of a thousand: {totals[0] * 1e6:.0f} us",
            f"{totals[1] * 1e6:.0f} us",
            "print",
            None,
            ("a reading with all that SQLAlchemy does around it",),
        ),
        at_most(
            "  a breakdown of a million", f"of a thousand: {few * 1e3:.2f} ms", many * 1e3, 1.0, unit=" ms"
        ),
        at_most("  the same", "the breakdown of a thousand", median(ratios), 1.2, spread(ratios)),
    ]


async def _ratio(
    db: Database, look: Callable[[int], Awaitable[None]], small: int, large: int
) -> tuple[float, float, list[float]]:
    ratios, fews, manies = [], [], []
    for _ in range(LOOKS):
        few: list[float] = []
        many: list[float] = []
        for _ in range(EACH):
            for campaign, times in ((small, few), (large, many)):
                async with db.reading():
                    begun = perf_counter()
                    await look(campaign)
                    times.append(perf_counter() - begun)
        fews.append(median(few))
        manies.append(median(many))
        ratios.append(median(many) / median(few))
    return median(fews), median(manies), ratios
