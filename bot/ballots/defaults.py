"""How an assembly decides where a mover says nothing else: its settings, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from bot.ballots.rules import MAJORITY, Threshold, Votes
from bot.ballots.threshold import NO_QUORUM, Quorum, quorum, threshold, written

USUAL_VOTE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Defaults:
    """The house's own values, where an assembly has set none.

    size is how many people there are, on the roll or not; hour is the time of day at which votes close, in
    the assembly's zone.
    """

    threshold: Threshold = MAJORITY
    quorum: Quorum = NO_QUORUM
    votes: Votes = Votes.OPEN
    closes: timedelta = USUAL_VOTE
    debate: timedelta = timedelta()
    seconds: int = 1
    extend_once: bool = False
    size: int = 0
    hour: time | None = None

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Defaults:
        """The values of an assembly's settings; keys that others have written are passed over."""
        return cls(**{key: read(settings[key]) for key, read in _READ.items() if settings.get(key)})

    def written(self, keys: set[str] | None = None) -> dict[str, str]:
        """These values, or those of some keys, as settings hold them."""
        return {key: _WRITTEN[key](getattr(self, key)) for key in _READ if keys is None or key in keys}


def _length(seconds: str) -> timedelta:
    return timedelta(seconds=int(seconds))


def _seconds(length: timedelta) -> str:
    return str(int(length.total_seconds()))


_READ: Mapping[str, Callable[[str], Any]] = {
    "threshold": threshold,
    "quorum": quorum,
    "votes": Votes,
    "closes": _length,
    "debate": _length,
    "seconds": int,
    "extend_once": lambda word: word == "yes",
    "size": int,
    "hour": time.fromisoformat,
}
_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "threshold": written,
    "quorum": str,
    "votes": lambda votes: votes.value,
    "closes": _seconds,
    "debate": _seconds,
    "seconds": str,
    "extend_once": lambda on: "yes" if on else "no",
    "size": str,
    "hour": lambda at: at.isoformat("minutes") if at else "",
}
