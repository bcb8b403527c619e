"""Coming onto the roll, under each of its policies."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.schema import accounts, members
from tests.cogs.members.stored import rows
from tests.talk import RecordingFace, Talk


async def a_depot(talk: Talk, *people: str, roll: str = "vouched") -> None:
    await talk("ana: assembly found Depot")
    await talk.press("ana", "No")
    for person in people:
        await talk(f"ana: member enrol {person}")
    await talk(f"ana: assembly settings roll:{roll}")


async def on_the_roll(talk: Talk) -> int:
    query = sa.select(sa.func.count()).select_from(members).where(members.c.left_at.is_(None))
    return int(str((await rows(talk.app, query))[0][0]))


async def test_two_members_vouch_for_whom_they_know(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben")
    await talk("cem: motion propose Tea")
    assert talk.text.startswith("You are not on the roll of this assembly. Ask, and members vouch for you")
    await talk.press("cem", "Ask to join")
    assert "You have asked to come onto the roll of Depot." in talk.text
    assert "2 members have to vouch for them; so far: 0." in talk.text
    card = face.find_post("cem asks to come onto the roll of Depot")
    await talk.press("ben", "Vouch", card)
    assert "2 members have to vouch for them; so far: 1." in talk.text
    assert "Vouched for by: ben" in face.posts[card].text
    assert await on_the_roll(talk) == 2
    await talk.press("ben", "Vouch", card)
    assert talk.text == "You vouch for them already; others have to do so too."
    await talk("ana: member vouch cem")
    assert talk.text == "cem is on the roll now."
    assert face.posts[card].text == "cem is on the roll now."
    await talk("cem: motion propose Tea")
    assert talk.answer is not None
    assert talk.answer.ok
    await talk.app.teller.round()
    assert [(who, "You are now on the roll of" in str(card)) for who, card in face.directs] == [
        ("ben", True),
        ("cem", True),
    ]


async def test_a_steward_has_one_voice_among_those_who_vouch(talk: Talk) -> None:
    await a_depot(talk, "ben")
    await talk("ana: member enrol cem")
    assert "2 members have to vouch for them; so far: 1." in talk.text
    assert "cem asks to come onto the roll" in talk.last
    await talk("ana: member admit cem")
    assert talk.text.startswith("You vouch for them already")
    await talk("ben: member vouch cem")
    assert await on_the_roll(talk) == 3


async def test_who_is_alone_vouches_alone(talk: Talk) -> None:
    await a_depot(talk)
    await talk("ben: member join")
    await talk("ana: member vouch ben")
    assert talk.text == "ben is on the roll now."


async def test_a_steward_admits(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben", roll="approved")
    await talk("cem: member join")
    assert "A steward has to admit them." in talk.text
    card = face.find_post("cem asks")
    await talk("ben: member vouch cem")
    assert talk.text.startswith("Here nobody has to vouch")
    await talk.press("ben", "Admit (stewards)", card)
    assert talk.text.startswith("Only a steward")
    await talk("ana: now")
    assert "1 person asks to come onto the roll: /member applicants" in talk.text
    await talk.press("ana", "Admit (stewards)", card)
    assert await on_the_roll(talk) == 3


async def test_where_stewards_put_people_on_it_nobody_asks(talk: Talk) -> None:
    await a_depot(talk, roll="listed")
    await talk("ben: member join")
    assert talk.text == "Stewards put people on this roll. Ask one of them: ana"
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",)], "nobody is known by a question"


async def test_where_anyone_may_come_who_asks_is_on_it(talk: Talk) -> None:
    await a_depot(talk, roll="anyone")
    await talk("ben: member join")
    assert talk.text.startswith("You are now on the roll of Depot.")
    await talk("ben: member join")
    assert talk.text.startswith("You are on the roll already.")


async def test_whoever_asked_can_take_it_back_and_leaves_no_trace(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk)
    await talk("ben: member join")
    await talk("ben: member join")
    assert talk.text.startswith("You have asked already")
    await talk("ben: member leave")
    assert talk.text == "You ask no more to come onto the roll of Depot."
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",)]
    assert face.posts[face.find_post("Nobody asks here any more.")]
    await talk("ana: member vouch ben")
    assert talk.text.startswith("That person does not ask to come onto the roll.")


async def test_what_nobody_decides_lapses(talk: Talk) -> None:
    await a_depot(talk)
    await talk("ben: member join")
    await talk.later(days=30)
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",)]
    assert "Nobody asks here any more." in talk.last


async def test_who_was_on_the_roll_before_is_the_same_member_again(talk: Talk) -> None:
    await a_depot(talk, "ben")
    await talk("ben: member leave sure:yes")
    await talk("ben: member join")
    await talk("ana: member vouch ben")
    assert await rows(talk.app, sa.select(sa.func.count()).select_from(members)) == [(2,)]
    assert await on_the_roll(talk) == 2


async def test_a_careful_assembly_names_nobody_in_the_room(talk: Talk, face: RecordingFace) -> None:
    await a_depot(talk, "ben")
    await talk("ana: assembly careful yes")
    await talk("cem: member join")
    assert talk.last.startswith("Somebody asks to come onto the roll of Depot")
    assert not any("cem" in post for post in talk.posts)
    await talk.press("ben", "See who", face.find_post("Somebody asks"))
    assert "1. cem" in talk.text


async def test_who_is_only_asking_is_forgotten_like_everyone(talk: Talk) -> None:
    await a_depot(talk, "ben")
    await talk("cem: member join")
    await talk("ben: member vouch cem")
    await talk("cem: member forget-me sure:yes")
    assert await rows(talk.app, sa.select(accounts.c.address)) == [("ana",), ("ben",)]
    assert not any("cem" in post for post in talk.posts)


@pytest.mark.parametrize("line", ["member vouch", "member vouch cem number:1"])
async def test_it_has_to_be_said_who_is_meant(talk: Talk, line: str) -> None:
    await a_depot(talk, "ben")
    await talk(f"ben: {line}")
    assert talk.text.startswith("Say who is meant")


async def test_people_without_an_account_are_not_waited_for_to_vouch(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    for initials in ("A. B.", "C. D."):
        await talk(f'ana: member add "{initials}"', private=True)
    await talk("ana: assembly settings roll:vouched")
    await talk("ben: member join")
    await talk("ana: member vouch ben")
    assert "ben is on the roll now" in talk.text
