"""Schulze's comparisons as tables."""

from __future__ import annotations

from bot.api.card import Block, Table
from bot.api.drawing import cut
from bot.api.speech import Speech
from bot.ballots.counting.result import Duels, Result
from cogs.polls.rules.poll import Poll
from cogs.polls.views.naming import called, word

SQUARE, LABEL = 8, 20
"""So many at most are shown against each other in a square."""


def duels(say: Speech, poll: Poll, result: Result) -> list[Block]:
    """Everyone against everyone where that fits, and the first against each of the others."""
    if result.duels is None:
        return []
    first = result.elected[0]
    others = sorted(n for n in result.election.candidates if n != first)
    if not others:
        return []
    who = called(say, poll, first)
    blocks: list[Block] = [
        say.line("{who} against each of the others:", who=who),
        _first(say, poll, result.duels, first, others),
    ]
    if len(others) < SQUARE:
        blocks.append(say.line("How many ballots put the one in the row above the one in the column:"))
        blocks.append(_square(say, poll, result.duels, [first, *others]))
    return blocks


def _first(say: Speech, poll: Poll, found: Duels, first: int, others: list[int]) -> Table:
    rows = tuple(
        (
            cut(word(say, poll, other), LABEL),
            say.number(found.preferred[first, other]),
            say.number(found.preferred[other, first]),
            say.number(found.paths[first, other]),
            say.number(found.paths[other, first]),
        )
        for other in others
    )
    head = ("", say.word("for"), say.word("against"), say.word("way"), say.word("way back"))
    return Table(head, rows)


def _square(say: Speech, poll: Poll, found: Duels, some: list[int]) -> Table:
    rows = tuple(
        (
            cut(f"{one} {word(say, poll, one)}", LABEL),
            *("–" if one == other else say.number(found.preferred[one, other]) for other in some),
        )
        for one in some
    )
    return Table(("", *map(str, some)), rows)
