"""What the commands of translations share, and what other cogs ask them for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api import language as languages
from bot.api.ask import Ask
from bot.api.card import Entry, Reply, Tell
from bot.api.cog import Cog
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.services import Buttons, Rendering, TextKind, Texts
from bot.api.speech import Speech
from cogs.translations import rules
from cogs.translations.rules import Ref, Standing, Translation, Version
from cogs.translations.store import TranslationStore
from cogs.translations.views import answers, words
from cogs.translations.views.refusals import errors
from cogs.translations.views.words import Shown
from cogs.translations.volunteer_store import Volunteers

WANTED_CARD = "translation.wanted"


class Desk(Cog):
    """Translations of texts of any kind that stands on the board."""

    name = "translations"

    def __init__(
        self, store: TranslationStore, volunteers: Volunteers, texts: Texts, locales: tuple[str, ...]
    ) -> None:
        self.store = store
        self.volunteers = volunteers
        self.texts = texts
        self.locales = locales
        self.errors = errors(self._called)

    async def understand(self, _ask: Ask, ctx: Context, *, language: str, **_others: object) -> None:
        """Reads the language before the transaction: their names take a while the first time."""
        self._tag(language, ctx.locale)

    async def ask(self, ctx: Context, kind: str, number: int, language: str) -> Reply:
        """Asks for a translation, or says where it stands, with the text to be translated."""
        shown = await self.shown(ctx, kind, number, language)
        if shown.translation.id:
            return Reply(answers.asked(shown), private=True)
        wanted = await self._begin(shown.translation, ctx.member.id)
        willing = await self.volunteers.willing(ctx.assembly.id, shown.of.language, but=ctx.member.id)
        tells = tuple(Tell(member, WANTED_CARD, wanted.id) for member in willing)
        return Reply(answers.asked(shown), tells=tells, private=True)

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

    async def renderings(self, assembly: Assembly, kind: str, number: int) -> Sequence[Rendering]:
        """The translations of a text as it stands now that were reviewed, by language."""
        return [
            Rendering(shown.of.language, version.title, version.text)
            for shown in await self._of(assembly, kind, number)
            if shown.standing is Standing.REVIEWED and (version := shown.translation.reviewed) is not None
        ]

    async def standings(self, assembly: Assembly, kind: str, number: int) -> Mapping[str, str]:
        """Where each translation of a text stands, by language."""
        return {shown.of.language: shown.standing.value for shown in await self._of(assembly, kind, number)}

    async def translators(self, assembly: Assembly, kind: str, number: int) -> Sequence[int]:
        """The members who wrote what can be read of a text, where they may be named."""
        some = [one.translation.reviewed for one in await self._of(assembly, kind, number) if not one.unnamed]
        authors = [v.author for v in some if v is not None and v.author is not None and not v.unnamed]
        return list(dict.fromkeys(authors))

    async def _of(self, assembly: Assembly, kind: str, number: int) -> list[Shown]:
        """The translations of a text that may be shown."""
        found = await self.store.of_text(assembly.id, kind, number)
        source = await self.kind(kind).find(assembly, number) if found else None
        if source is None:
            return []
        unnamed = bool(assembly.careful) or source.unnamed
        return [Shown(self.kind(kind), source, one, unnamed) for one in found]

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
