"""What is kept about a person, on one screen."""

from __future__ import annotations

from datetime import timedelta

from bot.api.card import Block, Button, Card, Data, Line, Text, Typed, View, view
from bot.api.cog import Keeping
from bot.api.speech import Speech


@view
def of_the_roll(say: Speech, asked: timedelta) -> Card:
    return say.card(
        "That you are on the roll, or for {n} days that you ask to be: your account id, since when, your "
        "role, a pause, and which principles you accepted. Until you have it erased; stewards see names.",
        n=asked.days,
    )


@view
def of_your_choices(say: Speech) -> Card:
    return say.card(
        "Your language, time zone and whether I may write to you, if you chose them. No other member sees it."
    )


@view
def of_the_journal(say: Speech) -> Card:
    return say.card(
        "A record of what was decided, for as long as the assembly lasts. You stand in it as a code; "
        "once you are erased, nobody can tell that it was you."
    )


@view
def of_messages(say: Speech, read: timedelta, told: timedelta) -> Card:
    return say.card(
        "Which messages to me I have read: their ids alone, for {n} days. That I told you something in "
        "private: of what kind, for {told} days.",
        n=read.days,
        told=told.days,
    )


@view
def of_reactions(say: Speech) -> Card:
    return say.card(
        "Your reactions under open votes, as I last saw them, until the vote is counted. If you have "
        "yourself erased, a code stays until then, so that I pass them over."
    )


@view
def of_matrix(say: Speech) -> Card:
    return say.card(
        "On Matrix, the reactions of the last 14 days in a file of mine, without names: by it I know which "
        "one somebody takes back."
    )


def kept(keeping: Keeping) -> tuple[View, ...]:
    """What the core and this cog keep."""
    return (
        of_the_roll(keeping.asked),
        of_your_choices(),
        of_the_journal(),
        of_reactions(),
        of_messages(keeping.events, keeping.told),
        of_matrix(),
    )


@view
def privacy_card(say: Speech, lines: tuple[View, ...], operator: str, contact: str) -> Card:
    """What is kept, for how long, who sees it, who runs this bot, how to erase it."""
    kept: list[Block] = [_item(block) for line in lines for block in line(say).blocks]
    erase, copy = Typed("member forget-me"), Typed("member export-me")
    return Card(
        title=say("What I keep about you"),
        blocks=(
            *kept,
            say.line("I keep no names, and nothing else of what you write."),
            say.line("Whoever runs this bot can read all that I keep."),
            Line(_who(say, operator, contact)),
            say.line("To get a copy: {copy}. To have all of it erased: {erase}", copy=copy, erase=erase),
        ),
        buttons=(
            Button(say.word("Get a copy"), "member export-me"),
            Button(say.word("Erase"), "member forget-me"),
        ),
    )


def _item(block: Block) -> Block:
    return Line(("· ", *block.text)) if isinstance(block, Line) else block


def _who(say: Speech, operator: str, contact: str) -> Text:
    if operator and contact:
        return say("It is run by {name}: {contact}.", name=Data(operator), contact=Data(contact))
    if operator or contact:
        return say("It is run by {name}.", name=Data(operator or contact))
    return say(
        "Who runs it has not been filled in. Ask the stewards who it is, before you trust me with anything."
    )
