"""What becomes of motions where two who had a hand in them turn out to be one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Choice, Tally, Votes
from bot.ballots.secret_store import read_box, write_anew
from bot.ballots.store import Ballots
from cogs.motions.conduct_store import ConductStore
from cogs.motions.hall_store import HallStore
from cogs.motions.merging_store import MergingStore
from cogs.motions.rules import motion
from cogs.motions.rules.conduct import SetAside
from cogs.motions.rules.hall import Teller
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms
from cogs.motions.store import MotionStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from tests.talk import START

HOME = ("terminal", "table")
ANA, KEPT, GONE = 1, 2, 3


@pytest.fixture
async def store(db: Database) -> MotionStore:
    """With an assembly of three."""
    made = MotionStore(db, Ballots(db), Assemblies(db), Roll(db))
    async with db.transaction():
        await made.assemblies.found("Depot", "en", "UTC", timedelta(), HOME, HOME, START)
        for name in ("ana", "kept", "gone"):
            await made.roll.enrol((await made.roll.add_account("terminal", name)).id, 1, 2, START)
    return made


async def moved(store: MotionStore, number: int, mover: int, votes: Votes | None = None) -> Motion:
    """A draft, or where it is said how people vote a motion that is open."""
    made = motion.move(1, Numbered(number), mover, f"Motion {number}", "", Terms(), START)
    made = await store.add(replace(made, room=HOME, votes=votes or Votes.OPEN))
    if votes is not None:
        box = await store.ballots.open_box(1, [ANA, KEPT, GONE], votes)
        made = motion.open_voting(made, box, timedelta(), START, 3)
        await store.save(made)
    return made


async def voted(store: MotionStore, box: int | None, member: int) -> None:
    rows = [(box or 0, member, int(Choice.NO), "word", 5, 0, None, "")]
    await store.db.within(lambda c: store.ballots.put(c, rows))


async def voted_in_secret(store: MotionStore, box: int | None, member: int) -> str:
    receipt = Receipt.fresh()

    def put(connection: object) -> None:
        held = read_box(connection, box or 0)  # type: ignore[arg-type]
        held.cast(member, receipt.hash, Choice.AYE)
        write_anew(connection, box or 0, held)  # type: ignore[arg-type]

    await store.db.within(put)
    return receipt.words


async def test_nobody_seconds_their_own_motion(store: MotionStore) -> None:
    merging = MergingStore(store)
    async with store.db.transaction():
        own, other = await moved(store, 1, GONE), await moved(store, 2, ANA)
        await store.add_seconder(own.id, KEPT)
        for member in (KEPT, GONE):
            await store.add_seconder(other.id, member)
        assert await merging.merge(1, KEPT, GONE, START) == []
        assert (await store.get(1, 1)).mover == KEPT
        assert await store.seconders(own.id) == frozenset()
        assert await store.seconders(other.id) == {KEPT}


async def test_what_is_decided_about_one_of_them_is_about_both(store: MotionStore) -> None:
    merging, deed = MergingStore(store), Deed("delegate.recall", {"bloc": 5, "member": GONE})
    async with store.db.transaction():
        motion = await moved(store, 1, KEPT)
        await store.save(replace(motion, deed=deed.written()))
        await merging.merge(1, KEPT, GONE, START)
        after = await store.get(1, 1)
    assert Deed.read(after.deed) == Deed("delegate.recall", {"bloc": 5, "member": KEPT})


async def test_who_votes_in_the_hall_has_no_other_vote(store: MotionStore) -> None:
    merging, halls = MergingStore(store), HallStore(store.db, store.roll)
    async with store.db.transaction():
        made = await moved(store, 1, ANA, Votes.OPEN)
        await halls.tick(made.id, [ANA, GONE])
        await voted(store, made.box, KEPT)
        said = await merging.merge(1, KEPT, GONE, START)
        assert len(said) == 1
        assert await halls.ticked(made.id) == {ANA, KEPT}
        assert await store.ballots.count(made.box or 0) == Tally(entitled=2)


async def test_two_tellers_who_are_one_have_to_count_again(store: MotionStore) -> None:
    merging, halls = MergingStore(store), HallStore(store.db, store.roll)
    async with store.db.transaction():
        made, over = await moved(store, 1, ANA, Votes.OPEN), await moved(store, 2, ANA, Votes.OPEN)
        await store.save(replace(over, state=State.CARRIED, ended_at=START))
        for one in (made, over):
            await halls.tick(one.id, [KEPT, GONE])
            await halls.name_tellers(one.id, [Teller(KEPT), Teller(GONE)])
            await halls.tell(one.id, Tally(2))
        await merging.merge(1, KEPT, GONE, START)
        assert await halls.tellers(made.id) == (Teller(KEPT),)
        assert await halls.told(made.id) is None
        assert await halls.told(over.id) == Tally(2), "what was decided stays as it was counted"
        assert await halls.ticked(over.id) == {KEPT, GONE}


async def test_one_steward_sets_nothing_aside_twice(store: MotionStore) -> None:
    merging, conduct = MergingStore(store), ConductStore(store.db, store.roll)
    async with store.db.transaction():
        made = await moved(store, 1, ANA)
        await conduct.keep(made.id, 0, SetAside("Rude", KEPT, START, GONE))
        for reporter in (KEPT, GONE):
            await conduct.report(made.id, 0, reporter, "It is rude", START)
            await conduct.appeal(made.id, 0, reporter)
        await merging.merge(1, KEPT, GONE, START)
        assert await conduct.found(made.id, 0) == SetAside("Rude", KEPT, START, None)
        assert await conduct.whys(made.id, 0) == ["It is rude"]
        assert await conduct.appellants(made.id, 0) == {KEPT}


async def test_two_secret_votes_hinder_and_so_do_one_and_one_in_the_hall(store: MotionStore) -> None:
    merging, halls = MergingStore(store), HallStore(store.db, store.roll)
    async with store.db.transaction():
        both, hall = await moved(store, 1, ANA, Votes.SECRET), await moved(store, 2, ANA, Votes.SECRET)
        once = await moved(store, 3, ANA, Votes.SECRET)
        held = [await voted_in_secret(store, both.box, member) for member in (KEPT, GONE)]
        there = await voted_in_secret(store, hall.box, KEPT)
        await halls.tick(hall.id, [GONE])
        alone = await voted_in_secret(store, once.box, GONE)
        assert [found.number for found in await merging.hindered_by(1, KEPT, GONE)] == [1, 2]
        assert await merging.hindered_by(1, KEPT, ANA) == []
        assert await merging.void(1, KEPT, GONE, alone) is None
        assert await merging.void(1, KEPT, GONE, held[0]) == 1
        assert await merging.void(1, KEPT, GONE, there) == 2
        assert await merging.hindered_by(1, KEPT, GONE) == []
        await merging.merge(1, KEPT, GONE, START)
        for one, turnout in ((both, 1), (hall, 0), (once, 1)):
            assert await store.ballots.turnout(one.box or 0) == turnout
            assert (await store.ballots.count(one.box or 0)).present == turnout
        assert [len(await merging.cast_since(1, member, START)) for member in (KEPT, GONE)] == [2, 0]


async def test_what_was_voted_since_is_offered_again(store: MotionStore) -> None:
    merging = MergingStore(store)
    async with store.db.transaction():
        made, over = await moved(store, 1, ANA, Votes.OPEN), await moved(store, 2, ANA, Votes.OPEN)
        for one in (made, over):
            await voted(store, one.box, KEPT)
        await store.save(replace(over, state=State.LOST, ended_at=START))
        early, late = START.replace(year=1969), START
        assert len(await merging.cast_since(1, KEPT, early)) == 1
        assert await merging.cast_since(1, KEPT, late) == []
