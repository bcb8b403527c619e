"""Who can translate says so once, and is asked when something is wanted."""

from __future__ import annotations

from cogs.translations.commands import Translations
from tests.talk import RecordingFace, Talk, lines_of


async def test_who_can_translate_is_asked_when_it_is_wanted(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: volunteer translate Spanish")
    assert talk.text.startswith("Thank you. I ask you when Spanish is wanted.")
    assert "/volunteer stop es" in talk.text
    await talk("chi: volunteer list")
    assert "Spanish: 1" in talk.text and "ben" not in talk.text
    before = len(face.directs)
    await talk("chi: translate motion 1 es-MX")
    await talk.app.teller.round()
    told = [(who, "\n".join(lines_of(card))) for who, card in face.directs[before:]]
    assert [who for who, _ in told] == ["ben"]
    assert "Motion 1 is wanted in" in told[0][1] and "/translate motion 1 es-MX" in told[0][1]
    await talk("ben: now")
    assert "Motion 1 wants a translation into" in talk.text


async def test_who_has_had_enough_is_asked_no_more(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ana: translate motion 1 es")
    await talk("ben: volunteer translate es")
    assert "Motion 1 waits for one: /translate motion 1 es" in talk.text
    await talk("ben: volunteer stop fr")
    assert talk.text == "You are not asked for French; you are for Spanish."
    await talk("ben: volunteer stop es")
    assert talk.text == "I ask you no more for Spanish."
    await talk("ben: volunteer stop es")
    assert talk.text == "You have not said that you can translate into Spanish."
    await talk("ben: volunteer translate klingonish")
    assert talk.text.startswith("I know no language")


async def test_a_volunteer_is_forgotten(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: volunteer translate es")
    cog = talk.app.house.commands["volunteer list"].cog
    assert isinstance(cog, Translations)
    async with talk.app.db.reading():
        assert await cog.volunteers.counts(1) == {"es": 1}
    await talk("ben: member forget-me sure:yes", private=True)
    async with talk.app.db.reading():
        assert await cog.volunteers.counts(1) == {}
