"""What a person at a new terminal is shown first."""

from __future__ import annotations

from collections.abc import Callable

from bot.api.speech import N_
from bot.platforms.console.render import Row

_FIRST_VOTE = (
    "/motion propose Buy a kettle",
    "ben: /motion second 1",
    "ben: /vote 1 for",
    "/motion close 1",
)


def first_steps(remark: Callable[[str], str]) -> tuple[list[Row], ...]:
    """Lines that lead to a first result, and how to speak as somebody else."""
    first = remark(N_("A first vote takes four lines. Type them here:"))
    more = remark(N_("/as ben speaks as Ben, /help says more, /quit ends."))
    return [Row(first, "strong"), *(Row(f"  {line}") for line in _FIRST_VOTE)], [Row(more)]
