"""Cards about where an assembly meets, and about how another place joins it."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Part, RoomName, Style, Text, Typed, View, view
from bot.api.deeds import Said
from bot.api.people import Address, Assembly, Role
from bot.api.speech import Speech

_SETTINGS = "assembly settings"


@view
def kept(say: Speech) -> Card:
    """What this cog keeps of a person, for /privacy."""
    return say.card(
        "Which codes you asked for to connect another place or assembly, for a day; never the codes."
    )


@view
def code_card(say: Speech, assembly: str, code: str, until: datetime) -> Card:
    """The code, for a steward alone; nobody else may see it until it is used."""
    return Card(
        title=say("A code for another place of {assembly}", assembly=Data(assembly)),
        blocks=(
            Line((code,), strong=True),
            say.line(
                "Have somebody who may manage the other place send this in the room there to which cards "
                "shall go: {line}",
                line=Typed(f"assembly connect {code}"),
            ),
            say.line("It works once, until {until}. Show it to nobody else.", until=say.moment(until)),
        ),
    )


@view
def used_up(say: Speech, refusal: View) -> Card:
    """A refusal of a code that others could read."""
    card = refusal(say)
    line = say.line(
        "Others could read the code, so it is used up. A steward can get a new one: {line}",
        line=Typed("assembly connect"),
    )
    return Card(blocks=(*card.blocks, line))


@view
def refused(say: Speech, why: str) -> Card:
    """What another part of the house refuses, in the words that it has for that."""
    return Card(blocks=(Line((Data(why),)),))


def to_connect(place: Address) -> Said:
    """Names the deed, for whoever has to agree to it."""
    return lambda say: say("Have this assembly meet in {place} too", place=RoomName(place))


def to_disconnect(place: Address) -> Said:
    """Names the deed, for whoever has to agree to it."""
    return lambda say: say("Have this assembly meet in {place} no more", place=RoomName(place))


@view
def connected(say: Speech, assembly: Assembly, place: Address) -> Card:
    return say.card(
        "{name} now meets in {place} too. What is open comes into this room: {line} shows where it meets.",
        name=Data(assembly.name),
        place=RoomName(place),
        line=Typed("assembly places"),
    )


@view
def meets_in(say: Speech, assembly: Assembly) -> Card:
    """Posted in every place when one more has joined."""
    title = say("{name} meets in {places}", name=Data(assembly.name), places=_named(say, assembly))
    blocks: list[Block] = [
        say.line(
            "It is one assembly: one roll, one number for each motion, one count. Act wherever you are; "
            "every card comes to each of these places."
        )
    ]
    if assembly.may_count_twice:
        blocks += _vouching(say)
    return Card(title=title, blocks=tuple(blocks), buttons=_buttons(say, assembly), style=Style.MAIN)


def _vouching(say: Speech) -> list[Block]:
    line = f"{_SETTINGS} roll:vouched"
    return [
        say.line(
            "Somebody could come onto the roll twice now, once on each network. It helps if members vouch "
            "for newcomers. Stewards can choose that: {line}",
            line=Typed(line),
        ),
        say.line("If you take part on two networks, link your accounts: {line}", line=Typed("account link")),
    ]


def _buttons(say: Speech, assembly: Assembly) -> tuple[Button, ...]:
    if not assembly.may_count_twice:
        return ()
    return (
        Button(say.word("Let members vouch"), _SETTINGS, {"roll": "vouched"}),
        Button(say.word("Link my accounts"), "account link"),
    )


@view
def places_card(say: Speech, assembly: Assembly, reader: Role) -> Card:
    """Where it meets, by number, and where cards go in each place."""
    blocks: list[Block] = []
    for number, place in enumerate(assembly.places, 1):
        room = place.cards or assembly.home
        where: Text = (f"{number}. ", RoomName(place.address))
        if room != place.address and room.id:
            where += (" · ", *say("cards go to {room}", room=RoomName(room)))
        blocks.append(Line(where))
    if reader is Role.STEWARD:
        blocks += _for_stewards(say, len(assembly.places))
    return Card(title=say("Where {name} meets", name=Data(assembly.name)), blocks=tuple(blocks))


def _for_stewards(say: Speech, places: int) -> list[Block]:
    lines: list[Block] = [
        say.line("To meet in another place too: {line}", line=Typed("assembly connect")),
        say.line(
            "To have cards come into another room, send this there: {line}", line=Typed("assembly room")
        ),
    ]
    if places > 1:
        line = Typed(f"assembly disconnect {places}")
        lines.append(say.line("To give one of them up, by its number: {line}", line=line))
    return lines


@view
def cards_come_here(say: Speech, place: Address, already: bool = False) -> Card:
    if already:
        return say.card("The cards of {place} come into this room already.", place=RoomName(place))
    return say.card(
        "From now on the cards of {place} come into this room. What is open stays where it is.",
        place=RoomName(place),
    )


@view
def cards_moved(say: Speech, place: Address, room: Address) -> Card:
    """Posted where the cards came until now, and wherever they come from now on."""
    return say.card(
        "A steward has changed where cards go: those of {place} come into {room} from now on. "
        "What is open stays where it is.",
        place=RoomName(place),
        room=RoomName(room),
    )


@view
def parted(say: Speech, place: Address) -> Card:
    return say.card(
        "This assembly no longer meets in {place}. What was open there goes on in its other places, and the "
        "votes from there stand.",
        place=RoomName(place),
    )


@view
def farewell(say: Speech, assembly: str) -> Card:
    """The last that is said in a place which was given up."""
    return say.card(
        "{name} no longer meets here. The cards above are not counted any more; "
        "what was voted until now stands.",
        name=Data(assembly),
    )


def _named(say: Speech, assembly: Assembly) -> Text:
    parts: list[Part] = []
    for place in assembly.places:
        parts += [", ", RoomName(place.address)] if parts else [RoomName(place.address)]
    return tuple(parts) or say("no place at present")
