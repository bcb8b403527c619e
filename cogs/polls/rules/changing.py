"""What may be changed of a question, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ballots.rules import Votes
from bot.ballots.secret import LEAST_ENTITLED
from cogs.polls.rules import asking_errors as errors
from cogs.polls.rules.errors import NotNow
from cogs.polls.rules.options import on_paper
from cogs.polls.rules.poll import Kind, Poll, State


def may_change(poll: Poll, by: int, answered: int, now: datetime) -> None:
    """Refuses whoever has not asked it; and from the first answer on everyone."""
    if poll.asker != by:
        raise errors.OnlyTheAsker(poll.number)
    _must_go_on(poll, now)
    if answered:
        raise errors.Frozen(poll.number)


def may_reword(poll: Poll) -> None:
    """Refuses other words where somebody may have chosen among these and not cast that yet."""
    if poll.votes is Votes.SECRET:
        raise errors.SecretStays(poll.number)


def with_options(poll: Poll, some: Sequence[str]) -> Poll:
    """The same with other options; a question of yes or no becomes one of several."""
    if poll.kind is Kind.WHEN:
        raise errors.DatesStay(poll.number)
    kind = Kind.SINGLE if poll.kind is Kind.YES_NO else poll.kind
    return replace(poll, kind=kind, options=on_paper(kind, some))


def close(poll: Poll, answered: int, entitled: int, now: datetime) -> Poll:
    """The poll closed now: it binds nobody, so nobody is warned.

    A secret one goes on while few have answered: whoever closes it after the first answer would read that.
    """
    _must_go_on(poll, now)
    if would_tell(poll, answered, entitled):
        raise errors.TooFewToClose(poll.number, LEAST_ENTITLED, poll.closes_at or now)
    return replace(poll, state=State.CLOSING, closes_at=now)


def would_tell(poll: Poll, answered: int, entitled: int) -> bool:
    """Whether so few have answered in secret that the result would say who chose what."""
    return poll.votes is Votes.SECRET and 0 < answered < min(LEAST_ENTITLED, entitled)


def unread(poll: Poll, now: datetime) -> Poll:
    """The poll over with nothing counted, so that nobody is told by its result: it binds nobody."""
    if poll.is_election or poll.state is not State.CLOSING:
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    return replace(poll, state=State.DROPPED, ended_at=now)


def _must_go_on(poll: Poll, now: datetime) -> None:
    """Refuses what is over; whoever changes or closes it has not voted, and hears nothing of a vote."""
    if poll.state is not State.OPEN:
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    if poll.closes_at is not None and now >= poll.closes_at:
        raise NotNow(poll.number, State.CLOSING.value, poll.is_election)
