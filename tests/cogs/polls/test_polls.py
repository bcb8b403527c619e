"""Polls as people live them, at one table."""

from __future__ import annotations

import re

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import App
from bot.languages import speech
from bot.platforms.discord.render import DESCRIPTION, TOTAL, Renderer
from cogs.polls.marks import CARD, MANY_CARD
from tests.talk import START, TABLE, Talk, lines_of
from tests.twonets import DISCORD_LIKE


async def test_a_question_is_asked_answered_closed_and_becomes_a_motion(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Where do we meet? options: Depot, Canteen closes:2h")
    card = talk.face.find_post("Where do we meet?")
    assert talk.face.posts[card].text.splitlines() == [
        "Poll 1 · answer until Mon 1 Jun, 14:00 (UTC), in 2 hours",
        "Where do we meet?",
        "Asked by ana. This asks; it decides nothing. Everyone can see who votes how.",
        "1 Depot 0",
        "2 Canteen 0",
        "0 have answered.",
        "React with a number, or write: /poll vote 1 2",
    ]
    assert talk.face.posts[card].card.reactions == ("1️⃣", "2️⃣")
    await talk("ana: poll ask  where do we MEET? options: Depot, Canteen")
    assert talk.text.startswith("You said just that a moment ago; it is number 1.")
    assert len(talk.posts) == 2
    await talk("ana: poll edit 1 options: Depot, or Canteen; the old union hall by the harbour")
    assert talk.text == "Poll 1 is changed. Its card shows it as it is now."
    assert talk.face.posts[card].text.splitlines()[3:7] == [
        "1 Depot, or Canteen",
        "2 the old union hall by the harbour",
        "1 0",
        "2 0",
    ]
    assert talk.face.seeds[card] == ("1️⃣", "2️⃣")
    await talk("ben: poll edit 1 options: Pub, Bar")
    assert talk.text == "Only who asked poll 1 can change it."
    await talk("ana: poll edit 1 question: Where do we all meet? options: Depot, Canteen, Harbour")
    assert talk.face.seeds[card] == ("1️⃣", "2️⃣", "3️⃣")
    await talk.react("ben", "2️⃣", card)
    await talk("chi: poll vote 1 2")
    await talk.press("dan", "Harbour", card)
    assert talk.face.posts[card].text.splitlines()[1:8] == [
        "Where do we all meet?",
        "Asked by ana. This asks; it decides nothing. Everyone can see who votes how.",
        "1 Depot 0",
        "2 Canteen 2",
        "3 Harbour 1",
        "3 have answered.",
        "Most so far: 2 Canteen (2).",
    ]
    await talk("ana: poll edit 1 question: Where?")
    assert talk.text.startswith("Somebody has answered poll 1, so it stays as it is.")
    await talk("ana: now")
    assert "answer poll 1: Where do we all meet? (in 2 hours)" in talk.text
    await talk("ben: now")
    assert "answer poll 1" not in talk.text
    await talk("ben: poll show 1")
    assert talk.text.splitlines()[-2:] == ["2 Canteen: ben, chi", "3 Harbour: dan"]
    await talk("ben: poll close 1")
    assert talk.text == "Only who started poll 1, and stewards, can do this."
    await talk.later(hours=2)
    assert talk.last.splitlines() == [
        "Poll 1 · over",
        "Where do we all meet?",
        "Most chose Canteen: 2 of 3.",
        "Depot 0, Canteen 2, Harbour 1.",
        "This was asked; nothing is decided by it.",
    ]
    await talk("ana: poll close 1")
    assert talk.text == "Poll 1 is over and counted.\nTo see how it stands: /poll show 1"
    over = talk.face.posts[card].text.splitlines()
    assert over[0] == "Poll 1 · over since Mon 1 Jun, 14:00"
    assert over[3:] == ["1 Depot 0", "2 Canteen 2", "3 Harbour 1", "3 have answered."]
    await talk("ben: poll ask Tea?")
    await talk("ben: poll list")
    assert "2 Tea? · answer until" in talk.text
    assert "1 Where do we all meet? · Most chose Canteen: 2 of 3." in talk.text
    assert talk.text.endswith("To see one: /poll show 2")
    typing = Invocation(Address("terminal", "ben"), Room(TABLE, (TABLE,)), command="poll export")
    found = await talk.app.door.complete(typing, "number", "")
    assert found == [("2", "2 · Tea?"), ("1", "1 · Where do we all meet?")]
    await talk.press("ben", "Turn into a motion", talk.face.find_post("Most chose"))
    assert talk.last.splitlines()[1:6] == [
        "Where do we all meet? Canteen",
        "Moved by ben.",
        "It follows from poll 1: Where do we all meet?",
        "3 have answered.",
        "Depot: 0",
    ]
    await talk("chi: poll motion 1 3")
    assert "Where do we all meet? Harbour" in talk.text
    await talk("chi: poll motion 1 9")
    assert talk.text == "Poll 1 has no option 9; its options are 1 to 3."


async def test_several_ranked_yes_no_and_level_ones(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Which days?\nMon\nTue\nWed, late", private=False)
    assert "3 Wed, late 0" in talk.last
    await talk("ana: poll ask Which evenings? kind:varias options: Mon, Tue, Wed")
    evenings = talk.face.find_post("Which evenings?")
    assert "Choose as many as you like." in talk.last
    await talk.react("ben", "1️⃣", evenings)
    await talk.react("ben", "3️⃣", evenings)
    await talk("chi: poll vote 2 3 2")
    assert "3 Wed 2" in talk.face.posts[evenings].text
    assert "2 have answered." in talk.face.posts[evenings].text
    await talk("ana: poll ask Which colour? kind:ranked options: red, green, blue")
    colours = talk.face.find_post("Which colour?")
    assert talk.face.posts[colours].card.reactions == ()
    for name, order in (("ben", "1 2"), ("chi", "2 3 1"), ("dan", "3 2 1"), ("eva", "1 2 3")):
        await talk(f"{name}: poll vote 3 {order}")
    assert talk.face.posts[colours].text.splitlines()[4:9] == [
        "How many put each one first:",
        "1 red 2",
        "2 green 1",
        "3 blue 1",
        "4 have answered.",
    ]
    await talk("ana: poll ask Shall we paint the door?")
    door = talk.face.find_post("paint the door")
    await talk.react("ben", "✅", door)
    await talk.react("chi", "❌", door)
    assert talk.face.posts[door].text.splitlines()[3:7] == [
        "Yes 1",
        "No 1",
        "2 have answered.",
        "Level so far, 1 each: Yes, No.",
    ]
    for number in (2, 3, 4):
        await talk(f"ana: poll close {number}")
        await talk.later(seconds=5)
    results = [post for post in talk.posts if "nothing is decided by it" in post]
    assert "Most chose Wed: 2 of 2." in results[0]
    assert "Level, when every two are compared: red, green." in results[1]
    await talk("ben: poll motion 3")
    assert talk.last.splitlines()[1] == "Which colour?"
    assert "As many say yes as no: 1 each." in results[2]
    await talk("ana: poll vote 4 yes")
    assert "closed" in talk.text
    await talk("ana: poll ask Anybody there? closes:1m")
    await talk.later(minutes=1)
    assert talk.last.splitlines()[2] == "Nobody has answered."
    await talk("ana: poll ask Lunch? options pizza, pasta or rice")
    assert talk.text.splitlines() == [
        "Poll 6 is open until Thu 4 Jun, 12:01 (UTC). I took these as its options: 1 pizza, 2 pasta, 3 rice.",
        "If you meant it another way, close it and ask anew: /poll close 6",
    ]
    await talk("ben: poll vote pizza")
    assert talk.text == "“pizza” is no number. I need the poll's number there. Try: 3"


async def test_what_can_t_be_asked_is_said_in_one_sentence(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for line, said in (
        ("Where? options: Depot", "“Depot” alone is no choice."),
        ("Where? kind:single", "What can people choose?"),
        ("Where? options: a, b kind:yes-no", "A question of yes or no has no options of its own."),
        ("Where? closes:10s", "Nobody could answer so fast"),
        ("Where? closes:500d", "A poll is open for 12 months at most."),
        (
            "Where? bloc:Nurses",
            "Nothing was posted: it would have gone to everyone. For one bloc alone, write:",
        ),
        ("Where? options: a, b bloc:Nurses", "Nothing was posted: it would have gone to everyone."),
        ("Where? votes:secret", "Only 1 may vote here, and a secret vote needs at least 5"),
        (f"Where? options: a, {'b' * 81}", "An option has 80 characters at most; this one has 81"),
        (
            f"Where? options: {','.join(f'o{n}' for n in range(51))}",
            "A poll takes 50 options at most, and these are 51.",
        ),
    ):
        await talk(f"ana: poll ask {line}")
        assert talk.text.startswith(said)
    assert len(talk.posts) == 1
    for n in range(5):
        await talk(f"ana: poll ask Question {n}?")
    await talk("ana: poll ask One more?")
    assert talk.text == "You have 5 polls open: 1, 2, 3, 4, 5. Close one of them first: /poll close 1"
    await talk("ana: poll close 9")
    assert talk.text.startswith("There is no poll or election 9 here.")
    await talk("ana: poll edit 2")
    assert talk.text.startswith("Say what is to be changed")


@pytest.mark.parametrize("word", ["word ", "*_~` "])
@pytest.mark.parametrize("kind", ["single", "several", "ranked"])
async def test_fifty_long_options_fit_on_every_face(talk: Talk, kind: str, word: str) -> None:
    await talk("ana: assembly found Depot")
    some = "|".join(f"{n:02} " + word * 15 for n in range(1, 51))
    await talk(f"ana: poll ask Which of these? kind:{kind} options: {some}")
    card = talk.face.posts[talk.face.find_post("Which of these?")].card
    assert card.reactions == ()
    lines = lines_of(card)
    how = next(n for n, line in enumerate(lines) if line.startswith("To answer, write: /poll vote 1 "))
    assert how < min(n for n, line in enumerate(lines) if line.startswith("1 01"))
    embeds = Renderer("/", lambda: "a member").embeds(card)
    words = "\n".join(embed.description or "" for embed in embeds)
    assert len(words) <= TOTAL
    assert max(len(embed.description or "") for embed in embeds) <= DESCRIPTION
    for n in range(1, 51):
        assert re.search(rf"^(> )?{n} {n:02} ", words, re.MULTILINE)
    assert "…" not in words


@pytest.mark.parametrize(
    ("kind", "n", "buttons", "menus", "reactions"),
    [
        ("single", 10, 10, [], 10),
        ("single", 11, 0, [11], 0),
        ("single", 26, 1, [], 0),
        ("several", 10, 0, [10], 10),
        ("several", 25, 0, [25], 0),
        ("approval", 26, 1, [], 0),
        ("ranked", 10, 1, [], 0),
    ],
)
async def test_few_are_pressed_more_are_chosen_and_many_are_written(
    talk: Talk, house: App, kind: str, n: int, buttons: int, menus: list[int], reactions: int
) -> None:
    await talk("ana: assembly found Depot")
    some = ",".join(f"o{number}" for number in range(n))
    await talk(f"ana: poll ask Which? kind:{kind} options: {some}")
    async with house.db.reading():
        assembly = await house.dispatch.people.assembly(1)
        assert assembly is not None
        cards = house.house.cards[MANY_CARD if kind in ("several", "approval") else CARD]
        view = await cards.source(assembly, 1, "")
    assert view is not None
    card = view(speech("en", "UTC", START, DISCORD_LIKE))
    assert len([one for one in card.buttons if one.command != "poll motion"]) == buttons
    assert [len(menu.picks) for menu in card.menus] == menus
    assert len(card.reactions) == reactions
