"""A measured line of the table, and the arithmetic of samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured against what; reached is None where there is no aim; notes say where time goes."""

    what: str
    against: str
    measured: str
    aim: str = "print"
    reached: bool | None = None
    notes: tuple[str, ...] = field(default=())


def at_least(name: str, against: str, value: float, aim: float, *notes: str) -> Row:
    """A share that is to be as large as the aim."""
    return Row(name, against, f"{value:.2f}", f">= {aim:.2f}", value >= aim, notes)


def at_most(
    name: str, against: str, value: float, aim: float, *notes: str, unit: str = "", digits: int = 2
) -> Row:
    """A ratio or a time that is to be as small as the aim."""
    return Row(name, against, f"{value:.{digits}f}{unit}", f"<= {aim:.{digits}f}{unit}", value <= aim, notes)


def left_out(name: str, reason: str) -> Row:
    """A part that can't be measured here."""
    return Row(name, "", "left out", notes=(reason,))


def p99(samples: Sequence[float]) -> float:
    return quantiles(samples, n=100)[98] if len(samples) > 1 else samples[0]


def spread(samples: Sequence[float], digits: int = 2) -> str:
    """The median and, in brackets, the least and the greatest."""
    return f"{median(samples):.{digits}f} ({min(samples):.{digits}f} to {max(samples):.{digits}f})"
