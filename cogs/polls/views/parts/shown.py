"""A poll as its cards get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll


@dataclass(frozen=True, slots=True)
class Shown:
    """A poll with what its card shows beside it.

    counts are how many chose each option, or of orders how many put it first; none while they are sealed.
    unnamed hides who asked and who answered; whose is the name of the bloc that is asked. moves says that a
    motion can be made of it.
    """

    poll: Poll
    voted: int = 0
    entitled: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)
    unnamed: bool = False
    whose: str = field(default="", repr=False)
    moves: bool = False

    def count(self, option: Option) -> int:
        return self.counts.get(option.n, 0)

    @property
    def leading(self) -> tuple[Option, ...]:
        """The options that most have chosen; several where they are level, none where nobody has."""
        most = max(map(self.count, self.poll.standing), default=0)
        return tuple(one for one in self.poll.standing if self.count(one) == most) if most else ()
