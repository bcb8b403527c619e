"""What polls and elections keep of a person, for /privacy."""

from __future__ import annotations

from bot.api.card import Card, view
from bot.api.speech import Speech


@view
def kept_votes(say: Speech) -> Card:
    return say.card(
        "What you asked in polls and how you voted in polls and elections: open votes are seen by everyone, "
        "secret ones are kept without your name. If you have yourself erased, your votes in what is still "
        "open go, but for secret ones, as nobody can tell which is yours."
    )


@view
def kept_names(say: Speech) -> Card:
    return say.card(
        "The name under which you stood in an election: it stays on the ballot paper, as people voted on it. "
        "And what you said for yourself. If you have yourself erased, that goes, and nothing leads from the "
        "name to your account."
    )
