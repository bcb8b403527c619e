"""One extension where too few took part: it knows how many did, and never how they voted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cogs.motions.rules.motion import EXTENDED_BY, Motion
from cogs.motions.rules.state import State


def extended(motion: Motion, turnout: int, entitled: int, now: datetime) -> Motion | None:
    """The motion open for longer, if it is over, may be extended, and only people are missing.

    entitled is how many may vote, 0 where nobody can know it; nobody waits for people who don't exist. The
    notice of it reminds everyone, so no other reminder follows at once.
    """
    if motion.state is not State.CLOSING or not motion.extend_once or motion.extended or motion.practice:
        return None
    if turnout >= motion.quorum or (entitled and turnout >= entitled):
        return None
    longer = replace(motion, state=State.OPEN, closes_at=now + EXTENDED_BY, closes_before=None)
    return replace(longer, extended=True, reminded_at=now)
