"""A double majority in words: what is needed of the blocs, and how they voted."""

from __future__ import annotations

from bot.api.card import Block, Data, Line, Text
from bot.api.speech import N_, Speech
from cogs.motions.rules.double import Blocs, Row
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.turnout import SMALLEST

_ABOUT = N_("A bloc is for it if more of its members vote for than against.")
_ABOUT_FEW = N_(
    "A bloc is for it if at least {least} of it vote and more of them for than against; blocs that are too "
    "small for that, or share members, are not counted apart."
)


def draft_lines(say: Speech, motion: Motion, whose: str) -> list[Block]:
    """What a draft would need of the blocs."""
    if not motion.double or motion.state is not State.MOVED:
        return []
    if whose:
        return [
            say.line("It needs the blocs too: more than half of those under {bloc}.", bloc=Data(whose)),
            say.line(_ABOUT),
        ]
    return [say.line("It needs the blocs too: more than half of them."), say.line(_ABOUT)]


def open_lines(say: Speech, motion: Motion, blocs: Blocs | None) -> list[Block]:
    """What an open vote needs of the blocs, and unless it is sealed what it has."""
    if blocs is None:
        return []
    if not blocs.whole:
        return [say.line("No bloc can be counted by itself here, so the votes alone decide.")]
    needed = say.plural(
        "It needs the blocs too: more than {wanted} of {n}.",
        "It needs the blocs too: more than {wanted} of {n}.",
        blocs.whole,
        wanted=blocs.wanted,
    )
    if not motion.is_sealed:
        has = say.plural("Now {n} is for it.", "Now {n} are for it.", blocs.ayes)
        needed = (*needed, " ", *has)
    return [Line(needed), Line(_about(say, blocs))]


def decided_lines(say: Speech, motion: Motion, blocs: Blocs | None) -> list[Block]:
    """What is said of the blocs on the card of a vote that is over."""
    return result_lines(say, blocs) if motion.report else []


def result_lines(say: Speech, blocs: Blocs | None) -> list[Block]:
    """How the blocs voted: the arithmetic, then those of them that can be shown."""
    if blocs is None:
        return []
    lines: list[Block] = [Line(result_line(say, blocs))]
    if not blocs.whole:
        return lines
    return [*lines, *(Line(_row(say, row, blocs.least)) for row in blocs.rows), *_folded(say, blocs)]


def result_line(say: Speech, blocs: Blocs) -> Text:
    """How many blocs were for it, without their names."""
    if not blocs.whole:
        return say("No bloc could be counted by itself here, so the votes alone decided.")
    return say.plural(
        "{ayes} of {n} bloc was for it; more than {wanted} had to be.",
        "{ayes} of {n} blocs were for it; more than {wanted} had to be.",
        blocs.whole,
        ayes=blocs.ayes,
        wanted=blocs.wanted,
    )


def _about(say: Speech, blocs: Blocs) -> Text:
    return say(_ABOUT) if blocs.least == 1 else say(_ABOUT_FEW, least=blocs.least)


def _row(say: Speech, row: Row, least: int) -> Text:
    message = (
        N_("{bloc} is for it: for {ayes}, against {noes}, abstain {others}.")
        if row.is_for(least)
        else N_("{bloc} is not: for {ayes}, against {noes}, abstain {others}.")
    )
    of = row.tally
    return say(message, bloc=Data(row.name), ayes=of.ayes, noes=of.noes, others=of.present - of.cast)


def _folded(say: Speech, blocs: Blocs) -> list[Block]:
    if not blocs.folded:
        return []
    said = say.plural(
        "{n} bloc is not shown by itself: with fewer than {few} votes, or next to others, its numbers would "
        "tell on people.",
        "{n} blocs are not shown one by one: with fewer than {few} votes, or next to others, their numbers "
        "would tell on people.",
        blocs.folded,
        few=SMALLEST,
    )
    return [Line(said)]
