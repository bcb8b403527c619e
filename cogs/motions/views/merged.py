"""What somebody is told whose accounts have become one member: which of two votes stays."""

from __future__ import annotations

from collections.abc import Callable

from bot.api.card import Button, Card, Typed, view
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.ballots.rules import Choice
from cogs.motions.views import words


def called(number: int) -> Callable[[Speech], str]:
    """What a motion is named in a row of several."""
    return lambda say: say.word("motion {number}", number=Numbered(number))


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


@view
def cast_since(say: Speech, number: Numbered, choice: Choice) -> Card:
    line = say.line(
        "Motion {number}: {choice}. If that was not you, vote again: {line}",
        number=number,
        choice=words.choice(say, choice),
        line=Typed(f"vote {number} {say.word('for')}"),
    )
    return Card(blocks=(line,), buttons=(_to(say, number),))


@view
def cast_in_secret(say: Speech, number: Numbered) -> Card:
    line = say.line(
        "Motion {number}: a secret vote was cast, nobody can tell when. "
        "Its receipt alone can change it: {line}",
        number=number,
        line=Typed(f"ballot change {number}"),
    )
    return Card(blocks=(line,), buttons=(_to(say, number),))


def _to(say: Speech, number: Numbered) -> Button:
    return Button(say.word("Motion {number}", number=number), "motion show", {"number": int(number)})
