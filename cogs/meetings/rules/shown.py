"""Which meetings a network's calendar may show, to everyone who is where the assembly meets."""

from __future__ import annotations

from cogs.meetings.rules.call import Call
from cogs.meetings.rules.call_errors import CarefulShowsNothing
from cogs.meetings.rules.lead import Usual


def is_for_all(call: Call, usual: Usual, careful: bool | None) -> bool:
    """Whether a meeting is the assembly's own, and the assembly wants its meetings to be seen."""
    is_own = call.bloc is None and not call.unlisted
    return is_own and usual.events and not careful and call.cancelled_at is None


def may_show(careful: bool | None) -> None:
    """Refuses in a careful assembly, whose meetings nobody else is to learn of."""
    if careful:
        raise CarefulShowsNothing
