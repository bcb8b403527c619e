"""How many people a campaign wants, and the numbers on the way there that are worth telling."""

from __future__ import annotations

import re

from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import LARGEST_GOAL

SHARES = (10, 25, 50, 75, 100)
"""Percents of the goal that are told."""
FEWEST = 5
"""Below so many people a number would say too much about who came when; the goal itself is told."""
_ROUND = tuple(digit * 10**zeros for zeros in range(2, 8) for digit in (1, 2, 5))
_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:[ .,'’_\u00a0\u202f]\d{3}){1,2}")
_PERCENT = re.compile(r"(\d{1,3}) ?%")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")


def is_share(words: str) -> bool:
    """Whether a goal is a part of how many there are: 60%, 2/3."""
    return bool(_PERCENT.fullmatch(words.strip()) or _FRACTION.fullmatch(words.strip()))


def read(words: str, size: int = 0) -> int:
    """The number of people that is meant, rounded up where it is a part of a size."""
    words = words.strip()
    if _WHOLE.fullmatch(words):
        goal = int(re.sub(r"\D", "", words))
    elif found := _PERCENT.fullmatch(words):
        goal = -(-size * int(found[1]) // 100)
    elif (found := _FRACTION.fullmatch(words)) and int(found[2]):
        goal = -(-size * int(found[1]) // int(found[2]))
    else:
        raise errors.NotAGoal(words)
    if goal < 1 or goal > LARGEST_GOAL:
        raise errors.NoGoal(goal)
    return goal


def reached(goal: int, n: int) -> int:
    """The greatest number worth telling that n people have come to, 0 where there is none yet."""
    on_the_way = {-(-goal * share // 100) for share in SHARES} | set(_ROUND)
    return max((m for m in on_the_way if m <= n and (m >= FEWEST or m == goal)), default=0)
