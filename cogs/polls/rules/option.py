"""What can be chosen in a poll, and who stands in an election."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

TEXT_LIMIT = 80
"""As long as a button can show."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the ballot paper; n is its number there, which the export shows and the lot is drawn by.

    text is what it is called, empty where the reader's language has its own word: yes, no, reopen
    nominations. at is the time that a poll for a date asks about. member is who stands, None for what is no
    person, and for whoever had themselves erased. withdrawn says that they stand no longer: who ranked them
    ranks whom they ranked next. left says that they do so as they are there no longer. called says that the
    meeting was called for this time.
    """

    n: int
    text: str = field(default="", repr=False)
    at: datetime | None = None
    member: int | None = None
    withdrawn: bool = False
    reopens: bool = False
    called: bool = False
    left: bool = False
