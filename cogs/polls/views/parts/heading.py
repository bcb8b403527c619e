"""The top of a card: what a poll is at, who asked it, and who sees what of the answers."""

from __future__ import annotations

from bot.api.card import Block, Data, Line, Name, Text
from bot.api.speech import Speech
from bot.ballots.rules import Votes
from bot.ballots.views import VOTES
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views.parts.shown import Shown
from cogs.polls.views.times import dated


def head(say: Speech, poll: Poll) -> Text:
    """Which poll it is, and until when it can be answered."""
    number = poll.number
    if poll.state is State.OPEN and poll.closes_at is not None:
        at, away = dated(say, poll.closes_at), say.away(poll.closes_at)
        return say("Poll {number} · answer until {at}, {away}", number=number, at=at, away=away)
    if poll.state is State.CLOSING:
        return say("Poll {number} · over; the answers are being counted", number=number)
    if poll.ended_at is not None:
        return say("Poll {number} · over since {at}", number=number, at=say.moment(poll.ended_at))
    return say("Poll {number}", number=number)


def asked_by(say: Speech, shown: Shown) -> list[Block]:
    """Who asks whom, that it decides nothing, and who sees what."""
    poll = shown.poll
    parts = [_by_whom(say, shown)]
    if shown.whose:
        parts.append(say("For {bloc}.", bloc=Data(shown.whose)))
    parts.append(say("This asks; it decides nothing."))
    if poll.state is State.OPEN and poll.votes is not Votes.SECRET:
        parts.append(_who_sees(say, shown))
    return [Line(tuple(part for text in parts for part in (*text, " "))[:-1])]


def _by_whom(say: Speech, shown: Shown) -> Text:
    if shown.poll.asker is None or shown.unnamed:
        return say("Asked by a member.")
    return say("Asked by {asker}.", asker=Name(shown.poll.asker))


def _who_sees(say: Speech, shown: Shown) -> Text:
    """Who sees what of the answers; where nobody is named, that does not change with the close."""
    if shown.unnamed and shown.poll.votes is Votes.AT_END:
        return say("Nobody sees the count until the close, and nobody is named.")
    return say(VOTES[shown.poll.votes])
