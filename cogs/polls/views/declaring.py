"""What people read where too few stand for election, and of what was done about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views.elections import so_many_stand
from cogs.polls.views.times import dated


@view
def short_card(say: Speech, poll: Poll, standing: Sequence[str], unnamed: bool) -> Card:
    """Asks who called it how it goes on; once that is said, it asks nothing any more."""
    is_open = poll.state is State.SHORT
    blocks: list[Block] = [Line(_too_few(say, poll, standing))] if is_open else []
    if is_open:
        blocks += [Line(_who_says(say, poll, unnamed)), *_ways(say, poll, bool(standing))]
    else:
        blocks.append(say.line("This is settled: {line}", line=Typed(f"election show {poll.number}")))
    return Card(
        title=say("Election {number}: {title}", number=poll.number, title=Data(poll.title)),
        blocks=tuple(blocks),
        buttons=_buttons(say, poll, bool(standing)) if is_open else (),
    )


def _too_few(say: Speech, poll: Poll, standing: Sequence[str]) -> Text:
    names = Data(say.listed(list(standing)))
    if not standing:
        return say("Nominations are over, and nobody stands.")
    if len(standing) < poll.seats:
        return say(
            "Nominations are over, and fewer stand than there are seats ({seats}): {names}.",
            seats=poll.seats,
            names=names,
        )
    return say(
        "Nominations are over, and as many stand as there are seats ({seats}): {names}. "
        "There is nothing to choose.",
        seats=poll.seats,
        names=names,
    )


def _who_says(say: Speech, poll: Poll, unnamed: bool) -> Text:
    if poll.asker is None or unnamed:
        return say("Whoever called it, or a steward, says how it goes on. Nothing happens by itself.")
    return say(
        "{member}, who called it, or a steward says how it goes on. Nothing happens by itself.",
        member=Name(poll.asker),
    )


def _ways(say: Speech, poll: Poll, some: bool) -> list[Block]:
    """The same lines typed, where there is no button, and what each means."""
    n = poll.number
    lines: list[Block] = []
    if some:
        declare = Typed(f"election declare {n}")
        lines.append(say.line("Declare them elected without a vote: {line}", line=declare))
    lines.append(say.line("Nominate 3 days longer: {line}", line=Typed(f"election longer {n}")))
    lines.append(say.line("Call it off: {line}", line=Typed(f"election call-off {n}")))
    return lines


def _buttons(say: Speech, poll: Poll, some: bool) -> tuple[Button, ...]:
    number = {"number": int(poll.number)}
    declare = Button(say.word("Declare them elected"), "election declare", number)
    return (
        *((declare,) if some else ()),
        Button(say.word("Nominate 3 days longer"), "election longer", number),
        Button(say.word("Call it off"), "election call-off", number, Style.BAD),
    )


@view
def to_settle(say: Speech, poll: Poll, standing: int) -> Card:
    """The line of what waits for whoever called it."""
    return Card(
        blocks=(
            say.line(
                "Election {number}, {title}: {standing}. Say how it goes on.",
                number=poll.number,
                title=Data(poll.title),
                standing=so_many_stand(say, poll, standing),
            ),
            *_ways(say, poll, bool(standing)),
        ),
        buttons=_buttons(say, poll, bool(standing)),
    )


@view
def longer(say: Speech, poll: Poll) -> Card:
    return say.card(
        "Nominations for election {number} are open until {at}, {away}. To stand: {line}",
        number=poll.number,
        at=dated(say, poll.nominations_close),
        away=say.away(poll.nominations_close),
        line=Typed(f"election nominate {poll.number}"),
    )


@view
def called_off(say: Speech, poll: Poll) -> Card:
    return say.card("Election {number} is called off: {title}", number=poll.number, title=Data(poll.title))
