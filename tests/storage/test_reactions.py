"""What each post's reactions were last seen to be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.networks import Networks
from storage.outbox import Outbox
from storage.reactions import ReactionStates
from tests.storage.conftest import NOW

PLACE = ("discord", "100")


@pytest.fixture
async def post(db: Database) -> int:
    outbox = Outbox(db)
    async with db.transaction():
        row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
        await outbox.order(row.id, PLACE, "motion.card", 1, "", None, True, NOW)
        return (await outbox.of_card(row.id, "motion.card", 1))[0].id


async def _accounts(db: Database, *addresses: str) -> list[int]:
    async with db.transaction():
        return [(await Roll(db).add_account("discord", address)).id for address in addresses]


async def test_marks_keep_their_order_and_the_last_writing_counts(db: Database, post: int) -> None:
    ana, ben = await _accounts(db, "ana", "ben")
    await db.batch(lambda c: ReactionStates.write(c, {(post, ana): ("✅", "⚪"), (post, ben): ("❌",)}))
    await db.batch(lambda c: ReactionStates.write(c, {(post, ana): ("⚪", "✅")}))
    read = await db.batch(lambda c: ReactionStates.read(c, [post]))
    assert read == {(post, ana): ("⚪", "✅"), (post, ben): ("❌",)}
    assert await db.batch(lambda c: ReactionStates.read_some(c, [(post, ben)])) == {(post, ben): ("❌",)}


async def test_a_clearing_by_another_hand_is_noted_and_takes_nothing_away(db: Database, post: int) -> None:
    ana, ben = await _accounts(db, "ana", "ben")
    await db.batch(lambda c: ReactionStates.write(c, {(post, ana): ("✅", "⚪"), (post, ben): ("❌",)}))
    await db.batch(lambda c: ReactionStates.clear(c, post, "✅", "-"))
    assert (await db.batch(lambda c: ReactionStates.read(c, [post])))[post, ana] == ("-✅", "⚪")
    await db.batch(lambda c: ReactionStates.clear(c, post, None, "-"))
    read = await db.batch(lambda c: ReactionStates.read(c, [post]))
    assert read == {(post, ana): ("-✅", "-⚪"), (post, ben): ("-❌",)}


async def test_states_go_with_the_question_and_with_the_account(db: Database, post: int) -> None:
    [ana] = await _accounts(db, "ana")
    await db.batch(lambda c: ReactionStates.write(c, {(post, ana): ("✅",)}))
    async with db.transaction():
        await ReactionStates(db).erase([post])
    assert await db.batch(lambda c: ReactionStates.read(c, [post])) == {}


async def test_until_when_a_network_was_heard(db: Database) -> None:
    networks = Networks(db)
    async with db.transaction():
        await networks.note("discord", NOW)
        await networks.note("discord", NOW + timedelta(minutes=1))
        await networks.note("matrix", NOW)
    async with db.reading():
        assert await networks.seen("discord") == NOW + timedelta(minutes=1)
        assert await networks.seen("matrix") == NOW
        assert await networks.seen("terminal") is None


async def test_of_a_forgotten_person_a_post_keeps_a_code_that_only_fits_them(db: Database, post: int) -> None:
    states = ReactionStates(db)
    ana, ben = ("discord", "ana"), ("discord", "ben")
    async with db.transaction():
        await states.forget(post, ana)
        await states.forget(post, ana)
    assert await db.batch(lambda c: ReactionStates.forgotten(c, post, [ana, ben])) == {ana}
    assert await db.batch(lambda c: ReactionStates.forgotten(c, post + 1, [ana, ben])) == set()
    async with db.transaction():
        await states.welcome(post, ana)
        await states.forget(post, ben)
    assert await db.batch(lambda c: ReactionStates.forgotten(c, post, [ana, ben])) == {ben}
    async with db.transaction():
        await states.erase([post])
    assert await db.batch(lambda c: ReactionStates.forgotten(c, post, [ana, ben])) == set()
