"""Founding, keeping and leaving an assembly, as people do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.people import Address
from storage.inbox import Inbox
from storage.journal import Journal
from storage.schema import accounts, assemblies, inbox, journal, members
from tests.cogs.members.stored import rows
from tests.talk import RecordingFace, Talk


async def test_an_assembly_is_founded(talk: Talk) -> None:
    await talk("ana: assembly found Depot North zone:Berlin")
    assert talk.answer is not None
    assert talk.answer.ok
    assert talk.answer.private
    assert talk.text.startswith("Depot North is founded\nYou are its first steward.")
    assert "Europe/Berlin" in talk.text
    assert [b.label for b in talk.answer.card.buttons] == ["Yes or not sure", "No"]
    assert talk.last.startswith("Depot North is founded\nHere we propose, vote and count")
    await talk("ben: assembly show")
    assert "Stewards: ana" in talk.text
    assert "On the roll: 1 person" in talk.text
    assert "question" not in talk.text, "that is for stewards"


async def test_the_question_blocks_nothing_and_its_answer_changes_the_card(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk.press("ana", "No")
    assert talk.text.startswith("Good: I name people")
    assert "Kept by ana." in talk.last
    await talk("ana: assembly careful yes")
    assert "Kept by" not in talk.last
    await talk("ben: assembly show")
    assert "ana" not in talk.text
    await talk("ana: assembly careful")
    assert talk.text.startswith("Could a boss read here?")


async def test_a_place_has_one_assembly(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: assembly found Ward")
    assert talk.text == "Depot meets here already; /assembly show says more of it."
    assert len(talk.posts) == 1


async def test_only_those_who_manage_a_place_found_there(talk: Talk, face: RecordingFace) -> None:
    face.managers = {"ana"}
    await talk("ben: assembly found Depot")
    assert talk.text.startswith("Only someone whom this network lets manage this place")
    await talk("ana: assembly found Depot")
    assert talk.text.startswith("Depot is founded")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("zone:Belrin", "I know no time zone “Belrin”. Did you mean Europe/Berlin?"),
        ("language:tlh", "I don't speak “tlh” yet."),
    ],
)
async def test_a_wrong_word_founds_nothing(talk: Talk, line: str, answer: str) -> None:
    await talk(f"ana: assembly found Depot {line}")
    assert talk.text.startswith(answer)
    assert talk.posts == []
    assert await rows(talk.app, sa.select(assemblies.c.id)) == []
    assert await rows(talk.app, sa.select(accounts.c.id)) == [], "nobody is known by a slip"


async def test_settings_are_seen_by_all_and_changed_by_stewards(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: assembly settings")
    assert "A vote lasts at least: as short as its mover likes" in talk.text
    await talk("ben: assembly settings zone:Madrid")
    assert talk.text.startswith("Only a steward of this assembly")
    await talk("ana: assembly settings zone:Madrid roll:listed shortest:24h")
    assert talk.last == (
        "Changed in Depot\nTime zone: Europe/Madrid\nThe roll: stewards put people on it\n"
        "A vote lasts at least: 24 hours"
    )
    await talk("ana: assembly settings language es")
    assert talk.text.startswith("“language” is not one of the choices.")
    before = len(talk.posts)
    await talk("ana: assembly settings zone:Madrid")
    assert len(talk.posts) == before, "nothing was changed"
    await talk("ana: assembly settings shortest:0")
    assert talk.last.endswith("A vote lasts at least: as short as its mover likes")
    await talk("ana: assembly settings name:Ward")
    assert talk.last == "Changed in Ward\nName: Ward"
    assert "Ward is founded" in talk.posts[0]


async def test_what_stewards_do_is_in_the_journal_and_it_verifies(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings zone:Madrid")
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    await talk("ana: member remove ben")
    bodies = [
        str(body) for (body,) in await rows(talk.app, sa.select(journal.c.body).order_by(journal.c.link))
    ]
    kinds = ["assembly.founded", "assembly.changed", "member.enrolled", "member.role", "member.removed"]
    assert [next(k for k in kinds if k in body) for body in bodies] == kinds
    assert not any("ana" in body or "ben" in body for body in bodies)
    async with talk.app.db.reading():
        assert await Journal(talk.app.db).verify(1) is None


async def test_stewards_keep_the_roll(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    await talk("ben: motion propose Buy a kettle")
    assert talk.text.startswith("You are not on the roll")
    await talk("ben: member enrol ben")
    assert talk.text.startswith("Only a steward")
    await talk("ana: member enrol ben")
    assert talk.text == "ben is on the roll now."
    await talk("ana: member enrol ben")
    assert talk.text == "ben is on the roll already."
    await talk("ben: motion propose Buy a kettle")
    assert talk.answer is not None
    assert talk.answer.ok
    await talk("ana: member remove ben")
    await talk("ben: motion propose Buy a teapot")
    assert talk.text.startswith("You are not on the roll")
    await talk("ana: member remove chi")
    assert talk.text.startswith("That person is not on the roll.")


async def test_somebody_always_keeps_the_assembly(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    for line in ("steward step-down", "member remove ana", "member leave"):
        await talk(f"ana: {line}")
        assert talk.text.startswith("Nobody else keeps this assembly."), line
    await talk("ana: steward name ben")
    await talk("ana: member leave sure:yes")
    assert talk.text.startswith("You have left the roll of Depot.")
    await talk("ben: assembly show")
    assert "Stewards: ben" in talk.text


async def test_leaving_is_asked_once_and_done(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ben: member leave")
    assert talk.text.startswith("You are about to leave the roll of Depot.")
    await talk.press("ben", "Leave")
    assert talk.text.startswith("You have left the roll of Depot.")
    await talk("ben: member leave")
    assert talk.text.startswith("You are not on the roll, so there is nothing to leave.")


async def test_leaving_and_coming_back_gives_no_second_ballot(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    await talk("ben: member leave sure:yes")
    await talk("ben: vote 1 against")
    await talk("ana: motion show 1")
    assert "For 0\nAgainst 1" in talk.text


async def test_a_person_is_forgotten_whole(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: motion propose Buy a kettle")
    await talk("ben: language en")
    await talk("ben: member forget-me")
    assert talk.text.startswith("I will erase what I keep about you in Depot")
    await talk.press("ben", "Erase")
    assert talk.text.startswith("It is erased: I no longer know you.")
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",)]
    salts = await rows(talk.app, sa.select(members.c.salt).where(members.c.left_at.is_not(None)))
    assert salts == [(None,)]
    async with talk.app.db.reading():
        assert await Journal(talk.app.db).verify(1) is None
    await talk("ben: now")
    assert "you are not on the roll" in talk.text


async def test_someone_who_left_can_still_have_all_erased(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ben: member leave sure:yes")
    assert len(await rows(talk.app, sa.select(accounts.c.address))) == 2
    await talk("ben: member forget-me sure:yes")
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",)]


async def test_the_last_steward_is_told_what_they_leave_behind_and_may_go(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ana: member forget-me")
    assert "Nobody else keeps this assembly." in talk.text
    await talk("ana: member forget-me sure:yes")
    await talk("ben: assembly show")
    assert "Stewards: nobody at present" in talk.text


async def test_an_assembly_without_a_steward_is_taken_up_by_who_manages_the_place(
    talk: Talk, face: RecordingFace
) -> None:
    face.managers = {"ana", "chi"}
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ana: member forget-me sure:yes")
    await talk("ben: assembly found Ward")
    assert talk.text.startswith("Only someone whom this network lets manage this place")
    await talk("chi: assembly found Ward")
    assert talk.text.startswith("Nobody kept Depot any more; you are its steward now.")
    await talk("ben: assembly show")
    assert "Depot" in talk.text
    assert "Stewards: chi" in talk.text


async def test_privacy_is_told_anywhere_before_there_is_an_assembly(talk: Talk) -> None:
    await talk("ana: privacy")
    assert talk.answer is not None
    assert talk.answer.private
    assert "Who runs it has not been filled in." in talk.text
    assert "To have all of it erased: /member forget-me" in talk.text
    await talk("ana: member forget-me sure:yes")
    assert talk.text.startswith("It is erased")


async def test_asking_enrols_nobody(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for line in ("privacy", "now", "assembly show", "assembly settings", "language en", "member leave"):
        await talk(f"ben: {line}")
    assert await rows(talk.app, sa.select(sa.func.count()).select_from(members)) == [(1,)]


async def test_a_person_chooses_zone_and_quiet(talk: Talk) -> None:
    await talk("ana: timezone Bogota")
    assert talk.text == "I tell you times as in America/Bogota from now on. There it is Mon 1 Jun, 07:00."
    await talk("ana: quiet on")
    assert talk.text.startswith("I will not write to you unasked.")
    query = sa.select(accounts.c.address, accounts.c.zone, accounts.c.quiet)
    assert await rows(talk.app, query) == [("ana", "America/Bogota", True)]
    await talk("ana: quiet off")
    assert await rows(talk.app, query) == [("ana", "America/Bogota", False)]
    await talk("ana: assembly found Depot")
    assert "America/Bogota" in talk.text, "the founder's zone is the assembly's, unless it is said"


async def test_an_assembly_without_a_place_goes_after_a_month(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk.app.door.room_gone(Address("terminal", "table"))
    talk.clock.forward(timedelta(days=29))
    await talk.app.sweeper.round()
    assert len(await rows(talk.app, sa.select(assemblies.c.id))) == 1
    talk.clock.forward(timedelta(days=2))
    await talk.app.sweeper.round()
    for table in (assemblies, members, accounts, journal):
        assert await rows(talk.app, sa.select(sa.func.count()).select_from(table)) == [(0,)], table.name
    await talk("ben: assembly found Ward")
    assert talk.text.startswith("Ward is founded")


async def test_what_is_old_is_tidied(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    old = talk.clock.now()
    await talk.app.db.batch(lambda c: Inbox.write(c, ["terminal/one"], old))
    talk.clock.forward(timedelta(days=14, hours=1))
    await talk.app.sweeper.round()
    assert len(await rows(talk.app, sa.select(inbox.c.id))) == 1
    talk.clock.forward(timedelta(days=1))
    await talk.app.sweeper.round()
    assert await rows(talk.app, sa.select(inbox.c.id)) == []
