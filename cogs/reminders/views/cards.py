"""What a reminder says when it rings, in private and in rooms, and what was missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.api.card import Block, Button, Card, Line, Name, view
from bot.api.speech import Speech
from cogs.reminders.rules.reminder import Reminder
from cogs.reminders.rules.ringing import AGAIN, LATE
from cogs.reminders.views import words

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Ring:
    """One ringing: what it is due for, when it rang, and how often it has come again by now."""

    due: datetime
    at: datetime
    again: int = 0


@view
def private_card(say: Speech, one: Reminder, ring: Ring) -> Card:
    """For who set it; it is said how late it comes, as it is sent now."""
    blocks: list[Block] = [*_late(say, ring, say.now), *words.quoted(one), *_again(say, one, ring)]
    if one.rule:
        blocks.append(_series(say, one))
    return Card(
        head=say("Reminder {number}", number=str(one.number)),
        title=words.title(one),
        blocks=tuple(blocks),
        buttons=words.rest_buttons(say, one),
    )


@view
def room_card(say: Speech, one: Reminder, ring: Ring, is_unnamed: bool) -> Card:
    """For a room, or the rooms of a bloc; who wants to be reminded again is so alone."""
    blocks: list[Block] = [*_late(say, ring, ring.at), *words.quoted(one), *_again(say, one, ring)]
    if not is_unnamed:
        blocks.append(say.line("Set by {who}.", who=Name(one.member)))
    again = Button(say.word("Remind me in 1 hour"), "remind snooze", {"number": one.number, "until": "1 h"})
    is_open = one.important and one.rung_for == ring.due
    return Card(
        head=say("Reminder {number}", number=str(one.number)),
        title=words.title(one),
        blocks=tuple(blocks),
        buttons=(words.done_button(say, one), again) if is_open else (again,),
    )


@view
def missed_card(say: Speech, some: Sequence[Reminder]) -> Card:
    """What nobody was told of in time, in one message."""
    lines: list[Block] = [say.line("I was away for too long to remind you in time. Here is what you missed:")]
    lines += [_missed(say, one) for one in some[:MOST_LISTED]]
    if len(some) > MOST_LISTED:
        more = len(some) - MOST_LISTED
        lines.append(Line(say.plural("and {n} more reminder", "and {n} more reminders", more)))
    return Card(blocks=tuple(lines))


@view
def now_line(say: Speech, one: Reminder) -> Card:
    """A line of /now: what rang and is not acknowledged."""
    said = say("Reminder {number}: {text}", number=str(one.number), text=words.in_short(one))
    return Card(blocks=(Line(said),), buttons=(words.done_button(say, one),))


def _late(say: Speech, ring: Ring, sent: datetime) -> list[Line]:
    """How late it is, and since when the bot is back."""
    if sent - ring.due < LATE or ring.again:
        return []
    due, back = say.moment(ring.due), say.moment(sent)
    if ring.at - ring.due >= LATE:
        return [
            say.line("This should have reached you at {due}; I was away until {back}.", due=due, back=back)
        ]
    return [
        say.line(
            "This should have reached you at {due}; nothing could be sent until {back}.", due=due, back=back
        )
    ]


def _again(say: Speech, one: Reminder, ring: Ring) -> list[Line]:
    """What an important one says when it comes again."""
    if not one.important:
        return []
    if ring.again == 0:
        return [say.line("It is important: I come again until somebody says that it is done.")]
    if ring.again >= len(AGAIN):
        return [say.line("This was the last time that I come again with it.")]
    return [say.line("It is important and nobody has said that it is done, so I come again.")]


def _series(say: Speech, one: Reminder) -> Line:
    often = words.repeated(say, one)
    if one.due_at is None:
        return say.line("It repeats: {often}. This was the last time.", often=often)
    return say.line("It repeats: {often}. Next: {next}", often=often, next=say.moment(one.due_at))


def _missed(say: Speech, one: Reminder) -> Line:
    text = words.in_short(one)
    first = say.moment(one.missed_for or one.made_at)
    if one.missed > 1:
        return Line(
            say.plural(
                "{text}: {n} time, from {first} on",
                "{text}: {n} times, from {first} on",
                one.missed,
                text=text,
                first=first,
            )
        )
    return say.line("{text}: {first}", text=text, first=first)
