"""What an act on an action was refused for, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Data, Name, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.actions.rules import errors as e
from cogs.actions.rules.action import MOST_OPEN
from cogs.actions.views import words


@view
def no_action(say: Speech, error: e.NoAction) -> Card:
    if not error.open:
        return say.card(
            "There is no action {number} here, and nothing is left to be done.", number=error.number
        )
    return say.card(
        "There is no action {number} here. Still to be done: {open}. See them with {line}.",
        number=error.number,
        open=say.listed([str(number) for number in error.open]),
        line=Typed("action list"),
    )


@view
def nothing_to_do(say: Speech, _error: e.NothingToDo) -> Card:
    return say.card(
        "Say what is to be done, for example: {line}",
        line=Typed(f"action add {say.word('Bring the banner')} by:7d"),
    )


@view
def not_on_roll(say: Speech, error: e.NotOnRoll) -> Card:
    if error.bloc:
        return say.card(
            "That person is not in {bloc}, whose action it is. Ask somebody who is.", bloc=Data(error.bloc)
        )
    return say.card(
        "That person is not on the roll. Add the action without a name, so that anybody can take it."
    )


@view
def asked_another(say: Speech, error: e.AskedAnother) -> Card:
    return say.card(
        "{person} is asked for action {number} and has not answered yet. "
        "If they press Not me, you can take it.",
        person=say("Somebody else") if error.unnamed else Name(error.asked),
        number=error.number,
    )


@view
def has_another(say: Speech, error: e.HasAnother) -> Card:
    return say.card(
        "{person} does action {number}. They can pass it to you: {line}",
        person=say("Somebody else") if error.unnamed else Name(error.owner),
        number=error.number,
        line=words.line("pass", error.number, "to:…"),
    )


@view
def have_it_already(say: Speech, error: e.HaveItAlready) -> Card:
    if error.is_own:
        return say.card(
            "Action {number} is yours already. When it is done: {line}",
            number=error.number,
            line=words.line("done", error.number),
        )
    return say.card("That person does action {number} already.", number=error.number)


@view
def not_asked(say: Speech, error: e.NotAsked) -> Card:
    return say.card(
        "Nobody asked you for action {number}, so there is nothing to say no to.", number=error.number
    )


@view
def is_over(say: Speech, error: e.IsOver) -> Card:
    if error.is_done:
        return say.card("Action {number} is done already.", number=error.number)
    return say.card(
        "Action {number} was dropped. If it is needed after all, add it anew.", number=error.number
    )


@view
def not_yours(say: Speech, error: e.NotYours) -> Card:
    return say.card(
        "Whoever does action {number}, or proposed it while nobody does, decides that; or a steward.",
        number=error.number,
    )


@view
def say_why(say: Speech, error: e.SayWhy) -> Card:
    return say.card(
        "Say why, so that nobody waits for it: {line}",
        line=words.line("drop", error.number, f"why:{say.word('It rains')}"),
    )


@view
def too_many_open(say: Speech, _error: e.TooManyOpen) -> Card:
    return say.card(
        "{n} actions are open, more than anybody can look through. Close some first: {line}",
        n=MOST_OPEN,
        line=Typed("action list"),
    )


@view
def not_carried(say: Speech, error: e.NotCarried) -> Card:
    return say.card(
        "Motion {number} was not carried here, so nothing follows from it. See what was decided: {line}",
        number=error.number,
        line=Typed("motion list decided"),
    )


@view
def noted_already(say: Speech, error: e.NotedAlready) -> Card:
    return say.card(
        "What motion {motion} decided is action {number} already. To do it: {line}",
        motion=error.motion,
        number=error.number,
        line=words.line("take", error.number),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NoAction: no_action,
    e.NothingToDo: nothing_to_do,
    e.NotOnRoll: not_on_roll,
    e.AskedAnother: asked_another,
    e.HasAnother: has_another,
    e.HaveItAlready: have_it_already,
    e.NotAsked: not_asked,
    e.IsOver: is_over,
    e.NotYours: not_yours,
    e.SayWhy: say_why,
    e.TooManyOpen: too_many_open,
    e.NotCarried: not_carried,
    e.NotedAlready: noted_already,
}
