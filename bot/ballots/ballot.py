"""One recorded choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ballots.rules import Choice

LIVE, READ_AFTER_GAP, READ_AT_CLOSE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's choice in a box.

    late says how it came: live, read after a gap, or read at the close; before is the choice that a reading
    at the close replaced.
    """

    box: int
    member: int
    choice: Choice
    source: str
    at: datetime | None
    late: int = LIVE
    before: Choice | None = None
    reason: str = ""
