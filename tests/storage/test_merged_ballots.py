"""Ballots of two members who turn out to be one person, on both databases."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from bot.ballots.merging import Merging, Stays
from bot.ballots.rules import Choice, Tally, Votes
from bot.ballots.schema import ballots as table
from bot.ballots.store import Ballots
from storage.database import Database
from tests.storage.boxes import cast as cast_in_secret
from tests.storage.boxes import founded

KEPT, GONE, EVERYBODY = 5, 9, range(1, 12)
Cast = dict[int, tuple[int, int | None]]


class MergingBallots(Merging[Choice]):
    store: Ballots


@pytest.fixture
async def merging(db: Database) -> MergingBallots:
    await founded(db)
    return MergingBallots(Ballots(db))


async def opened(merging: MergingBallots, electorate: set[int] | None, votes: Votes = Votes.OPEN) -> int:
    async with merging.db.transaction():
        return await merging.store.open_box(1, electorate, votes)


async def listed_in(merging: MergingBallots, box: int) -> frozenset[int] | None:
    return await merging.db.batch(lambda c: merging.store.electorate(c, box))


async def cast(merging: MergingBallots, box: int, some: Cast) -> None:
    rows = [(box, member, choice, "word", at, 0, None, "") for member, (choice, at) in sorted(some.items())]
    await merging.db.batch(lambda c: merging.store.put(c, rows))


def expected(some: Cast) -> Cast:
    """What is to be in a box after the two became one: the later ballot of theirs."""
    rest = {member: one for member, one in some.items() if member not in (KEPT, GONE)}
    theirs = [(some[m][1] or 0, m == KEPT, some[m]) for m in (KEPT, GONE) if m in some]
    return rest | ({KEPT: max(theirs)[2]} if theirs else {})


async def test_of_two_ballots_the_later_stays_and_counters_equal_a_count(merging: MergingBallots) -> None:
    pick, boxes = random.Random(7), {}
    for _ in range(20):
        listed = {m for m in EVERYBODY if pick.random() < 0.7} if pick.random() < 0.7 else None
        some = {
            m: (pick.randint(1, 3), pick.choice((None, pick.randint(1, 4))))
            for m in (listed if listed is not None else EVERYBODY)
            if pick.random() < 0.7
        }
        box = await opened(merging, listed)
        await cast(merging, box, some)
        async with merging.db.reading():
            await merging.store.tally(box)  # remembers how many may vote
        await listed_in(merging, box)
        boxes[box] = (listed, some)
    async with merging.db.transaction():
        stay = await merging.merge(boxes, KEPT, GONE)
    assert {s.box for s in stay} == {b for b, (_, some) in boxes.items() if {KEPT, GONE} <= some.keys()}
    for box, (listed, some) in boxes.items():
        left = expected(some)
        async with merging.db.reading() as connection:
            query = sa.select(table.c.member, table.c.choice).where(table.c.box == box)
            found = dict((await connection.execute(query)).all())
            assert found == {member: choice for member, (choice, _) in left.items()}
            assert await merging.store.tally(box) == await merging.store.count(box)
            entitled = (await merging.store.tally(box)).entitled
        body = await listed_in(merging, box)
        wanted = None if listed is None else {KEPT if m == GONE else m for m in listed}
        assert body == wanted
        assert entitled == len(wanted or ())


async def test_what_is_decided_is_not_touched(merging: MergingBallots) -> None:
    over, box = await opened(merging, {KEPT, GONE}), await opened(merging, {KEPT, GONE})
    for one in (over, box):
        await cast(merging, one, {KEPT: (1, 10), GONE: (2, 20)})
    async with merging.db.transaction():
        assert await merging.merge([box], KEPT, GONE) == [Stays(box, Choice.NO)]
    async with merging.db.reading():
        assert await merging.store.count(over) == Tally(1, 1, 0, 2) == await merging.store.tally(over)
        assert await merging.store.count(box) == Tally(0, 1, 0, 1) == await merging.store.tally(box)


async def test_what_was_rolled_back_is_read_again(merging: MergingBallots) -> None:
    box = await opened(merging, {KEPT, GONE})
    with pytest.raises(ValueError, match="no"):
        async with merging.db.transaction():
            await merging.merge([box], KEPT, GONE)
            assert await merging.db.within(lambda c: merging.store.electorate(c, box)) == frozenset({KEPT})
            raise ValueError("no")
    assert await listed_in(merging, box) == frozenset({KEPT, GONE})
    async with merging.db.reading():
        assert (await merging.store.tally(box)).entitled == 2


async def test_a_secret_ballot_goes_by_its_receipt_alone(merging: MergingBallots) -> None:
    box = await opened(merging, set(EVERYBODY), Votes.SECRET)
    held = await cast_in_secret(merging.secret, box, {1: Choice.NO, KEPT: Choice.NO, GONE: Choice.AYE})
    async with merging.db.transaction():
        assert await merging.both_voted([box], KEPT, GONE) == [box]
        assert await merging.both_voted([box], KEPT, 2) == []
        with pytest.raises(ValueError, match="both have voted"):
            await merging.merge([box], KEPT, GONE)
        await merging.void(box, GONE, held[KEPT].hash)
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.count(box) == Tally(1, 1, 0, len(EVERYBODY) - 1)
        assert await merging.store.turnout(box) == 2
        assert await merging.store.has_voted(box, KEPT)


async def test_who_voted_in_secret_by_the_other_account_has_voted(merging: MergingBallots) -> None:
    box = await opened(merging, {1, KEPT, GONE}, Votes.SECRET)
    held = await cast_in_secret(merging.secret, box, {GONE: Choice.AYE})
    async with merging.db.transaction():
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.has_voted(box, KEPT)
        assert not await merging.store.has_voted(box, GONE)
        assert await merging.store.receipts(box) == [(held[GONE].hash, Choice.AYE)]
