"""Translations on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.number import Numbered
from cogs.translations.rules import Ref, Translation, Version
from cogs.translations.schema import translation_tables, translations, versions
from cogs.translations.store import TranslationStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from tests.storage.test_migrations import described
from tests.talk import START

OF = Ref("motion", Numbered(12), "es")
DRAFT = Version("Comprar una tetera", "La nuestra\ngotea.", "ab", 7, START, 2, unnamed=True)
REVIEWED = Version("Una tetera", "", "cd", 8, START, 1, reviewer=7)


@pytest.fixture
def store(db: Database) -> TranslationStore:
    return TranslationStore(db, Roll(db))


@pytest.fixture
async def depot(db: Database) -> int:
    async with db.transaction():
        return await founded(db, "depot")


async def founded(db: Database, room: str) -> int:
    place = ("terminal", room)
    row = await Assemblies(db).found(room, "en", "UTC", timedelta(), place, place, START)
    return row.id


async def test_what_is_kept_comes_back_as_it_was(db: Database, store: TranslationStore, depot: int) -> None:
    async with db.transaction():
        added = await store.add(Translation(depot, OF, wanted_by=7))
        assert await store.find(depot, OF) == added
        both = replace(added, draft=DRAFT, reviewed=REVIEWED, wanted_by=None)
        await store.save(both)
        assert await store.find(depot, OF) == both
        await store.save(replace(both, draft=None))
        assert await store.find(depot, OF) == replace(both, draft=None)


async def test_a_part_of_a_motion_is_a_text_of_its_own(
    db: Database, store: TranslationStore, depot: int
) -> None:
    part = Ref("motion", Numbered.of(12, 1), "es")
    async with db.transaction():
        await store.add(Translation(depot, part))
        assert await store.find(depot, OF) is None
        found = await store.find(depot, part)
    assert found is not None
    assert str(found.of.number) == "12.1"


async def test_a_language_is_found_with_its_kinds(db: Database, store: TranslationStore, depot: int) -> None:
    async with db.transaction():
        for tag in ("es", "es-MX", "est", "fr"):
            await store.add(Translation(depot, replace(OF, language=tag)))
        found = await store.of_assembly(depot, "es")
        everything = await store.of_assembly(depot)
        newest = await store.of_assembly(depot, limit=2)
    assert [one.of.language for one in found] == ["es", "es-MX"]
    assert [one.of.language for one in everything] == ["es", "es-MX", "est", "fr"]
    assert [one.of.language for one in newest] == ["est", "fr"]


async def test_counts_are_of_one_text_and_one_member(
    db: Database, store: TranslationStore, depot: int
) -> None:
    async with db.transaction():
        spanish = await store.add(Translation(depot, OF))
        await store.save(replace(spanish, draft=DRAFT, reviewed=REVIEWED))
        await store.add(Translation(depot, replace(OF, language="fr"), wanted_by=7))
        await store.add(Translation(depot, replace(OF, kind="letter"), wanted_by=8))
        assert await store.languages(depot, OF) == 2
        assert await store.wanted_by(depot, 7) == 1
        assert await store.drafts_by(Translation(depot, replace(OF, language="fr")), 7) == 1
        assert await store.drafts_by(spanish, 7) == 0
        assert await store.drafts_by(Translation(depot, OF), 8) == 0


async def test_a_forgotten_member_leaves_no_name(db: Database, store: TranslationStore, depot: int) -> None:
    async with db.transaction():
        spanish = await store.add(Translation(depot, OF))
        await store.save(replace(spanish, draft=DRAFT, reviewed=REVIEWED))
        await store.add(Translation(depot, replace(OF, language="fr"), wanted_by=7))
        await store.forget(depot, 7)
        found = await store.find(depot, OF)
        assert await store.wanted_by(depot, 7) == 0
    assert found is not None
    assert found.draft == replace(DRAFT, author=None)
    assert found.reviewed == replace(REVIEWED, reviewer=None)


async def test_an_erased_assembly_takes_its_translations_along(
    db: Database, store: TranslationStore, depot: int
) -> None:
    async with db.transaction() as connection:
        other = await founded(db, "harbour")
        for assembly in (depot, other):
            await store.save(replace(await store.add(Translation(assembly, OF)), draft=DRAFT))
        await Assemblies(db).erase(depot)
        for table in (translations, versions):
            left = await connection.execute(sa.select(sa.func.count()).select_from(table))
            assert left.scalar_one() == 1


async def test_the_steps_give_the_tables_that_the_code_knows(db: Database) -> None:
    names = [t.name for t in translation_tables.sorted_tables]
    async with db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with db.transaction() as connection:
        await connection.run_sync(translation_tables.drop_all)
        await connection.run_sync(translation_tables.create_all)
    async with db.reading() as connection:
        at_once = await connection.run_sync(described, names)
    assert by_steps == at_once
