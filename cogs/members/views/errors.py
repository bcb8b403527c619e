"""What this cog refuses, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Data, Line, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.members import rules
from cogs.members.views.languages import languages


@view
def already_meets(say: Speech, e: rules.AlreadyMeets) -> Card:
    text = say(
        "{name} meets here already; {line} says more of it.", name=Data(e.name), line=Typed("assembly show")
    )
    if e.room_free:
        line = f"assembly found {say.word('NAME')} where:here"
        text += (" ", *say("To found one for this room alone: {line}", line=Typed(line)))
    return Card(blocks=(Line(text),))


@view
def name_needed(say: Speech, _e: rules.NameNeeded) -> Card:
    return say.card(
        "An assembly needs a name. For example: {line}", line=Typed(f"assembly found {say.word('Depot')}")
    )


@view
def unknown_language(say: Speech, e: rules.UnknownLanguage) -> Card:
    names = say.listed([f"{name} ({code})" for code, name in languages(e.shipped)])
    return say.card("I don't speak {given} yet. I speak {names}.", given=_said(e.given), names=names)


@view
def not_that_long(say: Speech, e: rules.NotThatLong) -> Card:
    return say.card(
        "That is too long: every vote would have to last that long. {longest} is the most.",
        longest=say.span(e.longest),
    )


@view
def length_wanted(say: Speech, _e: rules.LengthWanted) -> Card:
    return say.card("I need a length of time there, not a date. Try: {example}", example="12h")


@view
def last_steward(say: Speech, _e: rules.LastSteward) -> Card:
    line = f"steward name {say.word('NAME')}"
    return say.card(
        "Nobody else keeps this assembly. Make another member a steward first: {line}", line=Typed(line)
    )


@view
def not_on_this_roll(say: Speech, _e: rules.NotOnThisRoll) -> Card:
    line = f"member enrol {say.word('NAME')}"
    return say.card("That person is not on the roll. To put them on it: {line}", line=Typed(line))


@view
def never_on_the_roll(say: Speech, _e: rules.NeverOnTheRoll) -> Card:
    return say.card(
        "You are not on the roll, so there is nothing to leave. "
        "To have all erased that I keep of you: {line}",
        line=Typed("member forget-me"),
    )


@view
def terminal_apart(say: Speech, _e: rules.TerminalApart) -> Card:
    return say.card(
        "People at a terminal and people on a network can't be in one assembly: nobody could tell who sits "
        "at the terminal. Found an assembly of its own for it."
    )


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    rules.AlreadyMeets: already_meets,
    rules.NameNeeded: name_needed,
    rules.UnknownLanguage: unknown_language,
    rules.NotThatLong: not_that_long,
    rules.LengthWanted: length_wanted,
    rules.LastSteward: last_steward,
    rules.NotOnThisRoll: not_on_this_roll,
    rules.NeverOnTheRoll: never_on_the_roll,
    rules.TerminalApart: terminal_apart,
}


def _said(text: str) -> Data:
    return Data(f"“{text if len(text) <= 60 else text[:59] + '…'}”")
