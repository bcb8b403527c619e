"""Cards about what members have agreed on."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Data, Line, Quote, Style, Text, Typed, view
from bot.api.people import Assembly
from bot.api.speech import Speech

_READ = "member principles"


def _accept(say: Speech, version: int) -> Button:
    return Button(say.word("I accept"), "member accept", {"version": version}, Style.MAIN)


def _to_accept(say: Speech, version: int) -> Line:
    return say.line("To accept it: {line}", line=Typed(f"member accept {version}"))


@view
def principles(say: Speech, text: str, version: int, has_accepted: bool) -> Card:
    """The text for one reader."""
    title = say("What members here have agreed on")
    if has_accepted:
        return Card(title=title, blocks=(Quote(text), say.line("You have accepted it.")))
    return Card(title=title, blocks=(Quote(text), _to_accept(say, version)), buttons=(_accept(say, version),))


@view
def accepted(say: Speech) -> Card:
    return say.card("You have accepted it. I keep that you did, and when.")


@view
def written(say: Speech, version: int) -> Card:
    if not version:
        return say.card("Newcomers are asked to accept nothing from now on.")
    return say.card(
        "Newcomers accept that first from now on, and each member is asked about it once. "
        "You have accepted it yourself by writing it."
    )


@view
def principles_card(say: Speech, assembly: Assembly, text: str, version: int) -> Card:
    """For the room; version is 0 where there is a newer text, or none any more."""
    if not text:
        return say.card("{name} asks newcomers to accept nothing any more.", name=Data(assembly.name))
    blocks: list[Block] = [Quote(text)]
    if not version:
        blocks.append(say.line("This is an older text, and holds no more."))
        return Card(
            title=say("What members of {name} agreed on", name=Data(assembly.name)), blocks=tuple(blocks)
        )
    blocks += [
        say.line("Who comes onto the roll accepts it first; members are asked whether they do."),
        _to_accept(say, version),
    ]
    return Card(
        title=say("What members of {name} agree on", name=Data(assembly.name)),
        blocks=tuple(blocks),
        buttons=(_accept(say, version),),
        style=Style.MAIN,
    )


@view
def have_changed(say: Speech, had_some: bool) -> Card:
    """Asked of each member once beside an answer, and under /now until they accept."""
    read = Typed(_READ)
    if had_some:
        line = say.line(
            "What members here agree on has changed. Read it, and say whether you accept it: {line}",
            line=read,
        )
    else:
        line = say.line(
            "There is a text that members here agree on. Read it, and say whether you accept it: {line}",
            line=read,
        )
    return Card(blocks=(line,), buttons=(Button(say.word("Read it"), _READ),))


def says_unwrite(say: Speech) -> Text:
    return say("Go back to what members had agreed on before")
