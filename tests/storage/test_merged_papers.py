"""Papers of two members who turn out to be one person, on both databases."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.ballots import OWNER
from bot.ballots.merging import Merging, Stays
from bot.ballots.paper import Paper, written
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.secret_papers import read_box, write_anew
from bot.ballots.store import Ballots
from storage.assemblies import Assemblies
from storage.database import Database
from storage.migrate import CORE, migrate
from tests.storage.conftest import NOW

PLACE = ("discord", "100")
KEPT, GONE, EVERYBODY = 5, 9, range(1, 12)
Cast = dict[int, tuple[Paper, int | None]]


class MergingPapers(Merging[Paper]):
    store: Papers


@pytest.fixture
async def merging(db: Database) -> MergingPapers:
    await migrate(db, [CORE, OWNER])
    async with db.transaction():
        await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    return MergingPapers(Papers(db, Ballots(db)))


async def opened(merging: MergingPapers, electorate: set[int] | None, votes: Votes = Votes.OPEN) -> int:
    async with merging.db.transaction():
        return await merging.store.open_box(1, electorate, votes, 4)


async def cast(merging: MergingPapers, box: int, some: Cast) -> None:
    rows = [
        (box, member, written(paper), "word", at, 0, None) for member, (paper, at) in sorted(some.items())
    ]
    await merging.db.batch(lambda c: merging.store.put(c, rows))


async def cast_in_secret(merging: MergingPapers, box: int, members: tuple[int, ...]) -> dict[int, str]:
    """The hash of each one's receipt."""
    held = {member: Receipt.fresh().hash for member in members}

    def fill(connection: sa.Connection) -> None:
        found = read_box(connection, box)
        for member, receipt in held.items():
            found.cast(member, receipt, (member % 4 + 1,))
        write_anew(connection, box, found)

    await merging.db.batch(fill)
    return held


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
        await merging.db.batch(lambda c, box=box: merging.store.electorate(c, box))
        boxes[box] = (listed, some)
    async with merging.db.transaction():
        stay = await merging.merge(boxes, KEPT, GONE)
    assert {s.box for s in stay} == {b for b, (_, some) in boxes.items() if {KEPT, GONE} <= some.keys()}
    for box, (listed, some) in boxes.items():
        wanted = None if listed is None else {KEPT if m == GONE else m for m in listed}
        assert await merging.db.batch(lambda c, box=box: merging.store.electorate(c, box)) == wanted
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
    held = await cast_in_secret(merging, box, (1, KEPT, GONE))
    async with merging.db.transaction():
        assert await merging.both_voted([box], KEPT, GONE) == [box]
        assert await merging.both_voted([box], KEPT, 2) == []
        with pytest.raises(ValueError, match="both have voted"):
            await merging.merge([box], KEPT, GONE)
        await merging.void(box, GONE, held[KEPT])
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.turnout(box) == 2
        assert await merging.store.has_voted(box, KEPT)
        assert await merging.store.receipts(box) == sorted([(held[1], (2,)), (held[GONE], (2,))])


async def test_who_voted_in_secret_by_the_other_account_has_voted(merging: MergingPapers) -> None:
    box = await opened(merging, {1, KEPT, GONE}, Votes.SECRET)
    await cast_in_secret(merging, box, (GONE,))
    async with merging.db.transaction():
        await merging.merge([box], KEPT, GONE)
    async with merging.db.reading():
        assert await merging.store.has_voted(box, KEPT)
        assert not await merging.store.has_voted(box, GONE)
        assert await merging.store.count(box) == Counter({(2,): 1})
