"""Signatures on both databases: a batch, its counters, one person under several numbers, and traces."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import Reply
from cogs.campaigns import merging_store, unsaid_store
from cogs.campaigns.asking_store import FIRST, Questions, next_people, to_ask
from cogs.campaigns.people_store import numbers_of, persons, said
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.question import Gathered, Question
from cogs.campaigns.rules.signature import Mark, Shown
from cogs.campaigns.rules.signing import Choice, Said
from cogs.campaigns.sign_schema import counts, signatures, terms
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.signing import Sign, Signing
from storage.database import Database
from storage.members import Roll
from tests.storage.conftest import NOW

NOBODY: frozenset[int] = frozenset()


@pytest.fixture
async def campaign(db: Database, letter: Campaign) -> Campaign:
    """The letter, and Ana on the roll as member 1."""
    roll = Roll(db)
    async with db.transaction():
        account = await roll.add_account("discord", "ana")
        await roll.enrol(account.id, letter.assembly, 1, NOW)
    return letter


def act(campaign: Campaign, who: str, member: int | None = None, **said_: str) -> Sign:
    """Somebody signs; shown together where they give a name."""
    called = said_.pop("called", "")
    choice = Choice(Shown.TOGETHER if called else None, called)
    return Sign(
        *(campaign.assembly, "erlan", ("discord", who), member, choice, Said(**said_), "en", False, NOW)
    )


async def sign(db: Database, *acts: Sign) -> None:
    signing = Signing(Signatures(db), Roll(db), lambda _connection: {}, lambda _connection, _bloc: NOBODY)
    answers, _ = await db.batch(lambda c: signing.sign(c, acts))
    assert all(isinstance(answer, Reply) for answer in answers), answers


async def counted(db: Database, kind: str) -> dict[int, int]:
    query = sa.select(counts.c.term, counts.c.n).where(counts.c.kind == kind)
    async with db.reading() as connection:
        return {row.term: row.n for row in await connection.execute(query)}


async def test_a_batch_counts_each_person_once_by_all_that_they_said(
    db: Database, campaign: Campaign
) -> None:
    await sign(
        db,
        act(campaign, "ana", 1, trade="Nurse"),
        act(campaign, "eve", trade="nurses", workplace="Clinic"),
        act(campaign, "fay"),
        act(campaign, "eve", association="Union"),
    )
    assert await counted(db, "all") == {0: 3}
    assert sorted((await counted(db, "trade")).values()) == [1, 2]
    assert await counted(db, "shown") == {0: 3}
    async with db.reading():
        assert await Signatures(db).total(campaign.id) == (3, 0)
    people = await db.batch(lambda c: next_people(c, campaign.id, 10))
    held = await db.batch(lambda c: Signatures.held_among(c, campaign.id, people))
    eve = held[min(people, key=lambda person: (held[person].workplace is None, person))]
    assert (await db.batch(lambda c: said(c, eve)))[1:3] == ("Clinic", "Union")


async def test_those_are_asked_who_have_not_answered(db: Database, campaign: Campaign) -> None:
    await sign(db, *(act(campaign, f"p{n}", called=f"P {n}") for n in range(5)), act(campaign, "fay"))
    newer = replace(campaign, version=2)

    def asked(connection: Connection, what: Question, after: int = FIRST) -> list[int]:
        return to_ask(connection, newer, what, after, 4)

    first = await db.batch(lambda c: asked(c, Question.TEXT))
    assert len(first) == 4
    assert len(await db.batch(lambda c: asked(c, Question.TEXT, first[-1]))) == 2
    names = await db.batch(lambda c: to_ask(c, campaign, Question.NAMES, FIRST, 10))
    assert len(names) == 5
    yes = await db.batch(lambda c: list(Signatures.among(c, campaign.id, names[:2]).values()))
    agreed = [replace(one, marks=one.marks | Mark.AGREED, bloc=7) for one in yes]
    await db.batch(lambda c: Signatures.put(c, agreed))
    assert len(await db.batch(lambda c: to_ask(c, campaign, Question.NAMES, FIRST, 10))) == 3
    async with db.reading():
        assert await Questions(db).gathered(campaign.id) == Gathered(2, 2)
        assert await Questions(db).agreed(campaign.id) == 2


async def test_a_stranger_who_turns_out_to_be_a_member_has_one(db: Database, campaign: Campaign) -> None:
    await sign(db, act(campaign, "eve", trade="nurse"), act(campaign, "ana", 1))
    eve = await db.batch(lambda c: min(next_people(c, campaign.id, 10)))
    assert await db.batch(lambda c: persons(c, campaign.assembly, [-eve])) == {-eve: eve}
    async with db.transaction():
        await Roll(db).join(-eve, campaign.assembly, 1)
    assert await db.batch(lambda c: persons(c, campaign.assembly, [-eve])) == {-eve: 1}
    people = await db.batch(lambda c: numbers_of(c, campaign.assembly, 0, 1, {}))
    assert {1, eve} <= people
    folded = await db.batch(lambda c: merging_store.fold(c, campaign.assembly, 1, people))
    assert [one.id for one in folded] == [campaign.id]
    assert await db.batch(lambda c: next_people(c, campaign.id, 10)) == [1]
    own = await db.batch(lambda c: merging_store.export(c, campaign.assembly, 1))
    assert [(one["campaign"], one["shown to"]) for one in own] == [("1", "nobody")]


async def test_nothing_is_left_of_what_was_taken_back(db: Database, campaign: Campaign) -> None:
    await sign(
        db, act(campaign, "eve", trade="nurse", workplace="Clinic"), act(campaign, "fay", trade="smith")
    )
    eve = await db.batch(lambda c: max(next_people(c, campaign.id, 10)))
    await db.batch(lambda c: Signatures.take(c, [(campaign.id, eve)]))
    await db.batch(lambda c: unsaid_store.tidy(c, campaign.assembly))
    async with db.reading() as connection:
        left = list((await connection.execute(sa.select(terms.c.said).order_by(terms.c.said))).scalars())
        assert (
            await connection.execute(sa.select(sa.func.count()).select_from(signatures))
        ).scalar_one() == 1
    assert left == ["en", "smith"]
    assert set((await counted(db, "trade")).values()) == {1}
