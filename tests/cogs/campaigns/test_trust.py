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
