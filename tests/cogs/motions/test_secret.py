"""Secret votes as people live them: two steps, a receipt, and nothing that joins member and choice."""

from __future__ import annotations

import asyncio

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from tests.talk import TABLE, Talk, lines_of

PEOPLE = ("ana", "ben", "chi", "dan", "eve", "fay", "gus")
PROMISE = (
    "Secret vote. We store who has voted and, apart from it, what was voted. Whoever runs this bot could "
    "watch while votes come in; vote here only if you trust them with that."
)


async def enrolled(talk: Talk, people: tuple[str, ...] = PEOPLE) -> None:
    """These people are on the roll; motion 1 is a practice."""
    await talk("ana: assembly found Depot")
    await talk("ana: motion practice")
    room = Room(TABLE, (TABLE,))
    coming = [Invocation(Address("terminal", name), room, line="vote 1 for") for name in people[1:]]
    await asyncio.gather(*(talk.app.door.act(act) for act in coming))
    await talk.app.door.settled("terminal")


async def open_secret(talk: Talk, people: tuple[str, ...] = PEOPLE, more: str = "votes:secret") -> str:
    """A secret vote of these people is open, as motion 2; the message of its card."""
    await enrolled(talk, people)
    await talk(f"ana: motion propose Strike on Friday {more}")
    await talk("ben: motion second 2")
    return talk.face.find_post("vote until")


def receipt_of(talk: Talk) -> str:
    """The receipt that the last answer carries."""
    assert talk.answer is not None
    return next(str(b.arguments["receipt"]) for b in talk.answer.card.buttons if "receipt" in b.arguments)


async def cast(talk: Talk, name: str, choice: str) -> str:
    """Votes in the two steps; the receipt."""
    await talk(f"{name}: vote 2 {choice}")
    receipt = receipt_of(talk)
    await talk.press(name, "Cast it")
    assert "Your vote is in." in talk.text
    return receipt


async def test_a_secret_vote_takes_two_steps(talk: Talk) -> None:
    card = await open_secret(talk)
    await talk("chi: vote 2 against")
    assert talk.text.startswith("You are about to vote Against on motion 2.")
    assert f"Or write: /ballot cast 2 against {receipt_of(talk)}" in talk.text
    assert talk.answer is not None and talk.answer.private
    assert [b.label for b in talk.answer.card.buttons] == ["Cast it", "Back"]
    assert "0 of 7" in talk.face.posts[card].text
    await talk.press("chi", "Cast it")
    assert "Your vote is in. To change it before" in talk.text
    assert "it can prove how you voted, so nobody has the right to ask you for it." in talk.text
    assert talk.answer.private
    assert "1 of 7 has voted." in talk.face.posts[card].text
    assert "Against" not in talk.face.posts[card].text.replace("Against 0", "?")


async def test_the_card_promises_what_is_kept_and_no_more(talk: Talk) -> None:
    card = await open_secret(talk)
    assert PROMISE in talk.face.posts[card].text
    assert "Only 7 may vote, so the result itself may show who chose what." in talk.face.posts[card].text


async def test_of_eight_the_result_need_not_show_who_chose_what(talk: Talk) -> None:
    card = await open_secret(talk, (*PEOPLE, "hal"))
    assert PROMISE in talk.face.posts[card].text
    assert "may show who chose what" not in talk.face.posts[card].text


async def test_under_five_there_is_no_secret_vote(talk: Talk) -> None:
    await enrolled(talk, PEOPLE[:4])
    await talk("ana: motion propose Strike on Friday votes:secret")
    await talk("ben: motion second 2")
    assert talk.answer is not None and not talk.answer.ok
    assert "Only 4 may vote here, and a secret vote needs at least 5" in talk.text
    assert "votes:open-at-end" in talk.text
    await talk("ana: motion show 2")
    assert "waits for a second" in talk.text


async def test_back_shows_the_choices_and_writes_nothing(talk: Talk) -> None:
    card = await open_secret(talk)
    await talk("chi: vote 2 against")
    await talk.press("chi", "Back")
    assert talk.text == "How do you vote on motion 2?"
    assert "0 of 7" in talk.face.posts[card].text
    await talk.press("chi", "For")
    assert talk.text.startswith("You are about to vote For on motion 2.")


async def test_cast_twice_is_one_ballot(talk: Talk) -> None:
    card = await open_secret(talk)
    await talk("chi: vote 2 for")
    receipt = receipt_of(talk)
    await talk.press("chi", "Cast it")
    said = talk.text
    await talk(f"chi: ballot cast 2 for {receipt}")
    assert talk.text == said
    assert "1 of 7 has voted." in talk.face.posts[card].text


async def test_a_vote_is_changed_with_its_receipt(talk: Talk) -> None:
    await open_secret(talk)
    await cast(talk, "chi", "for")
    await talk.press("chi", "Change my vote")
    assert "How do you vote on motion 2 now?" in talk.text
    await talk.press("chi", "Against")
    assert "Your vote is in." in talk.text
    await talk.later(hours=73)
    assert "For 0, against 1, abstain 0." in talk.last


@pytest.mark.parametrize("form", [str.lower, lambda r: r.replace("-", ""), lambda r: r.replace("-", " ")])
async def test_a_receipt_is_read_as_people_type_it(talk: Talk, form: object) -> None:
    await open_secret(talk)
    receipt = await cast(talk, "chi", "for")
    assert callable(form)
    await talk(f"chi: ballot cast 2 against {form(receipt)}")
    assert "Your vote is in." in talk.text
    await talk.later(hours=73)
    assert "against 1" in talk.last


async def test_without_the_receipt_the_vote_counts_and_stays(talk: Talk) -> None:
    await open_secret(talk)
    await cast(talk, "chi", "for")
    await talk("chi: vote 2 against")
    assert "Your vote on motion 2 is in, and it counts." in talk.text
    assert talk.answer is not None and talk.answer.private
    await talk("chi: ballot cast 2 against ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    assert "can be changed only with the receipt" in talk.text
    await talk.later(hours=73)
    assert "For 1, against 0" in talk.last


async def test_a_receipt_of_somebody_else_gives_no_vote(talk: Talk) -> None:
    card = await open_secret(talk)
    receipt = await cast(talk, "chi", "for")
    await talk(f"dan: ballot cast 2 against {receipt}")
    assert "you have not voted on motion 2 yet" in talk.text
    await talk(f"dan: ballot change 2 {receipt}")
    assert "you have not voted on motion 2 yet" in talk.text
    assert "1 of 7 has voted." in talk.face.posts[card].text


async def test_a_reaction_is_not_counted_and_says_where_to_vote(talk: Talk) -> None:
    card = await open_secret(talk)
    await talk.react("chi", "✅", card)
    assert talk.answer is not None and not talk.answer.ok
    assert "does not count on motion 2" in talk.text
    assert "0 of 7" in talk.face.posts[card].text
    await talk.later(hours=73)
    assert "For 0, against 0" in talk.last


async def test_a_secret_vote_takes_no_reason(talk: Talk) -> None:
    await open_secret(talk)
    await talk("chi: vote 2 for because we must")
    assert "A secret vote takes no reason" in talk.text
    assert "Nothing was counted." in talk.text


async def test_a_secret_vote_is_not_taken_back(talk: Talk) -> None:
    await open_secret(talk)
    await cast(talk, "chi", "for")
    await talk("chi: motion take-back 2")
    assert "can't be taken back" in talk.text


async def test_the_receipt_is_shown_after_a_warning(talk: Talk) -> None:
    await open_secret(talk)
    receipt = await cast(talk, "chi", "for")
    await talk.press("chi", "Show my receipt")
    assert receipt not in talk.text
    assert "Nobody has the right to ask you for it." in talk.text
    await talk.press("chi", "Show it")
    assert f"Your receipt for motion 2: {receipt}" in talk.text


async def test_everyone_finds_their_vote_in_the_list_after_the_close(talk: Talk) -> None:
    await open_secret(talk)
    receipts = {name: await cast(talk, name, "for" if name < "d" else "against") for name in PEOPLE}
    await talk("gus: ballot receipt 2")
    assert "comes with the result" in talk.text
    await talk.later(hours=73)
    assert "For 3, against 4, abstain 0." in talk.last
    for name, receipt in receipts.items():
        await talk(f"{name}: ballot receipt 2 {receipt}")
        assert talk.text.splitlines()[1].endswith("For." if name < "d" else "Against.")
    assert "For, 3: " in talk.text
    assert "Against, 4: " in talk.text
    assert not any(receipt in talk.text for receipt in receipts.values())
    await talk("ana: motion show 2")
    assert "For 3" in talk.text
    assert "chi" not in talk.text
    await talk.press("ana", "Receipts")
    assert "Against, 4: " in talk.text


async def test_all_have_voted_so_it_closes_at_once(talk: Talk) -> None:
    await open_secret(talk)
    for name in PEOPLE:
        await cast(talk, name, "for")
    await talk("ana: motion close 2")
    assert "is carried" in talk.last
    assert "For 7, against 0, abstain 0." in talk.last


async def test_a_mover_makes_votes_stricter_and_never_laxer(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday")
    await talk("ben: motion votes 2 secret")
    assert "Only the member who moved motion 2" in talk.text
    await talk("ana: motion votes 2 open-at-end")
    assert "Nobody sees the count until the close." in talk.text
    await talk("ana: motion votes 2 secret")
    assert "That can't be loosened again." in talk.text
    await talk("ana: motion votes 2 open")
    assert talk.answer is not None and not talk.answer.ok
    assert "never looser" in talk.text
    await talk("ben: motion second 2")
    await talk("ana: motion votes 2 secret")
    assert talk.answer is not None and not talk.answer.ok
    assert PROMISE in talk.face.posts[talk.face.find_post("vote until")].text


async def test_who_came_after_the_opening_has_no_vote(talk: Talk) -> None:
    await open_secret(talk)
    await talk("hal: vote 2 for")
    assert "you have no vote on it" in talk.text


async def test_who_is_forgotten_leaves_a_ballot_that_counts(talk: Talk) -> None:
    card = await open_secret(talk)
    await cast(talk, "chi", "for")
    await talk("chi: member forget-me sure:yes", private=True)
    assert "1 of 7 has voted." in talk.face.posts[card].text
    await talk.later(hours=73)
    assert "For 1, against 0" in talk.last
    assert "was off" not in talk.last


async def test_now_waits_for_a_vote_until_it_is_cast(talk: Talk) -> None:
    await open_secret(talk)
    await talk("chi: now")
    assert "Strike on Friday" in talk.text
    await cast(talk, "chi", "for")
    await talk("chi: now")
    assert "Strike on Friday" not in talk.text


@pytest.mark.parametrize("line", ["vote 2 for", "ballot cast 2 for ABCD-EFGH-JKMN-PQRS", "ballot change 2"])
async def test_words_that_others_read_are_no_secret_vote(talk: Talk, line: str) -> None:
    card = await open_secret(talk)
    heard = Invocation(Address("terminal", "chi"), Room(TABLE, (TABLE,)), line=line, overheard=True)
    answer = await talk.app.door.act(heard)
    assert answer is not None and not answer.ok
    assert "Others" in "\n".join(lines_of(answer.card)) or "private" in "\n".join(lines_of(answer.card))
    assert "0 of 7" in talk.face.posts[card].text


@pytest.mark.parametrize("line", ["vote 2 for", "ballot cast 2 for ABCD-EFGH-JKMN-PQRS", "ballot change 2"])
async def test_a_chat_that_is_not_encrypted_takes_none(talk: Talk, line: str) -> None:
    card = await open_secret(talk)
    room = Address("terminal", "with-chi")
    said = Invocation(
        Address("terminal", "chi"), Room(room, (room,), True, encrypted=False), line=line, assembly=1
    )
    answer = await talk.app.door.act(said)
    assert answer is not None and not answer.ok
    assert "turn on encryption" in "\n".join(lines_of(answer.card))
    assert "0 of 7" in talk.face.posts[card].text


async def test_an_open_motion_has_no_receipts(talk: Talk) -> None:
    await open_secret(talk, more="")
    await talk("chi: ballot cast 2 for ABCD-EFGH-JKMN-PQRS")
    assert "are not secret" in talk.text
    await talk("chi: ballot receipt 2")
    assert "are not secret" in talk.text


@pytest.mark.parametrize("words", ["ABCD", "ABCD-EFGH-JKMN-PQR!", "ABCD-EFGH-JKMN-PQRSX"])
async def test_what_is_no_receipt_is_said_so(talk: Talk, words: str) -> None:
    await open_secret(talk)
    await talk(f"chi: ballot cast 2 for {words}")
    assert "That is no receipt." in talk.text
