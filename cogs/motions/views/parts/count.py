"""Where a vote stands: its count, or while that is sealed how many have voted."""

from __future__ import annotations

from bot.api.card import Bar, Bars, Block, Line, Text
from bot.api.speech import N_, Speech
from bot.ballots.rules import Base, Tally, Way
from cogs.motions.rules.hall import together
from cogs.motions.rules.motion import Motion
from cogs.motions.views import hall, words
from cogs.motions.views.double import decided_lines, open_lines
from cogs.motions.views.parts.shown import Shown


def count_lines(say: Speech, shown: Shown) -> list[Block]:
    """The count against what is needed; of a sealed vote the turnout, and what is needed."""
    motion, tally = shown.motion, shown.tally
    there = hall.line(say, motion, tally, shown.hall, shown.unnamed)
    if motion.is_sealed:
        voted = Line(turnout(say, shown.turnout, tally.entitled))
        needed = Line(_needed(say, motion, tally.entitled))
        return [voted, *there, needed, *open_lines(say, motion, shown.blocs)]
    both = together(tally, shown.hall.told)
    reached = Line(words.arithmetic(say, motion.threshold, both))
    blocs = open_lines if motion.is_undecided else decided_lines
    return [bars(say, motion, both), reached, *there, *blocs(say, motion, shown.blocs)]


def bars(say: Speech, motion: Motion, tally: Tally) -> Bars:
    """The tally, a row for each choice that there is."""
    whole = max(1, tally.present)
    counts = {c: tally.of(c) for c in motion.threshold.choices}
    return Bars(tuple(Bar(words.choice(say, c), say.number(n), n / whole) for c, n in counts.items()))


def turnout(say: Speech, voted: int, entitled: int) -> Text:
    """How many have voted; of how many, where that is known."""
    if not entitled:
        return say.plural("{n} has voted.", "{n} have voted.", voted)
    return say.plural(
        "{n} of {entitled} has voted.", "{n} of {entitled} have voted.", voted, entitled=entitled
    )


def _needed(say: Speech, motion: Motion, entitled: int) -> Text:
    """What is needed, with a number only where no vote cast can change it."""
    threshold = motion.threshold
    needs = words.needs(say, threshold)
    if threshold.way is not Way.SHARE or threshold.base is not Base.ROLL or not entitled:
        return say("Needs {needs}.", needs=needs)
    message = (
        N_("Needs {needs}: more than {wanted} of {base}.")
        if threshold.strict
        else N_("Needs {needs}: at least {wanted} of {base}.")
    )
    return say(message, needs=needs, wanted=words.needed(threshold, entitled), base=entitled)
