"""Why an election could not be called so, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.views.refusals import numbers


@view
def seats_outside(say: Speech, error: errors.SeatsOutside) -> Card:
    return say.card(
        "An election fills 1 to {most} seats; {given} is not among them. Try: {example}",
        most=error.most,
        given=error.given,
        example="seats:3",
    )


@view
def one_seat_alone(say: Speech, error: errors.OneSeatAlone) -> Card:
    return say.card(
        "Ranked choice (irv) fills one seat; for {seats} seats take {stv}, which shares them out, or leave "
        "the method out.",
        seats=error.seats,
        stv="method:stv",
    )


@view
def delegates_of_blocs(say: Speech, _error: errors.DelegatesOfBlocs) -> Card:
    return say.card(
        "Only a bloc has delegates. Call the election in the bloc's room, or add {example}",
        example=(f"bloc:{say.word('Nurses')}",),
    )


@view
def stewards_of_all(say: Speech, _error: errors.StewardsOfAll) -> Card:
    return say.card(
        "Stewards are elected by the whole assembly, not by a bloc. Add {example}", example="bloc:assembly"
    )


@view
def office_can_be_refused(say: Speech, _error: errors.OfficeCanBeRefused) -> Card:
    return say.card(
        "Whoever votes on stewards or delegates can also want others, so “Reopen nominations” stands there. "
        "Leave out {option}.",
        option="reopen:no",
    )


@view
def nominations_too_short(say: Speech, error: errors.NominationsTooShort) -> Card:
    return say.card(
        "People need time to be asked and to answer: nominations take {least} at least here. Try: {example}",
        least=(say.span(error.least),),
        example="3d",
    )


@view
def nominations_too_long(say: Speech, error: errors.NominationsTooLong) -> Card:
    return say.card(
        "Nominations take {most} at most. Try: {example}",
        most=(say.span(error.most),),
        example="3d",
    )


@view
def voting_too_short(say: Speech, error: errors.VotingTooShort) -> Card:
    return say.card(
        "A vote is open for {least} at least here, after nominations. Try: {example}",
        least=(say.span(error.least),),
        example="closes:3d",
    )


@view
def voting_too_long(say: Speech, error: errors.VotingTooLong) -> Card:
    return say.card(
        "A vote is open for {most} at most. Try: {example}",
        most=(say.span(error.most),),
        example="closes:3d",
    )


@view
def too_many_called(say: Speech, error: errors.TooManyCalled) -> Card:
    return say.card(
        "You have called {n} elections that are not over: {some}. Wait for one of them, or call one off: "
        "{line}",
        n=len(error.some),
        some=numbers(error.some),
        line=Typed(f"election call-off {error.some[0]}"),
    )


CALLING_ERRORS: Mapping[type[RuleError], Explain] = {
    errors.SeatsOutside: seats_outside,
    errors.OneSeatAlone: one_seat_alone,
    errors.DelegatesOfBlocs: delegates_of_blocs,
    errors.StewardsOfAll: stewards_of_all,
    errors.OfficeCanBeRefused: office_can_be_refused,
    errors.NominationsTooShort: nominations_too_short,
    errors.NominationsTooLong: nominations_too_long,
    errors.VotingTooShort: voting_too_short,
    errors.VotingTooLong: voting_too_long,
    errors.TooManyCalled: too_many_called,
}
