"""What is kept of those who object, call and act, for as long as it is said; and a start in between."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.app import opened
from bot.config import Settings
from cogs.stewards.schema import callers, calls, deeds, objections, recalled, terms, undoable
from storage.schema import members
from tests.cogs.members.stored import rows
from tests.cogs.stewards.conftest import NAMES, Found
from tests.talk import FrozenClock, RecordingFace, Talk


async def test_objections_and_calls_are_gone_when_it_is_said(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk("ana: member remove dara")
    await talk("ben: steward object 1")
    await talk("ben: steward recall ana")
    await talk("ana: assembly settings zone:Madrid")
    assert await rows(talk.app, sa.select(undoable))
    await talk.later(minutes=2)
    await talk.later(days=6)
    assert len(await rows(talk.app, sa.select(callers))) == 1
    assert not await rows(talk.app, sa.select(undoable))
    await talk.later(days=2)
    assert not await rows(talk.app, sa.select(callers))
    assert not await rows(talk.app, sa.select(calls))
    assert len(await rows(talk.app, sa.select(objections))) == 1
    await talk.later(days=24)
    assert not await rows(talk.app, sa.select(objections))
    assert not await rows(talk.app, sa.select(deeds))


async def founded(talk: Talk, people: int) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in NAMES[1:people]:
        await talk(f"ana: member enrol {name}")


async def test_a_recall_goes_on_where_it_was_after_a_restart(settings: Settings) -> None:
    face, clock = RecordingFace(), FrozenClock()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await founded(talk, 5)
        for name in ("ben", "chi"):
            await talk(f"{name}: steward recall ana")
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await talk("dara: steward recall ana")
        assert talk.text == "That is enough: it is voted on, as motion 1."
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await talk("ana: member enrol zoe")
        assert talk.text.startswith("The assembly votes on a steward, as motion 1.")
        for name in ("ben", "chi", "dara"):
            await talk(f"{name}: vote 1 for")
            await talk.press(name, "Cast it")
    clock.forward(timedelta(hours=50))
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        await app.sweeper.settle()
        await app.door.settled("terminal")
        assert len(await rows(app, sa.select(recalled))) == 1
        roles = await rows(app, sa.select(members.c.role).where(members.c.role > 1))
        assert not roles
    assert any("ana is a steward no longer." in post.text for post in face.posts.values())


async def test_a_term_that_ended_while_the_bot_was_away_ends_once(settings: Settings) -> None:
    face, clock = RecordingFace(), FrozenClock()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        await founded(Talk(app, face, clock), 4)
    for days in (95, 1):
        clock.forward(timedelta(days=days))
        async with opened(settings, [face], clock) as app, app.working():
            await app.door.caught_up("terminal")
            await app.sweeper.settle()
            await app.door.settled("terminal")
            found = await rows(app, sa.select(terms.c.is_caretaker))
            assert [tuple(row) for row in found] == [(True,)]
    assert sum("stay as caretaker" in post.text for post in face.posts.values()) == 1


async def test_what_somebody_announced_and_agreed_to_is_in_their_copy(talk: Talk, depot: Found) -> None:
    await depot(5, stewards=2)
    before = len(await rows(talk.app, sa.select(deeds)))
    await talk("ana: member remove dara")
    await talk("ben: steward agree 1")
    stewards = next(cog for cog in talk.app.house.cogs if cog.name == "stewards")
    async with talk.app.db.reading():
        kept = [await stewards.exported(1, member) for member in (1, 2)]  # type: ignore[attr-defined]
    assert before == 0
    assert [(one["announced"], one["agreed to"]) for one in kept] == [([1], []), ([], [1])]
