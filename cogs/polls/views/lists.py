"""The lists of polls and elections."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Data, Text, Typed, view
from bot.api.speech import N_, Speech
from cogs.polls.rules.outcome import read
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views.naming import listed
from cogs.polls.views.outcome import answer


@view
def polls(say: Speech, known: Sequence[Poll], over: Sequence[Poll]) -> Card:
    if not known and not over:
        return say.card("Nothing has been asked here yet. To ask something: {line}", line=Typed("poll ask"))
    see = say.line("To see one: {line}", line=Typed(f"poll show {(known or over)[0].number}"))
    return Card(title=say("Polls and elections"), blocks=(*_running(say, known), *_over(say, over), see))


@view
def elections(say: Speech, known: Sequence[Poll], over: Sequence[Poll]) -> Card:
    if not known and not over:
        example = Typed("election call Delegates seats:3")
        return say.card("There has been no election here yet. To call one: {line}", line=example)
    see = say.line("To see one: {line}", line=Typed(f"election show {(known or over)[0].number}"))
    return Card(title=say("Elections"), blocks=(*_running(say, known), *_over(say, over), see))


def _running(say: Speech, known: Sequence[Poll]) -> list[Block]:
    return [
        say.line("{number} {title} · {state}", number=p.number, title=Data(p.title), state=_at(say, p))
        for p in known
    ]


def _over(say: Speech, over: Sequence[Poll]) -> list[Block]:
    if not over:
        return []
    rows = [
        say.line("{number} {title} · {state}", number=p.number, title=Data(p.title), state=_at(say, p))
        for p in over
    ]
    return [say.line("Over:"), *rows]


def _at(say: Speech, poll: Poll) -> Text:
    """What it is at, in a few words."""
    if poll.state is State.OPEN and poll.closes_at is not None:
        message = N_("vote until {at}") if poll.is_election else N_("answer until {at}")
        return say(message, at=say.moment(poll.closes_at))
    if poll.state is State.NOMINATING and poll.nominations_until is not None:
        return say("nominations until {at}", at=say.moment(poll.nominations_until))
    if poll.state is State.SHORT:
        return say("too few stand for a vote")
    if poll.state is State.DROPPED:
        return say("called off") if poll.is_election else say("too few have answered to show it")
    if poll.state is State.ENDED and poll.result:
        return _elected(say, poll) if poll.is_election else answer(say, poll, read(poll.result))
    return say("counted") if poll.state is State.ENDED else say("being counted")


def _elected(say: Speech, poll: Poll) -> Text:
    elected = read(poll.result).elected
    if not elected:
        return say("nobody is elected.")
    return say("elected: {who}", who=listed(say, poll, elected))
