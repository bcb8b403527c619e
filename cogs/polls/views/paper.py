"""Options and ballots in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.api.card import Text
from bot.api.speech import Speech
from bot.ballots.paper import NEED_BE, Paper, option
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import naming
from cogs.polls.views.times import dated_in_a_row

MOST_LISTED = 12
"""So many options are named in a sentence; a face may not have room for fifty."""


def whole(say: Speech, poll: Poll) -> Text:
    """What is voted in: poll 3, election 4."""
    return numbered(say, poll.number, poll.is_election)


def headed(say: Speech, poll: Poll) -> Text:
    """The same at the head of an answer."""
    number = poll.number
    return (
        say("Election {number}", number=number) if poll.is_election else say("Poll {number}", number=number)
    )


def numbered(say: Speech, number: int, is_election: bool) -> Text:
    """The same where the poll itself is not at hand."""
    if is_election:
        return say("election {number}", number=number)
    return say("poll {number}", number=number)


def called(say: Speech, poll: Poll, one: Option) -> Text:
    """What an option is called; what has no words of its own, in the reader's."""
    return (say.moment(one.at),) if one.at is not None else naming.called(say, poll, one.n)


def spoken(say: Speech, poll: Poll, paper: Paper) -> Text:
    """What a ballot says: 1. Ana · 2. Chi; of times, those that suit, then those that do if need be."""
    if not paper:
        return say("none of them")
    if poll.is_ranked:
        return _apart([(f"{place}. ", *_at(say, poll, n)) for place, n in enumerate(paper, 1)])
    if poll.kind is Kind.WHEN:
        return _times(say, poll, paper)
    return _apart([_at(say, poll, mark) for mark in paper])


def _times(say: Speech, poll: Poll, paper: Paper) -> Text:
    """Times that suit, then those that do if need be."""
    ats = {one.n: one.at for one in poll.options if one.at is not None}
    marks = sorted((mark for mark in paper if option(mark) in ats), key=lambda mark: mark > NEED_BE)
    times = dict(zip(marks, dated_in_a_row(say, (ats[option(mark)] for mark in marks)), strict=True))
    suits = _apart([(time,) for mark, time in times.items() if mark <= NEED_BE])
    soft = _apart([(time,) for mark, time in times.items() if mark > NEED_BE])
    if not soft:
        return suits
    if_need_be = say("if need be {times}", times=soft)
    return (*suits, "; ", *if_need_be) if suits else if_need_be


def _apart(some: Sequence[Text]) -> Text:
    """With more than commas between, as there may be some in each."""
    return tuple(part for place, text in enumerate(some) for part in ((" · ", *text) if place else text))


def listed(say: Speech, poll: Poll, some: Iterable[Option]) -> Text:
    """Options in a row, each with its number: 1 Ana, 2 Ben; of many the first."""
    rows: list[Text] = [(f"{one.n} ", *called(say, poll, one)) for one in some]
    if len(rows) > MOST_LISTED:
        rows = [*rows[:MOST_LISTED], ("…",)]
    return _apart(rows) if poll.kind is Kind.WHEN else naming.in_a_row(rows)


def _at(say: Speech, poll: Poll, mark: int) -> Text:
    found = poll.option(option(mark))
    return called(say, poll, found) if found is not None else (str(option(mark)),)
