"""What members read is there in every language; a message that is missing reads as it was written."""

from __future__ import annotations

import copy
import gettext
import io
from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.api.speech import Features
from bot.languages import catalog, nearest, shipped, speech
from tests.talk import Talk
from tools import locales
from tools.messages import Found, Message, every, of_source

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LIFE = (
    "ana: help",
    "ana: help motion",
    "ana: help motion propose",
    "ana: help steward",
    "ana: help nonsense",
    "ana: assembly found Depot",
    "ana: assembly show",
    "ana: assembly careful no",
    "ana: assembly settings shortest:1h zone:Europe/Berlin",
    "ana: motion propose Paint the shed quorum:3 threshold:2/3 closes:tomorrow 18:00",
    "ana: motion edit 1 Paint the old shed",
    "ben: motion suggest 1 In green",
    "ana: motion second 1",
    "ben: motion second 1",
    "ben: vote 1 for it rusts",
    "ana: vote 1 perhaps",
    "ana: vote 1 against",
    "ana: motion take-back 1",
    "ana: motion close 1",
    "ben: motion keep-open 1",
    "ana: motion withdraw 1",
    "ana: motion show 1",
    "ana: motion show 99",
    "ben: motion propose Buy a kettle",
    "ben: motion postpone 2",
    "ben: motion resume 2",
    "ben: motion withdraw 2",
    "ben: motion again 2",
    "ana: motion practice",
    "ana: motion list",
    "ana: motion propose Late closes:2020-01-01 18:00",
    "ana: steward name ben",
    "ana: member enrol chi",
    "ana: member remove chi",
    "ben: language es",
    "ben: language tlh",
    "ben: timezone Nowhere/Land",
    "ben: quiet on",
    "ben: now",
    "ben: privacy",
    "chi: member forget-me",
    "chi: member leave",
)


class Listening(gettext.NullTranslations):
    """Notes every message that it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[Message] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(Message(message))
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(Message(msgid1, msgid2))
        return msgid1 if n == 1 else msgid2


@pytest.fixture(scope="session")
def found() -> Found:
    """Every message that the search finds: once, as it reads all of the source."""
    return every()


@pytest.fixture(autouse=True)
def _once(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locales, "every", lambda: found)


def _problems() -> list[str]:
    return list(locales._problems())


def test_english_and_spanish_are_shipped_whole() -> None:
    """Each message that a language lacks is listed here by name."""
    assert shipped() == ("en", "es")
    assert _problems() == []


def test_a_message_that_is_missing_falls_back_and_is_listed(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Message("A canary that nobody has translated.")
    more = copy.deepcopy(found)
    more.add(missing, "tests")
    monkeypatch.setattr(locales, "every", lambda: more)
    assert any(missing.one in problem and problem.startswith("es:") for problem in _problems())
    assert speech("es", "UTC", NOW, Features())(missing.one) == (missing.one,)


def test_a_language_that_is_not_shipped_falls_back_to_the_source() -> None:
    assert catalog("tlh").gettext("Nobody seconded it") == "Nobody seconded it"
    assert nearest("tlh") is None
    assert nearest("es-419") == "es"
    assert nearest("en_GB") == "en"


def test_plurals_take_the_form_that_fits(found: Found) -> None:
    one, many = "{n} person", "{n} people"
    assert Message(one, many) in found.places
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


async def test_nothing_is_said_that_the_template_does_not_have(
    found: Found, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that the search overlooks would never be translated, and nobody would notice."""
    heard = Listening()
    monkeypatch.setattr("bot.languages.catalog", lambda _locale: heard)
    for line in LIFE:
        await talk(line, private=line.startswith("chi"))
    await talk.react("ben", "✅", talk.face.find_post("vote until"))
    await talk.later(days=4)
    await talk("ana: motion list all")
    assert len(heard.asked) > 100
    assert {m for m in heard.asked if m.one.strip()} - set(found.places) == set()
