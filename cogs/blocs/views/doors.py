"""Cards at the door of a bloc: who waits, who was asked in, who came in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Line, Name, RoomName, Style, Typed, view
from bot.api.speech import Speech
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.entry import Asking
from cogs.blocs.views import words
from cogs.blocs.views.cards import Shown, readers

MOST_SHOWN = 25


@view
def asks_card(say: Speech, bloc: Bloc, asking: Asking, missing: int) -> Card:
    """Somebody waits: for those who can let them in."""
    person, name = Name(asking.member), words.name(bloc)
    blocks: list[Block] = [say.line("{person} asks to be let into {name}.", person=person, name=name)]
    vouching = bloc.kind is Kind.VOUCHED and missing > 0
    if vouching:
        text = say.plural(
            "{n} member who knows them has to vouch.",
            "{n} members who know them have to vouch.",
            missing,
        )
        blocks.append(Line(text))
    return Card(blocks=tuple(blocks), buttons=_choices(say, asking, vouching))


def _choices(say: Speech, asking: Asking, vouching: bool) -> tuple[Button, ...]:
    given = {"number": asking.number}
    yes = say.word("Vouch") if vouching else say.word("Let in")
    return (
        Button(yes, "bloc let-in", given, Style.GOOD),
        Button(say.word("Not now"), "bloc turn-away", given, Style.QUIET),
    )


@view
def no_longer_asks(say: Speech) -> Card:
    return say.card("Nobody waits here any more.")


@view
def waiting_list(say: Speech, bloc: Bloc, waiting: Sequence[Asking], vouching: bool = False) -> Card:
    """Everybody who waits to be let in."""
    if not waiting:
        return say.card("Nobody waits to be let into {name}.", name=words.name(bloc))
    lines = [Line((Name(asking.member),)) for asking in waiting[:MOST_SHOWN]]
    title = say.plural(
        "{n} waits to be let into {name}",
        "{n} wait to be let into {name}",
        len(waiting),
        name=words.name(bloc),
    )
    how = say.line("To let one in: {line}", line=words.line("bloc admit", bloc, say.word("PERSON")))
    first = _choices(say, waiting[0], vouching) if len(waiting) == 1 else ()
    return Card(title=title, blocks=(*lines, how), buttons=first)


@view
def waiting_line(say: Speech, bloc: Bloc, count: int) -> Card:
    """For /now."""
    text = say.plural(
        "{n} person waits to be let into {name}: {line}",
        "{n} people wait to be let into {name}: {line}",
        count,
        name=words.name(bloc),
        line=words.line("bloc admit", bloc),
    )
    return Card(blocks=(Line(text),))


@view
def invited_line(say: Speech, bloc: Bloc) -> Card:
    """For /now."""
    return say.card(
        "You were asked into {name}: {line}",
        name=words.name(bloc),
        line=Typed(f"bloc join {words.handle(say, bloc)}"),
    )


@view
def invited_card(say: Speech, bloc: Bloc) -> Card:
    """For whoever was asked in."""
    return Card(
        blocks=(
            say.line("You were asked into {name}.", name=words.name(bloc)),
            say.line("If you don't want to, do nothing: nobody is told."),
        ),
        buttons=(Button(say.word("Join"), "bloc join", {"name": words.handle(say, bloc)}, Style.MAIN),),
    )


@view
def let_in(say: Speech, shown: Shown) -> Card:
    """For whoever waited and is in now."""
    blocks: list[Block] = [say.line("You are in {name} now.", name=words.name(shown.bloc))]
    for one in shown.rooms:
        if one.is_there and one.address is not None:
            blocks.append(say.line("Its room: {room}", room=RoomName(one.address)))
    if shown.rooms:
        blocks.append(Line(readers(say, shown.rooms)))
    return Card(blocks=tuple(blocks))


@view
def declined_card(say: Speech, bloc: Bloc) -> Card:
    """For whoever waited and was not let in."""
    return say.card("You were not let into {name} for now. You may ask again.", name=words.name(bloc))
