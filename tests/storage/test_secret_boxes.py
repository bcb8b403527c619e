"""Secret boxes on both kinds of database: written anew whole, and cleared of what stood before."""

from __future__ import annotations

import asyncio
import random

import pytest
import sqlalchemy as sa

from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice, Tally, Votes
from bot.ballots.secret import SecretBox
from bot.ballots.secret_store import TABLES, voted_among, write_anew
from bot.ballots.store import Ballots
from storage.database import Database
from storage.dialect import is_sqlite
from tests.storage.boxes import cast, founded, overwritten

FORTY = list(range(101, 141))


@pytest.fixture
async def ballots(db: Database) -> Ballots:
    await founded(db)
    return Ballots(db)


async def opened(ballots: Ballots) -> int:
    async with ballots.db.transaction():
        return await ballots.open_box(1, FORTY, Votes.SECRET)


async def test_forty_votes_are_counted_and_listed(ballots: Ballots) -> None:
    box, other = await opened(ballots), await opened(ballots)
    random.Random(1).shuffle(FORTY)
    receipts: dict[int, Receipt] = {}
    for member in FORTY:
        receipts |= await cast(ballots.secret, box, {member: Choice(1 + member % 3)})
    await cast(ballots.secret, other, {101: Choice.NO})
    async with ballots.db.reading():
        assert await ballots.count(box) == Tally(13, 13, 14, 40) == await ballots.tally(box)
        assert await ballots.count(other) == Tally(0, 1, 0, 40)
        assert await ballots.turnout(box) == 40
        assert await ballots.all(box) == []
        assert await ballots.has_voted(other, 101)
        assert not await ballots.has_voted(other, 102)
        listed = await ballots.receipts(box)
    assert listed == sorted((r.hash, Choice(1 + m % 3)) for m, r in receipts.items())


async def test_rows_lie_in_the_order_of_their_keys(ballots: Ballots) -> None:
    """What is read without an order comes as it lies: on PostgreSQL in the order of writing."""
    box = await opened(ballots)
    for member in random.Random(2).sample(FORTY, 40):
        await cast(ballots.secret, box, {member: Choice.AYE})
    async with ballots.db.reading() as connection:
        members = list((await connection.execute(sa.text("SELECT member FROM voted"))).scalars())
        kept = list((await connection.execute(sa.text("SELECT receipt FROM secret_ballots"))).scalars())
    assert members == sorted(members)
    assert kept == sorted(kept)


async def test_who_has_voted_is_known_and_nothing_more(ballots: Ballots) -> None:
    box = await opened(ballots)
    await cast(ballots.secret, box, {101: Choice.NO})
    found = await ballots.db.batch(lambda c: voted_among(c, box, {101, 102}))
    assert found == {101}
    async with ballots.db.reading():
        assert await ballots.of_member(box, 101) is None


async def test_nothing_that_was_overwritten_is_left(ballots: Ballots) -> None:
    box = await opened(ballots)
    for member in FORTY[:10]:
        await cast(ballots.secret, box, {member: Choice.AYE})
    assert await overwritten(ballots.db, TABLES) == 0


async def test_a_reader_that_stays_is_waited_for_and_told_of(ballots: Ballots) -> None:
    if not is_sqlite(ballots.db.url):
        assert await ballots.db.fold_in(0.0, TABLES)
        return
    box = await opened(ballots)
    assert await ballots.db.fold_in(5.0)
    reading, over = asyncio.Event(), asyncio.Event()

    async def read_long() -> None:
        async with ballots.db.reading() as connection:
            await connection.execute(sa.text("SELECT count(*) FROM voted"))
            reading.set()
            await over.wait()

    reader = asyncio.create_task(read_long())
    await reading.wait()
    await ballots.db.batch(lambda c: write_anew(c, box, SecretBox({101}, {"hash": Choice.AYE})))
    assert not await ballots.db.fold_in(0.1)
    over.set()
    await reader
    assert await ballots.db.fold_in(5.0)
