"""Why something could not be told to the world, and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.campaigns.rules import handover, model, reaching


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


@view
def no_model(say: Speech, error: model.NoModel) -> Card:
    return say.card(
        "No motion {number} is offered to other workplaces. To see those that are: {command}",
        number=str(error.number),
        command=Typed("model list"),
    )


@view
def too_many_models(say: Speech, error: model.TooManyModels) -> Card:
    return say.card("There are {most} already, and nobody could follow more.", most=error.most)


@view
def not_publisher(say: Speech, error: model.NotPublisher) -> Card:
    return say.card(
        "Whoever offered motion {number} takes it back, or a steward does.", number=str(error.number)
    )


@view
def reported_elsewhere(say: Speech, error: model.ReportedElsewhere) -> Card:
    return say.card(
        "Motion {number} is offered by another assembly, which counts who carried it. To move it here: "
        "{command}",
        number=str(error.number),
        command=Typed(f"motion propose model:{error.number}"),
    )


@view
def no_votes(say: Speech, error: model.NoVotes) -> Card:
    return say.card(
        "Say how many voted for it, and how many against it, which have to be fewer, such as: {command}",
        command=Typed(f"campaign adopted {error.number} body:… town:… for:45 against:2"),
    )


@view
def reported_before(say: Speech, error: model.ReportedBefore) -> Card:
    return say.card(
        "That body is on the list already, as number {report}. If you know of it too: {command}",
        report=error.report,
        command=Typed(f"model confirm {error.number} {error.report}"),
    )


@view
def no_report(say: Speech, error: model.NoReport) -> Card:
    return say.card(
        "There is no such report that waits. To see all: {command}",
        command=Typed(f"model show {error.number}"),
    )


@view
def own_report(say: Speech, _error: model.OwnReport) -> Card:
    return say.card("You reported it yourself. Ask another member who knows of it to confirm it.")


@view
def not_carried_here(say: Speech, error: model.NotCarriedHere) -> Card:
    return say.card(
        "Motion {number} was not carried by this assembly, so its words can’t be offered as a decision. In "
        "words of your own: {command}",
        number=str(error.motion),
        command=Typed("campaign model"),
    )


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
    model.NoModel: no_model,
    model.TooManyModels: too_many_models,
    model.NotPublisher: not_publisher,
    model.ReportedElsewhere: reported_elsewhere,
    model.NoVotes: no_votes,
    model.ReportedBefore: reported_before,
    model.NoReport: no_report,
    model.OwnReport: own_report,
    model.NotCarriedHere: not_carried_here,
}
