"""Who is a steward and until when, and how that changes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Field, Line, Name, Style, Text, Typed, view
from bot.api.deeds import Said
from bot.api.people import Assembly
from bot.api.speech import Speech
from cogs.stewards.rules.terms import Term


def says_name(assembly: Assembly, member: int) -> Said:
    if assembly.careful:
        return lambda say: say("Make a member a steward")
    return lambda say: say("Make {name} a steward", name=Name(member))


def says_take_up(assembly: Assembly, member: int) -> Said:
    """A steward by the network's leave, where nobody keeps the assembly."""
    if assembly.careful:
        return lambda say: say("Have a member who manages this place be its steward, as there is none")
    return lambda say: say(
        "Have {name}, who manages this place, be its steward, as there is none", name=Name(member)
    )


def says_remove(assembly: Assembly, member: int, is_recall: bool) -> Said:
    if is_recall:
        if assembly.careful:
            return lambda say: say("Recall one of the stewards")
        return lambda say: say("Recall {name} as a steward", name=Name(member))
    if assembly.careful:
        return lambda say: say("Have one of the stewards be a member like the others")
    return lambda say: say("Have {name} be a member like the others, and no steward", name=Name(member))


@view
def named(say: Speech, member: int) -> Card:
    return say.card("{name} is a steward now.", name=Name(member))


@view
def removed(say: Speech, member: int) -> Card:
    return say.card("{name} is a member now, like the others.", name=Name(member))


@view
def named_card(say: Speech, assembly: Assembly, term: Term) -> Card:
    """What everyone is told of a new steward, or of a new term."""
    until = say.moment(term.until)
    if assembly.careful:
        said = say("A member is a steward from now on, until {until}.", until=until)
    else:
        said = say("{name} is a steward from now on, until {until}.", name=Name(term.member), until=until)
    how = say.line("Who the stewards are: {line}", line=Typed("steward list"))
    return Card(blocks=(Line(said), how))


@view
def no_more_card(say: Speech, assembly: Assembly, member: int, left: int, needed: int) -> Card:
    """What everyone is told when somebody is a steward no longer."""
    said = say("{name} is a steward no longer.", name=Name(member))
    if assembly.careful:
        said = say("One of the stewards is none any longer.")
    blocks = [Line(said)]
    if not left:
        call = Typed(f"steward call {say.word('NAME')}")
        blocks.append(
            Line(
                say.plural(
                    "No steward is left. {n} member can have you elect one: {line}",
                    "No steward is left. {n} members can have you elect one: {line}",
                    needed,
                    line=call,
                )
            )
        )
    return Card(blocks=tuple(blocks))


@view
def list_card(
    say: Speech, assembly: Assembly, stewards: Sequence[Term], waiting: Sequence[tuple[int, Said]]
) -> Card:
    """The stewards with their terms, and what they have announced."""
    blocks: list[Block] = [_term(say, assembly, term) for term in stewards]
    if not stewards:
        line = Typed(f"steward call {say.word('NAME')}")
        blocks.append(
            say.line("Nobody keeps this assembly at present. To have one elected: {line}", line=line)
        )
    for number, says in waiting:
        waits: Text = (*says(say), " · ", Typed(f"steward show {number}"))
        blocks.append(Field(say("Announced, number {number}", number=number), waits))
    propose, recall = (
        Typed(f"steward propose {say.word('NAME')}"),
        Typed(f"steward recall {say.word('NAME')}"),
    )
    blocks.append(
        say.line(
            "To propose somebody: {propose}. To recall a steward: {recall}", propose=propose, recall=recall
        )
    )
    return Card(title=say("Stewards"), blocks=tuple(blocks))


def _term(say: Speech, assembly: Assembly, term: Term) -> Block:
    label: Text = say("A steward") if assembly.careful else (Name(term.member),)
    if term.is_caretaker:
        return Field(label, say("caretaker: the term is over, and nobody else was elected"))
    return Field(label, say("until {until}", until=say.moment(term.until)))


def propose(say: Speech) -> Button:
    return Button(say.word("Propose somebody"), "steward propose", style=Style.MAIN)
