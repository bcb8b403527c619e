"""Stewards and those who watch over them, as people do it."""

from __future__ import annotations

from tests.cogs.stewards.conftest import Found
from tests.talk import RecordingFace, Talk


async def stewards(talk: Talk) -> str:
    await talk("ana: assembly show")
    return next(line for line in talk.text.splitlines() if line.startswith("Stewards: "))


async def test_alone_and_with_one_other_it_is_done_at_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    assert talk.text == "ben is a steward now."
    assert talk.last.startswith("ben is a steward from now on, until Tue 1 Sept, 12:00.")
    await talk("ana: member remove ben")
    assert talk.text.startswith("ben is off the roll.")
    assert await stewards(talk) == "Stewards: ana"


async def test_where_there_are_more_a_lone_steward_waits_for_a_day(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk("ana: member remove dara")
    assert talk.text.startswith("This can hurt somebody, so it is announced as number 1.")
    assert "unless 2 members object" in talk.text
    await talk.later(seconds=60)
    assert talk.last.startswith("Announced by stewards, number 1 · until Tue 2 Jun, 12:02 (in 24 hours)")
    assert "Take dara off the roll\nAsked for by ana." in talk.last
    assert "0 have objected." in talk.last
    await talk("ben: steward object 1")
    assert talk.text == (
        "You object to number 1; nobody is told that it was you. If 1 more objects, it is not done."
    )
    assert "1 has objected." in talk.last
    await talk.later(hours=24)
    assert talk.last == "Done, as announced (number 1):\nTake dara off the roll"
    await talk("dara: motion propose Tea")
    assert talk.text.startswith("You are not on the roll")


async def test_members_who_object_stop_it_and_may_have_it_voted_on(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk("ana: steward name ben")
    await talk.later(seconds=60)
    card = talk.face.find_post("Announced by stewards")
    for name in ("ben", "chi"):
        await talk.press(name, "Object", card)
    await talk("chi: steward object 1")
    assert talk.text == "You have objected to number 1 already; it counts."
    await talk("ana: steward object 1")
    assert talk.text.startswith("You asked for that yourself")
    await talk.press("dara", "Object", card)
    assert talk.last == "Not done (number 1), as members objected:\nMake ben a steward"
    await talk.later(hours=25)
    assert await stewards(talk) == "Stewards: ana"
    await talk("ana: steward name ben")
    assert talk.text.startswith("Members have objected to the same as number 1. Now only a vote can do it")
    await talk.press("eli", "Put it to a vote", card)
    assert "put to a vote\nMake ben a steward" in talk.face.posts[card].text
    await talk("ana: motion second 1")
    for name in ("ana", "eli", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk.later(hours=96)
    assert await stewards(talk) == "Stewards: ana, ben"


async def test_who_came_afterwards_has_no_say(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk("ana: member remove dara")
    await talk.later(minutes=5)
    await talk("ana: member enrol eli")
    await talk("eli: steward object 1")
    assert talk.text.startswith("Number 1 was announced before you came onto the roll")


async def test_three_stewards_need_two(talk: Talk, depot: Found) -> None:
    await depot(5, stewards=3)
    await talk("ana: member remove dara")
    assert talk.text.startswith("This takes two stewards, so it is announced as number")
    await talk.later(hours=24)
    assert talk.last.startswith("Not done (number ")
    assert "no second steward agreed in time" in talk.last
    await talk("ana: member remove dara")
    await talk("dara: steward agree 3")
    assert talk.text.startswith("Only a steward of this assembly can do that.")
    await talk("ana: steward agree 3")
    assert talk.text.startswith("You asked for that yourself")
    await talk("chi: steward agree 3")
    assert talk.text.startswith("dara is off the roll.")
    await talk.later(seconds=60)
    assert any(
        "number 3 · done\nTake dara off the roll\nAsked for by ana. Agreed to by chi." in p
        for p in talk.posts
    )


async def test_two_who_ask_for_the_same_agree(talk: Talk, depot: Found) -> None:
    await depot(4, stewards=2)
    await talk("ana: member remove dara")
    await talk("ana: member remove dara")
    assert talk.text.startswith("That is announced already, as number ")
    await talk("ben: member remove dara")
    assert talk.text.startswith("dara is off the roll.")


async def test_an_act_can_be_taken_back_for_a_minute_and_nobody_hears_of_it(talk: Talk, depot: Found) -> None:
    await depot(4)
    before = talk.posts
    await talk("ana: member remove dara")
    await talk.press("ana", "Undo")
    assert talk.text == "It is taken back. Nobody was told of it."
    await talk("ana: assembly settings seconds:2 zone:Madrid")
    assert "Others read it in a minute." in talk.text
    await talk.later(seconds=59)
    await talk("ana: steward undo")
    await talk("ana: assembly settings")
    assert "Must second it: 1" in talk.text
    assert "Time zone: UTC" in talk.text
    await talk("ana: assembly settings seconds:2")
    await talk.later(seconds=60)
    await talk("ana: steward undo")
    assert talk.text.startswith("There is nothing to take back")
    assert talk.posts[len(before) :] == ["Changed in Depot\nMust second it: 2"]
    await talk.later(hours=25)
    await talk("dara: motion propose Tea")
    assert talk.answer is not None
    assert talk.answer.ok


async def test_from_five_up_all_decide_how_all_decide(talk: Talk, depot: Found) -> None:
    await depot(5)
    for name in ("ana", "ben"):
        await talk(f"{name}: assembly settings seconds:0")
        assert talk.text.startswith("With five or more on the roll you decide that together")
    await talk("ana: assembly settings")
    assert "Must second it: 1" in talk.text
    await talk("chi: motion second 1")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk.later(hours=96)
    await talk("ana: assembly settings")
    assert "Must second it: 0" in talk.text
    await talk("ana: assembly settings zone:Madrid")
    assert "Time zone: Europe/Madrid" in talk.text
    await talk("ben: assembly settings zone:Berlin")
    assert talk.text.startswith("Only a steward")


async def test_the_room_is_asked_for_a_second_steward_once_a_month(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk.later(days=1)
    asked = [post for post in talk.posts if post.startswith("Who else could be a steward?")]
    assert len(asked) == 1
    await talk.later(days=29)
    await talk.later(days=2)
    assert len([post for post in talk.posts if post.startswith("Who else could be a steward?")]) == 2
    await talk("ben: steward propose chi")
    await talk("dara: motion second 1")
    for name in ("dara", "ben"):
        await talk(f"{name}: vote 1 for")
    await talk.later(days=4)
    assert await stewards(talk) == "Stewards: ana, chi"
    await talk.later(days=40)
    assert len([post for post in talk.posts if post.startswith("Who else could be a steward?")]) <= 2


async def test_a_recall_takes_three_and_a_secret_vote(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk("ben: steward recall ana")
    assert talk.text.startswith("You have called for it; nobody is told that it was you. 2 more are needed")
    card = talk.face.find_post("A vote is called for: does ana stay a steward?")
    assert "1 member calls for it; 3 are needed by" in talk.face.posts[card].text
    await talk("ben: steward recall ana")
    assert talk.text.startswith("You have called for it already.")
    await talk.press("chi", "I call for it too", card)
    await talk("ana: steward recall ana")
    assert talk.text.startswith("That is you.")
    await talk.press("dara", "I call for it too", card)
    assert talk.text == "That is enough: it is voted on, as motion 1."
    vote = talk.face.find_post("Motion 1 · vote until")
    text = talk.face.posts[vote].text
    assert "Recall ana as a steward" in text
    assert "Wed 3 Jun" in text
    assert "Moved by the assembly's own rules." in text
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: vote 1 for")
        await talk.press(name, "Cast it")
    await talk.later(hours=49)
    assert any("The assembly has recalled" in p or "ana is a steward no longer." in p for p in talk.posts)
    assert await stewards(talk) == "Stewards: nobody at present"
    assert any("No steward is left. 3 members can have you elect one" in p for p in talk.posts)


async def test_where_no_steward_is_seen_three_call_an_election(talk: Talk, depot: Found) -> None:
    await depot(5)
    await talk("ben: steward call chi")
    assert talk.text.startswith("A steward has been seen here in the last 14 days.")
    await talk.later(days=16)
    assert "No steward has been seen here for 14 days: ana." in "\n".join(talk.posts)
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward call chi")
    assert talk.text == "That is enough: it is voted on, as motion 1."
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: vote 1 for")
        await talk.press(name, "Cast it")
    await talk.later(hours=49)
    assert await stewards(talk) == "Stewards: ana, chi"


async def test_a_term_ends_and_the_last_steward_stays_as_caretaker(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk.later(days=70)
    await talk("ana: motion practice")
    await talk.later(days=10)
    assert "The term of ana as a steward ends on Tue 1 Sept, 12:00." in talk.last
    await talk("ana: now")
    await talk.later(days=13)
    assert talk.last.startswith("The term of ana is over, and no other steward is there.")
    assert await stewards(talk) == "Stewards: ana"
    await talk("ben: steward list")
    assert "ana: caretaker" in talk.text
    await talk.later(days=31)
    assert sum("stay as caretaker" in post for post in talk.posts) == 2


async def test_a_term_ends_where_another_goes_on(talk: Talk, depot: Found, face: RecordingFace) -> None:
    await depot(4)
    await talk.later(days=30)
    await talk("ana: steward name ben")
    await talk.later(minutes=2)
    await talk.later(days=1)
    assert await stewards(talk) == "Stewards: ana, ben"
    await talk.later(days=60)
    await talk("ben: now")
    await talk.later(days=10)
    assert await stewards(talk) == "Stewards: ben"
    assert any(post.startswith("ana is a steward no longer.") for post in talk.posts)


async def test_stepping_down_leaves_somebody_or_is_refused(talk: Talk, depot: Found) -> None:
    await depot(4, stewards=2)
    await talk("ana: steward step-down")
    assert await stewards(talk) == "Stewards: ben"
    await talk("ana: steward undo")
    assert await stewards(talk) == "Stewards: ana, ben"
    await talk("ana: steward step-down")
    await talk("ben: steward step-down")
    assert talk.text.startswith("Nobody else keeps this assembly. Make another member a steward first")


async def test_a_careful_assembly_names_nobody(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk("ana: assembly careful yes")
    await talk("ana: member remove dara")
    await talk.later(minutes=1)
    assert "Take a member off the roll" in talk.last
    assert "ana" not in talk.last
    await talk("ben: steward show 1")
    assert "Take dara off the roll" in talk.text


async def test_an_early_close_can_be_taken_back_before_anybody_hears_of_it(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk("ana: assembly settings shortest:12h")
    await talk("ben: motion propose Tea")
    await talk("chi: motion second 1")
    await talk("ben: vote 1 for")
    vote = talk.face.find_post("Motion 1 · vote until")
    first = talk.face.posts[vote].text.splitlines()[0]
    await talk.later(hours=13)
    before = len(talk.posts)
    await talk("ana: motion close 1")
    assert talk.face.posts[vote].text.splitlines()[0] != first
    await talk("ana: steward undo")
    assert talk.text == "It is taken back. Nobody was told of it."
    await talk.later(minutes=2)
    assert talk.face.posts[vote].text.splitlines()[0].partition(" (")[0] == first.partition(" (")[0]
    assert len(talk.posts) == before
    await talk("ana: motion close 1")
    await talk.later(minutes=1)
    assert len(talk.posts) == before + 1
    await talk("ana: steward undo")
    assert talk.text.startswith("There is nothing to take back")
