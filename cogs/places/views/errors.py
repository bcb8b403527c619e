"""What this cog refuses, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Data, Line, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.places import rules

_CONNECT, _PLACES = "assembly connect", "assembly places"


@view
def code_unknown(say: Speech, _e: rules.CodeUnknown) -> Card:
    return say.card(
        "I gave nobody this code. Look at it once more, or get a new one in the first place: {line}",
        line=Typed(_CONNECT),
    )


@view
def code_expired(say: Speech, _e: rules.CodeExpired) -> Card:
    return say.card(
        "This code has expired; it works for 10 minutes. Get a new one in the first place: {line}",
        line=Typed(_CONNECT),
    )


@view
def code_used(say: Speech, _e: rules.CodeUsed) -> Card:
    return say.card(
        "This code was used already; it works once. Get a new one in the first place: {line}",
        line=Typed(_CONNECT),
    )


@view
def may_not_manage(say: Speech, _e: rules.MayNotManage) -> Card:
    return say.card(
        "Only someone who may manage this place can connect it. Ask one of them to send the code."
    )


@view
def not_here(say: Speech, _e: rules.NotHere) -> Card:
    return say.card("Here we are alone. Send this in the room where the cards shall go.")


@view
def blocs_room(say: Speech, _e: rules.BlocsRoom) -> Card:
    return say.card(
        "This room is a bloc's own, so not everyone could read the cards here. Send this in a room for all."
    )


@view
def meets_here_already(say: Speech, _e: rules.MeetsHereAlready) -> Card:
    return say.card(
        "This place belongs to that assembly already. See where it meets: {line}", line=Typed(_PLACES)
    )


@view
def place_taken(say: Speech, e: rules.PlaceTaken) -> Card:
    text = say("This place belongs to another assembly: {name}.", name=Data(e.name))
    if e.smaller:
        line = f"{_CONNECT} {say.word('CODE')} where:here"
        text += (" ", *say("To connect this room alone: {line}", line=Typed(line)))
    return Card(blocks=(Line(text),))


@view
def terminal_apart(say: Speech, _e: rules.TerminalApart) -> Card:
    return say.card(
        "People at a terminal and people on a network can't be in one assembly: nobody could tell who sits "
        "at the terminal. Found an assembly of its own for it."
    )


@view
def last_place(say: Speech, _e: rules.LastPlace) -> Card:
    return say.card(
        "This is the only place where the assembly meets, so it can't be given up. "
        "Connect another one first: {line}",
        line=Typed(_CONNECT),
    )


@view
def no_such_place(say: Speech, e: rules.NoSuchPlace) -> Card:
    return say.card(
        "There is no place {number}; the last one is {last}. See them: {line}",
        number=e.given,
        last=e.last,
        line=Typed(_PLACES),
    )


@view
def which_place(say: Speech, _e: rules.WhichPlace) -> Card:
    return say.card(
        "Which place do you mean? Say its number, such as {line}. See them: {places}",
        line=Typed("assembly disconnect 2"),
        places=Typed(_PLACES),
    )


@view
def no_place_now(say: Speech, _e: rules.NoPlaceNow) -> Card:
    return say.card(
        "The assembly does not meet there any more. See where it meets: {line}", line=Typed(_PLACES)
    )


@view
def not_yours(say: Speech, e: rules.NotYours) -> Card:
    text = say("You are on the roll of no assembly that is called so.")
    if e.names:
        text += (" ", *say("You are in: {names}.", names=Data(say.listed(list(e.names)))))
    return Card(blocks=(Line(text),))


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    rules.CodeUnknown: code_unknown,
    rules.CodeExpired: code_expired,
    rules.CodeUsed: code_used,
    rules.MayNotManage: may_not_manage,
    rules.NotHere: not_here,
    rules.BlocsRoom: blocs_room,
    rules.MeetsHereAlready: meets_here_already,
    rules.PlaceTaken: place_taken,
    rules.TerminalApart: terminal_apart,
    rules.LastPlace: last_place,
    rules.NoSuchPlace: no_such_place,
    rules.WhichPlace: which_place,
    rules.NoPlaceNow: no_place_now,
    rules.NotYours: not_yours,
}
