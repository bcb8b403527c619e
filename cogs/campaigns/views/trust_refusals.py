"""Why words were not merged, a bloc does not vouch, or a review does nothing; and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.campaigns.rules import trust_errors as errors


@view
def no_such_word(say: Speech, error: errors.NoSuchWord) -> Card:
    if error.close:
        return say.card(
            "Nobody has stated “{given}”. Did you mean “{close}”?",
            given=Data(error.given),
            close=Data(error.close),
        )
    return say.card(
        "Nobody has stated “{given}”. To see what was: {command}",
        given=Data(error.given),
        command=Typed("campaign merge"),
    )


@view
def same_word(say: Speech, error: errors.SameWord) -> Card:
    one, other = Data(error.one), Data(error.other)
    return say.card("“{one}” and “{other}” count as one word already.", one=one, other=other)


@view
def no_such_merge(say: Speech, error: errors.NoSuchMerge) -> Card:
    return say.card(
        "There is no {number} in the log, or it was taken back. To see the log: {command}",
        number=error.number,
        command=Typed("campaign merge"),
    )


@view
def not_the_keeper(say: Speech, error: errors.NotTheKeeper) -> Card:
    return say.card("Whoever keeps {bloc} can do that. Ask one of them.", bloc=Data(error.bloc))


@view
def does_not_vouch(say: Speech, error: errors.DoesNotVouch) -> Card:
    return say.card(
        "{bloc} has not vouched under campaign {number}.", bloc=Data(error.bloc), number=error.number
    )


@view
def no_blocs_here(say: Speech, _error: errors.NoBlocsHere) -> Card:
    return say.card("There are no blocs here that could vouch for anybody.")


@view
def vouching_is_over(say: Speech, error: errors.VouchingIsOver) -> Card:
    return say.card(
        "Pledge {number} is met, so whom blocs vouch for stays as it is: by its number somebody could "
        "find out who has pledged.",
        number=error.number,
    )


@view
def nothing_to_review(say: Speech, error: errors.NothingToReview) -> Card:
    return say.card("No signature of campaign {number} fits that. Nothing was changed.", number=error.number)


@view
def reason_needed(say: Speech, error: errors.ReasonNeeded) -> Card:
    return say.card(
        "Say why, as everybody can read it: {command}",
        command=Typed(f"campaign review {error.number} new:yes because:forty accounts made on one day"),
    )


@view
def too_wide(say: Speech, error: errors.TooWide) -> Card:
    return say.card(
        "Say which signatures: of new accounts, from a time until another, or vouched for by no bloc. "
        "Try: {command}",
        command=Typed(f"campaign review {error.number} new:yes"),
    )


@view
def no_such_review(say: Speech, error: errors.NoSuchReview) -> Card:
    return say.card("There is no review {number} that could be undone.", number=error.number)


@view
def no_such_batch(say: Speech, error: errors.NoSuchBatch) -> Card:
    return say.card("There are no signatures on paper under number {number}.", number=error.number)


@view
def no_paper(say: Speech, error: errors.NoPaper) -> Card:
    return say.card(
        "Say how many there are, from 1 to {most}, and where they can be looked at: {command}",
        most=error.most,
        command=Typed("campaign batch erlan 230 proof:lists 1 to 12, in the union’s office"),
    )


@view
def no_organisation_name(say: Speech, error: errors.NoOrganisationName) -> Card:
    line = Typed(f"campaign endorse {error.number} Dockers’ Union bloc:Dockers")
    return say.card("An organisation signs by its name: {command}", command=line)


@view
def too_many_endorse(say: Speech, error: errors.TooManyEndorse) -> Card:
    return say.card(
        "{most} organisations sign campaign {number}, and no more fit.", most=error.most, number=error.number
    )


@view
def only_letters(say: Speech, error: errors.OnlyLetters) -> Card:
    return say.card(
        "Campaign {number} is a pledge, which people make for themselves. Organisations and lists on paper "
        "go with letters.",
        number=error.number,
    )


@view
def which_bloc(say: Speech, error: errors.WhichBloc) -> Card:
    line = Typed(f"campaign endorse {error.number} Dockers’ Union bloc:Dockers")
    return say.card("Say which bloc speaks for it, one that everybody may know of: {command}", command=line)


@view
def not_endorsed(say: Speech, error: errors.NotEndorsed) -> Card:
    return say.card("{name} does not sign campaign {number}.", name=Data(error.name), number=error.number)


TRUST_ERRORS: dict[type[RuleError], Callable[[Any], View]] = {
    errors.NoSuchWord: no_such_word,
    errors.SameWord: same_word,
    errors.NoSuchMerge: no_such_merge,
    errors.NotTheKeeper: not_the_keeper,
    errors.DoesNotVouch: does_not_vouch,
    errors.NoBlocsHere: no_blocs_here,
    errors.NothingToReview: nothing_to_review,
    errors.ReasonNeeded: reason_needed,
    errors.TooWide: too_wide,
    errors.NoSuchReview: no_such_review,
    errors.NoSuchBatch: no_such_batch,
    errors.NoPaper: no_paper,
    errors.NoOrganisationName: no_organisation_name,
    errors.TooManyEndorse: too_many_endorse,
    errors.OnlyLetters: only_letters,
    errors.VouchingIsOver: vouching_is_over,
    errors.WhichBloc: which_bloc,
    errors.NotEndorsed: not_endorsed,
}
