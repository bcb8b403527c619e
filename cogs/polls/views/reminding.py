"""What is said to somebody who has not voted in an election, a day before it closes."""

from __future__ import annotations

from bot.api.card import Button, Card, Data, Style, view
from bot.api.speech import Speech
from cogs.polls.rules.poll import Poll
from cogs.polls.views.times import dated


@view
def reminded(say: Speech, poll: Poll) -> Card:
    return say.card("Those who have not voted in election {number} are reminded.", number=poll.number)


@view
def own_reminder(say: Speech, poll: Poll) -> Card:
    """It says by itself what it is about, as it comes alone."""
    line = say.line(
        "You have not voted yet in election {number}, {title}. It closes on {at}, {away}.",
        number=poll.number,
        title=Data(poll.title),
        at=dated(say, poll.voting_closes),
        away=say.away(poll.voting_closes),
    )
    vote = Button(say.word("Vote"), "election paper", {"number": poll.number}, Style.MAIN)
    return Card(blocks=(line,), buttons=(vote,))
