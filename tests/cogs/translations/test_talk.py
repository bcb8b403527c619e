"""Translations as people live them, from the wish to a text that everyone can read."""

from __future__ import annotations

import pytest

from bot.api.people import Address
from bot.app import App
from storage.journal import Journal
from tests.talk import Talk

TETERA = "translate write 1 es Comprar una tetera"


async def drafted(talk: Talk) -> str:
    """Ana moves to buy a kettle, Ben translates it; the message of the draft's card."""
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle\nOurs leaks.")
    await talk(f"ben: {TETERA}\nLa nuestra gotea.")
    return talk.face.find_post("a draft")


async def test_one_asks_one_writes_one_reviews_and_all_can_read(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle\nOurs leaks.")
    await talk("chi: translate motion 1 Spanish")
    assert "Wanted: nobody has translated it into Spanish yet." in talk.text
    assert "Ours leaks." in talk.text
    await talk(f"ben: {TETERA}\nLa nuestra gotea.")
    assert "Another member has to review it: /translate review 1 es" in talk.text
    await talk("chi: translate review 1 es")
    assert "Ours leaks." in talk.text
    assert "La nuestra gotea." in talk.text
    await talk.press("chi", "It is right")
    assert "Motion 1 in Spanish is reviewed now." in talk.text
    await talk.press("dan", "Español", talk.face.find_post("a draft"))
    assert talk.answer is not None
    assert talk.answer.private
    assert "Comprar una tetera" in talk.text
    assert "La nuestra gotea." in talk.text
    assert "Reviewed: another member has checked it." in talk.text
    assert "The English text is the one voted on." in talk.text


async def test_the_card_offers_a_draft_and_the_reader_is_told_that_it_is_one(talk: Talk) -> None:
    card = await drafted(talk)
    await talk.press("dan", "Español", card)
    assert "Not reviewed yet" in talk.text
    assert "Translated by ben." in talk.text


async def test_the_button_goes_along_to_the_vote_and_the_result(talk: Talk) -> None:
    await drafted(talk)
    await talk("ben: motion second 1")
    vote = talk.face.find_post("vote until")
    await talk.press("dan", "Español", vote)
    assert "Comprar una tetera" in talk.text
    await talk.later(hours=73)
    await talk.press("dan", "Español", vote)
    assert "Comprar una tetera" in talk.text


async def test_nobody_reviews_what_they_wrote(talk: Talk) -> None:
    await drafted(talk)
    await talk("ben: translate review 1 es")
    assert "somebody else has to review it" in talk.text
    await talk("ben: translate review 1 es 1")
    assert "somebody else has to review it" in talk.text


async def test_a_text_that_changes_makes_its_translations_stale(talk: Talk) -> None:
    card = await drafted(talk)
    await talk("chi: translate review 1 es 1")
    await talk("ana: motion edit 1 text:Ours leaks, and the lid is gone.")
    await talk.press("dan", "Español", card)
    assert "The original has changed since." in talk.text
    assert "La nuestra gotea." in talk.text
    await talk("chi: translate motion 1 es")
    assert "the original has changed since" in talk.text
    assert "the lid is gone" in talk.text


async def test_an_amendment_that_is_taken_in_makes_them_stale_too(talk: Talk) -> None:
    await drafted(talk)
    await talk("chi: translate review 1 es 1")
    await talk("chi: motion amend 1 Ours leaks. => Ours leaks, and whistles.")
    await talk("dan: translate read 1 es")
    assert "Reviewed" in talk.text
    await talk("ana: motion accept 1.1")
    await talk("dan: translate read 1 es")
    assert "The original has changed since." in talk.text


async def test_an_amendment_is_translated_as_a_text_of_its_own(talk: Talk) -> None:
    await drafted(talk)
    await talk("chi: motion amend 1 Ours leaks. => Ours leaks, and whistles.")
    await talk("ben: translate motion 1.1 es")
    assert "and whistles." in talk.text
    await talk("ben: translate write 1.1 es Comprar una tetera\nLa nuestra gotea y silba.")
    await talk("chi: translate read 1.1 es")
    assert "Motion 1.1 · in Spanish" in talk.text
    assert "y silba." in talk.text


async def test_what_is_changed_back_is_translated_again(talk: Talk) -> None:
    await drafted(talk)
    await talk("chi: translate review 1 es 1")
    await talk("ana: motion edit 1 title:Buy two kettles")
    await talk("ana: motion edit 1 title:Buy a kettle")
    await talk("dan: translate read 1 es")
    assert "Reviewed" in talk.text


async def test_a_stale_draft_cannot_be_reviewed(talk: Talk) -> None:
    await drafted(talk)
    await talk("ana: motion edit 1 title:Buy two kettles")
    await talk("chi: translate review 1 es")
    assert "has changed since this draft was written" in talk.text


async def test_a_correction_is_a_draft_and_the_reviewed_text_stays_meanwhile(talk: Talk) -> None:
    await drafted(talk)
    await talk("chi: translate review 1 es 1")
    await talk("dan: translate write 1 es Comprar una tetera nueva\nLa nuestra gotea.")
    await talk("eva: translate read 1 es")
    assert "Comprar una tetera\n" in talk.text
    assert "A newer draft waits for a review: /translate review 1 es" in talk.text
    await talk("eva: translate review 1 es 2")
    await talk("eva: translate read 1 es")
    assert "Comprar una tetera nueva" in talk.text
    assert "Translated by dan, reviewed by eva." in talk.text


async def test_what_was_read_is_what_is_reviewed(talk: Talk) -> None:
    await drafted(talk)
    await talk("chi: translate review 1 es")
    seen = talk.answer
    await talk("dan: translate write 1 es Prohibir las teteras\nLa nuestra gotea.")
    talk.answer = seen
    await talk.press("chi", "It is right")
    assert "The draft has changed since you read it" in talk.text


async def test_in_a_careful_assembly_nobody_is_named(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes", private=True)
    await talk("ana: motion propose Buy a kettle")
    await talk(f"ben: {TETERA}")
    await talk("chi: translate read 1 es")
    assert "Comprar una tetera" in talk.text
    assert "ben" not in talk.text
    await talk("ana: assembly careful no", private=True)
    await talk("chi: translate read 1 es")
    assert "ben" not in talk.text


async def test_now_tells_those_who_have_chosen_the_language(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("eva: language es")
    await talk("eva: motion second 1")
    await talk("chi: translate motion 1 es-MX")
    await talk("ben: now")
    assert "translat" not in talk.text
    assert await waits_for(talk, "eva") == [("motion", 1, "es-MX")]
    await talk("ana: translate write 1 es Comprar una tetera")
    assert await waits_for(talk, "eva") == [("motion", 1, "es"), ("motion", 1, "es-MX")]
    await talk("eva: translate review 1 es 1")
    assert await waits_for(talk, "eva") == [("motion", 1, "es-MX")]
    await talk.later(hours=73)
    assert await waits_for(talk, "eva") == []


async def waits_for(talk: Talk, name: str) -> list[tuple[str, int, str]]:
    """The translations that /now names to somebody, in whatever language."""
    await talk(f"{name}: now")
    said = [word for line in talk.text.splitlines() for word in [line.partition("/translate ")[2]] if word]
    return sorted(("motion", int(words.split()[1]), words.split()[2]) for words in said)


@pytest.mark.parametrize(
    ("line", "said"),
    {
        "translate motion 7 es": "nothing to translate under number 7",
        "translate motion 1 klingonish": "I know no language “klingonish”",
        "translate motion 1 spansh": "Did you mean Spanish (es)?",
        "translate motion 1 en": "Motion 1 is in English itself, so",
        "translate read 1 fr": "Motion 1 is not translated into French yet.",
        "translate review 1 fr": "no draft in French waits for a review",
        "translate write 1 fr Une bouilloire": "has a longer text below its title",
        "translate write 1 es Comprar una tetera\nLa nuestra gotea.": "says that already",
        "translate write 1 es kind:poem X": "I can't translate that. I can translate: motion and campaign.",
        "translate write 1 es " + "x" * 201: "200 is the most",
        "translate write 1 es X\n" + "x" * 4001: "4,000 is the most",
    }.items(),
)
async def test_bad_input_gets_a_sentence_and_changes_nothing(talk: Talk, line: str, said: str) -> None:
    await drafted(talk)
    await talk(f"chi: {line}")
    assert talk.answer is not None
    assert not talk.answer.ok
    assert said in talk.text
    await talk("chi: translate list")
    assert "Motion 1, Buy a kettle · Spanish: a draft, not reviewed yet" in talk.text


async def test_a_practice_is_not_translated(talk: Talk) -> None:
    await talk("ana: motion practice")
    await talk("ben: translate motion 1 es")
    assert "nothing to translate" in talk.text


async def test_what_is_set_aside_is_shown_in_no_language(talk: Talk) -> None:
    card = await drafted(talk)
    await talk("dan: motion second 1")
    for name in ("chi", "dan"):
        await talk(f"ana: member enrol {name}")
        await talk(f"ana: steward name {name}")
    await talk.later(minutes=2)
    await talk.later(hours=25)
    await talk("chi: text set-aside 1 No names of colleagues", private=True)
    await talk("dan: text set-aside 1", private=True)
    assert "Español" not in [button.label for button in talk.face.posts[card].card.buttons]
    for line in ("translate read 1 es", "translate list", "translate review 1 es", "translate motion 1 fr"):
        await talk(f"eva: {line}")
        assert "tetera" not in talk.text
        assert "kettle" not in talk.text


async def test_other_languages_stand_behind_one_button(talk: Talk) -> None:
    card = await drafted(talk)
    for language in ("fr", "de", "ru", "ar"):
        await talk(f"ben: translate write 1 {language} Titel\nText")
    labels = [button.label for button in talk.face.posts[card].card.buttons]
    offered = [label for label in labels if label not in ("Second", "Suggest a change", "Amend", "Report")]
    assert offered == ["العربية", "Deutsch", "Español", "Other languages"]
    await talk.press("dan", "Other languages", card)
    assert "Russian: a draft, not reviewed yet" in talk.text
    await talk.press("dan", "Русский")
    assert "Titel" in talk.text


async def test_a_reviewed_translation_is_in_the_journal(talk: Talk, house: App) -> None:
    await drafted(talk)
    await talk("chi: translate review 1 es 1")
    async with house.db.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT body FROM journal ORDER BY link")
        last = list(rows.scalars())[-1]
        assert await Journal(house.db).verify(1) is None
    assert "translation.reviewed" in last
    assert '"language":"es"' in last
    assert "tetera" not in last


async def test_whom_the_house_forgets_leaves_the_words(talk: Talk) -> None:
    await drafted(talk)
    await talk("ben: member forget-me sure:yes", private=True)
    await talk("chi: translate read 1 es")
    assert "Comprar una tetera" in talk.text
    assert "Translated by" not in talk.text
    await talk("chi: translate review 1 es 1")
    assert "is reviewed now" in talk.text


async def test_who_asks_for_much_is_told_where_it_ends(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    for language in ("es", "fr", "de", "it", "pt", "ru", "ar", "tr", "pl", "nl"):
        await talk(f"ben: translate motion 1 {language}")
        assert "Wanted" in talk.text
    await talk("ben: translate motion 1 sv")
    assert "You wait for 10 translations already." in talk.text
    await talk("chi: translate motion 1 sv")
    assert "Wanted" in talk.text


async def test_privacy_says_what_is_kept(talk: Talk) -> None:
    await talk("ana: privacy")
    assert "Translations that you asked for, wrote or reviewed" in talk.text


async def test_an_observer_reads_and_does_not_come_onto_the_roll(talk: Talk, house: App) -> None:
    card = await drafted(talk)
    await talk.press("zoe", "Español", card)
    assert "Comprar una tetera" in talk.text
    async with house.db.reading():
        assert await house.dispatch.people.roll.account(*Address("terminal", "zoe")) is None
