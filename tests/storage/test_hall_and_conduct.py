"""The hall, reports and what is set aside, on both databases; and the tables of motions by their steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.api.number import Numbered
from bot.ballots import OWNER as BALLOTS
from bot.ballots.rules import Tally
from bot.ballots.store import Ballots
from cogs.motions.conduct_store import ConductStore
from cogs.motions.hall_store import HallStore
from cogs.motions.outcome_store import OutcomeStore
from cogs.motions.rules import conduct, motion
from cogs.motions.rules.conduct import SetAside
from cogs.motions.rules.hall import Teller
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms
from cogs.motions.schema import motion_tables
from cogs.motions.store import MotionStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.migrate import CORE, Owner, migrate
from tests.storage.test_migrations import described
from tests.talk import START

MOTIONS = Owner("motions", Path(__file__).parents[2] / "cogs" / "motions" / "migrations")


@pytest.fixture
async def store(db: Database) -> MotionStore:
    await migrate(db, [CORE, BALLOTS, MOTIONS])
    return MotionStore(db, Ballots(db), Assemblies(db), Roll(db))


async def a_motion(store: MotionStore) -> tuple[Motion, int, int]:
    """A motion that is voted on, with one who has an account and one who has none on the roll."""
    home = ("terminal", "table")
    assembly = await store.assemblies.found("Depot", "en", "UTC", timedelta(), home, home, START)
    account = await store.roll.add_account("terminal", "ana")
    ana = (await store.roll.enrol(account.id, assembly.id, 2, START)).id
    entry = await store.roll.enrol_by_initials(assembly.id, "A. B.", START)
    made = motion.move(assembly.id, Numbered(1), ana, "Paint the shed", "In green.", Terms(), START)
    made = await store.add(replace(made, room=home))
    box = await store.ballots.open_box(assembly.id, [ana, entry])
    made = motion.open_voting(made, box, timedelta(), START, 2)
    await store.save(made)
    return made, ana, entry


async def test_the_steps_give_the_tables_that_the_code_knows(store: MotionStore) -> None:
    names = [t.name for t in motion_tables.sorted_tables]
    async with store.db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with store.db.transaction() as connection:
        await connection.run_sync(motion_tables.drop_all)
        await connection.run_sync(motion_tables.create_all)
    async with store.db.reading() as connection:
        assert await connection.run_sync(described, names) == by_steps


async def test_a_hall_is_ticked_and_told(store: MotionStore) -> None:
    halls = HallStore(store.db, store.roll)
    async with store.db.transaction():
        made, ana, entry = await a_motion(store)
        box, opened_at = made.box or 0, made.opened_at or START
        assert await halls.find(made.assembly, "terminal", "@Ana") == ana
        assert await halls.find(made.assembly, "terminal", "a b") == entry
        assert await halls.find(made.assembly, "terminal", "nobody") is None
        late = await store.roll.enrol_by_initials(made.assembly, "C. D.", START + timedelta(hours=1))
        assert await halls.without_a_vote(box, opened_at, [ana, entry, late]) == {late}
        assert await halls.voted_online(box, [ana, entry]) == set()
        for _ in range(2):
            await halls.tick(made.id, [ana, entry])
        assert await halls.ticked(made.id) == {ana, entry}
        await halls.untick(made.id, [ana])
        assert await halls.ticked(made.id) == {entry}
        assert await halls.told(made.id) is None
        await halls.tell(made.id, Tally(2))
        await halls.tell(made.id, Tally(0, 1))
        assert await halls.told(made.id) == Tally(0, 1)
        await halls.name_tellers(made.id, [Teller(ana), Teller(name="Bea")])
        await halls.forget(ana)
        assert await halls.tellers(made.id) == (Teller(), Teller(name="Bea"))


async def test_what_is_set_aside_is_not_read_and_comes_back_whole(store: MotionStore) -> None:
    kept = ConductStore(store.db, store.roll)
    async with store.db.transaction():
        made, ana, entry = await a_motion(store)
        await kept.report(made.id, 0, entry, "It is rude", START)
        assert await kept.has_reported(made.id, 0, entry)
        assert [(m.id, s) for m, s in await kept.reported(made.assembly, START - conduct.DAY)] == [
            (made.id, 0)
        ]
        await kept.keep(made.id, 0, SetAside("Rude", ana, START))
        done = SetAside("Rude", ana, START, entry, START)
        await kept.keep(made.id, 0, done)
        assert await kept.found(made.id, 0) == done
        await store.save(conduct.hidden(made, "Rude"))
        aside = await store.get(made.assembly, 1)
        assert (aside.state, aside.title, aside.text) == (State.SET_ASIDE, "", "")
        await store.save(aside)
        back = await kept.put_back(conduct.restored(aside, START, timedelta(), START))
        assert (back.state, back.title, back.text) == (State.OPEN, "Paint the shed", "In green.")
        assert await kept.reported(made.assembly, START - conduct.DAY) == []
        await kept.forget(entry)
        assert await kept.oldest_report() is None


async def test_a_review_is_due_once(store: MotionStore) -> None:
    outcomes = OutcomeStore(store.db)
    async with store.db.transaction():
        made, _ana, _entry = await a_motion(store)
        at = START + timedelta(days=1)
        await store.save(replace(made, state=State.CARRIED, review_at=at))
        assert await outcomes.due(START) == ([], at)
        assert await outcomes.due(at) == ([(made.assembly, 1)], None)
        await store.save(replace(made, state=State.CARRIED))
        assert await outcomes.due(at) == ([], None)
