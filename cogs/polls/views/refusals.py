"""Why an act on a poll or an election was refused, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.polls.rules import errors
from cogs.polls.views.paper import numbered
from cogs.polls.views.times import dated

STATES = {
    "nominating": N_("In election {number} people are still being nominated, so that has to wait."),
    "short": N_("In election {number} too few stand for a vote, so that has to wait."),
    "open": N_("Voting in election {number} goes on, so that is not possible now."),
    "closing": N_("Election {number} is being counted. Wait a moment."),
    "ended": N_("Election {number} is over and counted."),
    "dropped": N_("Election {number} was called off."),
}
"""Of elections, by their states."""
_STATES_OF_POLLS = {
    "open": N_("Poll {number} is still open, so that is not possible yet."),
    "closing": N_("Poll {number} is being counted. Wait a moment."),
    "ended": N_("Poll {number} is over and counted."),
    "dropped": N_("Poll {number} is over; too few have answered to show its result."),
}


def numbers(some: tuple[Numbered, ...]) -> Text:
    return (", ".join(map(str, some)),)


@view
def no_poll(say: Speech, error: errors.NoPoll) -> Card:
    if not error.undecided:
        return say.card(
            "There is no poll or election {number} here. See them: {line}",
            number=error.number,
            line=Typed("poll list"),
        )
    return say.card(
        "There is no poll or election {number} here. Open now: {some}. See them with {line}.",
        number=error.number,
        some=numbers(error.undecided),
        line=Typed("poll list"),
    )


@view
def not_now(say: Speech, error: errors.NotNow) -> Card:
    path, states = ("election show", STATES) if error.is_election else ("poll show", _STATES_OF_POLLS)
    line = say.line("To see how it stands: {line}", line=Typed(f"{path} {error.number}"))
    return Card(blocks=(say.line(states[error.state], number=error.number), line))


@view
def voting_closed(say: Speech, error: errors.VotingClosed) -> Card:
    return say.card(
        "Voting in {poll} closed on {at}; your vote came after and was not counted.",
        poll=numbered(say, error.number, error.is_election),
        at=dated(say, error.closed_at),
    )


@view
def not_yours(say: Speech, error: errors.NotYours) -> Card:
    poll = numbered(say, error.number, error.is_election)
    return say.card("Only who started {poll}, and stewards, can do this.", poll=poll)


@view
def no_election(say: Speech, error: errors.NoElection) -> Card:
    return say.card(
        "Number {number} is a poll and no election. To see it: {line}",
        number=error.number,
        line=Typed(f"poll show {error.number}"),
    )


@view
def is_an_election(say: Speech, error: errors.IsAnElection) -> Card:
    return say.card(
        "Number {number} is an election and no poll. To see it: {line}",
        number=error.number,
        line=Typed(f"election show {error.number}"),
    )


@view
def not_readable(say: Speech, error: errors.NotReadable) -> Card:
    poll = numbered(say, error.number, error.is_election)
    return say.card("I can't read the room just now, so {poll} is counted a little later.", poll=poll)


ERRORS: Mapping[type[RuleError], Explain] = {
    errors.NoPoll: no_poll,
    errors.NotNow: not_now,
    errors.VotingClosed: voting_closed,
    errors.NotYours: not_yours,
    errors.NoElection: no_election,
    errors.IsAnElection: is_an_election,
    errors.NotReadable: not_readable,
}
