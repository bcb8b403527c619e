"""Terms that end, rooms that need a steward, and what is kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Card, Line, Name, Style, Typed, view
from bot.api.deeds import Said
from bot.api.people import Assembly
from bot.api.speech import Speech
from cogs.stewards.rules.terms import Term
from cogs.stewards.rules.weighing import Announced
from cogs.stewards.views.deeds import listed
from cogs.stewards.views.naming import propose


@view
def over(say: Speech, member: int) -> Card:
    return say.card("The term of {name} is over.", name=Name(member))


@view
def ending_card(say: Speech, assembly: Assembly, term: Term) -> Card:
    """A term that ends soon, or has ended without anybody else to keep the assembly."""
    name, until = Name(term.member), say.moment(term.until)
    if term.is_caretaker:
        said = say("The term of {name} is over, and no other steward is there.", name=name)
        if assembly.careful:
            said = say("A steward's term is over, and no other steward is there.")
        stays = say.line(
            "So that somebody keeps the assembly, they stay as caretaker until you elect somebody."
        )
        return Card(blocks=(Line(said), stays), buttons=(propose(say),), style=Style.MAIN)
    said = say("The term of {name} as a steward ends on {until}.", name=name, until=until)
    if assembly.careful:
        said = say("A steward's term ends on {until}.", until=until)
    line = Typed(f"steward propose {say.word('NAME')}")
    how = say.line("Elect the same person again, or somebody else: {line}", line=line)
    return Card(blocks=(Line(said), how), buttons=(propose(say),), style=Style.MAIN)


@view
def second_card(say: Speech) -> Card:
    """Asks the room for a second steward, by a vote."""
    line = Typed(f"steward propose {say.word('NAME')}")
    return Card(
        title=say("Who else could be a steward?"),
        blocks=(
            say.line(
                "There are five of you or more, and one steward. With a second one what can hurt is never in "
                "the hands of one person, and somebody is there when the other is ill. You decide by a vote."
            ),
            say.line("To propose somebody: {line}", line=line),
        ),
        buttons=(propose(say),),
        style=Style.MAIN,
    )


@view
def second_found(say: Speech) -> Card:
    return say.card("You had one steward, and I asked for a second one. There is one now.")


@view
def missing_card(say: Speech, assembly: Assembly, stewards: Sequence[int], needed: int) -> Card:
    """Tells the room that nobody looks after the assembly, and what it can do."""
    first = say.line("Nobody keeps this assembly at present: it has no steward.")
    if stewards and assembly.careful:
        first = say.line("No steward has been seen here for 14 days.")
    elif stewards:
        names = listed(tuple(stewards))
        first = say.line("No steward has been seen here for 14 days: {names}.", names=names)
    line = Typed(f"steward call {say.word('NAME')}")
    how = say.plural(
        "{n} member can have you elect one: {line}",
        "{n} members can have you elect one: {line}",
        needed,
        line=line,
    )
    return Card(blocks=(first, Line(how)), style=Style.MAIN)


@view
def waits(say: Speech, announced: Announced, says: Said, is_steward: bool) -> Card:
    """The line of /now for what was announced."""
    if is_steward:
        line = Typed(f"steward agree {announced.number}")
        return say.card("a steward asks for your word: {says} · {line}", says=says(say), line=line)
    line = Typed(f"steward object {announced.number}")
    return say.card(
        "stewards announced, until {at}: {says}. To object: {line}",
        at=say.moment(announced.due_at),
        says=says(say),
        line=line,
    )


@view
def kept(say: Speech) -> Card:
    """What is kept of stewards and of those who object, for /privacy."""
    return say.card(
        "Of stewards since when and until when they are, and the last day on which they did anything here. "
        "That you objected to something, for 30 days; that you called for a vote, until it is opened. "
        "Nobody is shown either."
    )
