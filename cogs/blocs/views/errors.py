"""What the rules of blocs refuse, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.blocs.rules import errors
from cogs.blocs.views import delegate_refusals

LONGEST = 60


@view
def no_such_bloc(say: Speech, e: errors.NoSuchBloc) -> Card:
    given = _said(e.given)
    if e.nearest:
        return say.card(
            "There is no bloc {given} here. Did you mean {nearest}?", given=given, nearest=_said(e.nearest)
        )
    return say.card("There is no bloc {given} here. See all: {line}", given=given, line=Typed("bloc list"))


@view
def which_bloc(say: Speech, _e: errors.WhichBloc) -> Card:
    return say.card("Which bloc do you mean? See all: {line}", line=Typed("bloc list"))


@view
def no_bloc_name(say: Speech, _e: errors.NoBlocName) -> Card:
    return say.card(
        "A bloc needs a name with a letter in it. For example: {line}",
        line=Typed(f"bloc start {say.word('Nurses')}"),
    )


@view
def name_is_command(say: Speech, e: errors.NameIsCommand) -> Card:
    return say.card(
        "{name} is a word that I take for a command. Give the bloc another name.", name=_said(e.name)
    )


@view
def name_taken(say: Speech, e: errors.NameTaken) -> Card:
    return say.card(
        "There is a bloc {name} already. To join it: {line}",
        name=_said(e.name),
        line=Typed(f"bloc join {e.name}"),
    )


@view
def below_itself(say: Speech, e: errors.BelowItself) -> Card:
    if e.is_same:
        return say.card("{name} can't be under itself.", name=_said(e.name))
    return say.card(
        "{parent} is below {name} already, so {name} can't be under it.",
        parent=_said(e.parent),
        name=_said(e.name),
    )


@view
def too_deep(say: Speech, e: errors.TooDeep) -> Card:
    return say.card("Blocs may be {n} levels deep, and this would be more.", n=e.levels)


@view
def unlisted_stands_alone(say: Speech, _e: errors.UnlistedStandsAlone) -> Card:
    return say.card(
        "An unlisted bloc stands alone: it is under no other, has none below it, follows no delegates "
        "and has no role."
    )


@view
def listed_stays_listed(say: Speech, _e: errors.ListedStaysListed) -> Card:
    return say.card("A listed bloc stays listed, and an unlisted one unlisted. Start a new one instead.")


@view
def follows_its_blocs(say: Speech, _e: errors.FollowsItsBlocs) -> Card:
    return say.card(
        "Nobody joins or leaves a council by hand: the blocs beside it send their delegates. "
        "To elect one: {line}",
        line=Typed("delegate elect"),
    )


@view
def only_keepers(say: Speech, e: errors.OnlyKeepers) -> Card:
    return say.card(
        "Only who keeps {name} can do that: its starter, or a steward. Ask one of them.", name=_said(e.name)
    )


@view
def only_stewards_start(say: Speech, _e: errors.OnlyStewardsStart) -> Card:
    return say.card("In this assembly stewards start blocs. Ask one of them.")


@view
def not_in_bloc(say: Speech, e: errors.NotInBloc) -> Card:
    return say.card(
        "You are not in {name}. To join: {line}", name=_said(e.name), line=Typed(f"bloc join {e.name}")
    )


@view
def nobody_asks(say: Speech, e: errors.NobodyAsks) -> Card:
    return say.card(
        "That person does not ask to be let into {name}. To ask them in: {line}",
        name=_said(e.name),
        line=Typed(f"bloc invite {_quoted(e.name)}"),
    )


@view
def waits_no_more(say: Speech, _e: errors.WaitsNoMore) -> Card:
    return say.card("Nobody waits there any more.")


@view
def already_vouched(say: Speech, e: errors.AlreadyVouched) -> Card:
    return say.card("You have vouched for them already. Another member of {name} has to.", name=_said(e.name))


@view
def code_not_good(say: Speech, _e: errors.CodeNotGood) -> Card:
    return say.card("This code is good no more, or never was. Ask for a new one where you got it.")


@view
def too_many_blocs(say: Speech, e: errors.TooManyBlocs) -> Card:
    return say.card("That would be more than {n} blocs. Close one that nobody needs first.", n=e.most)


@view
def has_blocs_below(say: Speech, e: errors.HasBlocsBelow) -> Card:
    return say.card(
        "{name} has blocs below it: {names}. Move or close them first.",
        name=_said(e.name),
        names=Data(", ".join(e.below)),
    )


@view
def votes_run(say: Speech, e: errors.VotesRun) -> Card:
    return say.card(
        "{name} has motions that are not decided: {numbers}. Nobody would see what comes of them, so wait "
        "for them, or have their movers take them back.",
        name=_said(e.name),
        numbers=", ".join(str(Numbered(number)) for number in e.numbers),
    )


@view
def flyer_failed(say: Speech, _e: errors.FlyerFailed) -> Card:
    return say.card(
        "The page could not be set. Try again; if it fails once more, tell whoever runs this bot."
    )


@view
def no_rooms_here(say: Speech, _e: errors.NoRoomsHere) -> Card:
    return say.card("This assembly meets at a terminal, where there are no rooms to open.")


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    **delegate_refusals.ERRORS,
    errors.NoSuchBloc: no_such_bloc,
    errors.WhichBloc: which_bloc,
    errors.NoBlocName: no_bloc_name,
    errors.NameIsCommand: name_is_command,
    errors.NameTaken: name_taken,
    errors.BelowItself: below_itself,
    errors.TooDeep: too_deep,
    errors.UnlistedStandsAlone: unlisted_stands_alone,
    errors.ListedStaysListed: listed_stays_listed,
    errors.FollowsItsBlocs: follows_its_blocs,
    errors.OnlyKeepers: only_keepers,
    errors.OnlyStewardsStart: only_stewards_start,
    errors.NotInBloc: not_in_bloc,
    errors.NobodyAsks: nobody_asks,
    errors.WaitsNoMore: waits_no_more,
    errors.AlreadyVouched: already_vouched,
    errors.CodeNotGood: code_not_good,
    errors.TooManyBlocs: too_many_blocs,
    errors.HasBlocsBelow: has_blocs_below,
    errors.VotesRun: votes_run,
    errors.FlyerFailed: flyer_failed,
    errors.NoRoomsHere: no_rooms_here,
}


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _said(text: str) -> Data:
    return Data(f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”")
