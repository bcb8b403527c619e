"""Calls for a vote on a steward."""

from __future__ import annotations

from bot.api.card import Button, Card, Line, Name, Style, Typed, view
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.speech import Speech
from cogs.stewards.rules.calls import STANDS_FOR, Call, Called


@view
def called(say: Speech, missing: int) -> Card:
    more = say.plural("{n} more is needed within 7 days.", "{n} more are needed within 7 days.", missing)
    said = say("You have called for it; nobody is told that it was you.")
    return Card(blocks=(Line((*said, " ", *more)),))


@view
def opened(say: Speech, motion: Numbered) -> Card:
    return say.card("That is enough: it is voted on, as motion {number}.", number=motion)


@view
def call_card(say: Speech, assembly: Assembly, call: Call, callers: int) -> Card:
    """What everyone may know of a call: what for and how many, and never who."""
    name = Name(call.member)
    if call.kind is Called.RECALL:
        title = say("A vote is called for: does {name} stay a steward?", name=name)
        if assembly.careful:
            title = say("A vote is called for: does one of the stewards stay?")
    else:
        title = say("An election is called for: {name} as a steward?", name=name)
        if assembly.careful:
            title = say("An election is called for: a member as a steward?")
    if call.motion is not None:
        read = Typed(f"motion show {call.motion}")
        return Card(title=title, blocks=(say.line("It is motion {n}: {line}", n=call.motion, line=read),))
    line = Typed(f"steward {'recall' if call.kind is Called.RECALL else 'call'} number:{call.number}")
    so_far = say.plural("{n} member calls for it", "{n} members call for it", callers)
    needed = say(
        "; {needed} are needed by {at}.", needed=call.needed, at=say.moment(call.begun_at + STANDS_FOR)
    )
    button = Button(
        say.word("I call for it too"),
        "steward recall" if call.kind is Called.RECALL else "steward call",
        {"number": call.number},
        Style.MAIN,
    )
    alone = say.line("Nobody is shown who calls. Where we are alone: {line}", line=line)
    return Card(title=title, blocks=(Line((*so_far, *needed)), alone), buttons=(button,), style=Style.MAIN)
