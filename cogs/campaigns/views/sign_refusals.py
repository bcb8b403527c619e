"""Why an act on a signature was refused, and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api.card import Card, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.campaigns.rules import sign_errors as errors
from cogs.campaigns.views.refusals import running


@view
def which_campaign(say: Speech, error: errors.WhichCampaign) -> Card:
    if not error.running:
        return say.card("No campaign can be signed here just now.")
    return say.card(
        "Which one? These can be signed: {some}. Write for example: {command}",
        some=running(say, error.running),
        command=Typed(f"sign {error.running[0][1]}"),
    )


@view
def which_signed(say: Speech, error: errors.WhichSigned) -> Card:
    if not error.signed:
        return say.card("You have signed nothing here: nothing of yours is kept.")
    return say.card(
        "Which one? You have signed: {some}. Write for example: {command}",
        some=running(say, error.signed),
        command=Typed(f"unsign {error.signed[0][1]}"),
    )


@view
def reworded_since(say: Speech, error: errors.RewordedSince) -> Card:
    return say.card(
        "The text of campaign {number} has been changed since you read it, so nothing is signed. "
        "To read it as it is now: {command}",
        number=error.number,
        command=Typed(f"signature show {error.name}"),
    )


@view
def unlinked_since(say: Speech, error: errors.UnlinkedSince) -> Card:
    return say.card(
        "This account was unlinked after campaign {number} had opened, and its person may have signed it. "
        "Sign by your other account, or link this one again: {command}",
        number=error.number,
        command=Typed("account link"),
    )


@view
def not_named(say: Speech, error: errors.NotNamed) -> Card:
    return say.card(
        "That name does not stand under campaign {number}. Those that do: {command}",
        number=error.number,
        command=Typed(f"signature names {error.name}"),
    )


@view
def not_together(say: Speech, error: errors.NotTogether) -> Card:
    return say.card(
        "You have not chosen to be shown together with others in campaign {number}. To choose it: {command}",
        number=error.number,
        command=Typed(f"signature name {error.name} together {say.word('Ana Pérez')}"),
    )


@view
def not_enough_yet(say: Speech, error: errors.NotEnoughYet) -> Card:
    return say.card(
        "Not enough have signed campaign {number} yet: it takes {n} whom a bloc vouches for. "
        "You will be asked then.",
        number=error.number,
        n=error.n,
    )


SIGNING_ERRORS: dict[type[RuleError], Callable[[Any], View]] = {
    errors.WhichCampaign: which_campaign,
    errors.WhichSigned: which_signed,
    errors.RewordedSince: reworded_since,
    errors.UnlinkedSince: unlinked_since,
    errors.NotNamed: not_named,
    errors.NotTogether: not_together,
    errors.NotEnoughYet: not_enough_yet,
}
