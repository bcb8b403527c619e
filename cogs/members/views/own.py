"""Cards about what waits for a person, and what they have chosen for themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.api.card import Card, Data, Typed, View, view
from bot.api.people import Assembly
from bot.api.speech import Speech
from cogs.members.views.languages import languages


@view
def now_card(say: Speech, lines: tuple[View, ...]) -> Card:
    """The lines of all cogs, one after the other, with their buttons."""
    cards = [line(say) for line in lines]
    if not cards:
        propose = Typed(f"motion propose {say.word('Buy a kettle')}")
        return say.card("Nothing waits for you. To propose something: {line}", line=propose)
    return Card(
        title=say("Waiting for you"),
        blocks=tuple(block for card in cards for block in card.blocks),
        buttons=tuple(button for card in cards for button in card.buttons),
    )


@view
def not_yet_a_member(say: Speech, assembly: Assembly) -> Card:
    return say.card(
        "Nothing waits for you: you are not on the roll of {name}. To come onto it, or ask to: {join}. "
        "See what is open: {line}",
        name=Data(assembly.name),
        join=Typed("member join"),
        line=Typed("motion list"),
    )


@view
def careful_waits(say: Speech) -> Card:
    return say.card("A question to stewards alone: {line}", line=Typed("assembly careful"))


@view
def language_chosen(say: Speech, locale: str) -> Card:
    return say.card("I speak {language} to you from now on.", language=languages((locale,))[0][1])


@view
def zone_chosen(say: Speech, zone: str, now: datetime) -> Card:
    return say.card(
        "I tell you times as in {zone} from now on. There it is {now}.", zone=Data(zone), now=say.moment(now)
    )


@view
def room_zone_chosen(say: Speech, zone: str, now: datetime) -> Card:
    there = replace(say, zone=ZoneInfo(zone))
    return say.card(
        "In this room times are told as in {zone} from now on, to all who have not chosen their own. "
        "There it is {now}.",
        zone=Data(zone),
        now=there.moment(now),
    )


@view
def room_has_zone(say: Speech, zone: str) -> Card:
    return say.card(
        "In this room times are told as in {zone} from now on. To choose your own: {line}",
        zone=Data(zone),
        line=Typed(f"timezone {zone}"),
    )


@view
def quiet_chosen(say: Speech, quiet: bool) -> Card:
    if quiet:
        return say.card(
            "I will not write to you unasked. See what waits for you: {now}. To undo it: {line}",
            now=Typed("now"),
            line=Typed(f"quiet {say.word('off')}"),
        )
    return say.card(
        "I may write to you when something waits for you: once a day at most, and never at night. "
        "To stop it: {line}",
        line=Typed(f"quiet {say.word('on')}"),
    )
