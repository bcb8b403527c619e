"""A ballot that is put together step by step: what stands on it so far, and what is left to choose."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ballots.paper import NotAPaper, Paper, spelled
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.reading import CARRIED

MOST_PICKS = 25
"""So many a menu has room for; two stand under one card."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A ballot under way, which is kept nowhere but in its own buttons.

    gone are those that it held and that can be chosen no longer.
    """

    poll: Poll
    paper: Paper = ()
    gone: tuple[Option, ...] = ()

    @property
    def left(self) -> tuple[Option, ...]:
        """What is not on it yet."""
        return tuple(one for one in self.poll.standing if one.n not in self.paper)

    @property
    def chosen(self) -> tuple[Option, ...]:
        """What is on it, in its order."""
        return tuple(one for n in self.paper if (one := self.poll.option(n)))

    @property
    def undone(self) -> Paper:
        """What stood on it before the last choice."""
        return self.paper[:-1]


def is_built(poll: Poll) -> bool:
    """Whether a ballot of it takes several steps: an order does, and more than one menu can show."""
    return poll.is_ranked or (not poll.takes_one and len(poll.standing) > MOST_PICKS)


def draft(poll: Poll, carried: str, more: str = "") -> Draft:
    """The ballot that a button carries, with what was just chosen behind it."""
    given = dict.fromkeys((*read(carried), *(int(word) for word in more.split() if word.isdecimal())))
    known = [one for n in given if (one := poll.option(n))]
    standing = tuple(one.n for one in known if not one.withdrawn)
    return Draft(poll, standing, tuple(one for one in known if one.withdrawn))


def read(carried: str) -> Paper:
    """What a button carries; nothing where somebody typed what no button says."""
    try:
        return spelled(carried.removeprefix(CARRIED)) if carried else ()
    except NotAPaper:
        return ()
