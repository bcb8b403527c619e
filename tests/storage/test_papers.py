"""Boxes of papers on both kinds of database: counters equal a count, and secret ones keep no order."""

from __future__ import annotations

import random
from collections import Counter

import pytest
import sqlalchemy as sa

from bot.ballots.ballot import PaperBallot, Standing
from bot.ballots.paper import Paper, written
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.secret_papers import TABLES
from bot.ballots.store import Ballots
from storage.database import Database
from storage.dialect import instant
from tests.storage.boxes import cast, founded, overwritten

FORTY = list(range(101, 141))
SIX = range(1, 7)


@pytest.fixture
async def papers(db: Database) -> Papers:
    await founded(db)
    return Papers(db, Ballots(db))


async def opened(papers: Papers, electorate: list[int] | None, votes: Votes = Votes.OPEN) -> int:
    async with papers.db.transaction():
        return await papers.open_box(1, electorate, votes, len(SIX))


async def put(papers: Papers, box: int, some: dict[int, Paper]) -> None:
    rows = [(box, member, written(paper), "word", 7, 0, None) for member, paper in sorted(some.items())]
    await papers.db.batch(lambda c: papers.put(c, rows))


async def take(papers: Papers, box: int, members: list[int]) -> None:
    await papers.db.batch(lambda c: papers.take(c, [(box, member) for member in members]))


def ranking(pick: random.Random) -> Paper:
    return tuple(pick.sample(SIX, pick.randint(1, 6)))


async def test_counters_are_what_a_count_comes_to(papers: Papers) -> None:
    pick, other = random.Random(3), await opened(papers, None)
    box = await opened(papers, FORTY)
    await put(papers, other, {101: (1,), 999: (1,)})
    standing: dict[int, Paper] = {}
    for _ in range(6):
        some = {member: ranking(pick) for member in pick.sample(FORTY, 25)}
        gone = pick.sample(sorted(standing), min(4, len(standing)))
        await take(papers, box, gone)
        await put(papers, box, some)
        standing = {m: p for m, p in standing.items() if m not in gone} | some
        async with papers.db.reading():
            expected = Counter(standing.values())
            assert await papers.grouped(box) == expected == await papers.count(box)
            assert await papers.firsts(box) == Counter(paper[:1] for paper in standing.values())
            assert await papers.turnout(box) == len(standing)
    async with papers.db.reading():
        assert await papers.grouped(other) == Counter({(1,): 2})
        assert {b.member: b.paper for b in await papers.all(box)} == standing


async def test_only_the_papers_of_the_electorate_count(papers: Papers) -> None:
    listed, anyone = await opened(papers, [101, 102]), await opened(papers, None)
    for box in (listed, anyone):
        await put(papers, box, {101: (2, 1), 999: (3,)})
    async with papers.db.reading():
        assert await papers.count(listed) == Counter({(2, 1): 1})
        assert await papers.all(listed) == [PaperBallot(listed, 101, (2, 1), "word", instant(7))]
        assert await papers.count(anyone) == Counter({(2, 1): 1, (3,): 1})
        assert await papers.electorates.listed(listed) == frozenset({101, 102})
        assert await papers.electorates.listed(anyone) is None
        assert (await papers.entitled(listed), await papers.entitled(anyone)) == (2, 0)
    assert await papers.db.batch(lambda c: papers.electorate(c, listed)) == frozenset({101, 102})


async def test_a_paper_is_read_as_it_stands(papers: Papers) -> None:
    box = await opened(papers, FORTY)
    row = (box, 101, written((3, 1, 52)), "reaction:1:*", None, 2, written((4,)))
    await papers.db.batch(lambda c: papers.put(c, [row]))
    found = await papers.db.batch(lambda c: papers.standing(c, [(box, 101), (box, 102)]))
    assert found == {(box, 101): Standing((3, 1, 52), "reaction:1:*", None, 2, (4,))}
    async with papers.db.reading():
        assert await papers.of_member(box, 101) == (3, 1, 52)
        assert await papers.of_member(box, 102) is None
        assert await papers.has_voted(box, 101)
        assert not await papers.has_voted(box, 102)


async def test_who_is_forgotten_counts_only_where_it_is_over(papers: Papers) -> None:
    over, still = await opened(papers, FORTY), await opened(papers, FORTY)
    for box in (over, still):
        await put(papers, box, {101: (2, 1), 102: (1,)})
    async with papers.db.transaction():
        await papers.forget(101, [still])
    async with papers.db.reading():
        assert await papers.grouped(still) == await papers.count(still) == Counter({(1,): 1})
        assert await papers.grouped(over) == await papers.count(over) == Counter({(2, 1): 1, (1,): 1})
        assert [(b.source, b.at) for b in await papers.all(over)] == [("", None), ("word", instant(7))]
    async with papers.db.transaction():
        await papers.erase(over)
    async with papers.db.reading():
        assert await papers.grouped(over) == Counter() == await papers.count(over)


async def test_a_box_without_room_for_marks_is_no_box_of_papers(papers: Papers) -> None:
    async with papers.db.transaction():
        with pytest.raises(ValueError, match="one mark"):
            await papers.open_box(1, None, Votes.OPEN, 0)


async def test_secret_papers_lie_in_the_order_of_their_keys_and_are_of_one_length(papers: Papers) -> None:
    """What is read without an order comes as it lies: on PostgreSQL in the order of writing."""
    pick, box = random.Random(4), await opened(papers, FORTY, Votes.SECRET)
    given = {member: ranking(pick) for member in pick.sample(FORTY, 40)}
    receipts: dict[int, Receipt] = {}
    for member, paper in given.items():
        receipts |= await cast(papers.secret, box, {member: paper})
    async with papers.db.reading() as connection:
        members = list((await connection.execute(sa.text("SELECT member FROM voted"))).scalars())
        rows = (await connection.execute(sa.text("SELECT receipt, paper FROM secret_papers"))).all()
        assert members == FORTY
        assert [receipt for receipt, _ in rows] == sorted(r.hash for r in receipts.values())
        assert {len(paper) for _, paper in rows} == {2 * len(SIX)}
        assert await papers.grouped(box) == await papers.count(box) == Counter(given.values())
        assert await papers.firsts(box) == Counter(paper[:1] for paper in given.values())
        assert await papers.receipts(box) == sorted((r.hash, given[m]) for m, r in receipts.items())
        assert await papers.all(box) == []
        assert await papers.turnout(box) == 40
        assert await papers.has_voted(box, 101)
        assert await papers.of_member(box, 101) is None
        assert await papers.secret.under(box, receipts[101].hash) == given[101]
        assert await papers.secret.under(box, Receipt.fresh().hash) is None


async def test_nothing_that_was_overwritten_is_left(papers: Papers) -> None:
    box = await opened(papers, FORTY, Votes.SECRET)
    for member in FORTY[:10]:
        await cast(papers.secret, box, {member: (2, 1)})
    assert await overwritten(papers.db, TABLES) == 0
