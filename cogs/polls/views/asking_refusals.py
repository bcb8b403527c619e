"""Why a question could not be asked so, and what would work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.api.card import Card, Data, Line, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.secret import LEAST_ENTITLED
from cogs.polls.rules import asking_errors as errors
from cogs.polls.views.refusals import numbers
from cogs.polls.views.times import dated


@view
def no_options(say: Speech, _error: errors.NoOptions) -> Card:
    return say.card(
        "What can people choose? Write the options with commas between: {line}",
        line=_example(say),
    )


@view
def one_option(say: Speech, error: errors.OneOption) -> Card:
    return say.card(
        "{only} alone is no choice. Give two options or more, with commas between, or none for yes or no.",
        only=Data(f"“{error.only[:60]}”"),
    )


@view
def too_many_options(say: Speech, error: errors.TooManyOptions) -> Card:
    return say.card(
        "A poll takes {most} options at most, and these are {given}. Leave some out, or ask twice.",
        given=error.given,
        most=error.most,
    )


@view
def option_too_long(say: Speech, error: errors.OptionTooLong) -> Card:
    return say.card(
        "An option has {limit} characters at most; this one has {length}: {text}",
        limit=error.limit,
        length=error.length,
        text=Data(f"“{error.text[:59]}…”"),
    )


@view
def yes_no_alone(say: Speech, _error: errors.YesNoAlone) -> Card:
    return say.card(
        "A question of yes or no has no options of its own. Leave out {options} or {kind}.",
        options=("options:",),
        kind=("kind:yes-no",),
    )


@view
def too_short(say: Speech, error: errors.TooShort) -> Card:
    minutes = error.least // timedelta(minutes=1)
    said = say.plural(
        "Nobody could answer so fast: a poll is open for {n} minute at least. Try: {example}",
        "Nobody could answer so fast: a poll is open for {n} minutes at least. Try: {example}",
        minutes,
        example="closes:2h",
    )
    return Card(blocks=(Line(said),))


@view
def too_long_open(say: Speech, error: errors.TooLongOpen) -> Card:
    return say.card(
        "A poll is open for {most} at most. Try: {example}",
        most=(say.span(error.most),),
        example=("closes:7d",),
    )


@view
def too_many_open(say: Speech, error: errors.TooManyOpen) -> Card:
    return say.card(
        "You have {n} polls open: {some}. Close one of them first: {line}",
        n=len(error.some),
        some=numbers(error.some),
        line=Typed(f"poll close {error.some[0]}"),
    )


@view
def too_few_for_secret(say: Speech, error: errors.TooFewForSecret) -> Card:
    return say.card(
        "Only {n} may vote here, and a secret vote needs at least {least}: among fewer, the result would "
        "show who chose what. Add {option}.",
        n=error.entitled,
        least=LEAST_ENTITLED,
        option=("votes:open-at-end",),
    )


@view
def not_your_bloc(say: Speech, error: errors.NotYourBloc) -> Card:
    return say.card("You are not in {bloc}, so you can ask nothing there.", bloc=Data(error.bloc))


@view
def only_the_asker(say: Speech, error: errors.OnlyTheAsker) -> Card:
    return say.card("Only who asked poll {number} can change it.", number=error.number)


@view
def frozen(say: Speech, error: errors.Frozen) -> Card:
    return say.card(
        "Somebody has answered poll {number}, so it stays as it is. To close it and ask anew: {line}",
        number=error.number,
        line=Typed(f"poll close {error.number}"),
    )


@view
def secret_stays(say: Speech, error: errors.SecretStays) -> Card:
    return say.card(
        "Somebody may be about to answer poll {number} in secret, so its words stay. To close it and ask "
        "anew: {line}",
        number=error.number,
        line=Typed(f"poll close {error.number}"),
    )


@view
def too_few_to_close(say: Speech, error: errors.TooFewToClose) -> Card:
    return say.card(
        "So few have answered poll {number} that its result would tell who chose what. You can close it once "
        "{least} have, or all who may; else it closes on {at}.",
        number=error.number,
        least=error.least,
        at=dated(say, error.closes_at),
    )


@view
def nothing_to_change(say: Speech, error: errors.NothingToChange) -> Card:
    return say.card(
        "Say what is to be changed: the question, the options, or when it closes. For instance: {line}",
        line=Typed(f"poll edit {error.number} closes:2d"),
    )


@view
def dates_stay(say: Speech, error: errors.DatesStay) -> Card:
    return say.card(
        "The times of poll {number} stay as they are. To close it and ask for other times: {line}",
        number=error.number,
        line=Typed(f"poll close {error.number}"),
    )


@view
def no_motions(say: Speech, _error: errors.NoMotions) -> Card:
    return say.card("There are no motions here, so nothing can be made one.")


@view
def no_such_option(say: Speech, error: errors.NoSuchOption) -> Card:
    return say.card(
        "Poll {number} has no option {given}; its options are 1 to {most}.",
        number=error.number,
        given=error.given,
        most=error.most,
    )


@view
def bloc_in_the_words(say: Speech, error: errors.BlocInTheWords) -> Card:
    return say.card(
        "Nothing was posted: it would have gone to everyone. For one bloc alone, write: {option}",
        option=Data(error.option),
    )


def _example(say: Speech) -> Typed:
    return Typed(f"poll ask {say.word('Where do we meet? options: Depot, Canteen')}")


ERRORS: Mapping[type[RuleError], Explain] = {
    errors.NoOptions: no_options,
    errors.OneOption: one_option,
    errors.TooManyOptions: too_many_options,
    errors.OptionTooLong: option_too_long,
    errors.YesNoAlone: yes_no_alone,
    errors.TooShort: too_short,
    errors.TooLongOpen: too_long_open,
    errors.TooManyOpen: too_many_open,
    errors.TooFewForSecret: too_few_for_secret,
    errors.NotYourBloc: not_your_bloc,
    errors.BlocInTheWords: bloc_in_the_words,
    errors.OnlyTheAsker: only_the_asker,
    errors.Frozen: frozen,
    errors.SecretStays: secret_stays,
    errors.TooFewToClose: too_few_to_close,
    errors.NothingToChange: nothing_to_change,
    errors.DatesStay: dates_stay,
    errors.NoMotions: no_motions,
    errors.NoSuchOption: no_such_option,
}
