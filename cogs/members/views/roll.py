"""Cards about who is on the roll, who keeps it, and how a person leaves."""

from __future__ import annotations

from bot.api.card import Button, Card, Data, Line, Name, Style, Typed, view
from bot.api.deeds import Said
from bot.api.people import Assembly
from bot.api.speech import Speech


@view
def enrolled(say: Speech, member: int) -> Card:
    return say.card("{name} is on the roll now.", name=Name(member))


@view
def already_enrolled(say: Speech, member: int) -> Card:
    return say.card("{name} is on the roll already.", name=Name(member))


@view
def removed(say: Speech, member: int) -> Card:
    return say.card("{name} is off the roll. Votes that they cast before stand.", name=Name(member))


def says_remove(assembly: Assembly, member: int, is_entry: bool) -> Said:
    """What is done to somebody, as far as everyone may know whom."""
    if is_entry:
        return lambda say: say("Take a person without an account off the roll")
    if assembly.careful:
        return lambda say: say("Take a member off the roll")
    return lambda say: say("Take {name} off the roll", name=Name(member))


@view
def leave_question(say: Speech, assembly: Assembly) -> Card:
    """Asks once; leaving is not erasing."""
    blocks = [
        say.line(
            "You are about to leave the roll of {name}. Votes that you cast before stand. "
            "What I keep of you stays until you send {line}.",
            name=Data(assembly.name),
            line=Typed("member forget-me"),
        )
    ]
    if not say.face.buttons and not say.face.numbered:
        blocks.append(_confirm(say, "member leave"))
    button = Button(say.word("Leave"), "member leave", {"sure": "yes"}, Style.BAD)
    return Card(blocks=tuple(blocks), buttons=(button,))


@view
def left(say: Speech, assembly: Assembly) -> Card:
    return say.card(
        "You have left the roll of {name}. To have all erased that I keep of you: {line}",
        name=Data(assembly.name),
        line=Typed("member forget-me"),
    )


@view
def forget_question(say: Speech, assembly: Assembly | None, is_last_steward: bool) -> Card:
    """Asks once, and says what erasing does to what was decided together."""
    blocks = [say.line("I will erase what I keep about you, and take you off the roll. It can't be undone.")]
    if assembly is not None:
        blocks = [
            say.line(
                "I will erase what I keep about you in {name}, and take you off its roll. "
                "It can't be undone.",
                name=Data(assembly.name),
            ),
            say.line("What the assembly decided stays, with its counts, but without you in it."),
        ]
    if is_last_steward:
        role = Typed(f"steward name {say.word('NAME')}")
        blocks.append(
            say.line("Nobody else keeps this assembly. To make someone a steward first: {line}", line=role)
        )
    if not say.face.buttons and not say.face.numbered:
        blocks.append(_confirm(say, "member forget-me"))
    button = Button(say.word("Erase"), "member forget-me", {"sure": "yes"}, Style.BAD)
    return Card(blocks=tuple(blocks), buttons=(button,))


@view
def forgotten(say: Speech) -> Card:
    return say.card(
        "It is erased: I no longer know you. Messages that you wrote yourself are yours to delete."
    )


def _confirm(say: Speech, command: str) -> Line:
    return say.line("If you are sure: {line}", line=Typed(f"{command} sure:{say.word('yes')}"))
