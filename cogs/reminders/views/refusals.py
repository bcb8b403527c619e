"""What was wrong with a reminder, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.reminders.rules import errors as e


@view
def no_reminder(say: Speech, error: e.NoReminder) -> Card:
    if not error.theirs:
        return say.card(
            "There is no reminder {number} of yours. None waits for you.", number=str(error.number)
        )
    return say.card(
        "There is no reminder {number} of yours. Yours are: {numbers}. See them: {line}",
        number=str(error.number),
        numbers=say.listed([str(number) for number in error.theirs]),
        line=Typed("remind list"),
    )


@view
def no_text(say: Speech, _error: e.NoText) -> Card:
    return say.card(
        "Of what shall I remind? Say it after the time: {line}",
        line=Typed(f"remind me {say.word('tomorrow 18:00')} {say.word('Bring the banner')}"),
    )


@view
def too_many(say: Speech, error: e.TooManyReminders) -> Card:
    waiting = (
        say.plural("{n} reminder waits for this room", "{n} reminders wait for this room", error.most)
        if error.in_room
        else say.plural("{n} reminder of yours waits", "{n} reminders of yours wait", error.most)
    )
    return say.card(
        "{waiting}, and no more may. Take one off first: {line}", waiting=waiting, line=Typed("remind list")
    )


@view
def not_yours(say: Speech, error: e.NotYours) -> Card:
    return say.card(
        "Reminder {number} was set by somebody else. They can take it off, and stewards can.",
        number=str(error.number),
    )


@view
def no_room_here(say: Speech, _error: e.NoRoomHere) -> Card:
    return say.card(
        "We are alone here. Say it in the room that I shall remind, or have me remind you: {line}",
        line=Typed(f"remind me {say.word('tomorrow 18:00')} {say.word('Bring the banner')}"),
    )


@view
def which_bloc(say: Speech, _error: e.WhichBloc) -> Card:
    return say.card(
        "Which bloc? Name it, or say it in its room: {line}",
        line=Typed(f"remind bloc {say.word('Fri 9:00')} {say.word('Leaflets')} bloc:{say.word('Nurses')}"),
    )


@view
def not_rung_yet(say: Speech, error: e.NotRungYet) -> Card:
    return say.card(
        "Reminder {number} has not rung yet. To take it off: {line}",
        number=str(error.number),
        line=Typed(f"remind cancel {error.number}"),
    )


@view
def not_so_long(say: Speech, _error: e.NotSoLong) -> Card:
    return say.card("That is more than ten years away. Give a time that is nearer.")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NoReminder: no_reminder,
    e.NoText: no_text,
    e.TooManyReminders: too_many,
    e.NotYours: not_yours,
    e.NoRoomHere: no_room_here,
    e.WhichBloc: which_bloc,
    e.NotRungYet: not_rung_yet,
    e.NotSoLong: not_so_long,
}
