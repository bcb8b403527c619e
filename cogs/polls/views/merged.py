"""What somebody is told whose accounts have become one member: which of two votes stays."""

from __future__ import annotations

from collections.abc import Callable

from bot.api.card import Button, Card, Typed, view
from bot.api.speech import Speech
from bot.ballots.paper import Paper
from cogs.polls.rules.poll import Poll
from cogs.polls.views import paper as papers
from cogs.polls.views.ballot import how_to_vote
from cogs.polls.views.naming import act


def called(poll: Poll) -> Callable[[Speech], str]:
    """What it is named in a row of several."""
    return lambda say: say.word("{poll}", poll=papers.whole(say, poll))


@view
def one_vote(say: Speech, poll: Poll, stays: Paper) -> Card:
    return say.card(
        "In {poll} you had voted with both. The later vote counts: {choice}.",
        poll=papers.whole(say, poll),
        choice=papers.spoken(say, poll, stays),
    )


@view
def one_candidate(say: Speech, poll: Poll) -> Card:
    return say.card(
        "In {poll} you stood with both. You stand once now: whoever ranks the other name ranks nobody by it.",
        poll=papers.whole(say, poll),
    )


@view
def cast_since(say: Speech, poll: Poll, choice: Paper) -> Card:
    line = say.line(
        "In {poll}: {choice}. If that was not you, vote again: {line}",
        poll=papers.whole(say, poll),
        choice=papers.spoken(say, poll, choice),
        line=how_to_vote(say, poll),
    )
    return Card(blocks=(line,), buttons=(_to(say, poll),))


@view
def cast_in_secret(say: Speech, poll: Poll) -> Card:
    line = say.line(
        "In {poll} a secret vote was cast, nobody can tell when. Its receipt alone can change it: {line}",
        poll=papers.whole(say, poll),
        line=Typed(f"{act(poll, 'change')} {poll.number}"),
    )
    return Card(blocks=(line,), buttons=(_to(say, poll),))


def _to(say: Speech, poll: Poll) -> Button:
    path = "election show" if poll.is_election else "poll show"
    return Button(say.word("Show it"), path, {"number": int(poll.number)})
