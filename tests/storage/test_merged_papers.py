"""Papers of two members who turn out to be one person, on both databases."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bot.ballots.merging import Merging, Stays
from bot.ballots.paper import Paper, written
from bot.ballots.paper_store import Papers
from bot.ballots.rules import Votes
from bot.ballots.store import Ballots
from storage.database import Database
from tests.storage.boxes import cast as cast_in_secret
from tests.storage.boxes import founded

KEPT, GONE, EVERYBODY = 5, 9, range(1, 12)
Cast = dict[int, tuple[Paper, int | None]]


class MergingPapers(Merging[Paper]):
    store: Papers


@pytest.fixture
async def merging(db: Database) -> MergingPapers:
    await founded(db)
    return MergingPapers(Papers(db, Ballots(db)))


async def opened(merging: MergingPapers, electorate: set[int] | None, votes: Votes = Votes.OPEN) -> int:
    async with merging.db.transaction():
        return await merging.store.open_box(1, electorate, votes, 4)


async def listed_in(merging: MergingPapers, box: int) -> frozenset[int] | None:
    return await merging.db.batch(lambda c: merging.store.electorate(c, box))


async def cast(merging: MergingPapers, box: int, some: Cast) -> None:
    rows = [
        (box, member, written(paper), "word", at, 0, None) for member, (paper, at) in sorted(some.items())
    ]
    await merging.db.batch(lambda c: merging.store.put(c, rows))


def expected(some: Cast) -> Counter[Paper]:
    """What a box comes to after the two became one: of theirs the later paper."""
    rest = [paper for member, (paper, _) in some.items() if member not in (KEPT, GONE)]
    theirs = [(some[m][1] or 0, m == KEPT, some[m][0]) for m in (KEPT, GONE) if m in some]
    return Counter(rest + ([max(theirs)[2]] if theirs else []))


async def test_of_two_papers_the_later_stays_and_counters_equal_a_count(merging: MergingPapers) -> None:
    pick, boxes = random.Random(7), {}
    for _ in range(12):
        listed = {m for m in EVERYBODY if pick.random() < 0.7} if pick.random() < 0.7 else None
        some: Cast = {
            m: (tuple(pick.sample(range(1, 5), pick.randint(1, 4))), pick.choice((None, pick.randint(1, 4))))
            for m in (listed if listed is not None else EVERYBODY)
            if pick.random() < 0.7
        }
        box = await opened(merging, listed)
        await cast(merging, box, some)
        await listed_in(merging, box)
        boxes[box] = (listed, some)
    async with merging.db.transaction():
        stay = await merging.merge(boxes, KEPT, GONE)
    assert {s.box for s in stay} == {b for b, (_, some) in boxes.items() if {KEPT, GONE} <= some.keys()}
    for box, (listed, some) in boxes.items():
        wanted = None if listed is None else {KEPT if m == GONE else m for m in listed}
        assert await listed_in(merging, box) == wanted
        async with merging.db.reading():
            assert await merging.store.grouped(box) == await merging.store.count(box) == expected(some)
            assert GONE not in {paper.member for paper in await merging.store.all(box)}
            assert await merging.store.entitled(box) == len(wanted or ())


async def test_what_is_counted_is_not_touched(merging: MergingPapers) -> None:
    over, box = await opened(merging, {KEPT, GONE}), await opened(merging, {KEPT, GONE})
    for one in (over, box):
        await cast(merging, one, {KEPT: ((1,), 10), GONE: ((2, 3), 20)})
    async with merging.db.transaction():
        assert await merging.merge([box], KEPT, GONE) == [Stays(box, (2, 3))]
    async with merging.db.reading():
        assert await merging.store.count(over) == Counter({(1,): 1, (2, 3): 1})
        assert await merging.store.count(box) == Counter({(2, 3): 1})


async def test_a_secret_paper_goes_by_its_receipt_alone(merging: MergingPapers) -> None:
    box = await opened(merging, set(EVERYBODY), Votes.SECRET)
    held = await cast_in_secret(merging.secret, box, {1: (2,), KEPT: (1,), GONE: (3,)})
    async with merging.db.transaction():
        assert await merging.both_voted([box], KEPT, GONE) == [box]
        assert await merging.both_voted([box], KEPT, 2) == []
        with pytest.raises(ValueError, match="both have voted"):
            await merging.merge([box], KEPT, GONE)
        await merging.void(box, GONE, held[KEPT].hash)
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.turnout(box) == 2
        assert await merging.store.has_voted(box, KEPT)
        assert await merging.store.receipts(box) == sorted([(held[1].hash, (2,)), (held[GONE].hash, (3,))])


async def test_who_voted_in_secret_by_the_other_account_has_voted(merging: MergingPapers) -> None:
    box = await opened(merging, {1, KEPT, GONE}, Votes.SECRET)
    await cast_in_secret(merging.secret, box, {GONE: (3,)})
    async with merging.db.transaction():
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.has_voted(box, KEPT)
        assert not await merging.store.has_voted(box, GONE)
        assert await merging.store.count(box) == Counter({(3,): 1})
