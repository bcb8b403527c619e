"""The ways to vote: by button, by mark, or by what is written."""

from __future__ import annotations

from bot.api.card import Block, Button, Style, Typed
from bot.api.speech import Speech
from bot.ballots.rules import Choice
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words


def vote_buttons(say: Speech, motion: Motion) -> tuple[Button, ...]:
    """What may be voted, each with its mark."""
    styles = {Choice.AYE: Style.GOOD, Choice.NO: Style.BAD, Choice.BLOCK: Style.BAD}
    return tuple(
        Button(
            words.choice(say, c),
            "motion vote",
            {"number": motion.number, "choice": words.GIVEN[c]},
            styles.get(c, Style.PLAIN),
            words.MARKS[c],
        )
        for c in motion.threshold.choices
    )


def vote_marks(motion: Motion) -> tuple[str, ...]:
    """The reactions that stand under the card from the first; none where everyone would see who put them."""
    return () if motion.votes.are_sealed else tuple(words.MARKS[c] for c in motion.threshold.choices)


def how_to_vote(say: Speech, motion: Motion) -> list[Block]:
    """What to press or write on this face."""
    line = Typed(f"vote {motion.number} {say.word('for')}")
    if say.face.reactions and say.face.buttons:
        return [say.line("Press a button, react ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    if say.face.reactions:
        return [say.line("React ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    return [say.line("To vote, write: {line}", line=line)]
