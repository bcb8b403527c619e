"""The core of translations serves any kind of text that a cog puts on the board: here, letters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

import pytest

from bot.api.card import Card as Shown
from bot.api.card import Data, Post, Quote, Reply, Text, View, view
from bot.api.cog import Cog, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.services import Source, TextKind, Texts
from bot.api.speech import Speech
from bot.app import App, opened
from bot.config import Settings
from cogs.translations.commands import Translations
from tests.talk import FrozenClock, RecordingFace, Talk

Number = Annotated[int, Arg("The letter's number")]
Language = Annotated[str, Arg("The language", lookup="any-language")]


class Letters(Cog):
    """A cog that knows the board and nothing of whoever translates."""

    name = "letters"

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.letters = {3: Source("Free Erlan", "He is in prison for a strike.", "ru")}
        texts.add(
            TextKind("letter", self.find, called, binds, "letter translate", "letter list", ("letter",))
        )

    async def find(self, _assembly: Assembly, number: int) -> Source | None:
        return self.letters.get(number)

    @command("letter post")
    async def post(self, _ctx: Context, number: Number) -> Reply:
        """Post a letter."""
        return Reply(plain("Posted."), posts=(Post("letter", number),))

    @command("letter translate")
    async def translate(
        self,
        ctx: Context,
        number: Number,
        language: Language,
        title: Annotated[str, Arg("The title")] = "",
        text: Annotated[str, Arg("The text", long=True)] = "",
    ) -> Reply:
        """Translate a letter."""
        assert self.texts.translations is not None
        if not title:
            return await self.texts.translations.ask(ctx, "letter", number, language)
        return await self.texts.translations.give(ctx, "letter", number, language, title, text)

    @card("letter")
    async def letter(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        buttons = await self.texts.buttons(assembly, "letter", number)
        letter = self.letters[number]
        return lambda say: Shown(
            title=(Data(letter.title),), blocks=(Quote(letter.text),), buttons=buttons(say)
        )

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of anybody."""


def called(_say: Speech, number: Numbered) -> str:
    return f"Letter {number}"


def binds(_say: Speech, language: str) -> Text:
    return (f"What is handed over is the {language} text.",)


@view
def plain(say: Speech, words: str) -> Shown:
    return say.card(words)


@pytest.fixture
async def letters(settings: Settings, face: RecordingFace, clock: FrozenClock) -> AsyncIterator[Talk]:
    """A house with one cog more, whose letters are translated."""
    async with opened(settings, [face], clock) as app:
        _take_in(app)
        async with app.working():
            await app.door.caught_up(face.network)
            yield Talk(app, face, clock)


def _take_in(app: App) -> None:
    translations = next(cog for cog in app.house.cogs if isinstance(cog, Translations))
    app.house.take_in(Letters(translations.texts))
    grammar = type(app.dispatch.grammar)(app.house.specs())
    app.dispatch.grammar = app.dispatch.understanding.grammar = grammar


async def test_a_letter_goes_the_way_of_a_motion(letters: Talk) -> None:
    await letters("ana: letter post 3")
    posted = letters.face.find_post("Free Erlan")
    await letters("ben: letter translate 3 Spanish")
    assert "Letter 3 · in Spanish" in letters.text
    assert "In Russian:" in letters.text
    assert "/translate write 3 es TITLE kind:letter" in letters.text
    await letters("ben: letter translate 3 es Libertad para Erlan\nEstá en prisión por una huelga.")
    assert "/translate review 3 es kind:letter" in letters.text
    await letters("chi: translate review 3 es kind:letter")
    await letters.press("chi", "It is right")
    assert "Letter 3 in Spanish is reviewed now." in letters.text
    await letters.press("dan", "Español", posted)
    assert "Libertad para Erlan" in letters.text
    assert "What is handed over is the Russian text." in letters.text


async def test_what_is_typed_for_a_letter_can_be_typed_as_it_is_told(letters: Talk) -> None:
    await letters("ben: translate write 3 es Libertad para Erlan kind:letter\nEstá en prisión.")
    assert "Letter 3 in Spanish: your draft is in" in letters.text
    await letters("chi: translate read 3 es letter")
    assert "Libertad para Erlan" in letters.text
    await letters("chi: translate list")
    assert "Letter 3, Free Erlan · Spanish: a draft, not reviewed yet" in letters.text


async def test_a_letter_and_a_motion_of_one_number_are_two_texts(letters: Talk) -> None:
    for title in ("Buy a kettle", "Paint the shed"):
        await letters(f"ana: motion propose {title}")
    await letters("dan: motion propose Stop work at noon")
    await letters("ben: translate write 3 es Parar al mediodía")
    await letters("chi: translate read 3 es letter")
    assert (
        "Letter 3 is not translated into Spanish yet. To ask for it: /letter translate 3 es" in letters.text
    )
    await letters("chi: translate read 3 es")
    assert "Parar al mediodía" in letters.text


async def test_a_letter_that_may_not_be_shown_any_more_is_shown_in_no_language(letters: Talk) -> None:
    await letters("ben: letter translate 3 es Libertad\nEstá en prisión.")
    cog = next(cog for cog in letters.app.house.cogs if isinstance(cog, Letters))
    cog.letters.clear()
    for line in (
        "translate read 3 es letter",
        "translate review 3 es kind:letter",
        "translate list 3 letter",
    ):
        await letters(f"chi: {line}")
        assert "Libertad" not in letters.text
    assert "Nothing is translated here." in letters.text


async def test_where_nobody_translates_there_are_no_buttons(letters: Talk) -> None:
    cog = next(cog for cog in letters.app.house.cogs if isinstance(cog, Letters))
    cog.texts.translations = None
    await letters("ana: letter post 3")
    assert letters.face.posts[letters.face.find_post("Free Erlan")].card.buttons == ()


async def test_motions_go_on_where_the_cog_of_translations_is_left_out(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    settings.cogs = ["motions", "members"]
    async with opened(settings, [face], clock) as app, app.working():
        talk = Talk(app, face, clock)
        await talk("ana: motion propose Buy a kettle")
        assert "Buy a kettle" in talk.last
        await talk("ana: translate motion 1 es")
        assert talk.answer is not None
        assert not talk.answer.ok
