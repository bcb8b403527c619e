"""What a person is told who has done something with a bloc."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Name, RoomName, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.blocs.rules.bloc import Bloc, Kind, Starters
from cogs.blocs.views import words
from cogs.blocs.views.cards import Shown, readers, rooms_told


@view
def nothing_to_say(say: Speech) -> Card:
    return say.card("Done.")


@view
def kept(say: Speech) -> Card:
    """What blocs keep of a person, for /privacy."""
    return say.card(
        "Which blocs you are in, since when, and which you ask to be let into. Members of a bloc and whoever "
        "keeps it can see it; of an unlisted one, its members alone. What you announce there: for 30 days."
    )


@view
def started(say: Speech, shown: Shown) -> Card:
    """What its starter is told: that it is there, what is still being done, and what comes next."""
    bloc = shown.bloc
    blocks: list[Block] = [say.line("{name} is started, and you keep it.", name=words.name(bloc))]
    if bloc.is_unlisted:
        blocks.append(
            say.line(
                "It is in no list: only its members find it, by its name or by its number {id}.",
                id=str(bloc.id),
            )
        )
    if bloc.council:
        blocks.append(say.line("Its members are the delegates of the other blocs beside it."))
    else:
        blocks.append(
            say.line("To ask somebody in: {line}", line=words.line("bloc invite", bloc, say.word("PERSON")))
        )
        blocks.append(say.line("A page to print and hang up: {line}", line=words.line("bloc flyer", bloc)))
    return Card(blocks=tuple(blocks))


@view
def starters_set(say: Speech, who: Starters) -> Card:
    if who is Starters.STEWARDS:
        return say.card("Only stewards start blocs here from now on.")
    return say.card("Every member may start a bloc from now on.")


@view
def joined(say: Speech, shown: Shown, is_new: bool, has_account: bool) -> Card:
    """What a member is told who is in now: where the room is, and who can read there."""
    bloc = shown.bloc
    first = (
        say("You are in {name} now.", name=words.name(bloc))
        if is_new
        else say("You are in {name}.", name=words.name(bloc))
    )
    blocks: list[Block] = [Line(first)]
    if shown.rooms and has_account:
        for one in shown.rooms:
            if one.is_there and one.address is not None:
                blocks.append(say.line("Its room: {room}", room=RoomName(one.address)))
        blocks += [Line(text) for text in rooms_told(say, shown.rooms)]
    if shown.rooms:
        blocks.append(Line(readers(say, shown.rooms)))
    return Card(blocks=tuple(blocks), buttons=(words.leave_button(say, bloc, Style.QUIET),))


@view
def admitted(say: Speech, bloc: Bloc, member: int) -> Card:
    return say.card("{person} is in {name} now.", person=Name(member), name=words.name(bloc))


@view
def asked(say: Speech, bloc: Bloc, missing: int) -> Card:
    """What somebody is told who has to wait."""
    if bloc.kind is Kind.VOUCHED and missing > 0:
        text = say.plural(
            "You have asked to be let into {name}. {n} member has to vouch; I tell you once you are in.",
            "You have asked to be let into {name}. {n} members have to vouch; I tell you once you are in.",
            missing,
            name=words.name(bloc),
        )
    else:
        text = say(
            "You have asked to be let into {name}. Whoever keeps it was told; I tell you once you are in.",
            name=words.name(bloc),
        )
    return Card(
        blocks=(Line(text),), buttons=(words.button(say, say.word("Take it back"), "bloc leave", bloc),)
    )


@view
def asks_no_more(say: Speech, bloc: Bloc) -> Card:
    return say.card("You no longer ask to be let into {name}.", name=words.name(bloc))


@view
def left(say: Speech, bloc: Bloc) -> Card:
    if bloc.is_unlisted:
        return say.card("You have left {name}. Its room is closed to you.", name=words.name(bloc))
    return say.card(
        "You have left {name}. Its room is closed to you; to come back: {line}",
        name=words.name(bloc),
        line=words.line("bloc join", bloc),
    )


@view
def already_in(say: Speech, bloc: Bloc, member: int) -> Card:
    return say.card("{person} is in {name} already.", person=Name(member), name=words.name(bloc))


@view
def invited(say: Speech, bloc: Bloc, member: int) -> Card:
    return say.card(
        "{person} was asked into {name}, and has a week to come.", person=Name(member), name=words.name(bloc)
    )


@view
def ask_alone(say: Speech, bloc: Bloc) -> Card:
    return say.card(
        "A code is only good if nobody else reads it. Ask me where we are alone: {line}",
        line=words.line("bloc invite", bloc),
    )


@view
def code_made(say: Speech, bloc: Bloc, code: str, until: datetime, named: bool) -> Card:
    """A code for one person, who may not be on the roll yet."""
    blocks: list[Block] = []
    if named:
        blocks.append(say.line("They are not on the roll yet, so I can't tell them myself."))
    blocks.append(
        say.line("Give this code to one person. It is good once, until {until}:", until=say.moment(until))
    )
    blocks.append(Line((Data(code),), strong=True))
    blocks.append(
        say.line("They send me, where nobody else reads it: {line}", line=Typed(f"bloc join {code}"))
    )
    return Card(blocks=tuple(blocks))


@view
def vouched(say: Speech, bloc: Bloc, member: int, missing: int) -> Card:
    text = say.plural(
        "You have vouched for {person}. {n} more member of {name} has to.",
        "You have vouched for {person}. {n} more members of {name} have to.",
        missing,
        person=Name(member),
        name=words.name(bloc),
    )
    return Card(blocks=(Line(text),))


@view
def declined(say: Speech, bloc: Bloc, member: int) -> Card:
    return say.card(
        "{person} was not let into {name}, and is told so.", person=Name(member), name=words.name(bloc)
    )


@view
def renamed(say: Speech, before: Bloc, now: Bloc) -> Card:
    return say.card("{before} is called {now} from now on.", before=words.name(before), now=words.name(now))


@view
def moved(say: Speech, bloc: Bloc, parent: Bloc | None) -> Card:
    if parent is None:
        return say.card("{name} is under no other bloc now.", name=words.name(bloc))
    return say.card("{name} is part of {parent} now.", name=words.name(bloc), parent=words.name(parent))


@view
def changed(say: Speech, shown: Shown) -> Card:
    bloc = shown.bloc
    lines = [Line((Data(bloc.name),), strong=True), Line(say(words.KINDS[bloc.kind]))]
    if bloc.trade or bloc.town:
        lines.append(Line((Data(" · ".join(filter(None, (bloc.trade, bloc.town)))),)))
    if bloc.with_role:
        lines.append(
            say.line("On Discord its name stands on the profile of each member, for everybody to see.")
        )
    if bloc.size:
        many = say.plural(
            "{n} person belongs to it, on the roll or not.",
            "{n} people belong to it, on the roll or not.",
            bloc.size,
        )
        lines.append(Line(many))
    return Card(blocks=tuple(lines))


@view
def archive_question(say: Speech, shown: Shown) -> Card:
    """What goes with a bloc, before it does."""
    text: Text = say.plural(
        "Close {name}? {n} member loses its rooms. What was decided there stays.",
        "Close {name}? {n} members lose its rooms. What was decided there stays.",
        shown.size,
        name=words.name(shown.bloc),
    )
    arguments: dict[str, str | int] = {"name": words.handle(say, shown.bloc), "sure": "yes"}
    close = Button(say.word("Close it"), "bloc archive", arguments, Style.BAD)
    return Card(blocks=(Line(text),), buttons=(close,))


@view
def archived(say: Speech, bloc: Bloc) -> Card:
    return say.card("{name} is closed, and its rooms with it. Its name is free again.", name=words.name(bloc))
