"""What a secret box holds, and the rules of casting into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

LEAST_ENTITLED, TELLING_BELOW = 5, 8
"""Fewer may not vote in secret; among fewer than the second the result itself may show who chose what."""

T = TypeVar("T")


class Came(Enum):
    """What became of a ballot that was brought to a secret box."""

    IN = auto()
    CHANGED = auto()
    STOOD = auto()
    HAS_VOTED = auto()
    ANOTHERS = auto()

    @property
    def is_taken(self) -> bool:
        """Whether the box now holds what was brought."""
        return self in (Came.IN, Came.CHANGED, Came.STOOD)


@dataclass(slots=True)
class SecretBox(Generic[T]):
    """Who has voted and, apart from it, what was voted under the hash of which receipt: choices or papers."""

    voted: set[int] = field(default_factory=set)
    ballots: dict[str, T] = field(default_factory=dict, repr=False)

    def cast(self, member: int, receipt: str, choice: T) -> Came:
        """Takes a first ballot in, or changes the one of this receipt.

        Said twice it is one ballot. A member's own is not known from others': whoever has voted and holds a
        receipt may change its ballot, whoever has not may not.
        """
        if member not in self.voted and receipt in self.ballots:
            return Came.ANOTHERS
        if member in self.voted and receipt not in self.ballots:
            return Came.HAS_VOTED
        came = Came.IN if member not in self.voted else Came.CHANGED
        if receipt in self.ballots and self.ballots[receipt] == choice:
            return Came.STOOD
        self.voted.add(member)
        self.ballots[receipt] = choice
        return came
