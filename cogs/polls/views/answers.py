"""What a person is told about what they just did with a poll."""

from __future__ import annotations

from bot.api.card import Card, Data, Typed, view
from bot.api.speech import N_, Speech
from cogs.polls.rules.poll import Poll
from cogs.polls.views.paper import listed
from cogs.polls.views.times import dated


@view
def asked(say: Speech, poll: Poll) -> Card:
    return say.card(
        "Poll {number} is open until {at}: {title}",
        number=poll.number,
        at=dated(say, poll.voting_closes),
        title=Data(poll.title),
    )


@view
def guessed(say: Speech, poll: Poll) -> Card:
    """The same where the options stood behind the question: whoever meant it another way can say so."""
    return Card(
        blocks=(
            say.line(
                "Poll {number} is open until {at}. I took these as its options: {options}.",
                number=poll.number,
                at=dated(say, poll.voting_closes),
                options=listed(say, poll, poll.standing),
            ),
            say.line(
                "If you meant it another way, close it and ask anew: {line}",
                line=Typed(f"poll close {poll.number}"),
            ),
        )
    )


@view
def closing(say: Speech, poll: Poll) -> Card:
    message = N_("Poll {number} is over. What came of it follows.")
    if poll.is_election:
        message = N_("Election {number} is over. What came of it follows.")
    return say.card(message, number=poll.number)


@view
def changed(say: Speech, poll: Poll) -> Card:
    return say.card("Poll {number} is changed. Its card shows it as it is now.", number=poll.number)
