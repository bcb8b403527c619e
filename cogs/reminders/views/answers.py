"""What the person reads who did something about a reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Text, Typed, View, view
from bot.api.speech import Speech
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.views import words


@view
def set_card(say: Speech, one: Reminder, bloc: str = "") -> Card:
    """What was understood, always in full."""
    blocks: list[Block] = [Line(_whom(say, one, bloc)), *words.quoted(one)]
    if one.due_at is not None:
        blocks.append(Line(words.understood(say, one.due_at)))
    if one.rule:
        blocks.append(say.line("It repeats: {often}", often=words.repeated(say, one)))
    if moved := one.moved_by_the_clock:
        blocks.append(
            say.line("The clocks change over that time, so it rings {span} later.", span=say.span(moved))
        )
    if one.important:
        blocks.append(say.line("It comes again until somebody says that it is done."))
    cancel = Button(say.word("Cancel it"), "remind cancel", {"number": one.number})
    return Card(
        head=say("Reminder {number}", number=str(one.number)),
        title=words.title(one),
        blocks=tuple(blocks),
        buttons=(cancel,),
    )


def _whom(say: Speech, one: Reminder, bloc: str) -> Text:
    if one.whose is For.ME:
        return say("I will remind you:")
    if one.whose is For.HERE:
        return say("I will remind everyone in this room:")
    return say("I will remind {bloc}, in its rooms:", bloc=Data(bloc))


@view
def list_card(say: Speech, mine: Sequence[Reminder], here: Sequence[Reminder]) -> Card:
    """What waits for a person, and what will be posted where they ask."""
    if not mine and not here:
        example = Typed(f"remind me {say.word('tomorrow 18:00')} {say.word('Bring the banner')}")
        return say.card("No reminder waits for you. To set one: {line}", line=example)
    lines: list[Block] = [Line(_row(say, one)) for one in mine]
    if here:
        lines.append(Line(say("In this room:"), strong=True))
        lines += [Line(_row(say, one)) for one in here]
    if mine:
        lines.append(say.line("To take one off: {line}", line=Typed(f"remind cancel {mine[0].number}")))
    return Card(title=say("Reminders"), blocks=tuple(lines))


def _row(say: Speech, one: Reminder) -> Text:
    at = one.rings_next
    text: Text = (f"{one.number} · ", words.in_short(one))
    if at is not None:
        text += (" · ", say.moment(at), f" ({say.until(at)})")
    if one.rule:
        text += (" · ", *words.repeated(say, one))
    if one.snoozed_for is not None:
        text += (" · ", *say("put off"))
    if one.important:
        text += (" · ", *say("important"))
    return text


@view
def cancelled(say: Speech, one: Reminder) -> Card:
    return say.card(
        "Reminder {number} is taken off: {text}", number=str(one.number), text=words.in_short(one)
    )


@view
def snoozed(say: Speech, one: Reminder, until: datetime) -> Card:
    """When it comes again; a series stays as it is."""
    said = say.line(
        "I will remind you again: {at}. It is reminder {number}.",
        at=words.understood(say, until),
        number=str(one.number),
    )
    if one.rule and one.due_at is not None:
        return Card(blocks=(said, say.line("Its next time stays: {next}", next=say.moment(one.due_at))))
    return Card(blocks=(said,))


@view
def done(say: Speech, one: Reminder) -> Card:
    if one.due_at is not None:
        return say.card(
            "Reminder {number} is done. Next: {next}", number=str(one.number), next=say.moment(one.due_at)
        )
    return say.card("Reminder {number} is done.", number=str(one.number))


def kept() -> View:
    """The line of /privacy."""
    return _kept()


@view
def _kept(say: Speech) -> Card:
    return say.card(
        "Reminders: their texts and times, for you alone unless you set them for a room or a bloc; "
        "one that rings no more is erased after a week."
    )
