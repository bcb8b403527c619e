"""What the views of a result are given."""

from __future__ import annotations

from dataclasses import dataclass, field

from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Told:
    """A counted poll or election; whose is the name of its bloc; unnamed hides accounts.

    since are the seats of it that became vacant, the oldest first.
    """

    poll: Poll
    outcome: Outcome
    unnamed: bool = False
    whose: str = field(default="", repr=False)
    since: tuple[Vacancy, ...] = field(default=(), repr=False)
