"""Motions of a bloc, and motions that do something by themselves, as members read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.api.blocs import Mandated
from bot.api.card import Block, Card, Data, Line, Name, Text, Typed, View, view
from bot.api.cog import Explain
from bot.api.deeds import Said
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.motions.rules import bloc as e
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.views import words
from cogs.motions.views.double import draft_lines
from cogs.motions.views.parts.shown import Shown

NOBODY_KNOWS_HOW = "?"
_MANDATES = {"for": N_("for"), "against": N_("against"), "free": N_("free to vote as they see fit")}


def standing_lines(say: Speech, shown: Shown) -> list[Block]:
    """Whose own motion it is, where it comes from, and what it does by itself."""
    motion = shown.motion
    lines: list[Block] = []
    if shown.whose:
        lines.append(
            say.line("A motion of {bloc}: its members alone see it and vote.", bloc=Data(shown.whose))
        )
    lines += draft_lines(say, motion, shown.whose)
    if motion.origin is not None and shown.origin:
        brought = say("Carried by {bloc} as motion {number}.", bloc=Data(shown.origin), number=motion.origin)
        lines.append(Line(brought))
    if shown.does is not None and motion.state not in DECIDED:
        lines.append(say.line("If it is carried, this is done by itself: {deed}", deed=shown.does(say)))
    return [*lines, *(Line(_mandated(say, one, shown.unnamed)) for one in shown.mandates)]


def _mandated(say: Speech, one: Mandated, unnamed: bool) -> Text:
    """What a bloc has told its delegates; whose vote it is stays theirs."""
    told = say.word(_MANDATES[one.choice])
    if unnamed or not one.delegates:
        return say("Mandate of {bloc}: {choice}.", bloc=Data(one.bloc), choice=told)
    names: Text = ()
    for member in one.delegates:
        names += (", ", Name(member)) if names else (Name(member),)
    return say("Mandate of {bloc} for {names}: {choice}.", bloc=Data(one.bloc), names=names, choice=told)


@view
def carried_up(say: Speech, number: Numbered, above: str) -> Card:
    if above:
        return say.card("Motion {number} is before {bloc} now.", number=number, bloc=Data(above))
    return say.card("Motion {number} is before the whole assembly now.", number=number)


@view
def with_deed(say: Speech, shown: View, motion: Motion, does: Said | None) -> Card:
    """The result of a motion that does something, with whether that was done."""
    card = shown(say)
    if motion.state is not State.CARRIED:
        return card
    return replace(card, blocks=(*card.blocks[:1], *_done(say, motion, does), *card.blocks[1:]))


def _done(say: Speech, motion: Motion, does: Said | None) -> list[Block]:
    what = does(say) if does is not None else say("what the motion says")
    if not motion.undone:
        return [say.line("So this was done: {deed}", deed=what)]
    lines: list[Block] = [say.line("This could not be done: {deed}", deed=what)]
    if motion.undone == NOBODY_KNOWS_HOW:
        return [*lines, say.line("Why: that part of the bot is switched off here.")]
    return [*lines, say.line("Why: {why}", why=Data(motion.undone))]


@view
def not_of_the_bloc(say: Speech, error: e.NotOfTheBloc) -> Card:
    return say.card(
        "Motion {number} is one of {bloc}, and its members alone see it. How to join: {line}",
        number=error.number,
        bloc=Data(error.bloc),
        line=Typed(f"bloc show {error.bloc}"),
    )


@view
def not_in_the_body(say: Speech, error: e.NotInTheBody) -> Card:
    return say.card(
        "Motion {number} is decided by a bloc that you were not in when voting opened, so you have no vote "
        "on it. See what you can vote on: {line}",
        number=error.number,
        line=Typed("now"),
    )


@view
def asked_elsewhere(say: Speech, error: e.AskedElsewhere) -> Card:
    return say.card(
        "Motion {number} is one of {bloc}, and others read here. Ask me in its room, or where we are alone: "
        "{line}",
        number=error.number,
        bloc=Data(error.bloc),
        line=Typed(f"motion show {error.number}"),
    )


@view
def not_your_bloc(say: Speech, error: e.NotYourBloc) -> Card:
    return say.card(
        "Only members of {bloc} propose something there. To join it: {line}",
        bloc=Data(error.bloc),
        line=Typed(f"bloc join {error.bloc}"),
    )


@view
def no_blocs_below(say: Speech, error: e.NoBlocsBelow) -> Card:
    if error.bloc:
        return say.card(
            "There are no blocs under {bloc}, so there is no majority of blocs. Leave out double.",
            bloc=Data(error.bloc),
        )
    return say.card(
        "There are no blocs here, so there is no majority of blocs. Leave out double, or start some: {line}",
        line=Typed("bloc start …"),
    )


@view
def secret_double(say: Speech, _error: e.SecretDouble) -> Card:
    return say.card(
        "What is stored of a secret vote does not say who voted how, so nobody can count it by blocs. "
        "Add {votes}, or leave out double.",
        votes="votes:open-at-end",
    )


@view
def not_a_blocs(say: Speech, error: e.NotABlocs) -> Card:
    return say.card(
        "Motion {number} is the assembly's own, and there is nothing above it.", number=error.number
    )


@view
def nothing_to_carry_up(say: Speech, error: e.NothingToCarryUp) -> Card:
    return say.card(
        "Only what a bloc has carried goes up, and motion {number} is not that: {state}.",
        number=error.number,
        state=words.state(say, error.state),
    )


@view
def carried_up_before(say: Speech, error: e.CarriedUpBefore) -> Card:
    return say.card(
        "Motion {number} was brought up already, as motion {other}. See it: {line}",
        number=error.number,
        other=error.as_number,
        line=Typed(f"motion show {error.as_number}"),
    )


@view
def does_something(say: Speech, error: e.DoesSomething) -> Card:
    return say.card(
        "Motion {number} does something by itself when it is carried, so its words stay as they are. "
        "You can talk about it, and vote against it.",
        number=error.number,
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NotOfTheBloc: not_of_the_bloc,
    e.NotInTheBody: not_in_the_body,
    e.AskedElsewhere: asked_elsewhere,
    e.NotYourBloc: not_your_bloc,
    e.NoBlocsBelow: no_blocs_below,
    e.SecretDouble: secret_double,
    e.NotABlocs: not_a_blocs,
    e.NothingToCarryUp: nothing_to_carry_up,
    e.CarriedUpBefore: carried_up_before,
    e.DoesSomething: does_something,
}
