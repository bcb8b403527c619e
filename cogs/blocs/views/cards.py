"""The standing card of a bloc, and all blocs as a tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Data, Line, RoomName, Text, Typed, view
from bot.api.speech import Speech
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.room import Lodging
from cogs.blocs.rules.tree import Row
from cogs.blocs.views import words

MOST_ROWS, MOST_BUTTONS, INDENT = 60, 5, "· "


@dataclass(frozen=True, slots=True)
class Shown:
    """A bloc with what its card shows beside it."""

    bloc: Bloc
    size: int
    parent: str = field(default="", repr=False)
    rooms: tuple[Lodging, ...] = ()


@view
def bloc_card(say: Speech, shown: Shown, below: Sequence[str] = (), is_in: bool = False) -> Card:
    """What a bloc is, where its room is, who can read there, and the way in."""
    bloc = shown.bloc
    if bloc.archived_at is not None:
        return Card(
            title=(Data(bloc.name),), blocks=(say.line("This bloc is closed, and its rooms with it."),)
        )
    blocks: list[Block] = [Line(_first(say, shown))]
    if bloc.trade or bloc.town:
        blocks.append(Line((Data(" · ".join(filter(None, (bloc.trade, bloc.town)))),)))
    if below:
        blocks.append(say.line("Below it: {names}", names=words.names(below)))
    blocks.append(Line(_entrance(say, bloc)))
    blocks += [Line(text) for text in rooms_told(say, shown.rooms)]
    if shown.rooms:
        blocks.append(Line(readers(say, shown.rooms)))
    return Card(title=(Data(bloc.name),), blocks=tuple(blocks), buttons=_buttons(say, bloc, is_in))


def _first(say: Speech, shown: Shown) -> Text:
    """How many are in it, what it is part of, and where its room is."""
    parts = [words.members(say, shown.size)]
    if shown.parent:
        parts.append(say("part of {parent}", parent=Data(shown.parent)))
    parts += [
        say("room: {room}", room=RoomName(one.address)) for one in shown.rooms if one.is_there and one.address
    ]
    text: Text = ()
    for part in parts:
        text = (*text, " · ", *part) if text else part
    return text


def _entrance(say: Speech, bloc: Bloc) -> Text:
    if bloc.council:
        return say("A council: its members are the delegates of the other blocs beside it.")
    return say(words.KINDS[bloc.kind])


def rooms_told(say: Speech, rooms: Sequence[Lodging]) -> list[Text]:
    """What is still missing of the rooms."""
    told = []
    for one in rooms:
        network = words.network(one.network)
        if one.state == "opening":
            told.append(say("Its room on {network} is being opened.", network=network))
        elif one.state == "refused":
            told.append(
                say("There is no room for it on {network} yet. Its keepers are told why.", network=network)
            )
    return told


def readers(say: Speech, rooms: Sequence[Lodging]) -> Text:
    """Who can read in the rooms, without any gloss."""
    networks = {one.network for one in rooms}
    if networks == {"discord"}:
        return say("Who can read there: its members, and whoever manages this Discord server.")
    if networks == {"matrix"}:
        return say("Who can read there: its members, and whoever manages this Matrix homeserver.")
    return say(
        "Who can read there: its members, and whoever manages this Discord server or Matrix homeserver."
    )


def _buttons(say: Speech, bloc: Bloc, is_in: bool) -> tuple[Button, ...]:
    if bloc.council:
        return ()
    if is_in:
        return (words.leave_button(say, bloc),)
    return () if bloc.is_unlisted else (words.join_button(say, bloc),)


@view
def tree_card(
    say: Speech,
    rows: Sequence[Row],
    sizes: Mapping[int, int],
    mine: Collection[int],
    own: Sequence[Bloc],
) -> Card:
    """All listed blocs as a tree; for the reader alone also the unlisted ones that they are in."""
    if not rows and not own:
        example = Typed(f"bloc start {say.word('Nurses')}")
        return say.card("There are no blocs here yet. To start one: {line}", line=example)
    lines = [Line(_row(say, row, sizes, mine)) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        lines.append(Line(say.plural("and {n} more bloc", "and {n} more blocs", more)))
    for bloc in own:
        lines.append(
            say.line(
                "Only you see this line: {name}, in no list, number {id}",
                name=Data(bloc.name),
                id=str(bloc.id),
            )
        )
    lines.append(say.line("To join one: {line}", line=Typed(f"bloc join {say.word('NAME')}")))
    wanted = [row.bloc for row in rows if row.bloc.id not in mine and not row.bloc.council]
    buttons = tuple(_join_named(say, bloc) for bloc in wanted[:MOST_BUTTONS]) if say.face.buttons else ()
    return Card(title=say("Blocs"), blocks=tuple(lines), buttons=buttons)


def _row(say: Speech, row: Row, sizes: Mapping[int, int], mine: Collection[int]) -> Text:
    bloc = row.bloc
    text: Text = (INDENT * row.level, Data(bloc.name), " · ", *words.members(say, sizes.get(bloc.id, 0)))
    return (*text, " · ", *say("you are in it")) if bloc.id in mine else text


def _join_named(say: Speech, bloc: Bloc) -> Button:
    return Button(
        say.word("Join {name}", name=Data(words.short(bloc))), "bloc join", {"name": words.handle(say, bloc)}
    )
