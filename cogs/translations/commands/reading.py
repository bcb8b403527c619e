"""Read a translation, and see where all of them stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated

from bot.api import language as languages
from bot.api.card import Reply, View
from bot.api.cog import lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Member, Role
from cogs.translations import rules
from cogs.translations.commands.desk import Desk
from cogs.translations.commands.writing import Kind, Language, Number
from cogs.translations.rules import Standing, Translation
from cogs.translations.views import answers, cards
from cogs.translations.views.words import MOST_LISTED, USUAL_KIND, Shown

MOST_WAITING = 5


class Reading(Desk):
    """For everyone who may read the original; the answer is for the reader alone."""

    @command("translate read", who=Role.OBSERVER, prepare="understand", example="translate read 12 es")
    async def read(self, ctx: Context, number: Number, language: Language, kind: Kind = USUAL_KIND) -> Reply:
        """Read a motion in another language."""
        wished = await self.shown(ctx, kind, number, language)
        version, shown = wished.translation.shown(wished.source.digest), wished
        if version is None:
            shown = await self._in_its_kinds(ctx.assembly, wished)
            version = shown.translation.shown(shown.source.digest)
        if version is None:
            raise rules.NotTranslated(wished.of, wished.kind.ask)
        reader = ctx.found_member.id if ctx.found_member else None
        return Reply(cards.read_card(shown, version, reader), private=True)

    @command("translate list", who=Role.OBSERVER, example="translate list")
    async def list_translations(
        self,
        ctx: Context,
        number: Annotated[Numbered | None, Arg("One motion alone", lookup="motions", sample="12")] = None,
        kind: Kind = USUAL_KIND,
    ) -> Reply:
        """See what is translated, and what waits for somebody to translate or review it."""
        if number is None:
            found = await self.store.of_assembly(ctx.assembly.id)
        else:
            found = await self.store.of_text(ctx.assembly.id, self.kind(kind).name, number)
        texts = await self._by_text(ctx.assembly, found)
        return Reply(cards.one_text(texts[0]) if number and texts else cards.listing(texts), private=True)

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """What is wanted, or waits for a review, in the languages that a member has chosen."""
        lines: list[View] = []
        chosen = await self.store.locales_of(member.id)
        offered = await self.volunteers.of(assembly.id, member.id)
        for language in sorted({tag.partition("-")[0] for tag in (*chosen, *offered)}):
            found = await self.store.of_assembly(assembly.id, language)
            for shown in await self._showable(assembly, found):
                if not shown.source.is_over and _concerns(shown, member.id):
                    lines.append(answers.waiting(shown))
        return lines[:MOST_WAITING]

    @lookup("any-language")
    async def languages_like(self, _assembly: Assembly, typed: str) -> list[tuple[str, str]]:
        return [(tag, languages.own_name(tag)) for tag in languages.like(typed, *self.locales)[:25]]

    @lookup("kinds-of-text")
    async def kinds_like(self, _assembly: Assembly, typed: str) -> list[tuple[str, str]]:
        return [(kind, kind) for kind in self.texts.names() if kind.startswith(typed.casefold())]

    async def _in_its_kinds(self, assembly: Assembly, wished: Shown) -> Shown:
        """The same text in the language as another country speaks it, where there is such a translation."""
        for other in await self.store.of_text(assembly.id, wished.of.kind, wished.of.number):
            if languages.is_same(other.of.language, wished.of.language) and (other.draft or other.reviewed):
                return wished.at(other)
        return wished

    async def _by_text(self, assembly: Assembly, found: Sequence[Translation]) -> list[list[Shown]]:
        """Translations by the text that they are of, the newest text first."""
        shown = await self._showable(assembly, found)
        shown.sort(key=lambda one: (one.of.kind, one.of.number.order, one.of.language), reverse=True)
        texts = groupby(shown, key=lambda one: (one.of.kind, one.of.number))
        return [sorted(group, key=lambda one: one.of.language) for _, group in texts]

    async def showable(self, assembly: Assembly, language: str) -> list[Shown]:
        """The newest translations into a language that may be shown."""
        return await self._showable(assembly, await self.store.of_assembly(assembly.id, language))

    async def _showable(self, assembly: Assembly, found: Sequence[Translation]) -> list[Shown]:
        """Those of the newest texts that may be shown; each text is read once."""
        newest = sorted(found, key=lambda one: one.id, reverse=True)
        texts: dict[tuple[str, int], Shown | None] = {}
        for one in newest:
            if one.of.text not in texts and len(texts) < MOST_LISTED:
                texts[one.of.text] = await self.if_shown(assembly, one)
        shown = ((texts.get(one.of.text), one) for one in found)
        return [text.at(one) for text, one in shown if text is not None]

    async def if_shown(self, assembly: Assembly, translation: Translation) -> Shown | None:
        try:
            return await self.beside(assembly, translation)
        except (rules.NothingToTranslate, rules.UnknownKind):
            return None


def _concerns(shown: Shown, member: int) -> bool:
    """Whether a member could do something: translate it, or review what somebody else wrote."""
    if shown.standing in (Standing.WANTED, Standing.STALE):
        return True
    draft = shown.translation.draft
    return (
        shown.translation.wants_review(shown.source.digest) and draft is not None and draft.author != member
    )
