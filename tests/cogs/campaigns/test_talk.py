"""Campaigns as people live them, at one table."""

from __future__ import annotations

import json

import pytest

from bot.app import App
from cogs.campaigns.commands import ending
from cogs.campaigns.store import CampaignStore
from tests.talk import Talk, lines_of


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def test_a_letter_is_started_shown_and_read(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(
        "ana: campaign start Free Erlan goal:1000 closes:9d addressee:Government of Kazakhstan\n"
        "Erlan organised oil workers.\nLet him go."
    )
    card = talk.face.find_post("Free Erlan")
    assert talk.face.posts[card].text.splitlines() == [
        "Letter 1 to Government of Kazakhstan",
        "Free Erlan",
        "Signed 0 %",
        "0 of 1,000 · 9 days left",
        "Erlan organised oil workers.",
        "Let him go.",
        "Your name is shown to nobody unless you choose it.",
    ]
    await talk("ben: campaign list")
    assert "1 Free Erlan (erlan) · 0 of 1,000 · 9 days left" in talk.text
    await talk("ben: campaign read erlan")
    assert "Erlan organised oil workers." in talk.text
    await talk("ben: campaign read erlan version:2")
    assert talk.text == "The text has no version 2: it was never changed."


async def test_what_can_t_be_is_refused_in_one_sentence(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:0")
    assert talk.text.startswith("A goal is a number of people, from 1 to 10,000,000; 0 is none.")
    await talk("ana: campaign start Free Erlan goal:many")
    assert talk.text == "“many” is no number of people. Try: goal:1000"
    await talk("ana: campaign start Free Erlan goal:10 closes:2020-01-01")
    assert "2020" in talk.text
    assert "gone by" in talk.text
    await talk(f"ana: campaign start Free Erlan goal:10\n{'a' * 4001}")
    assert "4,000" in talk.text
    await talk("ana: campaign show erlan")
    assert talk.text == "There is no campaign “erlan” here. To see those there are: /campaign list"
    assert not [post for post in talk.posts if "Erlan" in post]


async def test_a_letter_grows_is_changed_runs_out_and_is_won(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10 closes:3d\nLet him go.")
    card = talk.face.find_post("Free Erlan")
    for name in ("ben", "chi", "dan", "eva"):
        await talk(f"{name}: sign erlan")
    await talk("fay: sign erlan tell:no")
    await talk("ben: campaign update erlan\nLet them go.")
    assert talk.text == "Whoever started campaign 1 can do that, and stewards. Ask one of them."
    await talk("ana: campaign update erlan\nLet him go today.")
    assert talk.text.startswith("Campaign 1 Free Erlan (erlan) has a version 2.")
    await talk("ana: campaign symbol erlan 🦺")
    assert talk.face.posts[card].text.splitlines()[1:5] == [
        "🦺 Free Erlan",
        "Signed 50 %",
        "5 of 10 · 3 days left",
        "The text was changed: 0 of 5 signed it as it is now (version 2).",
    ]
    await talk("ben: campaign read erlan version:1")
    assert "Let him go." in talk.text.splitlines()
    await talk.later(seconds=6)
    assert talk.last.splitlines()[1:] == ["5 people have signed.", "5 more are needed."]
    await talk.later(days=1)
    assert "5 of 10 · until Thu 4 Jun, 12:00" in talk.face.posts[card].text
    await talk("ana: campaign archive erlan")
    assert talk.text.startswith("Campaign 1 still runs.")
    await talk.later(days=2)
    assert talk.last.startswith("Time is up: 🦺 Free Erlan\n5 people signed it.")
    assert "/campaign end erlan won" in told(talk, "ana")[-1]
    await talk("gil: sign erlan")
    assert talk.text.startswith("Campaign 1 has ended.")
    await talk("ana: campaign start Save the depot goal:100")
    await talk("ana: campaign end erlan won source:https://example.org\nErlan is free.")
    await talk.later(seconds=1)
    ended = [
        "Won: 🦺 Free Erlan",
        "You asked to be told how this ends.",
        "Erlan is free.",
        "Read more: https://example.org",
        "5 people signed it.",
        "You did this together. Thank you to all of you.",
        "1 campaign still needs names: Save the depot",
    ]
    await talk.later(days=2)
    for name in ("ben", "chi", "dan", "eva"):
        assert [text.splitlines() for text in told(talk, name) if "Won" in text] == [ended]
    assert not [text for text in told(talk, "fay") if "Won" in text]
    assert talk.face.posts[card].text.splitlines()[0] == "Letter 1 · won"
    await talk("ana: campaign end erlan lost\nOr not.")
    assert talk.text.startswith("Campaign 1 has ended.")
    await talk("ana: campaign archive erlan")
    assert talk.text == "Campaign 1 is put away. It can still be read: /campaign show 1"
    await talk("ben: campaign list")
    assert "Erlan" not in talk.text
    await talk("ben: campaign show 1")
    assert "Erlan is free." in talk.text
    await talk("ben: campaign start Free Erlan again goal:10 name:erlan")
    assert talk.text.startswith("Campaign 3 Free Erlan again (erlan) is open.")


async def test_a_letter_whose_time_is_up_can_go_on(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10 closes:1d name:liberty")
    await talk("ana: campaign start Free Erlan goal:10 closes:1d name:liberty")
    assert "1" in talk.text
    await talk("ben: campaign start Another goal:10 name:Liberty")
    assert talk.text == "Another campaign is called “liberty”. Choose another name."
    await talk.later(days=2)
    await talk("ana: campaign extend liberty closes:2020-01-01")
    assert "gone by" in talk.text
    await talk("ana: campaign extend liberty closes:3d goal:20")
    assert "needs 20 people" in talk.text
    await talk("ben: sign liberty")
    await talk("ben: campaign show liberty")
    assert "1 of 20 · 3 days left" in talk.text


async def test_an_assembly_may_ask_for_sponsors_first(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: campaign settings sponsors:2")
    assert "steward" in talk.text
    await talk("ana: campaign settings sponsors:2")
    assert "2 members sponsor it." in talk.text
    await talk("ben: campaign start Free Erlan goal:10")
    assert "It opens once 2 members sponsor it: /campaign sponsor erlan" in talk.text
    card = talk.face.find_post("Free Erlan")
    await talk("ben: campaign sponsor erlan")
    assert talk.text.startswith("You started it, so others have to sponsor it")
    await talk("chi: sign erlan")
    assert talk.text.startswith("Campaign 1 can’t be signed yet.")
    await talk("ana: now")
    assert "Free Erlan needs sponsors: /campaign sponsor erlan" in talk.text
    await talk.press("chi", "Sponsor it", card)
    await talk("chi: campaign sponsor erlan")
    assert talk.text.startswith("Thank you. 1 of 2 sponsor campaign 1")
    assert "1 of 2 sponsors so far." in talk.face.posts[card].text
    await talk("ana: campaign sponsor erlan")
    assert talk.last.startswith("Now open: Free Erlan")
    assert "Signed 0 %" in talk.face.posts[card].text
    await talk("ana: campaign sponsor erlan")
    assert talk.text == "Campaign 1 is open already."
    await talk("ana: now")
    assert "Free Erlan can be signed: /sign erlan" in talk.text
    await talk("ana: sign erlan")
    await talk("ana: now")
    assert "Erlan" not in talk.text


async def test_an_assembly_may_ask_for_a_carried_motion(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings seconds:0")
    await talk("ana: campaign settings motion:yes")
    await talk("ben: campaign start Free Erlan goal:10\nLet him go.")
    assert "It opens once motion 1 is carried. I have moved that: /motion show 1" in talk.text
    await talk("ben: campaign start Paint it all goal:10")
    await talk("ana: motion show 1")
    assert "Open campaign 1 Free Erlan (erlan)" in talk.text
    await talk("ana: vote 1 for")
    await talk("ana: vote 2 against")
    await talk.later(days=4)
    assert any(post.startswith("Now open: Free Erlan") for post in talk.posts)
    await talk("ana: campaign show erlan")
    assert "It follows from motion 1." in talk.text
    await talk("ana: campaign show 2")
    assert talk.text.startswith("Letter 2 · over")


async def test_a_letter_and_a_pledge_follow_from_what_was_carried(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Stop work on Friday seconds:0\nAt noon.")
    await talk("ben: vote 1 for")
    await talk("ben: letter from 1 goal:20")
    assert talk.text.startswith("Motion 1 was not carried here.")
    await talk.later(days=4)
    result = talk.face.find_post("Motion 1 is carried")
    await talk.press("ben", "Start a letter", result)
    assert talk.text.splitlines()[0] == "How many people does it need?"
    await talk.press("ben", "20")
    card = talk.face.posts[talk.face.find_post("Stop work on Friday")]
    assert card.text.splitlines()[:2] == ["Letter 1", "Stop work on Friday"]
    assert "It follows from motion 1." in card.text
    await talk("ana: letter from 1 goal:20")
    assert talk.text == "Campaign 1 follows from motion 1 already: /campaign show friday"
    await talk("ana: pledge from 1 goal:20")
    assert talk.text.startswith("20 can never pledge it: you are 2.")
    await talk("ana: pledge from 1 goal:2")
    assert talk.text.startswith("Campaign 2")


async def test_a_part_of_a_bloc_is_a_part_of_its_declared_size(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Drivers")
    await talk("ana: campaign start Stop at noon goal:60% kind:pledge")
    assert talk.text.startswith("Of how many?")
    await talk("ana: campaign start Stop at noon goal:60% kind:pledge of:Drivers")
    assert talk.text.startswith("Nobody has said how many belong to Drivers.")
    await talk("ana: bloc change Drivers size:45")
    assert "45 people belong to it" in talk.text
    await talk("ana: campaign start Stop at noon goal:120% kind:pledge of:Drivers")
    assert talk.text.startswith("54 can never pledge it: you are 45.")
    await talk("ana: campaign start Stop at noon goal:60% kind:pledge of:Drivers")
    assert "how many there are is told once that is reached" in talk.last
    await talk("ben: bloc join Drivers")
    await talk("ben: sign stop")
    await talk("ana: campaign vouch stop Drivers")
    await talk("ana: campaign update stop\nFrom noon to one.")
    assert talk.text.startswith("A pledge stays as it was when people could first make it")
    await talk.later(days=1)
    for line in ("campaign show stop", "campaign list", "campaign tally stop"):
        await talk(f"ana: {line}")
        assert "how many there are is told once that is reached" in talk.text
        assert " of 27" not in talk.text
    assert not [post for post in talk.posts if " of 27" in post]
    await talk("ana: campaign extend stop goal:30")
    assert talk.text.startswith("A pledge stays as it was when people could first make it")


async def test_organisations_that_launch_it_are_named_and_confirmed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    card = talk.face.find_post("Free Erlan")
    await talk("ben: bloc start Dockers")
    await talk("ben: campaign organisation erlan Harbour Union bloc:Dockers")
    assert talk.text.startswith("Nobody called “Harbour Union” launches campaign 1.")
    await talk("ana: campaign organisation erlan Harbour Union")
    assert "Launched by: Harbour Union (not confirmed)" in talk.face.posts[card].text
    await talk("chi: campaign organisation erlan Harbour Union bloc:Dockers")
    assert talk.text.startswith("Only who keeps Dockers can speak for it")
    await talk("ben: campaign organisation erlan Harbour Union bloc:Dockers")
    assert "Launched by: Harbour Union (confirmed by Dockers)" in talk.face.posts[card].text
    await talk("chi: campaign endorse erlan Port Council bloc:Dockers")
    await talk("ana: campaign organisation erlan Port Council")
    assert "Port Council (not confirmed)" in talk.face.posts[card].text
    await talk("ana: campaign organisation erlan Port Council remove:yes")
    await talk("ana: campaign organisation erlan Harbour Union remove:yes")
    assert "Harbour" not in talk.face.posts[card].text


async def test_what_is_an_unlisted_blocs_is_named_to_nobody_else(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Night kind:unlisted", private=True)
    await talk("ben: now")
    await talk("ana: campaign start Hide the flags goal:5 bloc:Night", private=True)
    name = talk.text.split("(")[1].split(")")[0]
    await talk("ana: campaign list", private=True)
    assert "Hide the flags" in talk.text
    for line in ("campaign list", f"campaign show {name}", f"campaign read {name}", f"sign {name}", "now"):
        await talk(f"ben: {line}")
        assert "flags" not in talk.text.replace(name, "")
    await talk(f"ben: campaign show {name}")
    there = talk.text.replace(name, "N")
    await talk("ben: campaign show nothing-777777")
    assert talk.text.replace("nothing-777777", "N") == there
    assert not [post for post in talk.posts if "flags" in post]


async def test_a_letter_is_read_in_the_readers_language(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10\nLet him go.")
    card = talk.face.find_post("Free Erlan")
    await talk("ben: translate write kind:campaign 1 es Libertad para Erlan\nDejadlo libre.")
    await talk("chi: campaign read erlan es")
    assert talk.text == "It can’t be read in Spanish yet. See where it can: /campaign translate erlan"
    await talk("ana: translate review kind:campaign 1 es 1")
    await talk("chi: campaign read erlan Spanish")
    assert talk.text.splitlines()[1:] == [
        "Libertad para Erlan",
        "Dejadlo libre.",
        "The English text is the one that is handed over.",
        "To read that: /campaign read 1 en",
    ]
    await talk("chi: language es")
    await talk("chi: campaign read erlan")
    assert "Dejadlo libre." in talk.text
    await talk("chi: campaign read erlan en")
    assert "Let him go." in talk.text
    assert "Español" in [button.label for button in talk.face.posts[card].card.buttons]
    await talk("ana: campaign end erlan partly\nHe is out, and may not work.")
    assert talk.last.splitlines()[-1] == "Thank you to those who translated it: ben."
    await talk("ben: member forget-me sure:yes", private=True)
    assert talk.last.splitlines()[-1] == "Thank you to those who translated it."


async def test_in_a_careful_assembly_now_says_how_it_ended(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes")
    await talk("ben: motion list")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ben: member join")
    await talk("ben: sign erlan")
    await talk("ana: campaign end erlan lost\nHe was not let go.")
    await talk.later(minutes=1)
    assert told(talk, "ben")[-1].startswith("Something waits for you: /")
    await talk("ben: now")
    assert "Lost: Free Erlan. To read it: /campaign show erlan" in talk.text
    await talk.later(days=15)
    await talk("ben: now")
    assert "Erlan" not in talk.text


async def test_a_steward_takes_back_within_a_minute_that_it_has_ended(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for name in ("ben", "chi", "dan", "eva"):
        await talk(f"{name}: member join")
    await talk("ben: campaign start Free Erlan goal:10\nLet him go.")
    card = talk.face.find_post("Free Erlan")
    for name in ("chi", "dan"):
        await talk(f"{name}: sign erlan")
    await talk("ana: campaign end erlan lost\nIt is over.")
    assert "lost" not in talk.face.posts[card].text
    await talk.press("ana", "Undo")
    assert "Letter 1 · lost" not in talk.face.posts[card].text
    assert "2 of 10" in talk.face.posts[card].text
    await talk.later(minutes=5)
    assert not told(talk, "chi")
    assert not [post for post in talk.posts if post.startswith("Lost")]
    await talk("ana: campaign end erlan won\nHe is free.")
    assert not told(talk, "chi")
    await talk.later(minutes=2)
    assert told(talk, "chi")[-1].startswith("Won: Free Erlan")
    assert talk.last.startswith("Won: Free Erlan")
    assert "Letter 1 · won" in talk.face.posts[card].text


async def test_however_many_asked_each_is_told_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "TOLD_AT_ONCE", 2)
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    people = ["ben", "chi", "dan", "eva", "fay"]
    for name in people:
        await talk(f"{name}: sign erlan")
    await talk("ana: campaign end erlan won\nHe is free.")
    for _ in people:
        await talk.later(seconds=1)
    assert {name: len(told(talk, name)) for name in people} == dict.fromkeys(people, 1)


async def test_what_waits_has_no_end_but_can_be_put_away(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign settings sponsors:1")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ana: campaign end erlan won\nHe is free.")
    assert talk.text.startswith("Campaign 1 has not opened yet, so nothing has come of it.")
    await talk("ana: campaign archive erlan")
    await talk("ben: campaign sponsor 1")
    assert talk.text.startswith("Campaign 1 has ended.")


async def test_a_pledge_that_is_given_up_before_it_holds_is_erased(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Drivers")
    await talk("ben: bloc join Drivers")
    await talk("ana: campaign start Stop at noon kind:pledge goal:2 name:noon")
    await talk("ben: sign noon")
    await talk("ana: campaign vouch noon Drivers")
    await talk("ana: campaign show noon")
    assert "how many there are is told once that is reached" in talk.text
    await talk("ana: campaign end noon lost\nIt rains.")
    assert talk.text.startswith("Its number was not reached, so pledge 1 holds nobody.")
    await talk.later(seconds=1)
    await talk("ana: campaign show noon")
    assert "Not enough people pledged, so it holds nobody." in talk.text
    await talk("ana: now")
    assert "noon" not in talk.text
    assert len(told(talk, "ben")) == 1
    for line in ("ben: sign noon", "ana: campaign extend noon closes:3d", "ana: campaign end noon won\nNo."):
        await talk(line)
        assert talk.text.startswith("Campaign 1 has ended.")


async def test_what_one_started_and_sponsored_is_handed_over_and_goes_with_the_person(
    talk: Talk, house: App
) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign settings sponsors:3")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ben: campaign start Save the depot goal:10")
    for name in ("ben", "chi"):
        await talk(f"{name}: campaign sponsor erlan")
    await talk("ben: member export-me", private=False)
    assert talk.answer is not None
    assert talk.answer.file is not None
    own = json.loads(talk.answer.file.content)["campaigns"]
    assert own == {
        "started": [{"number": "2", "title": "Save the depot"}],
        "sponsored": [{"number": "1", "title": "Free Erlan"}],
    }
    ben, chi = 2, 3
    async with house.db.transaction():
        store = CampaignStore(house.db, house.dispatch.people.assemblies)
        await store.merge(1, chi, ben)
        first, second = await store.all(1)
        assert await store.sponsors(first.id) == {chi}
        assert second.starter == chi
        await store.forget(1, chi)
        assert await store.sponsors(first.id) == frozenset()
        assert [one.starter for one in await store.all(1)] == [1, None]
