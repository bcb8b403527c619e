"""The words of polls that several cards share."""

from __future__ import annotations

from bot.api.card import Data, Text
from bot.api.speech import Speech
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll

NUMBERS = ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟")
YES, NO = "✅", "❌"
MOST_MARKS = len(NUMBERS)


def mark(poll: Poll, option: Option) -> str:
    """The emoji of an option; none where there are more options than emoji for them."""
    if poll.kind is Kind.YES_NO:
        return YES if option.n == 1 else NO
    return NUMBERS[option.n - 1] if option.n <= MOST_MARKS and len(poll.options) <= MOST_MARKS else ""


def given(poll: Poll, option: Option) -> str:
    """What is typed for an option."""
    if poll.kind is Kind.YES_NO:
        return "yes" if option.n == 1 else "no"
    return str(option.n)


def text(say: Speech, poll: Poll, option: Option) -> str:
    """What an option is called."""
    if poll.kind is Kind.YES_NO:
        return say.word("Yes") if option.n == 1 else say.word("No")
    return option.text


def numbered(say: Speech, poll: Poll, option: Option) -> Text:
    """An option with its number in front; yes and no need none."""
    if poll.kind is Kind.YES_NO:
        return (text(say, poll, option),)
    return (f"{option.n} ", Data(option.text))


def label(say: Speech, poll: Poll, option: Option) -> str:
    """The same as one string."""
    words = text(say, poll, option)
    return words if poll.kind is Kind.YES_NO else f"{option.n} {words}"
