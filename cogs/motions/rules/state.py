"""Where a motion can stand."""

from __future__ import annotations

from enum import Enum


class State(Enum):
    """Where a motion stands."""

    MOVED = "moved"
    OPEN = "open"
    CLOSING = "closing"
    CARRIED = "carried"
    LOST = "lost"
    INQUORATE = "inquorate"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    SET_ASIDE = "set-aside"


UNDECIDED = (State.MOVED, State.OPEN, State.CLOSING, State.POSTPONED)
DECIDED = (State.CARRIED, State.LOST, State.INQUORATE)
