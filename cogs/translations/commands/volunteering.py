"""Say which languages you can translate into; who can is asked when something is wanted."""

from __future__ import annotations

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.translations import rules
from cogs.translations.commands.desk import WANTED_CARD
from cogs.translations.commands.reading import Reading
from cogs.translations.commands.writing import Language
from cogs.translations.rules import Standing
from cogs.translations.views import volunteers


class Volunteering(Reading):
    """For members; nobody is shown who can what, only how many."""

    @command("volunteer translate", prepare="understand", example="volunteer translate es")
    async def volunteer(self, ctx: Context, language: Language) -> Reply:
        """Say that you can translate into a language, so that you are asked when it is wanted."""
        tag = self._tag(language, ctx.locale)
        await self.volunteers.add(ctx.assembly.id, ctx.member.id, tag)
        waiting = [
            shown
            for shown in await self.showable(ctx.assembly, tag)
            if shown.standing in (Standing.WANTED, Standing.STALE) and not shown.source.is_over
        ]
        return Reply(volunteers.willing(tag, waiting), private=True)

    @command("volunteer stop", prepare="understand", example="volunteer stop es")
    async def stop(self, ctx: Context, language: Language) -> Reply:
        """Be asked no more to translate into a language."""
        tag = self._tag(language, ctx.locale)
        if not await self.volunteers.take(ctx.assembly.id, ctx.member.id, tag):
            raise rules.NotAVolunteer(tag, tuple(await self.volunteers.of(ctx.assembly.id, ctx.member.id)))
        return Reply(volunteers.stopped(tag), private=True)

    @command("volunteer list", who=Role.OBSERVER)
    async def list_volunteers(self, ctx: Context) -> Reply:
        """See how many can translate into which language."""
        return Reply(volunteers.counted(await self.volunteers.counts(ctx.assembly.id)), private=True)

    @card(WANTED_CARD, knocks=False)
    async def wanted_card(self, assembly: Assembly, translation: int, _detail: str) -> View | None:
        """What a volunteer is asked; nothing any more once somebody has written it."""
        found = await self.store.get(translation)
        if found is None or found.assembly != assembly.id:
            return None
        shown = await self.if_shown(assembly, found)
        if shown is None or shown.standing is not Standing.WANTED or shown.source.is_over:
            return None
        return volunteers.wanted(shown)
