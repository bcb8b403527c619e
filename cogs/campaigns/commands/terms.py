"""Words that mean the same, made one by stewards."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.text import folded
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.signature import STATED_LIMIT
from cogs.campaigns.rules.term import UNTOLD, Term, TermKind, close_to
from cogs.campaigns.views import trust as views
from cogs.campaigns.word_store import WordStore

MOST_WORDS, MOST_LOGGED = 100, 10
Word = Annotated[str, Arg("The word that counts as another from now on", limit=STATED_LIMIT, sample="RN")]
Into = Annotated[str, Arg("The word that it counts as", limit=STATED_LIMIT, sample="nurse")]
Of = Annotated[TermKind, Arg("What the words are: trades, if you say nothing")]
Undo = Annotated[int, Arg("The number in the log of what is to be taken back", sample="3")]


class Terms(Desk):
    """One trade has many names; a merge changes no signature, and can be undone."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.words = WordStore(home.db, home.assemblies)

    @command("campaign merge", who=Role.STEWARD, example="campaign merge infirmière into:nurse")
    async def merge(
        self, ctx: Context, word: Word = "", into: Into = "", kind: Of = TermKind.TRADE, undo: Undo = 0
    ) -> Reply:
        """Have two words that people state count as one; or see what was stated and merged."""
        if undo:
            return await self._unmerge(ctx, undo)
        if not word or not into:
            return await self._log(ctx, kind)
        gone = await self._stated(ctx, kind, word)
        wanted = await self.words.add(ctx.assembly.id, kind, into)
        if gone.id == wanted.id:
            raise errors.SameWord(word, into)
        number = await self.words.merge(ctx.assembly.id, gone, wanted, ctx.member.id, ctx.now)
        entry = Entry("campaign.merged", number, ctx.member.id)
        return Reply(views.merged(gone.said, wanted.said, number), journal=(entry,), private=True)

    async def _unmerge(self, ctx: Context, number: int) -> Reply:
        undone = await self.words.undo(ctx.assembly.id, number, ctx.now)
        if undone is None:
            raise errors.NoSuchMerge(number)
        entry = Entry("campaign.unmerged", number, ctx.member.id)
        return Reply(views.unmerged(undone), journal=(entry,), private=True)

    async def _log(self, ctx: Context, kind: TermKind) -> Reply:
        """What is there to merge, where its words may be told: workplaces are not."""
        stated = await self.words.words(ctx.assembly.id, kind, MOST_WORDS) if kind not in UNTOLD else []
        log = await self.words.log(ctx.assembly.id, MOST_LOGGED)
        return Reply(views.merges(stated, log), private=True)

    async def _stated(self, ctx: Context, kind: TermKind, word: str) -> Term:
        """A word that somebody has stated; whether a workplace was is told to no steward."""
        if kind in UNTOLD:
            return await self.words.add(ctx.assembly.id, kind, word)
        found = await self.words.find(ctx.assembly.id, kind, word)
        if found is not None:
            return found
        known = await self.words.words(ctx.assembly.id, kind, MOST_WORDS)
        raise errors.NoSuchWord(word, close_to(folded(word), known))
