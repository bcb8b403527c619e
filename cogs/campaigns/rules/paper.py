"""Signatures on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """Some signatures on paper; proof says where they can be looked at."""

    number: int
    n: int
    proof: str = field(repr=False)
    at: datetime
