"""What the commands of translations share, and what other cogs ask them for."""

from __future__ import annotations

from bot.api import language as languages
from bot.api.ask import Ask
from bot.api.card import Entry, Reply
from bot.api.cog import Cog
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.services import Buttons, TextKind, Texts
from bot.api.speech import Speech
from cogs.translations import rules
from cogs.translations.rules import Ref, Translation, Version
from cogs.translations.store import TranslationStore
from cogs.translations.views import answers, words
from cogs.translations.views.refusals import errors
from cogs.translations.views.words import Shown


class Desk(Cog):
    """Translations of texts of any kind that stands on the board."""

    name = "translations"

    def __init__(self, store: TranslationStore, texts: Texts, locales: tuple[str, ...]) -> None:
        self.store = store
        self.texts = texts
        self.locales = locales
        self.errors = errors(self._called)

    async def understand(self, _ask: Ask, ctx: Context, *, language: str, **_others: object) -> None:
        """Reads the language before the transaction: their names take a while the first time."""
        self._tag(language, ctx.locale)

    async def ask(self, ctx: Context, kind: str, number: int, language: str) -> Reply:
        """Asks for a translation, or says where it stands, with the text to be translated."""
        shown = await self.shown(ctx, kind, number, language)
        if not shown.translation.id:
            await self._begin(shown.translation, ctx.member.id)
        return Reply(answers.asked(shown), private=True)

    async def give(
        self,
        ctx: Context,
        kind: str,
        number: int,
        language: str,
        title: str,
        text: str,
        of: int | None = None,
    ) -> Reply:
        """Takes a translation in, as a draft; of says which text its author had before them."""
        shown = await self.shown(ctx, kind, number, language)
        translation = shown.translation
        source, unnamed = rules.translated(shown.source.digest, of), bool(ctx.assembly.careful)
        version = Version(title, text, source, ctx.member.id, ctx.now, unnamed=unnamed)
        drafts = await self.store.drafts_by(translation, ctx.member.id)
        translation = rules.write(translation, version, bool(shown.source.text), drafts)
        if not translation.id:
            translation = await self._begin(translation, None)
        await self.store.save(translation)
        answer = answers.given(shown.at(translation))
        return Reply(answer, stale=_cards(shown), private=True)

    async def accept(self, ctx: Context, shown: Shown, edition: int) -> Reply:
        """Notes that a draft was reviewed."""
        translation = rules.review(shown.translation, ctx.member.id, shown.source.digest, edition)
        await self.store.save(translation)
        of, words_digest = shown.of, translation.reviewed.digest if translation.reviewed else ""
        facts = {
            "kind": of.kind,
            "language": of.language,
            "source": shown.source.digest,
            "words": words_digest,
        }
        entry = Entry("translation.reviewed", int(of.number), ctx.member.id, facts)
        answer = answers.reviewed(shown.at(translation))
        return Reply(answer, stale=_cards(shown), journal=(entry,), private=True)

    async def buttons(self, assembly: Assembly, kind: str, number: int) -> Buttons:
        """Buttons for the languages in which a text can be read."""
        found = await self.store.of_text(assembly.id, kind, number)
        return lambda say: words.reading(say, found)

    async def shown(self, ctx: Context, kind: str, number: int, language: str) -> Shown:
        """A translation, begun or not, with the text that it is of."""
        of = Ref(kind, Numbered(number), self._tag(language, ctx.locale))
        found = await self.store.find(ctx.assembly.id, of)
        shown = await self.beside(ctx.assembly, found or Translation(ctx.assembly.id, of))
        if shown.source.locale == of.language:
            raise rules.SourceLanguage(of)
        return shown

    async def beside(self, assembly: Assembly, translation: Translation) -> Shown:
        """A translation with the text that it is of; refuses where no such text may be shown."""
        kind, number = self.kind(translation.of.kind), translation.of.number
        source = await kind.find(assembly, number)
        if source is None:
            raise rules.NothingToTranslate(number, kind.see)
        return Shown(kind, source, translation, bool(assembly.careful) or source.unnamed)

    def kind(self, name: str) -> TextKind:
        found = self.texts.get(name.strip().casefold())
        if found is None:
            raise rules.UnknownKind(name, self.texts.names())
        return found

    def _tag(self, language: str, locale: str) -> str:
        spoken = (locale, *self.locales)
        tag = languages.read(language, *spoken)
        if tag is None:
            raise rules.UnknownLanguage(language, languages.close_to(language, *spoken))
        return tag

    async def _begin(self, translation: Translation, wanted_by: int | None) -> Translation:
        count = await self.store.languages(translation.assembly, translation.of)
        waiting = await self.store.wanted_by(translation.assembly, wanted_by) if wanted_by else 0
        return await self.store.add(rules.begin(translation, wanted_by, count, waiting))

    def _called(self, say: Speech, of: Ref) -> str:
        kind = self.texts.get(of.kind)
        return kind.called(say, of.number) if kind else str(of.number)


def _cards(shown: Shown) -> tuple[tuple[str, int], ...]:
    """The cards that offer another choice of languages now."""
    return tuple((card, int(shown.of.number)) for card in shown.kind.cards)
