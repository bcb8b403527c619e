"""Why a campaign can't be started so, or does not open yet, and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api import language
from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.campaigns.rules import errors
from cogs.campaigns.stencils import NAMES


@view
def others_sponsor(say: Speech, error: errors.OthersSponsor) -> Card:
    return say.card(
        "You started it, so others have to sponsor it: {command}",
        command=Typed(f"campaign sponsor {error.number}"),
    )


@view
def over_everyone(say: Speech, error: errors.OverEveryone) -> Card:
    return say.card(
        "{goal} can never pledge it: you are {everyone}. Ask for {everyone} at most.",
        goal=error.goal,
        everyone=error.everyone,
    )


@view
def no_size(say: Speech, error: errors.NoSize) -> Card:
    if not error.bloc:
        return say.card(
            "Of how many? Give a number of people, or name a bloc: {example}", example="of:Nurses"
        )
    return say.card(
        "Nobody has said how many belong to {bloc}. Who keeps it can: {command}",
        bloc=Data(error.bloc),
        command=Typed(f"bloc change {error.bloc} size:45"),
    )


@view
def not_carried(say: Speech, error: errors.NotCarried) -> Card:
    return say.card(
        "Motion {number} was not carried here. To start something without it: {command}",
        number=error.number,
        command=Typed("campaign start"),
    )


@view
def followed_already(say: Speech, error: errors.FollowedAlready) -> Card:
    return say.card(
        "Campaign {number} follows from motion {motion} already: {command}",
        number=error.number,
        motion=error.motion,
        command=Typed(f"campaign show {error.name}"),
    )


@view
def no_organisation(say: Speech, error: errors.NoOrganisation) -> Card:
    return say.card(
        "Nobody called “{name}” launches campaign {number}. Whoever started it names them first.",
        name=Data(error.name),
        number=error.number,
    )


@view
def too_many_organisations(say: Speech, error: errors.TooManyOrganisations) -> Card:
    return say.card("A card can name {most} organisations at most.", most=error.most)


@view
def keepers_confirm(say: Speech, error: errors.KeepersConfirm) -> Card:
    return say.card("Only who keeps {bloc} can speak for it, where it is in the list.", bloc=Data(error.bloc))


@view
def no_symbol(say: Speech, error: errors.NoSymbol) -> Card:
    return say.card(
        "“{given}” is no symbol. Give one emoji; these can be printed as stencils too: {some}",
        given=Data(error.given[:40]),
        some=" ".join(NAMES),
    )


@view
def not_in_language(say: Speech, error: errors.NotInLanguage) -> Card:
    tag = language.read(error.given, say.locale)
    called = language.name(tag, say.locale) if tag is not None else f"“{error.given[:40]}”"
    return say.card(
        "It can’t be read in {language} yet. See where it can: {command}",
        language=Data(called),
        command=Typed(f"campaign translate {error.name}"),
    )


START_ERRORS: dict[type[RuleError], Callable[[Any], View]] = {
    errors.NoSymbol: no_symbol,
    errors.NotInLanguage: not_in_language,
    errors.OthersSponsor: others_sponsor,
    errors.OverEveryone: over_everyone,
    errors.NoSize: no_size,
    errors.NotCarried: not_carried,
    errors.FollowedAlready: followed_already,
    errors.NoOrganisation: no_organisation,
    errors.TooManyOrganisations: too_many_organisations,
    errors.KeepersConfirm: keepers_confirm,
}
