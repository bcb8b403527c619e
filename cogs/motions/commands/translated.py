"""What motions give to those who translate them."""

from __future__ import annotations

from bot.api.card import View
from bot.api.people import Assembly
from bot.api.services import Source, TextKind
from cogs.motions.commands.base import DRAFT_CARD, MotionCog, is_unnamed
from cogs.motions.rules.motion import Motion
from cogs.motions.views import translated
from cogs.motions.voting import VOTE_CARD

KIND = "motion"


class Translated(MotionCog):
    """The words of motions, and the cards that offer them in other languages."""

    def as_texts(self) -> TextKind:
        """Motions, for the board of texts."""
        return TextKind(
            KIND,
            self.words_of,
            translated.called,
            translated.binds,
            ask="translate motion",
            see="motion list",
            cards=(DRAFT_CARD, VOTE_CARD),
        )

    async def words_of(self, assembly: Assembly, number: int) -> Source | None:
        """The words of a motion as they stand; None where nobody is to read them in another language."""
        motion = await self.store.find(assembly.id, number)
        if motion is None or not _is_translated(motion):
            return None
        locale = motion.locale or assembly.locale
        unnamed, is_over = is_unnamed(assembly, motion), not motion.is_undecided
        return Source(motion.title, motion.text, locale, unnamed, is_over)

    async def with_languages(self, assembly: Assembly, motion: Motion, card: View) -> View:
        """A card of a motion with a button for each language that it can be read in."""
        if not _is_translated(motion):
            return card
        return translated.with_buttons(card, await self.texts.buttons(assembly, KIND, motion.number))


def _is_translated(motion: Motion) -> bool:
    """Whether anybody may read it, in words that are a person's.

    A practice, an appeal and what does something by itself speak every language; what is set aside is not
    shown; a motion of a bloc is for those alone who are in it.
    """
    is_for_all = motion.bloc is None and not motion.deed
    return is_for_all and not motion.practice and motion.restores is None and not motion.is_unreadable
