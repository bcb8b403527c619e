"""Blocs as people live them, at one table."""

from __future__ import annotations

import re

import sqlalchemy as sa

from storage.schema import journal
from tests.cogs.members.stored import rows
from tests.talk import Talk, lines_of

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told unasked."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def nurses(talk: Talk, kind: str = "open") -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: bloc start Nurses kind:{kind} trade:Nurse town:Berlin")


async def test_one_starts_others_join_and_the_card_counts_them(talk: Talk) -> None:
    await nurses(talk)
    assert "Nurses is started, and you keep it." in talk.text
    card = talk.face.find_post("Nurses\n1 member")
    await talk.press("ben", "Join", card)
    assert "You are in Nurses now." in talk.text
    await talk("chi: bloc join nurses")
    assert talk.face.posts[card].text == ("Nurses\n3 members\nNurse · Berlin\nOpen to all who belong here.")
    await talk("chi: bloc join Nurses")
    assert "You are in Nurses." in talk.text
    await talk.press("chi", "Leave Nurses")
    assert "You have left Nurses." in talk.text
    assert "2 members" in talk.face.posts[card].text


async def test_the_list_is_a_tree(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: bloc start Health")
    await talk("ana: bloc move Nurses Health")
    assert "Nurses is part of Health now." in talk.text
    await talk("ana: bloc start Vets under:Health")
    await talk("ben: bloc list")
    assert talk.text.splitlines()[:4] == [
        "Blocs",
        "Health · 1 member",
        "· Nurses · 1 member",
        "· Vets · 1 member",
    ]
    await talk("ana: bloc move Health Vets")
    assert talk.text == "“Vets” is below “Health” already, so “Health” can't be under it."
    await talk("ana: bloc move Health Health")
    assert talk.text == "“Health” can't be under itself."
    await talk("ana: bloc archive Health sure:yes")
    assert talk.text == "“Health” has blocs below it: Nurses, Vets. Move or close them first."


async def test_who_asks_waits_until_a_keeper_lets_them_in(talk: Talk) -> None:
    await nurses(talk, "request")
    await talk("ben: bloc join Nurses")
    assert "You have asked to be let into Nurses." in talk.text
    assert "ben asks to be let into Nurses." in told(talk, "ana")[-1]
    await talk("ana: now")
    assert "1 person waits to be let into Nurses: /bloc admit Nurses" in talk.text
    await talk("chi: bloc admit Nurses ben")
    assert talk.text == "Only who keeps “Nurses” can do that: its starter, or a steward. Ask one of them."
    await talk("ana: bloc admit Nurses")
    await talk.press("ana", "Let in")
    assert talk.text == "ben is in Nurses now."
    assert "You are in Nurses now." in told(talk, "ben")[-1]
    await talk("ana: now")
    assert "let into" not in talk.text


async def test_one_who_is_turned_away_is_told_and_one_may_take_it_back(talk: Talk) -> None:
    await nurses(talk, "request")
    await talk("ben: bloc join Nurses")
    await talk("ana: bloc refuse Nurses ben")
    assert "You were not let into Nurses for now." in told(talk, "ben")[-1]
    await talk("chi: bloc join Nurses")
    await talk.press("chi", "Take it back")
    assert talk.text == "You no longer ask to be let into Nurses."
    await talk("ana: bloc admit Nurses chi")
    assert talk.text.startswith("That person does not ask to be let into “Nurses”.")


async def test_two_members_vouch(talk: Talk) -> None:
    await nurses(talk, "vouched")
    for name in ("ben", "chi"):
        await talk(f"{name}: bloc join Nurses")
        await talk(f"ana: bloc admit Nurses {name}")
        if name == "chi":
            assert "1 more member of Nurses has to." in talk.text
            await talk("ana: bloc admit Nurses chi")
            assert "You have vouched for them already." in talk.text
            await talk("ben: bloc admit Nurses chi")
        assert f"{name} is in Nurses now." in talk.text


async def test_while_nobody_is_in_it_its_keepers_let_people_in(talk: Talk) -> None:
    await nurses(talk, "vouched")
    await talk("ana: bloc leave Nurses")
    await talk("ben: bloc join Nurses")
    assert "Whoever keeps it was told" in talk.text
    assert "ben asks to be let into Nurses." in told(talk, "ana")[-1]
    await talk("ana: now")
    assert "1 person waits to be let into Nurses" in talk.text
    await talk("ana: bloc admit Nurses")
    await talk.press("ana", "Let in")
    assert talk.text == "ben is in Nurses now."


async def test_who_has_vouched_lets_in_once_that_is_enough(talk: Talk) -> None:
    await nurses(talk, "vouched")
    await talk("ben: bloc join Nurses")
    await talk("ana: bloc admit Nurses ben")
    await talk("chi: bloc join Nurses")
    await talk("ben: bloc admit Nurses chi")
    await talk("ana: bloc leave Nurses")
    await talk("ben: bloc admit Nurses chi")
    assert talk.text == "chi is in Nurses now.", "there is nobody left who could vouch as well"


async def test_who_was_asked_in_by_a_keeper_is_in_at_once(talk: Talk) -> None:
    await nurses(talk, "request")
    await talk("ben: member join")
    await talk("ana: bloc invite Nurses ben")
    assert "You were asked into Nurses." in told(talk, "ben")[-1]
    await talk("ben: bloc join Nurses")
    assert "You are in Nurses now." in talk.text


async def test_a_page_to_print_has_a_code_that_leads_to_where_people_wait(talk: Talk) -> None:
    await nurses(talk, "request")
    await talk("ben: bloc flyer Nurses")
    assert "Only who keeps" in talk.text
    answer = await talk("ana: bloc flyer Nurses")
    assert answer is not None and answer.file is not None and answer.private
    assert answer.file.content.startswith(b"%PDF") and len(answer.file.content) < 200_000


async def test_codes_expire_and_wrong_ones_are_told_alike(talk: Talk) -> None:
    await nurses(talk, "request")
    await talk("ana: bloc invite Nurses")
    found = CODE.search(talk.text)
    assert found is not None
    await talk("dan: bloc join 0000-0000-0000-0000")
    wrong = talk.text
    assert wrong == "This code is good no more, or never was. Ask for a new one where you got it."
    await talk.later(days=8)
    await talk(f"dan: bloc join {found[0].lower()}")
    assert talk.text == wrong
    await talk("ana: bloc invite Nurses")
    again = CODE.search(talk.text)
    assert again is not None
    await talk(f"dan: bloc join {again[0]}")
    assert "You are in Nurses now." in talk.text, "a keeper has asked them in"


async def test_only_members_hear_an_announcement(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: bloc start Health")
    await talk("ana: bloc move Nurses Health")
    await talk("ben: bloc join Nurses")
    await talk("chi: bloc join Health")
    await talk("dan: member join")
    await talk("chi: bloc announce Health We meet at six.")
    assert "Only who keeps" in talk.text
    await talk("ana: bloc announce Health text:We meet at six. down:yes")
    assert "And to those of Nurses." in talk.text
    await talk.later(hours=24)
    await talk.app.teller.round()
    for name, heard in (("ben", True), ("chi", True), ("dan", False)):
        assert any("We meet at six." in said for said in told(talk, name)) is heard, name
    assert not any("We meet at six." in post for post in talk.posts)


HOSTILE = ["@everyone", "a/b\\c", "👩‍⚕️ 👨‍⚕️", "ممرضات", "x" * 200, "<b>Nurses</b> *_~`", "{name} %s"]


async def test_a_name_comes_out_as_it_was_written(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for name in HOSTILE:
        await talk(f"ana: bloc start {name}")
        assert f"{name} is started" in talk.text
        await talk(f"ben: bloc join {name}")
        assert f"You are in {name} now." in talk.text
        await talk("ben: bloc list")
        assert name in talk.text
        assert any(post.startswith(f"{name}\n2 members") for post in talk.posts)


async def test_what_no_bloc_may_be_called(talk: Talk) -> None:
    await nurses(talk)
    for name in ("list", "Vote", "motion", "assembly"):
        await talk(f"ana: bloc start {name}")
        assert "is a word that I take for a command" in talk.text, name
    await talk("ana: bloc start NÚRSES")
    assert talk.text == "There is a bloc “NÚRSES” already. To join it: /bloc join NÚRSES"
    await talk("ana: bloc start 12345")
    assert "A bloc needs a name with a letter in it." in talk.text
    await talk("ana: bloc start " + "x" * 201)
    assert talk.answer is not None and not talk.answer.ok


async def test_stewards_may_keep_the_starting_to_themselves(talk: Talk) -> None:
    await nurses(talk)
    await talk("ben: bloc settings stewards")
    assert talk.answer is not None and not talk.answer.ok
    await talk("ana: bloc settings stewards")
    await talk("ben: bloc start Vets")
    assert talk.text == "In this assembly stewards start blocs. Ask one of them."
    await talk("ana: bloc settings members")
    await talk("ben: bloc start Vets")
    assert "Vets is started" in talk.text


async def test_whoever_has_been_in_it_longest_keeps_it_when_its_keeper_leaves(talk: Talk) -> None:
    await nurses(talk)
    await talk("chi: bloc start Vets")
    await talk("ben: bloc join Vets")
    await talk("ben: bloc rename Vets Doctors")
    assert "Only who keeps" in talk.text
    await talk("chi: bloc leave Vets")
    await talk("ben: bloc rename Vets Doctors")
    assert talk.text == "Vets is called Doctors from now on."


async def test_what_is_decided_about_blocs_is_in_the_journal(talk: Talk) -> None:
    await nurses(talk)
    await talk("ben: bloc join Nurses")
    await talk("ana: bloc rename Nurses Carers")
    await talk("ana: bloc archive Carers sure:yes")
    written = await rows(talk.app, sa.select(journal.c.body))
    kinds = re.findall(r'"(bloc\.[a-z-]+)"', "".join(str(body) for (body,) in written))
    assert kinds == ["bloc.started", "bloc.joined", "bloc.renamed", "bloc.archived"]
    assert "Nurses" not in str(written)


async def test_turnout_is_shown_by_blocs(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: assembly settings roll:listed")
    for name in ("ben", "chi", "dan", "eve", "fay", "gil", "hal", "ida", "jon"):
        await talk(f"ana: member enrol {name}")
    for name in ("ben", "chi", "dan", "eve"):
        await talk(f"{name}: bloc join Nurses")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    await talk("ana: motion turnout 1")
    assert "Nurses" in talk.text


async def test_at_fifteen_a_quorum_is_offered_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for number in range(14):
        await talk(f"member{number}: member join")
        if number % 5 == 4:
            await talk.later(hours=2)
    await talk.later(minutes=11)
    offers = [post for post in talk.posts if "You are 15 by now" in post]
    assert len(offers) == 1
    message = talk.face.find_post("You are 15 by now")
    await talk.press("ana", "Ask for 5", message)
    assert talk.answer is not None and talk.answer.ok
    await talk("late: member join")
    await talk.later(minutes=11)
    assert sum("You are" in post for post in talk.posts) == 1


async def test_who_is_forgotten_is_in_no_bloc_any_more(talk: Talk) -> None:
    await nurses(talk)
    await talk("ben: bloc join Nurses")
    await talk("ben: member export-me", private=True)
    await talk("ben: member forget-me sure:yes", private=True)
    await talk.later(minutes=2)
    await talk("ana: bloc show Nurses")
    assert "1 member\n" in talk.text
