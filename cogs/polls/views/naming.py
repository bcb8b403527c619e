"""What an option or a candidate is called where a count is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.api.card import Data, Name, Text
from bot.api.drawing import cut
from bot.api.speech import Speech
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll
from cogs.polls.views import words

MANY, SHORT = 8, 20


def word(say: Speech, poll: Poll, n: int) -> str:
    """What an option is called, as a bare string for tables and pictures."""
    option = poll.option(n)
    if option is None:
        return say.number(n)
    if option.reopens:
        return say.word("Reopen nominations")
    if option.at is not None:
        return say.moment(option.at).text
    return words.text(say, poll, option)


def called(say: Speech, poll: Poll, n: int) -> Text:
    """The same in running text."""
    option = poll.option(n)
    if option is None or option.reopens or option.at is not None or not option.text:
        return (word(say, poll, n),)
    return (Data(option.text),)


def person(say: Speech, poll: Poll, option: Option, unnamed: bool) -> Text:
    """A candidate as they stand on the paper, and whose name that is, where that may be said."""
    if unnamed or option.member is None or not option.text:
        return called(say, poll, option.n)
    return (Name(option.member, beside=option.text),)


def listed(say: Speech, poll: Poll, some: Iterable[int]) -> Text:
    """Several, one after the other; of many no more of each name than tells them apart at a glance."""
    return in_a_row(shortly(say, poll, list(some)))


def shortly(say: Speech, poll: Poll, some: Sequence[int]) -> list[Text]:
    """What each of several is called, in few letters where they are many."""
    if len(some) <= MANY:
        return [called(say, poll, n) for n in some]
    return [(Data(cut(word(say, poll, n), SHORT)),) for n in some]


def in_a_row(some: Sequence[Text]) -> Text:
    """Texts with commas between."""
    parts: list[Text] = [(", ", *text) if place else text for place, text in enumerate(some)]
    return tuple(part for text in parts for part in text)


def act(poll: Poll, act: str) -> str:
    """The command for an act on a ballot, by the name under which people look for it."""
    return f"{'election' if poll.is_election else 'poll'} {act}"


def examples(poll: Poll) -> list[int]:
    """Numbers for a line that shows how to vote; never "reopen nominations", as nobody is to be led there."""
    people = [one.n for one in poll.standing if not one.reopens]
    return people or [one.n for one in poll.options][:1]
