"""Cards about an assembly: its founding, how it is set up, and who keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Button, Card, Data, Field, Line, Name, Style, Text, Typed, view
from bot.api.people import Assembly, Role
from bot.api.speech import Speech
from cogs.members.views.languages import languages

_CAREFUL = "assembly careful"


@view
def nothing_to_say(_say: Speech) -> Card:
    """For what the clock does by itself."""
    return Card()


@view
def welcome_card(say: Speech, assembly: Assembly) -> Card:
    """What the founder is told, with the one question; where others could read it, only that there is one."""
    blocks = [
        say.line(
            "You are its first steward. I speak {language}, and times are those of {zone}.",
            **_set_up(assembly),
        ),
        say.line("To change that: {line}", line=Typed("assembly settings")),
        say.line(
            "I keep your account id and what you do here, not your messages: {line}", line=Typed("privacy")
        ),
    ]
    title = say("{name} is founded", name=Data(assembly.name))
    if say.face.whispers:
        question = _question(say)
        return Card(title=title, blocks=(*blocks, *question.blocks), buttons=question.buttons)
    asked = say.line(
        "I have one question for you alone. Where we are alone, send: {line}", line=Typed(_CAREFUL)
    )
    return Card(title=title, blocks=(*blocks, asked))


@view
def taken_up_card(say: Speech, assembly: Assembly) -> Card:
    """For whoever takes up an assembly that was left without a steward."""
    return say.card(
        "Nobody kept {name} any more; you are its steward now. See how it is set up: {line}",
        name=Data(assembly.name),
        line=Typed("assembly settings"),
    )


@view
def careful_question(say: Speech) -> Card:
    return _question(say)


def _question(say: Speech) -> Card:
    blocks = [
        say.line("Could a boss read here?"),
        say.line(
            "If yes, or if you are not sure, I name no movers, my notices say nothing, and votes are secret "
            "unless their mover wants them otherwise. You can change it at any time."
        ),
    ]
    if not say.face.buttons and not say.face.numbered:
        yes, no = Typed(f"{_CAREFUL} {say.word('yes')}"), Typed(f"{_CAREFUL} {say.word('no')}")
        blocks.append(say.line("Yes or not sure: {yes}. No: {no}.", yes=yes, no=no))
    return Card(
        blocks=tuple(blocks),
        buttons=(
            Button(say.word("Yes or not sure"), _CAREFUL, {"answer": "yes"}),
            Button(say.word("No"), _CAREFUL, {"answer": "no"}),
        ),
    )


@view
def careful_answer(say: Speech, careful: bool) -> Card:
    if careful:
        return say.card(
            "I am careful from now on: nobody is named who need not be, and my notices say nothing. "
            "To undo it: {line}",
            line=Typed(f"{_CAREFUL} {say.word('no')}"),
        )
    return say.card(
        "Good: I name people as they act. Should that change: {line}",
        line=Typed(f"{_CAREFUL} {say.word('yes')}"),
    )


@view
def founded_card(say: Speech, assembly: Assembly, stewards: Sequence[int]) -> Card:
    """For the room: what it is, who keeps it, how to begin. Nobody is named before the founder's answer."""
    by = say("Kept by {names}.", names=_names(stewards)) if assembly.careful is False and stewards else ()
    what = say("Here we propose, vote and count, and everyone can check it.")
    propose = Typed(f"motion propose {say.word('Buy a kettle')}")
    return Card(
        title=say("{name} is founded", name=Data(assembly.name)),
        blocks=(
            Line((*what, " ", *by) if by else what),
            say.line("To begin: {propose}. What you can do: {help}.", propose=propose, help=Typed("help")),
        ),
        style=Style.MAIN,
    )


@view
def assembly_card(say: Speech, assembly: Assembly, size: int, stewards: Sequence[int], reader: Role) -> Card:
    blocks: list[Field | Line] = [
        Field(say("Since"), (say.moment(assembly.founded_at),)),
        Field(say("On the roll"), say.plural("{n} person", "{n} people", size)),
        Field(say("Stewards"), _stewards(say, assembly, stewards)),
    ]
    if reader is Role.STEWARD and assembly.careful is None:
        blocks.append(say.line("One question to its stewards is open: {line}", line=Typed(_CAREFUL)))
    blocks.append(say.line("How it is set up: {line}", line=Typed("assembly settings")))
    return Card(title=(Data(assembly.name),), blocks=tuple(blocks))


def _stewards(say: Speech, assembly: Assembly, stewards: Sequence[int]) -> Text:
    if not stewards:
        return say("nobody at present")
    if assembly.careful:
        return say.plural("{n} person", "{n} people", len(stewards))
    return _names(stewards)


def _names(members: Sequence[int]) -> Text:
    parts: list[str | Name] = []
    for member in members:
        parts += [", ", Name(member)] if parts else [Name(member)]
    return tuple(parts)


def _set_up(assembly: Assembly) -> dict[str, Text]:
    return {"language": (_language(assembly.locale),), "zone": (Data(assembly.zone),)}


def _language(code: str) -> str:
    return languages((code,))[0][1]
