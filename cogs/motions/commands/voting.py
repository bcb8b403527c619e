"""Ballots, and the early close."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Post, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.text import folded
from bot.ballots.act import Cast, act
from bot.ballots.rules import Choice
from cogs.motions.commands.base import (
    EARLY_CARD,
    KEPT_OPEN_CARD,
    MotionCog,
    Number,
    Reason,
    announcement,
    noted,
)
from cogs.motions.rules import motion as rules
from cogs.motions.rules.bloc import may_be_unlisted
from cogs.motions.rules.errors import NotInTheElectorate
from cogs.motions.rules.hall import together
from cogs.motions.rules.motion import EARLY_NOTICE, OBJECTIONS_NEEDED, Motion
from cogs.motions.rules.state import State
from cogs.motions.views import answers
from cogs.motions.voting import VOTE_CARD

CLOSE_AS_BEFORE = "motion.close-as-before"
_WORDS = {
    "for": (
        "aye",
        "yes",
        "y",
        "si",
        "a favor",
        "favor",
        "oui",
        "pour",
        "ja",
        "dafur",
        "da",
        "за",
        "да",
        "✅",
        "👍",
    ),
    "against": (
        "no",
        "nay",
        "n",
        "en contra",
        "contra",
        "contre",
        "non",
        "nein",
        "gegen",
        "нет",
        "против",
        "❌",
        "👎",
    ),
    "abstain": (
        "abstention",
        "abstencion",
        "me abstengo",
        "abstenerse",
        "enthaltung",
        "воздержался",
        "⚪",
        "🤷",
    ),
    "stand-aside": ("stand aside", "aside", "me aparto", "aparto", "apartarse", "🟡"),
    "block": ("veto", "bloqueo", "bloquear", "bloquea", "🛑"),
}


class Word(Enum):
    """What is typed or pressed for a choice, in any shipped language."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    STAND_ASIDE = "stand-aside"
    BLOCK = "block"

    @classmethod
    def usual(cls) -> tuple[Word, ...]:
        """Those that are named where any would do: the others are for consensus alone."""
        return (cls.FOR, cls.AGAINST, cls.ABSTAIN)

    @classmethod
    def read(cls, word: str) -> Word | None:
        plain = folded(word).removeprefix("a ").removeprefix("en ").removeprefix("me ")
        return next((cls(value) for value, words in _WORDS.items() if plain in (value, *words)), None)


CHOICES = {
    Word.FOR: Choice.AYE,
    Word.AGAINST: Choice.NO,
    Word.ABSTAIN: Choice.ABSTAIN,
    Word.STAND_ASIDE: Choice.STAND_ASIDE,
    Word.BLOCK: Choice.BLOCK,
}
_BY_VALUE = {word.value: choice for word, choice in CHOICES.items()}
How = Annotated[Word, Arg("For, against or abstain", sample="for")]


class Voting(MotionCog):
    """Vote, take back, close, keep open."""

    @command("motion vote", bulk="cast", short="vote", example="vote 12 for", confides="is_for_one_ear")
    def vote(self, ctx: Context, number: Number, choice: How, reason: Reason = "") -> Cast[Choice]:
        """Vote on a motion: for, against or abstain."""
        return self._act(ctx, number, choice, reason)

    async def is_for_one_ear(self, assembly: Assembly, line: str) -> bool:
        """Whether a line says how somebody votes on a motion where nobody is to know that."""
        numbers = {number for word in line.split() if (number := Numbered.read(word.rpartition(":")[2]))}
        if any(may_be_unlisted(number) for number in numbers):
            return True  # whether there is such a motion or not: nobody learns it from this
        async with self.store.db.reading():
            found = [await self.store.find(assembly.id, number) for number in numbers]
        return any(motion is not None and motion.votes.are_sealed for motion in found)

    @command("motion take-back", bulk="cast", example="motion take-back 12")
    def take_back(self, ctx: Context, number: Number) -> Cast[Choice]:
        """Take your vote back while voting is open."""
        return self._act(ctx, number, None, "")

    def cast(self, connection: Connection, acts: Sequence[Cast[Choice]]) -> Batch:
        """Writes a batch of ballots."""
        return self.casting.cast(connection, acts)

    @command("motion close")
    async def close(self, ctx: Context, number: Number) -> Reply:
        """Close a vote early: at once when all have voted, else an hour later; in a meeting, a minute."""
        motion = await self.reach.get(ctx, number)
        chair = await self.inside.chair(ctx, motion)
        chair.needed(motion)
        await self.deeds.untouched(ctx.assembly.id, motion.number)
        shortest, notice = await self.inside.closing(ctx, motion, chair)
        is_complete = await self._is_complete(motion)
        motion = rules.close_early(motion, is_complete, shortest, ctx.now, notice)
        await self.store.save(motion)
        posts: tuple[Post, ...] = ()
        if motion.state is State.OPEN:
            await self.store.clear_objectors(motion.id)
            posts = (announcement(motion, EARLY_CARD, ctx.now, ctx.member.id),)
        entry = noted("closed early", motion, ctx.member.id)
        stale = ((VOTE_CARD, number), *await self.inside.shown_on(motion))
        reply = Reply(answers.closing(motion), posts=posts, stale=stale, journal=entry)
        if notice < EARLY_NOTICE:
            return reply  # a notice of a minute can't wait for a minute
        return await self.deeds.hold(ctx, reply, Deed(CLOSE_AS_BEFORE, {"number": motion.number}))

    async def says_close_as_before(self, _assembly: Assembly, deed: Deed) -> Said:
        return answers.says_close_as_before(Numbered(deed.arguments["number"]))

    async def close_as_before(self, ctx: Context, deed: Deed) -> Reply:
        """Takes back, within the minute, that a vote closes early."""
        motion = await self.store.get(ctx.assembly.id, int(deed.arguments["number"]))
        motion = rules.close_as_before(motion)
        await self.store.save(motion)
        entry = noted("closes as before", motion, ctx.member.id)
        return Reply(answers.now_in(motion), stale=((VOTE_CARD, motion.number),), journal=entry)

    async def _is_complete(self, motion: Motion) -> bool:
        """Whether everyone has voted, here or in a hall that was counted."""
        if motion.box is None:
            return False
        told = await self.halls.told(motion.id)
        return together(await self.ballots.count(motion.box), told).is_complete

    @command("motion keep-open")
    async def keep_open(self, ctx: Context, number: Number) -> Reply:
        """Ask that a vote stays open although a steward wants to close it early."""
        motion = await self.reach.get(ctx, number)
        await self._refuse_outsiders(motion, ctx)
        before = await self.store.objectors(motion.id)
        motion, objectors = rules.keep_open(motion, before, ctx.member.id)
        await self.store.add_objector(motion.id, ctx.member.id)
        missing = OBJECTIONS_NEEDED - len(objectors)
        posts: tuple[Post, ...] = ()
        if missing <= 0:
            await self.store.save(motion)
            posts = (announcement(motion, KEPT_OPEN_CARD, ctx.now),)
        entry = noted("asked to keep open", motion, ctx.member.id)
        answer = answers.kept_open(motion, missing)
        stale = ((VOTE_CARD, number), (EARLY_CARD, number))
        return Reply(answer, posts=posts, stale=stale, journal=entry, silent=bool(posts))

    async def _refuse_outsiders(self, motion: Motion, ctx: Context) -> None:
        """Who may not vote on a motion has no say in how long it is open either."""
        if motion.box is None or motion.opened_at is None:
            return
        listed = self.ballots.electorates
        is_entitled = await listed.has(motion.box, ctx.member.id)
        if not is_entitled or (ctx.since > motion.opened_at and not await listed.is_listed(motion.box)):
            raise NotInTheElectorate(motion.number)

    @staticmethod
    def _act(ctx: Context, number: int, choice: Word | str | None, reason: str) -> Cast[Choice]:
        """A reaction gives the plain value of its word, a person the word itself."""
        value = choice.value if isinstance(choice, Word) else choice
        return act(ctx, number, None if value is None else _BY_VALUE[value], reason=reason)
