"""An election that was called for three delegates, and who stands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.api.number import Numbered
from bot.ballots.counting.election import Method
from bot.ballots.rules import Votes
from cogs.polls.rules.nomination import (
    Nomination,
    Standing,
)
from cogs.polls.rules.poll import Kind, Poll, State

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CALLED = Poll(
    assembly=1,
    number=Numbered(4),
    kind=Kind.ELECTION,
    title="Delegates",
    asker=1,
    asked_at=NOW,
    state=State.NOMINATING,
    votes=Votes.SECRET,
    seats=3,
    method=Method.STV,
    nominations_until=NOW + 3 * DAY,
    voting_for=3 * DAY,
    stands_open=True,
)


def standing(*names: str) -> list[Nomination]:
    return [Nomination(1, n, NOW, called=name, state=Standing.STANDING) for n, name in enumerate(names, 1)]
