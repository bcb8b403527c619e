"""Calls and answers on both databases; and the tables of calls by their steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.api.card import Reply
from bot.api.people import Address
from bot.dates.series import Series
from cogs.meetings.call_schema import call_tables
from cogs.meetings.call_store import CallStore
from cogs.meetings.rsvp_casting import Answered, RsvpCasting
from cogs.meetings.rsvp_store import RsvpStore
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules.call import Call, Who
from cogs.meetings.rules.rsvp import Answers, Rsvp
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.migrate import CORE, Owner, migrate
from tests.storage.test_migrations import described
from tests.talk import START

MEETINGS = Owner("meetings", Path(__file__).parents[2] / "cogs" / "meetings" / "migrations")
HOME = Address("terminal", "table")


@pytest.fixture
async def store(db: Database) -> CallStore:
    await migrate(db, [CORE, MEETINGS])
    return CallStore(db, Assemblies(db), Roll(db))


async def called(store: CallStore) -> tuple[Call, list[int]]:
    """A weekly meeting with one date moved and one left out, and three members."""
    assembly = await store.assemblies.found("Depot", "en", "UTC", timedelta(), HOME, HOME, START)
    people = []
    for name in ("ana", "ben", "chi"):
        account = await store.roll.add_account("terminal", name)
        people.append((await store.roll.enrol(account.id, assembly.id, 1, START)).id)
    series = Series(datetime.fromisoformat("2026-06-04T18:00"), "Europe/Berlin", "FREQ=WEEKLY")
    number = await store.new_number(assembly.id, False)
    made = Call(
        0, assembly.id, number, people[0], "Assembly", series, timedelta(hours=2), (timedelta(hours=1),),
        Who.ALL, HOME, HOME, "Canteen", None, False, False, START, START,
    )  # fmt: skip
    call = await store.add(made)
    first, second = call.coming(START, 2)
    call = rules.moved(call, first, datetime.fromisoformat("2026-06-05T19:00"), START)
    call = rules.skipped(call, second, START)
    await store.save(call)
    await store.planned(call, call.next(START).at, "2026a")
    return call, people


async def test_the_steps_give_the_tables_that_the_code_knows(store: CallStore) -> None:
    names = [t.name for t in call_tables.sorted_tables]
    async with store.db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with store.db.transaction() as connection:
        await connection.run_sync(call_tables.drop_all)
        await connection.run_sync(call_tables.create_all)
        assert await connection.run_sync(described, names) == by_steps


async def test_a_call_comes_back_as_it_was(store: CallStore) -> None:
    async with store.db.transaction():
        call, _ = await called(store)
    async with store.db.reading():
        assert await store.find(call.assembly, call.number) == call
        assert await store.standing(call.assembly) == [call]
        assert await store.planned_by_others("2026b") == [call.assembly]
        assert await store.planned_by_others("2026a") == []
    async with store.db.transaction():
        gone = rules.cancelled(call, START)
        await store.save(gone)
        assert await store.standing(call.assembly) == []
        assert await store.cancelled_since(call.assembly, START) == [gone]


async def test_answers_are_counted_once_a_person_and_become_one_with_them(store: CallStore) -> None:
    rsvps = RsvpStore(store.db)
    casting = RsvpCasting(store.roll, lambda _connection, _bloc: frozenset())
    async with store.db.transaction():
        call, (ana, ben, chi) = await called(store)
        given = [(ana, Rsvp.GOING), (ben, Rsvp.MAYBE), (chi, Rsvp.GOING), (ben, Rsvp.APOLOGIES)]
        acts = [
            Answered(call.assembly, member, answer, START + timedelta(minutes=n), call.number)
            for n, (member, answer) in enumerate(given)
        ]
        batch = await store.db.within(lambda c: casting.cast(c, acts))
        assert all(isinstance(answer, Reply) for answer in batch.answers)
        dated = await store.dated(call, call.next(START))
        assert {subject for _, _, subject in batch.stale} == {dated.id}
        assert await rsvps.answers(dated.id) == Answers(2, 0, 1)
        assert (await rsvps.who(dated.id))[Rsvp.GOING] == [ana, chi]

        back = [replace(acts[0], answer=None), replace(acts[0], answer=None), replace(acts[0], number=9)]
        batch = await store.db.within(lambda c: casting.cast(c, back))
        assert [type(answer) for answer in batch.answers] == [Reply, errors.NothingAnswered, errors.NoCall]
        await rsvps.merge(call.assembly, ben, chi)
        assert await rsvps.who(dated.id) == {Rsvp.GOING: [], Rsvp.MAYBE: [], Rsvp.APOLOGIES: [ben]}
        assert await rsvps.active_since(call.assembly, START) == {ana, ben}
        exported = await rsvps.export(call.assembly, ben)
        assert [row["answer"] for row in exported["answered"]] == ["apologies"]  # type: ignore[attr-defined]
        await rsvps.forget(call.assembly, ana)
        await rsvps.forget(call.assembly, ben)
        assert await rsvps.answers(dated.id) == Answers()
        found = await store.find(call.assembly, call.number)
        assert found is not None and found.caller is None


async def test_a_date_keeps_its_id_when_it_is_moved(store: CallStore) -> None:
    async with store.db.transaction():
        call, _ = await called(store)
        one = call.next(START)
        dated = await store.dated(call, one)
        moved = rules.moved(call, one, datetime.fromisoformat("2026-06-06T19:00"), START)
        await store.save(moved)
        again = await store.dated(moved, moved.next(START))
        assert (again.id, again.key) == (dated.id, dated.key)
        assert again.at > dated.at
        assert await store.date(dated.id) == (moved, again)
