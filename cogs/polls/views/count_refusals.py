"""Why a count can't be shown, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.polls.rules import count_errors as errors
from cogs.polls.views.paper import numbered


@view
def not_counted(say: Speech, error: errors.NotCounted) -> Card:
    kind = "election show" if error.is_election else "poll show"
    return say.card(
        "There is no count of {poll} yet. To see how it stands: {line}",
        poll=numbered(say, error.number, error.is_election),
        line=Typed(f"{kind} {error.number}"),
    )


@view
def counted_again(say: Speech, error: errors.CountedAgain) -> Card:
    poll = numbered(say, error.number, error.is_election)
    return say.card("The count of {poll} is made again, as votes reached me meanwhile.", poll=poll)


COUNT_ERRORS: Mapping[type[RuleError], Explain] = {
    errors.NotCounted: not_counted,
    errors.CountedAgain: counted_again,
}
