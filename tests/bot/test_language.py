"""Languages, by whatever people call them."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.api import language


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("Español", "es"),
        ("espanol", "es"),
        ("Spanish", "es"),
        ("castellano", "es"),
        ("spa", "es"),
        ("es-ar", "es-AR"),
        ("es_419", "es-419"),
        ("inglés", "en"),
        ("Русский", "ru"),
        ("русский", "ru"),
        ("العربية", "ar"),
        ("中文", "zh"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("Brazilian Portuguese", "pt-BR"),
        ("quechua", "qu"),
        ("Zapotec", "zap"),
        ("kmr", "ku"),
        ("ca-valencia", "ca-valencia"),
        ("klingonish", None),
        ("xyz", None),
        ("e", None),
        ("", None),
        ("und", None),
        ("es-ZZZ", None),
        ("en_US.UTF-8", None),
        ("../../etc/passwd", None),
    ],
)
def test_a_language_is_known_by_its_code_and_by_its_names(words: str, tag: str | None) -> None:
    assert language.read(words, "es") == tag


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_language_or_none(words: str) -> None:
    tag = language.read(words, "es")
    assert tag is None or (len(tag) <= language.TAG_LIMIT and language.read(tag) == tag)
    assert language.close_to(words, "es") == "" or language.read(language.close_to(words, "es"))


@pytest.mark.parametrize(
    ("tag", "english", "spanish", "own"),
    [
        ("es", "Spanish", "español", "Español"),
        ("es-AR", "Spanish (Argentina)", "español (Argentina)", "Español (Argentina)"),
        ("pt-BR", "Brazilian Portuguese", "portugués de Brasil", "Português (Brasil)"),
        ("ar", "Arabic", "árabe", "العربية"),
        ("sr-Latn", "Serbian (Latin)", "serbio (latino)", "Srpski (latinica)"),
        ("ca-valencia", "Catalan (valencia)", "catalán (valencia)", "Català (valencia)"),
        ("zap", "Zapotec", "zapoteco", "Zapotec"),
    ],
)
def test_a_language_is_named_to_each_reader_in_theirs(tag: str, english: str, spanish: str, own: str) -> None:
    assert (language.name(tag, "en"), language.name(tag, "es")) == (english, spanish)
    assert language.own_name(tag) == own


def test_the_names_that_people_use_themselves_are_as_they_write_them() -> None:
    pairs = [pair.partition(" ") for pair in language._OWN_NAMES.split(", ")]
    assert {code: called for code, _, called in pairs} == {
        code: str(Locale.parse(code).languages[code]) for code, _, _ in pairs
    }


def test_what_begins_with_the_letters_comes_first() -> None:
    assert language.like("span", "es")[0] == "es"
    assert "es" in language.like("añol", "es")
    assert language.like("qqqq") == []


def test_a_country_makes_no_other_language() -> None:
    assert language.is_same("es", "es-AR")
    assert not language.is_same("es", "et")
