"""The card of a poll, as it stands in rooms and is shown to whoever asks."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Data, Line, Style, view
from bot.api.speech import Speech
from bot.ballots.rules import Votes
from cogs.polls.rules.building import MOST_PICKS
from cogs.polls.rules.poll import State
from cogs.polls.views import words
from cogs.polls.views.parts import ways
from cogs.polls.views.parts.heading import asked_by, head
from cogs.polls.views.parts.options import leading_line, option_lines
from cogs.polls.views.parts.shown import Shown as Shown
from cogs.polls.views.promise import promise_of_a_poll


@view
def poll_card(say: Speech, shown: Shown) -> Card:
    """A question that is open, is being counted, or was."""
    poll = shown.poll
    is_open = poll.state is State.OPEN
    return Card(
        head=head(say, poll),
        title=(Data(poll.title),),
        blocks=tuple(_blocks(say, shown)),
        buttons=(*(ways.buttons(say, poll) if is_open else ()), *turn_into_a_motion(say, shown)),
        menus=ways.menus(say, poll) if is_open else (),
        reactions=ways.marks(poll) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
    )


def _blocks(say: Speech, shown: Shown) -> list[Block]:
    """The card's lines; how to answer comes before so many options that a network could cut the end."""
    poll = shown.poll
    blocks = asked_by(say, shown)
    if poll.state is State.OPEN and poll.votes is Votes.SECRET:
        blocks += promise_of_a_poll(say, shown.entitled)
    if poll.state is not State.OPEN:
        return [*blocks, *standing_lines(say, shown)]
    rule, how = ways.what_to_choose(say, poll), ways.how_to_answer(say, poll)
    if len(poll.options) > MOST_PICKS:
        return [*blocks, *rule, *how, *standing_lines(say, shown)]
    return [*blocks, *rule, *standing_lines(say, shown), *how]


def standing_lines(say: Speech, shown: Shown) -> list[Block]:
    """How many have answered and how, as far as that may be seen."""
    turnout = Line(words.turnout(say, shown.voted, shown.entitled))
    if len(shown.poll.options) > MOST_PICKS:
        return [turnout, *leading_line(say, shown), *option_lines(say, shown)]
    return [*option_lines(say, shown), turnout, *leading_line(say, shown)]


def turn_into_a_motion(say: Speech, shown: Shown) -> tuple[Button, ...]:
    """The way from what many would like to what is decided."""
    if not shown.moves:
        return ()
    return (Button(say.word("Turn into a motion"), "poll motion", {"number": shown.poll.number}),)
