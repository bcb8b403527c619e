"""Actions as people live them, at one table."""

from __future__ import annotations

import sqlalchemy as sa

from cogs.actions.commands import Actions
from storage.schema import journal
from tests.talk import START, Talk, lines_of


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def test_one_is_asked_says_i_will_and_is_reminded_until_it_is_done(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: action mine")
    await talk("ana: action add Bring the banner who:ben by:8d")
    assert talk.text.startswith("Action 1 is noted, due on Tue 9 Jun, 12:00 (in 8 days).")
    card = talk.face.find_post("Bring the banner")
    assert talk.face.posts[card].text.splitlines() == [
        "Action 1 · due on Tue 9 Jun, 12:00 (in 8 days)",
        "Bring the banner",
        "ben is asked, and is bound by nothing until they say so.",
    ]
    await talk("chi: action take 1")
    assert talk.text == (
        "ben is asked for action 1 and has not answered yet. If they press Not me, you can take it."
    )
    await talk.press("ben", "I will", card)
    assert "Thank you: you do action 1" in talk.text
    assert "ben does it." in talk.face.posts[card].text
    await talk("ben: now")
    assert "Action 1, Bring the banner, due on Tue 9 Jun" in talk.text
    await talk.later(days=4)
    assert told(talk, "ben")[-1].startswith("Half of the time has gone. Action 1 is due on Tue 9 Jun")
    await talk.later(days=3)
    assert told(talk, "ben")[-1].startswith("Action 1 is due on Tue 9 Jun, 12:00 (in 24 hours)")
    await talk.later(days=2)
    assert "Is it done? The next meeting asks too." in told(talk, "ben")[-1]
    await talk("ben: action done 1")
    assert talk.text == "Action 1 is done: Bring the banner. Thank you."
    assert talk.face.posts[card].text.startswith("Action 1 · done")
    sent = len(talk.face.directs)
    await talk.later(days=200)
    assert len(talk.face.directs) == sent
    await talk("ana: action show 1")
    assert talk.text == "There is no action 1 here, and nothing is left to be done."


async def test_it_can_be_passed_on_put_off_and_dropped(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: action mine")
    await talk("ana: action add Paint the sign who:ana by:3d")
    await talk("ana: action pass 1 ben")
    assert talk.text == "ben is asked to take over action 1. Until they say so, it stays with ana."
    await talk("ben: action decline 1")
    assert talk.text == "Fine: action 1 stays with ana."
    await talk("ana: action pass 1 to:ben")
    await talk("ben: action take 1")
    await talk("ben: action take 1")
    assert talk.text == "Action 1 is yours already. When it is done: /action done 1"
    await talk("chi: action drop 1 why:It rains")
    assert talk.text.startswith("Whoever does action 1, or proposed it while nobody does, decides that")
    await talk("ben: action move 1 10d")
    assert talk.text.startswith("Action 1 is due on Thu 11 Jun")
    await talk("ben: action drop 1")
    assert talk.text == "Say why, so that nobody waits for it: /action drop 1 why:It rains"
    await talk("ben: action drop 1 why:It rains")
    await talk("ben: action list over")
    assert talk.text.splitlines()[-1] == "1 · Paint the sign · dropped: It rains"
    await talk("ben: action take 1")
    assert talk.text == "Action 1 was dropped. If it is needed after all, add it anew."


async def test_what_was_carried_becomes_an_action_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle seconds:0")
    await talk("ben: vote 1 for")
    await talk("ben: action from 1")
    assert talk.text.startswith("Motion 1 was not carried here")
    await talk.later(days=4)
    await talk.press("ben", "Who does what", talk.face.find_post("Motion 1 is carried"))
    assert talk.text.startswith("Action 1 is noted")
    await talk("ana: action from 1")
    assert talk.text == "What motion 1 decided is action 1 already. To do it: /action take 1"
    await talk("ana: action show 1")
    assert "It follows from motion 1." in talk.text


async def test_what_is_a_blocs_is_named_to_nobody_else(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Night kind:unlisted", private=True)
    await talk("ben: now")
    await talk("ana: action add Hide the flags bloc:Night", private=True)
    assert "is noted" in talk.text
    number = talk.text.split()[1]
    await talk("ana: action list", private=True)
    assert "Hide the flags" in talk.text
    for line in ("action list", f"action show {number}", f"action take {number}", "action mine", "now"):
        await talk(f"ben: {line}")
        assert "flags" not in talk.text
    assert not [post for post in talk.posts if "flags" in post]
    await talk(f"ben: action show {number}")
    there = talk.text.replace(number, "N")
    await talk("ben: action show 777777")
    assert talk.text.replace("777777", "N") == there


async def test_words_that_say_nothing_are_refused_and_lose_nothing(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: action add Bring it who:nobody")
    assert talk.text.startswith("That person is not on the roll.")
    await talk("ana: action take 9")
    assert talk.text == "There is no action 9 here, and nothing is left to be done."
    await talk("ana: action add Bring the banner")
    await talk("ana: action done 2")
    assert talk.text == ("There is no action 2 here. Still to be done: 1. See them with /action list.")
    await talk("ana: action decline 1")
    assert talk.text == "Nobody asked you for action 1, so there is nothing to say no to."


async def test_who_is_forgotten_leaves_what_they_had_to_others(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: action add Bring the banner")
    await talk("ben: action take 1")
    await talk("ben: member forget-me sure:yes")
    await talk("ana: action show 1")
    assert "Nobody has it yet." in talk.text


async def test_who_has_left_the_roll_has_nothing_to_do(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: action add Bring the banner by:Fri 18:00")
    await talk("ben: action take 1")
    await talk("ben: member leave sure:yes", private=True)
    await talk("ana: action list")
    assert "Bring the banner" in talk.text
    assert "ben does it" not in talk.text
    await talk.later(days=3)
    assert "ben" not in [who for who, card in talk.face.directs if "banner" in str(card)]
    await talk("chi: action take 1")
    assert talk.text.startswith("Thank you: you do action 1")


async def test_of_an_unlisted_blocs_action_no_journal_and_no_count_tells(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: bloc start Night kind:unlisted", private=True)
    await talk("ben: action add Bring the banner who:ben bloc:Night by:7d", private=True)
    assert talk.text.startswith("Thank you: you do action ")
    number = talk.text.removeprefix("Thank you: you do action ").partition(",")[0]
    await talk(f"ben: action done {number}", private=True)
    assert talk.text.endswith("Bring the banner. Thank you.")
    async with talk.app.db.reading() as connection:
        bodies = [body for (body,) in await connection.execute(sa.select(journal.c.body))]
        assert bodies and not [body for body in bodies if "action" in body]
    store = next(cog.store for cog in talk.app.house.cogs if isinstance(cog, Actions))
    async with talk.app.db.reading():
        assert not await store.active_since(1, START)
