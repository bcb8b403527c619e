"""What members read is there in every language; a message that is missing reads as it was written."""

from __future__ import annotations

import gettext
import io
from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.api.speech import Features
from bot.languages import catalog, nearest, shipped, speech
from tools import locales
from tools.messages import Message, every, of_source

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def _problems() -> list[str]:
    return list(locales._problems())


def test_english_and_spanish_are_shipped_whole() -> None:
    """Each message that a language lacks is listed here by name."""
    assert shipped() == ("en", "es")
    assert _problems() == []


def test_a_message_that_is_missing_falls_back_and_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = Message("A canary that nobody has translated.")
    found = every()
    found.add(missing, "tests")
    monkeypatch.setattr(locales, "every", lambda: found)
    assert any(missing.one in problem and problem.startswith("es:") for problem in _problems())
    assert speech("es", "UTC", NOW, Features())(missing.one) == (missing.one,)


def test_a_language_that_is_not_shipped_falls_back_to_the_source() -> None:
    assert catalog("tlh").gettext("Nobody seconded it") == "Nobody seconded it"
    assert nearest("tlh") is None
    assert nearest("es-419") == "es"
    assert nearest("en_GB") == "en"


def test_plurals_take_the_form_that_fits() -> None:
    one, many = "{n} person", "{n} people"
    assert Message(one, many) in every().places
    said = [speech("es", "UTC", NOW, Features()).plural(one, many, n) for n in (1, 2)]
    assert said[0] != said[1]
    assert said[0][0] == "1"
    english = speech("en", "UTC", NOW, Features()).plural(one, many, 2)
    assert english == ("2", " people")


@pytest.mark.parametrize(
    ("translated", "trouble"),
    [
        ("Movida por {mover}.", ""),
        ("Movida por {persona}.", "placeholders"),
        ("Movida.", "placeholders"),
        ("", "not translated"),
    ],
)
def test_a_translation_has_the_placeholders_of_its_message(translated: str, trouble: str) -> None:
    made = Catalog(locale="es")
    made.add("Moved by {mover}.", translated)
    faults = list(locales._faults(made["Moved by {mover}."], 2))
    assert [trouble in fault for fault in faults] == ([True] if trouble else [])


def test_a_compiled_file_that_is_behind_is_noticed(tmp_path: object) -> None:
    made = Catalog(locale="es")
    made.add("Vote", "Votar")
    out = io.BytesIO()
    write_mo(out, made)
    out.seek(0)
    assert gettext.GNUTranslations(out).gettext("Vote") == "Votar"
    path = locales.FOLDER / "es" / "LC_MESSAGES" / "folkmoot.mo"
    assert locales._is_outdated(made, path)


def test_messages_are_found_in_every_form_in_which_they_are_said() -> None:
    source = """
LATER = N_("later")
def view(say, practice):
    message = "one way" if practice else "another way"
    say.plural("{n} vote", "{n} votes", 3)
    say.line(message)
    say("a long " "sentence")
    return say.card("card") or self.other.line("not ours") or card("not.ours")
"""
    found = set(of_source(source))
    texts = {"later", "one way", "another way", "a long sentence", "card"}
    assert found == {Message(t) for t in texts} | {Message("{n} vote", "{n} votes")}
