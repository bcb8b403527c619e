"""Words that several cards of reminders share."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Block, Button, Data, Quote, Style, Text
from bot.api.speech import Speech
from bot.dates.words import repeats
from cogs.reminders.rules.reminder import Reminder

ONE_LINE, IN_A_LIST = 120, 60


def title(one: Reminder) -> Text:
    """A text that is short enough to stand first."""
    return (Data(one.text),) if _is_short(one) else ()


def quoted(one: Reminder) -> tuple[Block, ...]:
    """A text that is too long for that."""
    return () if _is_short(one) else (Quote(one.text),)


def in_short(one: Reminder) -> Data:
    """A text as one line of several."""
    plain = " ".join(one.text.split())
    return Data(plain if len(plain) <= IN_A_LIST else plain[: IN_A_LIST - 1] + "…")


def understood(say: Speech, at: datetime) -> Text:
    """A time as it was understood: day, time, zone, and how far away it is."""
    return say.understood(at)


def repeated(say: Speech, one: Reminder) -> Text:
    return repeats(say, one.rule, one.excepted)


def rest_buttons(say: Speech, one: Reminder) -> tuple[Button, ...]:
    """What can be done about one that has just rung."""
    later = (
        (say.word("In 10 minutes"), "10 min"),
        (say.word("In 1 hour"), "1 h"),
        (say.word("Tomorrow"), "1 d"),
    )
    return (
        done_button(say, one),
        *(Button(label, "remind snooze", {"number": one.number, "until": until}) for label, until in later),
    )


def done_button(say: Speech, one: Reminder) -> Button:
    return Button(say.word("Done"), "remind done", {"number": one.number}, Style.GOOD)


def _is_short(one: Reminder) -> bool:
    return len(one.text) <= ONE_LINE and "\n" not in one.text
