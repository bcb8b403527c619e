"""Ask for a translation, write one, review one."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from cogs.translations import rules
from cogs.translations.commands.desk import Desk
from cogs.translations.rules import TITLE_LIMIT
from cogs.translations.views import answers
from cogs.translations.views.words import USUAL_KIND

Number = Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")]
Language = Annotated[str, Arg("The language", lookup="any-language", sample="es")]
Title = Annotated[str, Arg("The title, translated", limit=TITLE_LIMIT, sample="Comprar una tetera")]
Body = Annotated[str, Arg("The text, translated", long=True)]
Kind = Annotated[str, Arg("What it is, if no motion", lookup="kinds-of-text", sample="motion")]


class Writing(Desk):
    """For members; nobody reviews what they wrote themselves."""

    @command("translate motion", prepare="understand", example="translate motion 12 es")
    async def motion(self, ctx: Context, number: Number, language: Language) -> Reply:
        """Ask for a motion in another language, or see how far its translation is."""
        return await self.ask(ctx, USUAL_KIND, number, language)

    @command(
        "translate write",
        prepare="understand",
        modal=True,
        example="translate write 12 es Comprar una tetera",
    )
    async def write(
        self,
        ctx: Context,
        number: Number,
        language: Language,
        title: Title,
        text: Body = "",
        kind: Kind = USUAL_KIND,
        original: Annotated[int | None, Arg("Which text you have read; the button fills it in")] = None,
    ) -> Reply:
        """Translate a motion, or correct its translation; another member reviews it."""
        return await self.give(ctx, kind, number, language, title, text, original)

    @command("translate review", prepare="understand", example="translate review 12 es")
    async def review(
        self,
        ctx: Context,
        number: Number,
        language: Language,
        draft: Annotated[int | None, Arg("Which draft you have read; the button fills it in")] = None,
        kind: Kind = USUAL_KIND,
    ) -> Reply:
        """Check a translation that somebody else wrote, and say that it is right."""
        shown = await self.shown(ctx, kind, number, language)
        if draft is not None:
            return await self.accept(ctx, shown, draft)
        rules.review(shown.translation, ctx.member.id, shown.source.digest)
        return Reply(answers.checking(shown), private=True)
