"""Reactions as state: what each post showed last, and the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.api.emoji import normal

GONE = "~"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change of reactions means.

    after is what is to be remembered; meaning the value that is voted now, or None; taken the meaning whose
    ballot is taken back; at the time of the vote where the network gave one; unclear says that several new
    ones came without an order.
    """

    after: tuple[str, ...]
    meaning: str | None = None
    taken: str | None = None
    at: datetime | None = None
    unclear: bool = False


def live(
    before: tuple[str, ...], raw: str, added: bool, by_owner: bool, meanings: Mapping[str, str]
) -> Difference:
    """One reaction more or less, as it happens."""
    mark = raw.replace(" ", "")
    if added:
        after = (*(m for m in before if m not in (mark, GONE + mark)), mark)
        return Difference(after, meaning=None if mark in before else meanings.get(normal(mark)))
    if mark not in before:
        return Difference(before)
    if not by_owner:
        return Difference(tuple(GONE + m if m == mark else m for m in before))
    after = tuple(m for m in before if m != mark)
    taken, left = meanings.get(normal(mark)), _meanings(after, meanings)
    if taken is None or taken in left:
        return Difference(after)
    return Difference(after, meaning=left[-1] if left else None, taken=taken)


def reading(
    before: tuple[str, ...], standing: Mapping[str, datetime | None], meanings: Mapping[str, str]
) -> Difference:
    """The whole set of one account's reactions, read from the network after a gap or before a close."""
    now = {raw.replace(" ", ""): at for raw, at in standing.items()}
    new = [m for m in now if m not in before]
    gone = tuple(m if m.startswith(GONE) else GONE + m for m in before if m not in now)
    ordered = sorted(new, key=lambda m: (now[m] is not None, now[m]) if now[m] else (False, now[m]))
    after = (*(g for g in gone if g[1:] not in now), *(m for m in before if m in now), *ordered)
    voted = {meanings[normal(m)]: now[m] for m in ordered if normal(m) in meanings}
    if not voted:
        return Difference(after)
    if len(voted) > 1 and any(at is None for at in voted.values()):
        return Difference(after, unclear=True)
    value, at = list(voted.items())[-1]
    return Difference(after, meaning=value, at=at)


def _meanings(marks: tuple[str, ...], meanings: Mapping[str, str]) -> list[str]:
    return [meanings[normal(m)] for m in marks if normal(m) in meanings]
