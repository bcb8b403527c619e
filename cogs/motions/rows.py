"""A motion as a row of its table."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bot.api.number import Numbered
from bot.ballots.rules import Base, Threshold, Votes, Way
from bot.dates import hour
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

_PLAIN = (
    "assembly",
    "mover",
    "title",
    "text",
    "quorum",
    "seconds",
    "closes_after",
    "closes_on",
    "moved_at",
    "lapses_at",
    "opened_at",
    "closes_at",
    "closes_before",
    "ended_at",
    "box",
    "practice",
    "reopened",
    "unnamed",
    "report",
    "size",
    "extend_once",
    "extended",
    "debate_until",
    "accepted",
    "locale",
    "set_aside_for",
    "disputed_at",
    "outcome",
    "review_at",
    "reminded_at",
    "kept_open",
    "hidden",
    "restored_suggestion",
    "bloc",
    "unlisted",
    "double",
    "deed",
    "undone",
    "sitting",
)

HIDDEN = frozenset({"title", "text", "outcome"})
"""The words of a motion: not read while it is set aside, so that nothing can show them."""


def values(motion: Motion) -> dict[str, Any]:
    """The columns of a motion; its words are left alone where it is set aside."""
    plain = {name: getattr(motion, name) for name in _PLAIN}
    if motion.is_unreadable:
        plain = {name: value for name, value in plain.items() if name not in HIDDEN}
    return {
        **plain,
        "state": motion.state.value,
        "share": str(motion.threshold.share),
        "base": motion.threshold.base.value,
        "strict": motion.threshold.strict,
        "way": motion.threshold.way.value,
        "number": int(motion.number),
        "restores": None if motion.restores is None else int(motion.restores),
        "origin": None if motion.origin is None else int(motion.origin),
        "votes": motion.votes.value,
        "quorum_share": None if motion.quorum_share is None else str(motion.quorum_share),
        "before": motion.before.value if motion.before else None,
        "hour": str(motion.hour) if motion.hour else None,
        "network": motion.room[0],
        "room": motion.room[1],
    }


def motion_of(row: Any, with_words: bool = False) -> Motion:
    """The motion of a row; one that is set aside comes without its words, but to be made into a digest."""
    plain = {name: getattr(row, name) for name in _PLAIN}
    if (row.state == State.SET_ASIDE.value or row.hidden) and not with_words:
        plain |= dict.fromkeys(HIDDEN, "")
    return Motion(
        id=row.id,
        state=State(row.state),
        number=Numbered(row.number),
        threshold=Threshold(Fraction(row.share), Base(row.base), row.strict, Way(row.way)),
        votes=Votes(row.votes),
        quorum_share=None if row.quorum_share is None else Fraction(row.quorum_share),
        before=State(row.before) if row.before else None,
        hour=hour.read(row.hour) if row.hour else None,
        room=(row.network, row.room),
        restores=None if row.restores is None else Numbered(row.restores),
        origin=None if row.origin is None else Numbered(row.origin),
        **plain,
    )
