"""Reactions as state: what each post showed last, and the difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.api.emoji import normal

GONE, REFUSED = "~", "!"
"""Before a mark that is remembered: another hand took it off the post, or it never counted."""
EACH = "*"
"""What stands for the meaning in the source of a ballot that a set of marks gave."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change of reactions means.

    after is what is to be remembered; meaning the value that is voted now, or None, and of marks that stand
    for themselves what changes: +4 for one put there, -4 for one taken off; taken the meaning whose ballot is
    taken back, or EACH for that of a set; at the time of the vote where the network gave one; unclear says
    that several new ones came without an order.
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


def live_each(
    before: tuple[str, ...], raw: str, added: bool, by_owner: bool, meanings: Mapping[str, str]
) -> Difference:
    """One reaction more or less where every mark stands for itself."""
    mark = raw.replace(" ", "")
    if added:
        after = (*(m for m in before if _bare(m) != mark), mark)
        return Difference(after, meaning=_changes([mark], (), meanings) if mark not in before else None)
    if mark not in before:
        return Difference(tuple(m for m in before if not (by_owner and m == REFUSED + mark)))
    if not by_owner:
        return Difference(tuple(GONE + m if m == mark else m for m in before))
    after = tuple(m for m in before if m != mark)
    off = _changes((), [mark], meanings, _counted(after, meanings))
    return Difference(after, meaning=off, taken=EACH if off else None)


def reading_each(
    before: tuple[str, ...], standing: Mapping[str, datetime | None], meanings: Mapping[str, str]
) -> Difference:
    """The whole set of one account's reactions, read where every mark stands for itself.

    Who put a new mark there chose anew, so what is gone since then is taken off; without a new one nothing
    is.
    """
    now = {raw.replace(" ", ""): at for raw, at in standing.items()}
    new = new_marks(before, now)
    voted = [m for m in new if normal(m) in meanings]
    kept = [_kept(m, now, bool(voted)) for m in before]
    after = (*(m for m in kept if m), *new)
    if not voted:
        return Difference(after)
    times = [at for m in voted if (at := now[m]) is not None]
    last = max(times) if len(times) == len(voted) else None
    gone = [_bare(m) for m in before if REFUSED not in m]
    return Difference(after, meaning=_changes(voted, gone, meanings, _counted(after, meanings)), at=last)


def new_marks(before: tuple[str, ...], standing: Mapping[str, datetime | None]) -> list[str]:
    """The marks that were not seen before, in order of time; a refused one is not new."""
    new = [m for raw in standing if (m := raw.replace(" ", "")) not in before and REFUSED + m not in before]
    dated = {raw.replace(" ", ""): at for raw, at in standing.items() if at is not None}
    return [
        *(m for m in new if m not in dated),
        *sorted((m for m in new if m in dated), key=dated.__getitem__),
    ]


def refused(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """What is remembered where a set was refused: its new mark as refused, of several new ones none.

    What was gone with it is gone from a ballot that still has it.
    """
    new = [m for m in after if m not in before and not m.startswith((GONE, REFUSED))]
    if len(new) > 1:
        return before
    if not new:
        return after
    gone = [GONE + m for m in before if m not in after and not m.startswith((GONE, REFUSED))]
    own = {m: GONE + m if GONE + m in before else REFUSED + m for m in new}
    return (*gone, *(own.get(m, m) for m in after))


def _kept(mark: str, now: Mapping[str, datetime | None], chosen_anew: bool) -> str:
    """What a mark is remembered as after a reading; nothing where it is to be forgotten."""
    if mark.startswith(GONE):
        return "" if _bare(mark) in now else mark
    if mark in now or mark.startswith(REFUSED):
        return mark
    return "" if chosen_anew else GONE + mark


def _bare(mark: str) -> str:
    return mark.lstrip(GONE + REFUSED)


def _counted(marks: tuple[str, ...], meanings: Mapping[str, str]) -> set[str]:
    """All meanings of a set, those that another hand took away too."""
    found = (meanings.get(normal(_bare(m))) for m in marks if REFUSED not in m)
    return {meaning for meaning in found if meaning is not None}


def _changes(
    put: Iterable[str], off: Iterable[str], meanings: Mapping[str, str], stays: Collection[str] = ()
) -> str | None:
    """What changes by marks put there and by marks taken off, each meaning once: +4 -2."""
    added = [f"+{meanings[normal(m)]}" for m in put if normal(m) in meanings]
    taken = [f"-{meanings[normal(m)]}" for m in off if meanings.get(normal(m), "") not in (*stays, "")]
    return " ".join(dict.fromkeys((*added, *taken))) or None


def _meanings(marks: tuple[str, ...], meanings: Mapping[str, str]) -> list[str]:
    return [meanings[normal(m)] for m in marks if normal(m) in meanings]
