"""What stewards announce: the card in the room, and the answers around it."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Block, Button, Card, Line, Name, Style, Text, Typed, View, view
from bot.api.deeds import Said
from bot.api.people import Assembly
from bot.api.speech import N_, Speech
from cogs.stewards.rules.weighing import Announced, Stage, Way

_STAGES = {
    Stage.WAITING: N_("waits"),
    Stage.DONE: N_("done"),
    Stage.LAPSED: N_("not done: no second steward agreed in time"),
    Stage.FELL: N_("not done: members objected"),
    Stage.STOPPED: N_("not done: the assembly votes on a steward"),
    Stage.VOID: N_("not done: it was not possible any more"),
    Stage.TAKEN_BACK: N_("taken back"),
    Stage.VOTED: N_("put to a vote"),
}
_ENDED = {
    Stage.DONE: N_("Done, as announced (number {number}):"),
    Stage.LAPSED: N_("Not done (number {number}), as no second steward agreed in time:"),
    Stage.FELL: N_("Not done (number {number}), as members objected:"),
    Stage.STOPPED: N_("Not done (number {number}), as the assembly votes on a steward:"),
    Stage.VOID: N_("Not done (number {number}), as it was not possible any more:"),
    Stage.TAKEN_BACK: N_("Taken back (number {number}):"),
}


@view
def deed_card(say: Speech, assembly: Assembly, announced: Announced, says: Said, objections: int) -> Card:
    """What is to be done, who asked for it, what has to happen before, and what each reader can do."""
    waits = announced.stage is Stage.WAITING
    head = say("Announced by stewards, number {number} · ", number=announced.number)
    if waits:
        head += say(
            "until {at} ({in_time})", at=say.moment(announced.due_at), in_time=say.until(announced.due_at)
        )
    else:
        head += say(_STAGES[announced.stage])
    blocks: list[Block] = [*_by(say, assembly, announced)]
    if waits:
        blocks += _waits(say, announced, objections)
    elif announced.motion is not None:
        read = Typed(f"motion show {announced.motion}")
        blocks.append(say.line("It is motion {number}: {line}", number=announced.motion, line=read))
    return Card(
        title=says(say),
        head=head,
        blocks=tuple(blocks),
        buttons=_buttons(say, announced),
        style=Style.MAIN if waits else Style.QUIET,
    )


def _by(say: Speech, assembly: Assembly, announced: Announced) -> list[Block]:
    """Who asked and who agreed, where people may be named."""
    if assembly.careful or announced.asker is None:
        return []
    said = say("Asked for by {name}.", name=Name(announced.asker))
    if announced.stage is Stage.DONE and announced.seconder is not None:
        said += (" ", *say("Agreed to by {name}.", name=Name(announced.seconder)))
    return [Line(said)]


def _waits(say: Speech, announced: Announced, objections: int) -> list[Block]:
    if announced.way is Way.SECOND:
        done = say.line("It is done once another steward agrees. If none does until then, it is dropped.")
    else:
        done = say.line(
            "It is done then, or sooner if another steward agrees: there are too few stewards to "
            "wait for one."
        )
    stops = say.plural(
        "{n} member who objects stops it.", "{n} members who object stop it.", announced.needed
    )
    so_far = say.plural("{n} has objected.", "{n} have objected.", objections)
    line = Typed(f"steward object {announced.number}")
    alone = say.line("Nobody is shown who objects. Where we are alone: {line}", line=line)
    return [done, Line((*stops, " ", *so_far)), alone]


def _buttons(say: Speech, announced: Announced) -> tuple[Button, ...]:
    number = {"number": announced.number}
    vote = Button(say.word("Put it to a vote"), "steward to-vote", number, Style.QUIET)
    if announced.stage is Stage.WAITING:
        return (
            Button(say.word("Agree, as a steward"), "steward agree", number, Style.MAIN),
            Button(say.word("Object"), "steward object", number, Style.BAD),
            vote,
        )
    return (vote,) if announced.stage in (Stage.FELL, Stage.LAPSED, Stage.STOPPED) else ()


@view
def ended_card(say: Speech, announced: Announced, says: Said) -> Card:
    """What everyone is told once it is decided what becomes of an announcement."""
    ended = say(_ENDED.get(announced.stage, _ENDED[Stage.DONE]), number=announced.number)
    return Card(blocks=(Line(ended), Line(says(say), strong=True)))


@view
def told_card(say: Speech, announced: Announced, says: Said) -> Card:
    """What the other stewards are told in private."""
    return Card(
        blocks=(
            say.line("Another steward wants to do this, and asks for your word:"),
            Line(says(say), strong=True),
            say.line("If you agree: {line}", line=Typed(f"steward agree {announced.number}")),
        ),
        buttons=(
            Button(
                say.word("Agree, as a steward"), "steward agree", {"number": announced.number}, Style.MAIN
            ),
        ),
    )


@view
def asked(say: Speech, announced: Announced) -> Card:
    """What the steward is told who wants something done that can hurt."""
    at = say.moment(announced.due_at)
    if announced.way is Way.SECOND:
        return say.card(
            "This takes two stewards, so it is announced as number {number}. It is done once another one "
            "agrees; if none does until {at}, it is dropped.",
            number=announced.number,
            at=at,
        )
    stops = say.plural("{n} member objects", "{n} members object", announced.needed)
    return say.card(
        "This can hurt somebody, so it is announced as number {number}. It is done on {at}, unless {stops}; "
        "sooner if another steward agrees.",
        number=announced.number,
        at=at,
        stops=stops,
    )


@view
def ended(say: Speech, announced: Announced) -> Card:
    stage = say.word(_STAGES[announced.stage])
    return say.card("Number {number}: {stage}.", number=announced.number, stage=stage)


@view
def objected(say: Speech, announced: Announced, missing: int) -> Card:
    more = say.plural("If {n} more objects, it is not done.", "If {n} more object, it is not done.", missing)
    said = say("You object to number {number}; nobody is told that it was you.", number=announced.number)
    return Card(blocks=(Line((*said, " ", *more)),))


@view
def taken_back(say: Speech, announced: Announced) -> Card:
    return say.card("Number {number} is taken back.", number=announced.number)


def unasks(number: int) -> Said:
    return lambda say: say("Take back number {number}", number=number)


@view
def with_undo(say: Speech, shown: View, number: int) -> Card:
    """An answer with the way back, as long as there is one."""
    card = shown(say)
    how = say.line(
        "Others read it in a minute. To take it back until then: {line}", line=Typed("steward undo")
    )
    button = Button(say.word("Undo"), "steward undo", {"number": number}, Style.QUIET)
    return replace(card, blocks=(*card.blocks, how), buttons=(*card.buttons, button))


@view
def undone(say: Speech) -> Card:
    return say.card("It is taken back. Nobody was told of it.")


def listed(names: tuple[int, ...]) -> Text:
    """People in a row."""
    parts: Text = ()
    for member in names:
        parts += (", ", Name(member)) if parts else (Name(member),)
    return parts
