"""The words of polls that several cards share."""

from __future__ import annotations

from collections.abc import Iterable

from bot.api.card import Data, Text
from bot.api.speech import Speech
from cogs.polls.marks import KEYCAPS
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll

YES, NO = "✅", "❌"


def mark(poll: Poll, option: Option) -> str:
    """The emoji of an option; none where there are more options than emoji for them."""
    if poll.kind is Kind.YES_NO:
        return YES if option.n == 1 else NO
    return KEYCAPS[option.n - 1] if len(poll.options) <= len(KEYCAPS) else ""


def given(say: Speech, poll: Poll, option: Option) -> str:
    """What is typed for an option."""
    if poll.kind is Kind.YES_NO:
        return say.word("yes") if option.n == 1 else say.word("no")
    return str(option.n)


def text(say: Speech, poll: Poll, option: Option) -> str:
    """What an option is called."""
    if poll.kind is Kind.YES_NO:
        return say.word("Yes") if option.n == 1 else say.word("No")
    return option.text if option.at is None else say.moment(option.at).text


def named(say: Speech, poll: Poll, option: Option) -> Text:
    """An option with its number in front, which is that of its emoji; yes and no need none."""
    if poll.kind is Kind.YES_NO:
        return (text(say, poll, option),)
    return (f"{option.n} ", Data(option.text) if option.at is None else say.moment(option.at))


def label(say: Speech, poll: Poll, option: Option) -> str:
    """The same as one string."""
    words = text(say, poll, option)
    return words if poll.kind is Kind.YES_NO else f"{option.n} {words}"


def listed(some: Iterable[Text]) -> Text:
    """Several in a row, with commas between."""
    found: Text = ()
    for one in some:
        found += (", ", *one) if found else one
    return found


def turnout(say: Speech, voted: int, entitled: int) -> Text:
    """How many have answered; of how many, where that is known."""
    if not entitled:
        return say.plural("{n} has answered.", "{n} have answered.", voted)
    return say.plural(
        "{n} of {entitled} has answered.", "{n} of {entitled} have answered.", voted, entitled=entitled
    )
