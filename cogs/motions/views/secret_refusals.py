"""The sentences for what is refused of votes that are not open."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.secret import LEAST_ENTITLED
from bot.ballots.views import VOTES
from cogs.motions.rules import secret as e


@view
def never_laxer(say: Speech, error: e.NeverLaxer) -> Card:
    return say.card(
        "Motion {number}: {votes} That can be made stricter before voting opens, never looser.",
        number=error.number,
        votes=say(VOTES[error.votes]),
    )


@view
def too_few_for_secret(say: Speech, error: e.TooFewForSecret) -> Card:
    return say.card(
        "Only {n} may vote here, and a secret vote needs at least {least}: among fewer, the result would "
        "show who chose what. The mover can withdraw motion {number} and propose it again with {option}.",
        n=error.entitled,
        least=LEAST_ENTITLED,
        number=error.number,
        option=("votes:open-at-end",),
    )


@view
def no_reason_in_secret(say: Speech, error: e.NoReasonInSecret) -> Card:
    return say.card(
        "A secret vote takes no reason: it could show who voted how. Nothing was counted. "
        "Vote without it: {line}",
        line=_vote(say, error.number),
    )


def _vote(say: Speech, number: int) -> Typed:
    return Typed(f"vote {number} {say.word('for')}")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NeverLaxer: never_laxer,
    e.TooFewForSecret: too_few_for_secret,
    e.NoReasonInSecret: no_reason_in_secret,
}
