"""The card of a motion's vote."""

from __future__ import annotations

from bot.api.card import Block, Card, Line, Quote, Style, view
from bot.api.speech import Speech
from bot.ballots.rules import Votes
from cogs.motions.rules.state import State
from cogs.motions.views import words
from cogs.motions.views.blocs import standing_lines
from cogs.motions.views.parts.count import bars as bars
from cogs.motions.views.parts.count import count_lines
from cogs.motions.views.parts.heading import moved_by as moved_by
from cogs.motions.views.parts.heading import vote_head
from cogs.motions.views.parts.shown import Shown as Shown
from cogs.motions.views.parts.ways import how_to_vote, is_voted_here, vote_buttons, vote_marks
from cogs.motions.views.secret import promise
from cogs.motions.views.sitting import voted_in_lines
from cogs.motions.views.terms import quorum_lines


@view
def vote_card(say: Speech, shown: Shown) -> Card:
    """The card that is voted on; its text is frozen."""
    motion = shown.motion
    is_open = motion.state is State.OPEN
    return Card(
        head=vote_head(say, motion),
        title=words.title(say, motion),
        blocks=tuple(_blocks(say, shown)),
        buttons=vote_buttons(say, motion) if is_open and is_voted_here(say, motion) else (),
        reactions=vote_marks(motion) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
    )


def _blocks(say: Speech, shown: Shown) -> list[Block]:
    """The card's lines, a part of it each, in the order in which they are read."""
    motion = shown.motion
    blocks: list[Block] = [Line(moved_by(say, shown)), *standing_lines(say, shown)]
    blocks += voted_in_lines(say, motion)
    blocks += [Quote(motion.text)] if motion.text else []
    if motion.votes is Votes.SECRET and motion.state is State.OPEN:
        blocks += promise(say, shown.tally.entitled)
    if motion.state is not State.WITHDRAWN:
        blocks += count_lines(say, shown)
        blocks += quorum_lines(say, motion, shown.turnout)
    blocks += how_to_vote(say, motion) if motion.state is State.OPEN else []
    return blocks
