"""What somebody is told whose accounts have become one member: which of two votes stays."""

from __future__ import annotations

from bot.api.card import Card, view
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.ballots.rules import Choice
from cogs.motions.views import words


@view
def one_vote(say: Speech, number: Numbered, stays: Choice) -> Card:
    return say.card(
        "Motion {number}: you had voted with both. The later vote counts: {choice}.",
        number=number,
        choice=words.choice(say, stays),
    )


@view
def hall_vote(say: Speech, number: Numbered) -> Card:
    return say.card(
        "Motion {number}: you vote in the hall, so the vote that you had cast here no longer counts.",
        number=number,
    )
