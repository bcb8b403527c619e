"""What members read of translations, as plain text, and on every face."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from inline_snapshot import snapshot

from bot.api.card import Card, Quote
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.services import Source, TextKind
from bot.api.speech import Speech
from cogs.motions.views import translated
from cogs.translations import rules
from cogs.translations.rules import Ref, Translation, Version
from cogs.translations.views import answers, cards, refusals, words
from cogs.translations.views.words import Shown
from tests.cogs.members.golden import MATRIX, read
from tests.platforms.faces import Face, importable
from tests.platforms.samples import HOSTILE, LONG, MARKS
from tests.talk import START as NOW

BUTTONS = replace(MATRIX, prefix="/", buttons=True, whispers=True)


async def nowhere(_assembly: object, _number: int) -> Source | None:
    return None


MOTIONS = TextKind(
    "motion",
    nowhere,
    translated.called,
    translated.binds,
    "translate motion",
    "motion list",
    ("motion.vote",),
)
KETTLE = Source("Buy a kettle", "Ours leaks.", "en")
OF = Ref("motion", Numbered(12), "es")
TETERA = Version("Comprar una tetera", "La nuestra gotea.", KETTLE.digest, 1, NOW)
CHECKED = replace(TETERA, reviewer=2)


def shown(draft: Version | None = None, reviewed: Version | None = None, source: Source = KETTLE) -> Shown:
    return Shown(MOTIONS, source, Translation(1, OF, 1, draft=draft, reviewed=reviewed))


def test_a_reviewed_translation() -> None:
    assert read(cards.read_card(shown(reviewed=CHECKED), CHECKED, 3)) == snapshot("""\
Motion 12 · in Spanish
Comprar una tetera

│ La nuestra gotea.

Reviewed: another member has checked it.
Translated by ana, reviewed by ben.
The English text is the one voted on.\
""")


def test_a_draft_asks_to_be_checked() -> None:
    assert read(cards.read_card(shown(TETERA), TETERA, 3)) == snapshot("""\
Motion 12 · in Spanish
Comprar una tetera

│ La nuestra gotea.

Not reviewed yet: nobody but its author has checked it.
Translated by ana.
The English text is the one voted on.

[1 Check it]\
""")


def test_a_stale_one_says_so_and_a_newer_draft_is_named() -> None:
    old = replace(CHECKED, source="before")
    assert read(cards.read_card(shown(None, old), old, 3), BUTTONS) == snapshot("""\
Motion 12 · in Spanish
Comprar una tetera

│ La nuestra gotea.

The original has changed since. This is a translation of an earlier text.
Translated by ana, reviewed by ben.
The English text is the one voted on.

[1 Translate it anew]\
""")
    newer = replace(TETERA, edition=2)
    assert read(cards.read_card(shown(newer, CHECKED), CHECKED, 3), MATRIX) == snapshot("""\
Motion 12 · in Spanish
Comprar una tetera

│ La nuestra gotea.

Reviewed: another member has checked it.
A newer draft waits for a review: !translate review 12 es
Translated by ana, reviewed by ben.
The English text is the one voted on.

[1 Check it]\
""")


def test_nobody_is_named_where_the_text_or_the_translation_is_unnamed() -> None:
    for hidden, version in (
        (replace(shown(TETERA), unnamed=True), TETERA),
        (shown(TETERA), replace(TETERA, unnamed=True)),
        (shown(TETERA), replace(TETERA, author=None)),
    ):
        assert "Translated by" not in read(cards.read_card(hidden, version, 3))


def test_whoever_asks_is_shown_the_text_and_the_way_on() -> None:
    assert read(answers.asked(shown())) == snapshot("""\
Motion 12 · in Spanish
Wanted: nobody has translated it into Spanish yet. Ask whoever reads both, or do it
yourself.
In English:

│ Buy a kettle
│
│ Ours leaks.

[1 Translate it]\
""")
    assert read(answers.asked(shown()), MATRIX) == snapshot("""\
Motion 12 · in Spanish
Wanted: nobody has translated it into Spanish yet. Ask whoever reads both, or do it
yourself.
In English:

│ Buy a kettle
│
│ Ours leaks.

To translate it: !translate write 12 es TITLE, and the text in the lines below.\
""")
    assert read(answers.asked(shown(TETERA)), MATRIX) == snapshot("""\
Motion 12 · in Spanish
There is a draft, which somebody else than its author has to review.
In English:

│ Buy a kettle
│
│ Ours leaks.

[1 Español]  [2 Check it]\
""")


def test_a_draft_is_checked_beside_the_original() -> None:
    assert read(answers.checking(shown(TETERA)), MATRIX) == snapshot("""\
Motion 12 · a draft in Spanish
In English:

│ Buy a kettle
│
│ Ours leaks.

In Spanish:

│ Comprar una tetera
│
│ La nuestra gotea.

To correct it, write all of it anew: !translate write 12 es TITLE

[1 It is right]\
""")


def test_what_becomes_of_a_draft() -> None:
    assert read(answers.given(shown(TETERA))) == snapshot("""\
Motion 12 in Spanish: your draft is in, and can be read. Another member has to review
it: /translate review 12 es\
""")
    assert read(answers.given(shown(replace(TETERA, source="before")))) == snapshot("""\
Motion 12 in Spanish: your draft is kept, but the original changed while you wrote. See
what it says now: /translate motion 12 es\
""")
    assert read(answers.reviewed(shown(None, CHECKED))) == snapshot(
        "Motion 12 in Spanish is reviewed now. Thank you."
    )


def test_where_all_stand() -> None:
    french = shown().at(Translation(1, replace(OF, language="fr")))
    assert read(cards.listing([[shown(TETERA), french]])) == snapshot("""\
Translations
Motion 12, Buy a kettle · Spanish: a draft, not reviewed yet; French: wanted
To ask for another language: /translate motion 12 LANGUAGE\
""")
    assert read(cards.one_text([shown(TETERA), french])) == snapshot("""\
Motion 12 in other languages
Spanish: a draft, not reviewed yet
French: wanted
To ask for another language: /translate motion 12 LANGUAGE

[1 Español]\
""")
    assert read(cards.listing([])) == snapshot(
        "Nothing is translated here. To ask for a translation: /translate motion 12 es"
    )


def test_what_waits_for_a_member() -> None:
    stale = shown(None, replace(CHECKED, source="before"))
    assert [read(answers.waiting(s)) for s in (shown(), shown(TETERA), stale)] == snapshot(
        [
            "Motion 12 wants a translation into Spanish: /translate motion 12 es",
            "Motion 12 in Spanish waits for a review: /translate review 12 es",
            "Motion 12 has changed since it was translated into Spanish: /translate motion 12 es",
        ]
    )


def test_many_languages_stand_behind_one_button() -> None:
    def some(*tags: str) -> list[str]:
        found = [Translation(1, replace(OF, language=tag), draft=TETERA) for tag in tags]
        return [button.label for button in words.reading(SAY, found)]

    assert some() == []
    assert some("es", "ar") == ["العربية", "Español"]
    assert len(some("es", "ar", "fr", "de")) == 4
    assert some("es", "ar", "fr", "de", "ru")[3:] == ["Other languages"]
    assert words.reading(SAY, [Translation(1, OF)]) == ()


SAY = Speech("en", ZoneInfo("UTC"), NOW)
ERRORS: list[RuleError] = [
    rules.UnknownLanguage("klingonish", ""),
    rules.UnknownLanguage("spansh", "es"),
    rules.UnknownKind("letter", ("motion",)),
    rules.UnknownKind("letter", ()),
    rules.NotAVolunteer("es", ()),
    rules.NotAVolunteer("es", ("de", "fr")),
    rules.NothingToTranslate(Numbered.of(12, 1), "motion list"),
    rules.SourceLanguage(OF),
    rules.NotTranslated(OF, "translate motion"),
    rules.NothingToReview(OF),
    rules.OwnTranslation(OF),
    rules.DraftChanged(OF),
    rules.SourceChanged(OF),
    rules.TextMissing(OF),
    rules.NothingNew(OF),
    rules.TooManyLanguages(40),
    rules.TooManyWanted(10),
    rules.TooManyDrafts(50),
]


def test_each_refusal_says_what_would_work() -> None:
    told = refusals.errors(lambda say, of: translated.called(say, of.number))
    kinds = {
        kind
        for kind in vars(rules).values()
        if isinstance(kind, type) and issubclass(kind, RuleError) and kind.__module__ == rules.__name__
    }
    assert kinds - {rules.AboutATranslation} == set(told) == {type(error) for error in ERRORS}
    assert "\n".join(read(told[type(error)](error)) for error in ERRORS) == snapshot("""\
I know no language “klingonish”. Give it by its name, such as Spanish, or by its code,
such as es.
I know no language “spansh”. Did you mean Spanish (es)?
I can't translate that. I can translate: motion.
There is nothing here that could be translated.
You have not said that you can translate into Spanish.
You are not asked for Spanish; you are for German and French.
There is nothing to translate under number 12.1. See what there is: /motion list
Motion 12 is in Spanish itself, so everyone who reads that can read it.
Motion 12 is not translated into Spanish yet. To ask for it: /translate motion 12 es
Motion 12: no draft in Spanish waits for a review. See where all stand: /translate list
You wrote this draft, so somebody else has to review it. Ask a colleague to write:
/translate review 12 es
The draft has changed since you read it, so I noted nothing. Look at it again:
/translate review 12 es
Motion 12 has changed since this draft was written, so it has to be translated anew.
Motion 12 has a longer text below its title. Translate that too, so that nobody reads
half of it.
The translation says that already, so nothing is changed.
It is translated into 40 languages already, and that is the most.
You wait for 10 translations already. Once one of them is written you can ask for
another.
50 of your drafts wait for a review. Once one of them is reviewed you can write another.\
""")


def test_a_letter_is_named_where_it_is_typed() -> None:
    letter = replace(OF, kind="letter")
    assert words.line("translate review", letter).line == "translate review 12 es kind:letter"
    assert list(words.language_button(letter).arguments) == ["number", "language", "kind"]
    assert list(words.language_button(OF).arguments) == ["number", "language"]


FACES = importable()


@pytest.mark.parametrize("face", FACES, ids=str)
@pytest.mark.parametrize("text", [*HOSTILE, LONG, MARKS[:3990]], ids=range(len(HOSTILE) + 2))
def test_hostile_words_are_harmless_on_every_face(face: Face, text: str) -> None:
    version = replace(TETERA, title=text[:200], text=text)
    source = replace(KETTLE, title=text[:200], text=text)
    one = Shown(MOTIONS, source, Translation(1, OF, 1, draft=version))
    for view in (
        cards.read_card(one, version, 3),
        answers.asked(one),
        answers.checking(one),
        cards.listing([[one]]),
    ):
        made = face.show(view(SAY))
        assert (made.calls, made.broken) == ((), ())


@pytest.mark.parametrize("face", FACES, ids=str)
def test_two_long_texts_are_shown_to_their_ends(face: Face) -> None:
    source, draft = (
        replace(KETTLE, text=MARKS[:2480] + "the end"),
        replace(TETERA, text=MARKS[:2480] + "el fin"),
    )
    said = face.show(answers.checking(shown(draft, source=source))(SAY)).words
    assert "the end" in said
    assert "el fin" in said


def test_two_texts_that_are_longer_stand_apart() -> None:
    source, draft = replace(KETTLE, text=LONG), replace(TETERA, text=LONG)
    card: Card = answers.checking(shown(draft, source=source))(SAY)
    assert sum(isinstance(block, Quote) for block in card.blocks) == 1
    assert "Read the original beside it: /translate motion 12 es" in read(
        answers.checking(shown(draft, source=source))
    )
