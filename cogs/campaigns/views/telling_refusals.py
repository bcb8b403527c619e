"""Why something could not be told to the world, and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.campaigns.rules import handover, reaching


@view
def not_met_yet(say: Speech, error: handover.NotMetYet) -> Card:
    return say.card(
        "Of pledge {number} nothing is handed over before its number is reached: until then nobody sees "
        "a name.",
        number=error.number,
    )


@view
def too_many_for_paper(say: Speech, error: handover.TooManyForPaper) -> Card:
    return say.card(
        "A PDF holds {most} names at most, and here are more. As a table: {command}",
        most=error.most,
        command=Typed(f"campaign export {error.number} csv"),
    )


@view
def letter_not_set(say: Speech, _error: handover.LetterNotSet) -> Card:
    return say.card("The letter could not be set on paper just now. Try again in a minute, or as md.")


@view
def stewards_only(say: Speech, error: handover.StewardsOnly) -> Card:
    return say.card(
        "What signatories said of themselves is for two stewards to hand over. The letter with the names "
        "that are shown: {command}",
        command=Typed(f"campaign export {error.number} csv"),
    )


@view
def no_personal_form(say: Speech, error: handover.NoPersonalForm) -> Card:
    return say.card(
        "What signatories said comes as a table or as JSON: {command}",
        command=Typed(f"campaign export {error.number} csv stated:yes"),
    )


@view
def of_a_bloc(say: Speech, error: handover.OfABloc) -> Card:
    return say.card(
        "Campaign {number} is a bloc’s own, or is gone: what people said under it is not handed over.",
        number=error.number,
    )


@view
def not_a_link(say: Speech, error: reaching.NotALink) -> Card:
    return say.card(
        "“{given}” is no link that a phone could open. One begins with https://", given=Data(error.given)
    )


@view
def flyer_not_set(say: Speech, _error: reaching.FlyerNotSet) -> Card:
    return say.card("The flyer could not be printed just now. Try again in a minute.")


_Explain = Callable[[Any], View]
TELLING: dict[type[RuleError], _Explain] = {
    handover.NotMetYet: not_met_yet,
    handover.TooManyForPaper: too_many_for_paper,
    handover.LetterNotSet: letter_not_set,
    handover.StewardsOnly: stewards_only,
    handover.NoPersonalForm: no_personal_form,
    handover.OfABloc: of_a_bloc,
    reaching.NotALink: not_a_link,
    reaching.FlyerNotSet: flyer_not_set,
}
