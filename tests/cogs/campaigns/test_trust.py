"""What makes a count trusted, as people live it: words, blocs that vouch, bursts, reviews and paper."""

from __future__ import annotations

from tests.talk import Talk

ERLAN = "campaign start Free Erlan goal:1000"


async def sign(talk: Talk, names: str, more: str = "") -> None:
    for name in names.split():
        await talk(f"{name}: sign erlan {more}")
        assert "nobody" in talk.text.casefold()


def people(name: str, n: int) -> str:
    """So many names that are no one's else."""
    return " ".join(f"{name}{i}" for i in range(n))


async def test_trades_stand_on_the_card_in_steps_and_words_are_merged_with_a_log(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    await sign(talk, people("n", 7), "as:nurse")
    await sign(talk, people("i", 4), "as:infirmière")
    await sign(talk, people("w", 4), "as:Welders")
    await talk.later(seconds=6)
    assert "Most from: nurse 5\n" in talk.face.posts[card].text
    await sign(talk, "m0 m1", "as:NURSES")
    await talk.later(hours=2)
    assert "Most from: nurse 5\n" in talk.face.posts[card].text
    await sign(talk, "m2 m3 m4", "as:Nurses")
    await talk.later(seconds=6)
    assert "Most from: nurse 10\n" in talk.face.posts[card].text
    assert "elder" not in talk.face.posts[card].text
    await talk("n0: campaign merge infirmière into:nurse")
    assert "steward" in talk.text
    await talk("ana: campaign merge")
    assert "Stated: infirmière, nurse, Welders" in talk.text
    await talk("ana: campaign merge infirmieres into:nurse")
    assert talk.text.startswith("“infirmière” counts as “nurse” from now on.")
    await talk("ana: campaign merge Infirmière into:nurse")
    assert talk.text == "“Infirmière” and “nurse” count as one word already."
    await talk("ana: campaign merge welder into:nurse")
    await talk("ana: campaign merge undo:2")
    assert talk.text == "“Welders” counts as itself again."
    await talk("ana: campaign merge undo:2")
    assert talk.text.startswith("There is no 2 in the log")
    await talk("ana: campaign merge weldor into:nurse")
    assert talk.text == "Nobody has stated “weldor”. Did you mean “Welders”?"
    await sign(talk, "m5 m6 m7 m8 m9", "as:infirmières")
    await talk.later(hours=2)
    assert "Most from: nurse 20\n" in talk.face.posts[card].text
    await talk("ana: campaign merge")
    assert "2: “Welders” counted as “nurse” (by ana), and no longer does." in talk.text
    assert "1: “infirmière” counts as “nurse” (by ana, " in talk.text


async def test_a_bloc_vouches_for_its_members_and_nobody_sees_who_signed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("kim: bloc start Nurses")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    for name in people("n", 12).split():
        await talk(f"{name}: bloc join Nurses")
    await sign(talk, people("n", 11), "as:nurse")
    await sign(talk, "x0 x1 x2 x3", "as:nurse")
    await talk.later(seconds=6)
    assert "Most from: nurse 15\n" in talk.face.posts[card].text
    await talk("n0: campaign vouch erlan Nurses as:nurses")
    assert talk.text == "Whoever keeps Nurses can do that. Ask one of them."
    await talk("kim: campaign vouch erlan Nurses as:nurses")
    assert "Nobody sees who of them has signed, you neither." in talk.text
    await talk.later(hours=2)
    assert "Most from: nurse 15, 10 vouched for\n" in talk.face.posts[card].text
    await talk("ben: campaign vouch erlan")
    assert "Nurses: nurse" in talk.text
    await talk("kim: campaign vouch erlan Nurses stop:yes")
    assert talk.text == "Nurses vouches no longer under campaign 1."
    await talk("kim: campaign vouch erlan Nurses stop:yes")
    assert talk.text == "Nurses has not vouched under campaign 1."
    await talk.later(hours=2)
    assert "Most from: nurse 15\n" in talk.face.posts[card].text
