"""What can be wrong with asking how something was counted; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NotCounted(RuleError):
    """There is no count of it, as it is not over, or was called off."""

    number: Numbered
    is_election: bool


@dataclass(eq=False, repr=False)
class CountedAgain(RuleError):
    """Its papers changed while they were counted."""

    number: Numbered
    is_election: bool
