"""How ties are broken: by the latest earlier stage that tells them apart, and where none does by the lot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.ballots.counting.lot import Lot
from bot.ballots.counting.result import Purpose, Tie

Totals = Mapping[int, int]


def chosen(
    among: Collection[int], history: Sequence[Totals], lot: Lot, purpose: Purpose
) -> tuple[int, Tie | None]:
    """Who has most at the last stage of the history, or least where one is to be excluded.

    The tie is None where nobody else had as much.
    """
    lowest = purpose is Purpose.EXCLUDED
    level = _at(among, history[-1], lowest)
    if len(level) == 1:
        return level[0], None
    left, stages = level, []
    for number in range(len(history) - 1, 0, -1):
        narrower = _at(left, history[number - 1], lowest)
        if len(narrower) < len(left):
            left = narrower
            stages.append(number)
        if len(left) == 1:
            return left[0], Tie(purpose, tuple(sorted(level)), (left[0],), tuple(stages))
    drawn = lot.order(left)
    taken = drawn[-1] if lowest else drawn[0]
    return taken, Tie(purpose, tuple(sorted(level)), (taken,), tuple(stages), drawn)


def ordered(among: Collection[int], history: Sequence[Totals], lot: Lot) -> tuple[int, ...]:
    """From most to least at the last stage, then at the stages before, then by lot."""
    drawn = {candidate: place for place, candidate in enumerate(lot.order(among))}

    def key(candidate: int) -> tuple[list[int], int]:
        return [-totals[candidate] for totals in reversed(history)], drawn[candidate]

    return tuple(sorted(among, key=key))


def _at(among: Collection[int], totals: Totals, lowest: bool) -> list[int]:
    edge = (min if lowest else max)(totals[candidate] for candidate in among)
    return [candidate for candidate in among if totals[candidate] == edge]
