"""Letters with their names in pages, and models with who carried them; on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cogs.campaigns.export_store import PAGE, Exports
from cogs.campaigns.model_store import Models
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.model import Adoption, Carried, Model
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing
from cogs.campaigns.schema import campaign_tables
from cogs.campaigns.sent_store import Sent
from cogs.campaigns.sign_schema import signatures
from cogs.campaigns.sign_store import Signatures
from storage.database import Database
from storage.streaming import pages
from tests.cogs.campaigns.letter import NOW
from tests.storage.test_migrations import described


async def test_the_steps_give_the_tables_that_the_code_knows(db: Database, letter: Campaign) -> None:
    names = [table.name for table in campaign_tables.sorted_tables]
    async with db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with db.transaction() as connection:
        await connection.run_sync(campaign_tables.drop_all)
        await connection.run_sync(campaign_tables.create_all)
    async with db.reading() as connection:
        at_once = await connection.run_sync(described, names)
    assert by_steps == at_once


async def put(db: Database, campaign: int, people: Sequence[int]) -> None:
    async with db.transaction():
        await db.within(lambda c: _put(c, campaign, people))


def _put(connection: Any, campaign: int, people: Sequence[int]) -> None:
    some = [
        Signature(
            campaign, n, 1, None, None, None, None, Standing.CONFIRMED, Shown(n % 3), Mark.AGREED * (n % 2), 0
        )
        for n in people
    ]
    Signatures.put(connection, some)
    Signatures.state(connection, campaign, {n: (None, None, f"person {n:05}") for n in people})


async def test_names_come_in_pages_and_are_of_one_moment(db: Database, letter: Campaign) -> None:
    many = range(1, PAGE * 3)
    await put(db, letter.id, many)
    exports, found = Exports(db), []
    async with db.reading():
        assert await exports.count(letter) == (len(many), sum(n % 3 == Shown.EVERYONE for n in many))
        async for page in exports.named(letter):
            assert len(page) <= PAGE
            found += [one.called for one in page]
        stated = [one async for page in exports.stated(letter) for one in page]
    assert found == [f"person {n:05}" for n in many if n % 3 == Shown.EVERYONE]
    assert len(stated) == len(many)
    assert sorted(one.called for one in stated if one.called) == found


async def test_what_is_written_meanwhile_is_in_none_of_the_pages(db: Database, letter: Campaign) -> None:
    await put(db, letter.id, range(1, 11))
    found: list[int] = []
    async with db.reading():
        async for page in pages(db, sa.select(signatures.c.person).order_by(signatures.c.person), 4):
            if not found:
                await put_elsewhere(db, letter.id)
            found += [row[0] for row in page]
    assert found == list(range(1, 11))


async def put_elsewhere(db: Database, campaign: int) -> None:
    """Writes by the writer, while this task reads."""
    await db.batch(lambda c: _put(c, campaign, range(11, 15)))


async def test_who_wrote_is_counted_once(db: Database, letter: Campaign) -> None:
    sent = Sent(db)
    async with db.transaction():
        for person in (4, 4, 5):
            await sent.note(letter.id, person)
        assert await sent.count(letter.id) == 2
        await sent.merge(4, 5)
        assert await sent.count(letter.id) == 1
        await sent.forget(4)
        assert await sent.count(letter.id) == 0


async def test_bodies_that_carried_a_model_are_counted_once_confirmed(db: Database, letter: Campaign) -> None:
    models = Models(db)
    async with db.transaction():
        model = await models.add(Model(0, letter.assembly, "No layoffs", "", "en", 7, NOW))
        first = await models.adopt(Adoption(model.id, 0, "Nights", "Aliağa", 45, 2, "", 7, NOW))
        await models.adopt(Adoption(model.id, 0, "", "", 8, 1, "", None, NOW, NOW))
        assert (await models.carried([model.id]))[model.id] == Carried(1, 8, 1, 1)
        await models.confirm(first, NOW)
        assert (await models.carried([model.id]))[model.id] == Carried(2, 53, 3, 0)
        await models.moved(letter.assembly, 12, model.id)
        assert await models.settle(letter.assembly, 12) == model.id
        assert await models.settle(letter.assembly, 12) is None
        await models.forget(7)
        assert (await models.get(model.id)) is not None
        assert [one.reporter for one in await models.adopted(model.id)] == [None, None]
        await models.withdraw(model.id, NOW)
        assert await models.get(model.id) is None
