"""Minutes: lines that people write and lines that are noted by themselves, who may change them, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Member, Role
from bot.api.text import bare
from cogs.meetings.rules.sitting import Held, Seat
from cogs.meetings.rules.sitting_errors import NamesSomebody

TEXT_LIMIT = 1000
NAME_LIMIT = 60
MOST_LINES = 1000
MOST_BY_ITSELF = 5000
NOTE, DECIDED, MISSED, GONE = "note", "decided", "missed", "gone"
SORRY, TALKED = "sorry", "talked"
"""What is counted as the meeting ends: who leaves or is forgotten later changes no minutes."""
BY_HAND = frozenset({NOTE, DECIDED})
NUMBERED = BY_HAND | {GONE}
"""A line that was taken out keeps its number, so that those of the others stay what somebody has read."""
DRAFT, PROPOSED, APPROVED = "draft", "proposed", "approved"
_OPEN, _SHUT = "\ue000", "\ue001"
"""What stands around a member's id in a line: no text that people write holds these."""
_TOKEN = re.compile(f"{_OPEN}(\\d+){_SHUT}")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: its kind, what it is about, who did it, and its words."""

    id: int
    sitting: int
    at: datetime
    kind: str
    subject: int
    member: int | None
    text: str = field(repr=False)


class NothingNoted(RuleError):
    """A note without words."""


@dataclass(eq=False, repr=False)
class NotesTaken(NamesSomebody):
    """Somebody notes where another takes notes."""

    note_taker: int


class NothingToUndo(RuleError):
    """This member has noted nothing that could be taken back."""


@dataclass(eq=False, repr=False)
class NoMinutes(RuleError):
    """No meeting of this number was held, as far as this person may know."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotYetHeld(RuleError):
    """Minutes are asked for of a meeting that still goes on."""

    number: Numbered


@dataclass(eq=False, repr=False)
class DraftOnly(RuleError):
    """A draft is read by who wrote it, and by who held the meeting."""

    number: Numbered


@dataclass(eq=False, repr=False)
class DraftAlone(RuleError):
    """A draft is asked for where others would read it."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoSuchLine(RuleError):
    """Minutes have no line of this number that can be changed by hand."""

    number: Numbered
    line: int


@dataclass(eq=False, repr=False)
class AreApproved(RuleError):
    """Minutes are changed, or proposed, that were approved, or are being voted on."""

    number: Numbered
    motion: int | None


class TooManyLines(RuleError):
    """More lines than minutes can hold."""


class NameTaken(RuleError):
    """A member wants to stand in minutes by the name that another has chosen."""


class NotNamed(RuleError):
    """Somebody is to be named in minutes no longer who never was."""


class NotPrinted(RuleError):
    """The PDF could not be set."""


def worded(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NothingNoted
    return words


def name_of(words: str, names: Mapping[int, str], member: int) -> str:
    """The name by which a member wants to stand in minutes; nobody else has the same."""
    name = " ".join(words.split())
    if name and any(bare(name) == bare(other) for one, other in names.items() if one != member):
        raise NameTaken
    return name


def may_note(held: Held, member: Member) -> None:
    """The note-taker notes, and the facilitator; while nobody takes notes, whoever is here."""
    taker = held.holder(Seat.NOTE_TAKER)
    if taker is not None and member.id not in (taker, held.facilitator):
        raise NotesTaken(taker)


def same_item(lines: Sequence[Line], kind: str, subject: int) -> Line | None:
    """What was noted of the same thing under the item that is talked about: its last words are enough."""
    for line in reversed(lines):
        if line.kind == "item":
            return None
        if line.kind == kind and line.subject == int(subject):
            return line
    return None


def last_of(lines: Sequence[Line], member: int) -> Line:
    """What a member noted last."""
    for line in reversed(lines):
        if line.kind in BY_HAND and line.member == member:
            return line
    raise NothingToUndo


def may_edit(held: Held, writers: frozenset[int], member: Member) -> bool:
    """Who wrote or held the meeting may change its minutes; a steward too."""
    return member.id in writers or member.id == held.starter or member.role >= Role.STEWARD


def still_draft(held: Held) -> None:
    if held.minutes != DRAFT:
        raise AreApproved(held.number, held.approval)


def numbered(lines: Sequence[Line], number: int, of: Numbered) -> Line:
    """The line of a number, counted among those written by hand."""
    own = [line for line in lines if line.kind in NUMBERED]
    if not 1 <= number <= len(own) or own[number - 1].kind == GONE:
        raise NoSuchLine(of, number)
    return own[number - 1]


def token(member: int) -> str:
    """What stands for a member in a line, until it is read."""
    return f"{_OPEN}{member}{_SHUT}"


def named(text: str, name: Callable[[int], str]) -> str:
    """A line with a name, or whatever is said instead, for each member in it."""

    def said(found: re.Match[str]) -> str:
        called = name(int(found[1]))
        begins = not found.start() or text[: found.start()].endswith(". ")
        return called[:1].upper() + called[1:] if begins else called

    return _TOKEN.sub(said, text)
