"""Cards about assemblies under assemblies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.api.card import Block, Card, Data, Line, Text, Typed, View, view
from bot.api.deeds import Said
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.places import parents as rules
from cogs.places.parents import Tree

_AFFILIATE, _LEAVE, _BECOME = "assembly affiliate", "assembly leave-parent", "bloc become-assembly"
MOST_ROWS, INDENT = 20, "· "


@view
def code_card(say: Speech, assembly: str, code: str, until: datetime) -> Card:
    """The code that an assembly needs to ask this one."""
    return Card(
        title=say("A code for an assembly to come under {assembly}", assembly=Data(assembly)),
        blocks=(
            Line((code,), strong=True),
            say.line(
                "Somebody on the roll of the other assembly sends this there: {line}",
                line=Typed(f"{_AFFILIATE} {code}"),
            ),
            say.line("It works once, until {until}. Show it to nobody else.", until=say.moment(until)),
            say.line(
                "First they vote on it, then {assembly} does. Nothing is changed before both have agreed.",
                assembly=Data(assembly),
            ),
        ),
    )


@view
def under_vote(say: Speech, number: Numbered, parent: str) -> Card:
    return say.card(
        "Motion {number} asks whether this assembly wants to come under {parent}. If it is carried, "
        "{parent} votes on it too.",
        number=number,
        parent=Data(parent),
    )


@view
def bloc_code_card(say: Speech, assembly: str, code: str, until: datetime) -> Card:
    """The code that a bloc needs to become this assembly."""
    line = f"{_BECOME} {say.word('NAME')} {code}"
    return Card(
        title=say("A code for a bloc to become {assembly}", assembly=Data(assembly)),
        blocks=(
            Line((code,), strong=True),
            say.line(
                "Somebody in the bloc sends this in the assembly that it belongs to: {line}", line=Typed(line)
            ),
            say.line("It works once, until {until}. Show it to nobody else.", until=say.moment(until)),
            say.line("Those in the bloc vote on it. Nothing is changed before they have agreed."),
        ),
    )


@view
def becoming_under_vote(say: Speech, number: Numbered, child: str) -> Card:
    return say.card(
        "Motion {number} asks those in the bloc whether they want to become {name}, an assembly of "
        "their own.",
        number=number,
        name=Data(child),
    )


@view
def leaving_under_vote(say: Speech, number: Numbered, parent: str) -> Card:
    return say.card(
        "Motion {number} asks whether this assembly wants to leave {parent}.",
        number=number,
        parent=Data(parent),
    )


def to_affiliate(parent: str) -> Said:
    return lambda say: say("Ask to come under {name}", name=Data(parent))


def to_take_in(child: str) -> Said:
    return lambda say: say("Take in {name} as an assembly under this one", name=Data(child))


def to_leave(parent: str) -> Said:
    return lambda say: say("Leave {name}, the assembly above this one", name=Data(parent))


def to_become(child: str) -> Said:
    return lambda say: say(
        "Become {name}, an assembly under this one; everyone in the bloc comes onto its roll",
        name=Data(child),
    )


def to_do_nothing() -> Said:
    """What is left of a deed about an assembly that is no more."""
    return lambda say: say("Change nothing: the other assembly is no more")


@view
def agreed(say: Speech, parent: str) -> Card:
    return say.card("{name} is asked now, and votes on it.", name=Data(parent))


@view
def taken_in(say: Speech, child: str) -> Card:
    return say.card(
        "{name} is an assembly under this one now. See the tree: {line}",
        name=Data(child),
        line=Typed("assembly tree"),
    )


@view
def came_under(say: Speech, parent: str) -> Card:
    return say.card(
        "{name} has taken this assembly in. Its roll and its motions stay its own. See the tree: {line}",
        name=Data(parent),
        line=Typed("assembly tree"),
    )


@view
def not_taken(say: Speech, parent: str) -> Card:
    return say.card(
        "{name} has not taken this assembly in. You can ask again with a new code from there: {line}",
        name=Data(parent),
        line=Typed(_AFFILIATE),
    )


@view
def left_it(say: Speech, parent: str) -> Card:
    return say.card("This assembly is no longer under {name}.", name=Data(parent))


@view
def was_left(say: Speech, child: str) -> Card:
    return say.card("{name} is no longer under this assembly, as it has decided.", name=Data(child))


@view
def asks_no_more(say: Speech, parent: str) -> Card:
    return say.card(
        "This assembly does not ask {name} any more. Whatever {name} still decides about it does nothing.",
        name=Data(parent),
    )


@view
def nothing_due(say: Speech) -> Card:
    return say.card("Nothing was changed.")


@view
def tree_card(say: Speech, tree: Tree) -> Card:
    """The assembly with what is above, beside and below it."""
    level = 1 if tree.parent else 0
    lines: list[Block] = [Line((Data(tree.parent.name),))] if tree.parent else []
    own = say("{name}: this assembly, {number} on the roll", name=Data(tree.own.name), number=str(tree.size))
    lines.append(Line((INDENT * level, *own), strong=True))
    lines += _rows(say, [say("{name}: a bloc", name=Data(name)) for name in tree.blocs], level + 1)
    below = [say("{name}: an assembly under it", name=Data(one.name)) for one in tree.below]
    lines += _rows(say, below, level + 1)
    lines += _rows(say, [(Data(one.name),) for one in tree.beside], level)
    if not (tree.parent or tree.below):
        lines.append(
            say.line(
                "No assembly is above or below it. For one to come under it, give it a code: {line}",
                line=Typed(_AFFILIATE),
            )
        )
    return Card(title=say("The tree around {name}", name=Data(tree.own.name)), blocks=tuple(lines))


def _rows(say: Speech, rows: Sequence[Text], level: int) -> list[Block]:
    lines: list[Block] = [Line((INDENT * level, *row)) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        lines.append(Line((INDENT * level, *say("and {number} more", number=str(more)))))
    return lines


@view
def code_over(say: Speech, e: rules.ParentCodeOver) -> Card:
    return say.card(
        "This code does not work: it was used, is older than 10 minutes, or has a letter wrong. Somebody on "
        "the roll of the other assembly gets a new one there, alone with me: {line}",
        line=Typed(e.command),
    )


@view
def own_parent(say: Speech, _e: rules.OwnParent) -> Card:
    return say.card(
        "This code comes from this assembly itself. Send it in the assembly that shall come under it."
    )


@view
def parent_below(say: Speech, e: rules.ParentBelow) -> Card:
    return say.card(
        "{name} is itself under this assembly, so it can't be above it. See the tree: {line}",
        name=Data(e.name),
        line=Typed("assembly tree"),
    )


@view
def has_parent(say: Speech, e: rules.HasParent) -> Card:
    return say.card(
        "An assembly is under one other at most, and this is {name} already. To leave it: {line}",
        name=Data(e.name),
        line=Typed(_LEAVE),
    )


@view
def no_parent(say: Speech, _e: rules.NoParent) -> Card:
    return say.card(
        "This assembly is under no other one. To come under one, get a code there: {line}",
        line=Typed(_AFFILIATE),
    )


@view
def not_asked(say: Speech, _e: rules.NotAsked) -> Card:
    return say.card("The other assembly does not ask for this any more, so nothing was changed.")


@view
def code_wanted(say: Speech, e: rules.CodeWanted) -> Card:
    return say.card(
        "First found the new assembly where it shall meet: {found}. Get a code there: {code}. "
        "Then send here: {line}",
        found=Typed(f"assembly found {say.word('NAME')}"),
        code=Typed(_BECOME),
        line=Typed(f"{_BECOME} {_quoted(e.bloc)} {say.word('CODE')}"),
    )


def _quoted(name: str) -> str:
    """A name as it is typed before something else."""
    return f'"{name}"' if " " in name else name


@view
def bloc_stays(say: Speech, _e: rules.BlocStays) -> Card:
    return say.card("A council, or a bloc that is in no list, can't become an assembly of its own.")


@view
def not_of_bloc(say: Speech, e: rules.NotOfBloc) -> Card:
    return say.card(
        "Only those in {name} can propose this. To join: {line}",
        name=Data(e.name),
        line=Typed(f"bloc join {e.name}"),
    )


@view
def others_there(say: Speech, e: rules.OthersThere) -> Card:
    return say.card(
        "Somebody is on the roll of {name} who is not in the bloc, so it can't become that assembly. Found a "
        "new one for it: {line}",
        name=Data(e.name),
        line=Typed(f"assembly found {say.word('NAME')}"),
    )


@view
def nothing_to_vote_with(say: Speech, _e: rules.NothingToVoteWith) -> Card:
    return say.card("This is decided by a vote, and motions are switched off here. Ask who runs this bot.")


ERRORS: dict[type[RuleError], Callable[[Any], View]] = {
    rules.ParentCodeOver: code_over,
    rules.OwnParent: own_parent,
    rules.ParentBelow: parent_below,
    rules.HasParent: has_parent,
    rules.NoParent: no_parent,
    rules.NotAsked: not_asked,
    rules.CodeWanted: code_wanted,
    rules.BlocStays: bloc_stays,
    rules.NotOfBloc: not_of_bloc,
    rules.OthersThere: others_there,
    rules.NothingToVoteWith: nothing_to_vote_with,
}
