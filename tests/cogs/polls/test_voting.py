"""Ballots as people give them: what is understood, what is refused, by reaction, openly and in secret."""

from __future__ import annotations

import asyncio

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from tests.talk import TABLE, Talk

SEVEN = ("ana", "ben", "chi", "dan", "eve", "fay", "gus")
DRINKS = "options: Tea, Coffee, Green tea"


async def enrolled(talk: Talk, people: tuple[str, ...] = SEVEN) -> None:
    """These people are on the roll; poll 1 is how they came onto it."""
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Are you there?")
    room = Room(TABLE, (TABLE,))
    coming = [Invocation(Address("terminal", name), room, line="poll vote 1 yes") for name in people]
    await asyncio.gather(*(talk.app.door.act(act) for act in coming))
    await talk.app.door.settled("terminal")


async def asked(talk: Talk, line: str, people: tuple[str, ...] = SEVEN) -> str:
    """Poll 2 is open; the message of its card."""
    await enrolled(talk, people)
    await talk(f"ana: poll ask {line}")
    assert talk.answer is not None and talk.answer.ok, talk.text
    return next(reversed(talk.face.posts))


def receipt_of(talk: Talk) -> str:
    """The receipt that the last answer carries."""
    assert talk.answer is not None
    return next(str(b.arguments["receipt"]) for b in talk.answer.card.buttons if "receipt" in b.arguments)


async def cast(talk: Talk, name: str, words: str) -> str:
    """Votes in the two steps; the receipt."""
    await talk(f"{name}: poll vote 2 {words}")
    receipt = receipt_of(talk)
    await talk.press(name, "Cast it")
    assert "Your vote is in." in talk.text, talk.text
    return receipt


async def test_what_was_understood_is_said_and_can_be_changed_and_taken_back(talk: Talk) -> None:
    card = await asked(talk, f"What shall we drink? {DRINKS} closes:2d")
    await talk("ben: poll vote 2 cof")
    assert talk.text.splitlines() == [
        "Your vote in poll 2: Coffee.",
        "To change it before Wed 3 Jun, 12:00 (UTC), vote again; to take it back: /poll take-back 2",
    ]
    assert talk.answer is not None and talk.answer.silent
    await talk("ben: poll vote 2 #3")
    assert talk.text.startswith("Your vote in poll 2: Green tea.")
    assert "2 Coffee 0\n3 Green tea 1" in talk.face.posts[card].text
    await talk("ben: poll take-back 2")
    assert talk.text == "You took your vote in poll 2 back. To vote again: /poll vote 2 1"
    await talk("ben: poll take-back 2")
    assert talk.text == "You have no vote in poll 2 to take back. To vote: /poll vote 2 1"
    assert "0 have answered." in talk.face.posts[card].text


async def test_a_ranking_by_numbers_names_and_quotes(talk: Talk) -> None:
    await asked(talk, f"What shall we drink? kind:ranked {DRINKS}")
    for words in (
        "3 1",
        "3,1",
        "3 > 1",
        "green tea, tea",
        '"Green tea" "Tea"',
        "1. Green tea 2. Tea",
        "gre tea",
    ):
        await talk(f"ben: poll vote 2 {words}")
        assert talk.text.startswith("Your ranking in poll 2: 1. Green tea · 2. Tea."), words
        assert talk.answer is not None and not talk.answer.silent, "the card does not show what was read"
    await talk("ben: poll take-back 2")
    assert talk.answer is not None and talk.answer.ok


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("ranked", "3 1 3", "Green tea is in your ranking twice. Give each a place once."),
        ("ranked", "Cocoa", "“cocoa” is none of what can be chosen in poll 2: 1 Tea, 2 Coffee, 3 Green tea."),
        ("ranked", "4", "“4” is none of what can be chosen in poll 2: 1 Tea, 2 Coffee, 3 Green tea."),
        ("ranked", "1 2 3 1", "That names more than there are in poll 2: 3 can be chosen."),
        ("single", "1 2", "You named 1 Tea, 2 Coffee, and only one can be chosen in poll 2."),
        ("single", "", "Choose one in poll 2:"),
    ],
)
async def test_what_cannot_be_read_is_said_in_a_sentence(
    talk: Talk, kind: str, words: str, said: str
) -> None:
    await asked(talk, f"What shall we drink? kind:{kind} {DRINKS}")
    await talk(f"ben: poll vote 2 {words}")
    assert talk.answer is not None and not talk.answer.ok
    first, *_, last = talk.text.splitlines()
    assert first == said
    assert last.startswith("For example: /poll vote 2 ")


async def test_what_fits_several_says_which(talk: Talk) -> None:
    await asked(talk, "Who drives? options: Ana Lee, Ana Maria, Ben")
    await talk("ben: poll vote 2 ana")
    assert talk.text == (
        "“ana” could be any of these: 1 Ana Lee, 2 Ana Maria. "
        "Give its number with a # before it, or more of its words."
    )
    await talk(f"ana: poll ask Where to? options: {', '.join(f'Town {n}' for n in range(1, 31))}")
    await talk("ben: poll vote 3 town")
    assert "11 Town 11, 12 Town 12, …. Give its number" in talk.text
    await talk("ben: poll vote 3 99")
    assert talk.text.splitlines()[0].endswith("12 Town 12, ….")
    assert talk.text.endswith("All of them: /poll show 3")


async def test_reactions_vote_and_those_that_mean_nothing_are_passed_over(talk: Talk) -> None:
    card = await asked(talk, f"What shall we drink? {DRINKS}")
    await talk.react("ben", "2️⃣", card)
    assert talk.answer is None or talk.answer.silent
    assert "2 Coffee 1" in talk.face.posts[card].text
    for mark in ("9️⃣", "👍", "🎉"):
        await talk.react("ben", mark, card)
        assert talk.answer is None or talk.answer.silent
        assert "2 Coffee 1" in talk.face.posts[card].text, mark
    await talk.react("ben", "3️⃣", card)
    assert "2 Coffee 0\n3 Green tea 1" in talk.face.posts[card].text
    await talk("ben: poll vote 2 tea")
    await talk.react("ben", "3️⃣", card, added=False)
    assert "1 Tea 1" in talk.face.posts[card].text, "what came in words stands"


async def test_each_reaction_counts_where_several_can_be_chosen(talk: Talk) -> None:
    card = await asked(talk, "What shall we bring? kind:several options: Bread, Wine, Cheese")
    for mark in ("1️⃣", "3️⃣", "9️⃣"):
        await talk.react("ben", mark, card)
    await talk.react("chi", "3️⃣", card)
    assert "1 Bread 1\n2 Wine 0\n3 Cheese 2\n2 have answered." in talk.face.posts[card].text
    await talk.react("ben", "3️⃣", card, added=False)
    assert "1 Bread 1\n2 Wine 0\n3 Cheese 1\n2 have answered." in talk.face.posts[card].text
    await talk.react("ben", "1️⃣", card, added=False)
    assert "1 Bread 0\n2 Wine 0\n3 Cheese 1\n1 has answered." in talk.face.posts[card].text
    await talk("ben: poll vote 2 none")
    assert talk.text.startswith("Your vote in poll 2: none of them.")
    assert "2 have answered." in talk.face.posts[card].text


async def test_nobody_votes_after_the_close_or_before_there_is_one(talk: Talk) -> None:
    await asked(talk, f"What shall we drink? {DRINKS} closes:2h")
    await talk.later(hours=2)
    await talk("ben: poll vote 2 tea")
    assert talk.text.startswith("Voting in poll 2 closed on Mon 1 Jun, 14:00")
    await talk("ben: poll vote 7 tea")
    assert talk.text == "There is no poll or election 7 here. See them: /poll list"


async def test_nobody_sees_a_vote_that_is_shown_at_the_end(talk: Talk) -> None:
    card = await asked(talk, f"What shall we drink? {DRINKS} votes:open-at-end")
    await talk.react("ben", "1️⃣", card)
    assert talk.text.startswith("Everyone can see a reaction, so it does not count in poll 2.")
    await talk("ben: poll vote 2 tea", overheard=True)
    assert talk.answer is not None and not talk.answer.ok and talk.answer.hush
    assert "0 of 7" in talk.face.posts[card].text or "0 have answered." in talk.face.posts[card].text
    await talk("ben: poll vote 2 tea", private=True)
    assert talk.text.startswith("Your vote in poll 2: Tea.")
    assert talk.answer is not None and talk.answer.private and not talk.answer.silent
    assert "Tea 1" not in talk.face.posts[card].text


async def test_a_secret_vote_takes_two_steps_and_is_changed_with_its_receipt(talk: Talk) -> None:
    card = await asked(talk, f"Who chairs? {DRINKS} votes:secret")
    await talk("chi: poll vote 2 gre")
    assert talk.text.splitlines() == [
        "You are about to vote in poll 2: Green tea.",
        f"Or write: /poll cast 2 3 {receipt_of(talk)}",
    ]
    assert talk.answer is not None and talk.answer.private
    assert [b.label for b in talk.answer.card.buttons] == ["Cast it", "Back"]
    assert "0 of 7" in talk.face.posts[card].text
    await talk.press("chi", "Back")
    assert [b.label for b in talk.answer.card.buttons] == ["Tea", "Coffee", "Green tea"]
    await talk.press("chi", "Coffee")
    receipt = receipt_of(talk)
    await talk("ben: yes", bare=True)
    assert talk.answer is None, "nothing was asked of ben"
    await talk("chi: sí", bare=True)
    assert talk.text.startswith("Poll 2\nYour vote is in.")
    assert receipt in str(talk.answer.card.buttons[0].arguments) if talk.answer else False
    await talk("chi: yes", bare=True)
    assert talk.answer is None, "a yes is for one question"
    await talk(f"chi: poll cast 2 2 {receipt}")
    assert "it can prove how you voted, so nobody has the right to ask you for it." in talk.text
    assert "1 of 7 has" in talk.face.posts[card].text
    await talk("chi: poll vote 2 tea")
    assert talk.text == (
        "Your vote in poll 2 is in, and it counts. It can be changed only with the receipt that you got with "
        "it: /poll change 2 ABCD-EFGH-JKMN-PQRS"
    )
    await talk(f"dan: poll change 2 {receipt}")
    assert talk.text.startswith("That receipt belongs to a vote, and you have not voted in poll 2 yet.")
    await talk("chi: poll take-back 2")
    assert talk.text.startswith("A secret vote can't be taken back")
    await talk(f"chi: poll change 2 {receipt}")
    assert "It is cast at once." in talk.text
    await talk.press("chi", "Tea")
    assert "Your vote is in." in talk.text
    for name in ("ana", "ben", "dan", "eve"):
        await cast(talk, name, "coffee")
    await talk.later(hours=73)
    assert "1 Tea 1" in talk.face.posts[card].text


async def test_a_receipt_is_shown_and_found_in_the_list(talk: Talk) -> None:
    await asked(talk, f"What shall we drink? kind:ranked {DRINKS} votes:secret")
    receipts = [await cast(talk, name, "3 1" if name in "ben chi" else "2") for name in SEVEN[1:6]]
    await talk(f"ben: poll receipt 2 {receipts[0]}")
    assert talk.text.startswith("With your receipt anyone can see how you voted")
    await talk.press("ben", "Show it")
    assert receipts[0] in talk.text
    assert "Your receipt for poll 2" in talk.text
    await talk("ben: poll receipt 2")
    assert talk.text.startswith("The list of receipts of poll 2 comes with the result.")
    await talk("ben: poll receipt 2 ABCD-EFGH-JKMN-PQRS")
    assert talk.text.startswith("No vote in poll 2 has that receipt.")
    await talk("ben: poll receipt 2 hello")
    assert talk.text.startswith("That is no receipt.")
    await talk.later(hours=73)
    await talk.press("gus", "Receipts", talk.face.find_post("What shall we drink?"))
    assert talk.text.startswith("The receipts of the votes in poll 2")
    await talk(f"ben: poll receipt 2 {receipts[0].lower()}")
    title, own, *groups, _ = talk.text.splitlines()
    assert title == "The receipts of the votes in poll 2"
    assert own.endswith("in the list: 1. Green tea · 2. Tea.")
    assert [group.partition(":")[0] for group in groups] == [
        "1. Coffee. 3 votes",
        "1. Green tea · 2. Tea. 2 votes",
    ]


async def test_where_a_secret_vote_is_not_taken(talk: Talk) -> None:
    card = await asked(talk, f"Who chairs? {DRINKS} votes:secret")
    await talk.react("ben", "1️⃣", card)
    assert talk.text.startswith("Everyone can see a reaction")
    await talk("ben: poll vote 2 tea", overheard=True)
    assert talk.answer is not None and talk.answer.hush and not talk.answer.ok
    await talk("hal: poll vote 2 tea")
    assert talk.text.startswith("Voting in poll 2 began before you joined, so you have no vote in it.")
    await talk("ben: poll cast 1 1 ABCD-EFGH-JKMN-PQRS")
    assert talk.text.startswith("Votes in poll 1 are not secret, so they have no receipt.")
    await talk("ben: poll cast 2 5 ABCD-EFGH-JKMN-PQRS")
    assert talk.text.startswith("“5” is none of what can be chosen in poll 2")
    await talk("ana: poll ask Shall we paint the door?")
    await talk("ben: poll vote 3 sure")
    assert talk.text.endswith("For example: /poll vote 3 yes")
    await talk("ben: vote 3 1")
    assert talk.text == (
        "“1” is not one of the choices. Try: for, against or abstain. "
        "In a poll or an election: /poll vote 3 1"
    )
    await talk("ben: vote 3 perhaps")
    assert "poll" not in talk.text
    await talk("ben: poll cast 2 .zz ABCD-EFGH-JKMN-PQRS")
    assert talk.answer is not None and not talk.answer.ok
    room = Room(TABLE, (TABLE,), private=True, encrypted=False)
    here = Invocation(Address("terminal", "ben"), room, line="poll vote 2 tea")
    answer = await talk.app.door.act(here)
    assert answer is not None and not answer.ok
    assert "0 of 7" in talk.face.posts[card].text


async def test_votes_in_an_election_have_its_name_and_polls_do_too(talk: Talk) -> None:
    await asked(talk, f"What shall we drink? {DRINKS}")
    await talk("ben: election vote 2 tea")
    assert talk.text.startswith("Your vote in poll 2: Tea.")


async def test_what_a_bloc_asks_is_answered_by_its_own(talk: Talk) -> None:
    await enrolled(talk, SEVEN[:4])
    await talk("ana: bloc start Nurses")
    await talk("ben: bloc join Nurses")
    await talk(f"ana: poll ask What shall we drink? who:Nurses {DRINKS}", private=True)
    assert talk.answer is not None and talk.answer.ok, talk.text
    await talk("ben: poll vote 2 tea", private=True)
    assert talk.text.startswith("Your vote in poll 2: Tea.")
    await talk("chi: poll vote 2 cocoa", private=True)
    assert talk.text.startswith("You were not in the bloc when voting in poll 2 opened")
