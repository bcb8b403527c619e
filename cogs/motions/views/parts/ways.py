"""The ways to vote: by button, by mark, or by what is written."""

from __future__ import annotations

from bot.api.card import Block, Button, Chat, Style, Typed
from bot.api.speech import Speech
from bot.ballots.rules import Choice, Way
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words
from cogs.motions.views.consensus import BLOCK, how_to_block


def is_voted_here(say: Speech, motion: Motion) -> bool:
    """Whether a vote may be given where this is read: a sealed one, only where nobody looks on."""
    return not motion.votes.are_sealed or say.face.whispers or say.alone


def vote_buttons(say: Speech, motion: Motion) -> tuple[Button, ...]:
    """What may be voted, each with its mark."""
    styles = {Choice.AYE: Style.GOOD, Choice.NO: Style.BAD, Choice.BLOCK: Style.BAD}
    return tuple(
        Button(words.choice(say, c), *_act(motion, c), styles.get(c, Style.PLAIN), words.MARKS[c])
        for c in motion.threshold.choices
    )


def _act(motion: Motion, choice: Choice) -> tuple[str, dict[str, str | int]]:
    """The command behind a button; a block asks for its reason first."""
    if choice is Choice.BLOCK:
        return BLOCK, {"number": motion.number}
    return "motion vote", {"number": motion.number, "choice": words.GIVEN[choice]}


def vote_marks(motion: Motion) -> tuple[str, ...]:
    """The reactions that stand under the card from the first; none where everyone would see who put them."""
    return () if motion.votes.are_sealed else tuple(words.MARKS[c] for c in motion.threshold.choices)


def how_to_vote(say: Speech, motion: Motion) -> list[Block]:
    """What to press or write on this face."""
    line = Typed(f"vote {motion.number} {say.word('for')}")
    if motion.threshold.way is Way.CONSENSUS:
        first = _alone(say, line) if motion.votes.are_sealed else _by_consensus(say, line)
        return [first, how_to_block(say, motion.number)]
    if motion.votes.are_sealed:
        return [_alone(say, line)]
    if say.face.reactions and say.face.buttons:
        return [say.line("Press a button, react ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    if say.face.reactions:
        return [say.line("React ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    return [say.line("To vote, write: {line}", line=line)]


def _alone(say: Speech, line: Typed) -> Block:
    """How a vote is given that nobody is to see."""
    if not (say.face.whispers or say.alone):
        chat = Chat(say.word("open a chat with me"))
        return say.line("Vote where we are alone: {chat}. There, write: {line}", chat=chat, line=line)
    if say.face.buttons:
        return say.line("Press a button, or use the command; only you see it: {line}", line=line)
    return say.line("To vote, write: {line}", line=line)


def _by_consensus(say: Speech, line: Typed) -> Block:
    if say.face.reactions and say.face.buttons:
        return say.line(
            "Press a button, react ✅ for, ⚪ abstain, 🟡 stand aside, or write: {line}", line=line
        )
    if say.face.reactions:
        return say.line("React ✅ for, ⚪ abstain, 🟡 stand aside, or write: {line}", line=line)
    return say.line("To vote, write: {line}", line=line)
