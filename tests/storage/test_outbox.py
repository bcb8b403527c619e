"""The outbox: one key for one act, and only what is due, in its order."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.outbox import Ahead, Outbox, key_of
from storage.rooms import PostRooms
from storage.schema import tells
from tests.storage.conftest import NOW

PLACE = ("discord", "100")
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
async def assembly(db: Database) -> int:
    async with db.transaction():
        row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    return row.id


@pytest.fixture
def outbox(db: Database) -> Outbox:
    return Outbox(db)


async def order(
    outbox: Outbox,
    assembly: int,
    subject: int = 1,
    *,
    kind: str = "motion.card",
    detail: str = "",
    watched: bool = True,
    at: datetime = NOW,
) -> None:
    async with outbox.db.transaction():
        await outbox.order(assembly, PLACE, kind, subject, detail, None, watched, at)


def test_a_key_is_the_same_for_the_same_act_alone() -> None:
    assert key_of(1, "discord", "100", "motion.card", 1, "") == key_of(
        1, "discord", "100", "motion.card", 1, ""
    )
    assert len(key_of(1)) == 20
    assert key_of("a", "bc") != key_of("ab", "c")
    assert len({key_of(1, "x", 1), key_of(1, "x", 2), key_of(2, "x", 1), key_of(1, "y", 1)}) == 4


async def test_the_same_order_twice_is_one_post(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly)
    await order(outbox, assembly)
    await order(outbox, assembly, detail="reopened")
    async with outbox.db.reading():
        found = await outbox.of_card(assembly, "motion.card", 1)
    assert [p.detail for p in found] == ["", "reopened"]
    assert len({p.key for p in found}) == 2
    assert all(p.state == "waiting" and p.message is None for p in found)


async def test_only_what_is_due_comes_and_in_order(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly, 2, at=LATER)
    await order(outbox, assembly, 1)
    await order(outbox, assembly, 3)
    async with outbox.db.reading():
        assert [p.subject for p in await outbox.due("discord", NOW)] == [1, 3]
        assert [p.subject for p in await outbox.due("discord", LATER)] == [2, 1, 3]
        assert await outbox.due("matrix", LATER) == []
        assert (await outbox.ahead("discord")).due_at == NOW
        assert await outbox.ahead("matrix") == Ahead(None, False, False)


async def test_a_card_that_stands_is_found_by_its_message(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly)
    async with outbox.db.transaction():
        [post] = await outbox.of_card(assembly, "motion.card", 1)
        await outbox.change(post.id, state="there", message="m1", due_at=None)
    async with outbox.db.reading():
        found = await outbox.by_message("discord", "m1")
        assert found is not None
        assert found.subject == 1
        assert await outbox.by_message("matrix", "m1") is None
        assert await outbox.due("discord", LATER) == []
        assert [p.id for p in await outbox.watched("discord")] == [post.id]


async def test_a_stale_card_is_one_edit_however_often_it_changed(outbox: Outbox, assembly: int) -> None:
    for subject in (1, 2):
        await order(outbox, assembly, subject)
    async with outbox.db.transaction():
        for post in await outbox.due("discord", NOW):
            await outbox.change(post.id, state="there", message=f"m{post.subject}", due_at=None)
    await outbox.db.batch(lambda c: Outbox.mark_stale(c, [(assembly, "motion.card", 1)] * 300))
    async with outbox.db.reading():
        assert [p.subject for p in await outbox.stale("discord", NOW)] == [1]


async def test_a_settled_card_is_no_longer_watched(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly)
    async with outbox.db.transaction():
        [post] = await outbox.of_card(assembly, "motion.card", 1)
        await outbox.change(post.id, state="there", message="m1", due_at=None)
        assert await outbox.settle(assembly, "motion.card", 1) == [post.id]
    async with outbox.db.reading():
        assert await outbox.watched("discord") == []


async def test_a_room_that_is_gone_gets_nothing_more(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly)
    async with outbox.db.transaction():
        await PostRooms(outbox.db, outbox).gone(PLACE)
    async with outbox.db.reading():
        assert await outbox.due("discord", LATER) == []
        assert (await outbox.ahead("discord")).due_at is None
        assert [p.state for p in await outbox.of_card(assembly, "motion.card", 1)] == ["gone"]


async def test_open_cards_follow_a_room_to_the_one_that_replaces_it(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly, 1)
    await order(outbox, assembly, 2, watched=False)
    async with outbox.db.transaction():
        for post in await outbox.due("discord", NOW):
            await outbox.change(post.id, state="there", message=f"m{post.subject}", due_at=None)
        await PostRooms(outbox.db, outbox).moved(PLACE, ("discord", "200"), LATER)
    async with outbox.db.reading():
        due = await outbox.due("discord", LATER)
        assert [(p.subject, p.room, p.message) for p in due] == [(1, "200", None)]
        [closed] = await outbox.of_card(assembly, "motion.card", 2)
        assert (closed.room, closed.state) == ("100", "gone")


async def test_what_waits_to_be_told_comes_when_it_is_due_and_goes_when_it_is_old(
    outbox: Outbox, assembly: int
) -> None:
    roll = Roll(outbox.db)
    async with outbox.db.transaction():
        account = await roll.add_account("discord", "5")
        member = (await roll.enrol(account.id, assembly, 1, NOW)).id
        await outbox.tell(assembly, member, "motion.open", 1, "", NOW)
        await outbox.tell(assembly, member, "motion.open", 2, "", LATER)
    async with outbox.db.transaction():
        [due] = await outbox.tells_due(NOW)
        assert (due.member, due.subject) == (member, 1)
        assert await outbox.next_tell() == NOW
        await outbox.change_tells([due.id], state="there")
        assert await outbox.next_tell() == LATER
    async with outbox.db.transaction():
        await outbox.tidy(NOW - timedelta(days=1))
        assert await _told(outbox) == 2
        await outbox.tidy(NOW + timedelta(days=1))
        assert await _told(outbox) == 1, "what still waits stays"


async def _told(outbox: Outbox) -> int:
    count = sa.select(sa.func.count()).select_from(tells)
    return int((await outbox.db.here.execute(count)).scalar_one())


async def test_a_look_ahead_says_what_there_is_to_carry_out(outbox: Outbox, assembly: int) -> None:
    await order(outbox, assembly, at=LATER)
    async with outbox.db.transaction() as connection:
        [post] = await outbox.of_card(assembly, "motion.card", 1)
        assert await outbox.ahead("discord") == Ahead(LATER, False, False)
        await outbox.change(post.id, state="there", message="m1", due_at=None)
        assert await outbox.ahead("discord") == Ahead(None, False, False)
        await outbox.change(post.id, has_thread=True)
        assert await outbox.ahead("discord") == Ahead(None, False, True)
        await connection.run_sync(lambda c: outbox.mark_stale(c, [(assembly, "motion.card", 1)]))
        assert await outbox.ahead("discord") == Ahead(None, True, True)
