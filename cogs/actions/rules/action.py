"""Action items: who does what by when. One binds nobody until somebody has said that they will."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.errors import InThePast
from bot.api.number import Numbered
from bot.api.people import Address, Member, Role
from cogs.actions.rules import errors

TEXT_LIMIT = 300
MOST_OPEN = 300
USUAL = timedelta(days=7)
NO_ROOM = Address("", "")
"""Where a bloc's action lives that was not added in a room of its own: wherever its rooms are."""
KEPT_FOR = timedelta(days=180)
"""For how long an action is kept that is done or was dropped."""


class State(Enum):
    OFFERED = "offered"
    TAKEN = "taken"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({State.OFFERED, State.TAKEN})


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done by due_at; owner has said "I will", asked may yet say so.

    Where both are set the owner wants to pass it on, and has it until the other has said so too. motion is
    the number of the motion that it follows from.
    """

    id: int
    assembly: int
    number: Numbered
    text: str = field(repr=False)
    room: Address
    added_at: datetime
    due_at: datetime
    state: State = State.OFFERED
    proposer: int | None = None
    asked: int | None = None
    owner: int | None = None
    taken_at: datetime | None = None
    ended_at: datetime | None = None
    why: str = field(default="", repr=False)
    bloc: int | None = None
    motion: Numbered | None = None

    @property
    def lives_in(self) -> Address | None:
        """The room that its cards go to first; None where that is wherever its bloc's rooms are."""
        return None if self.room == NO_ROOM else self.room

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def worded(text: str) -> str:
    """What is to be done, in one line."""
    words = " ".join(text.split())
    if not words:
        raise errors.NothingToDo
    return words


def due(by: datetime | timedelta | None, usual: datetime | None, now: datetime) -> datetime:
    """Until when: as it was said, else until the next meeting, else in a week."""
    if by is None:
        return usual or now + USUAL
    at = now + by if isinstance(by, timedelta) else by
    if at <= now:
        raise InThePast("0")
    return at


def take(action: Action, member: int, now: datetime) -> Action:
    """I will: from now on it binds this member."""
    _still_open(action)
    if action.owner == member and action.asked is None:
        raise errors.HaveItAlready(action.number, is_own=True)
    if action.asked not in (None, member):
        raise errors.AskedAnother(action.number, action.asked or 0)
    if action.owner not in (None, member) and action.asked != member:
        raise errors.HasAnother(action.number, action.owner or 0)
    return replace(action, state=State.TAKEN, owner=member, asked=None, taken_at=now)


def decline(action: Action, member: int) -> Action:
    """Not me: it is open to anybody again, or stays with who has it."""
    _still_open(action)
    if action.asked != member:
        raise errors.NotAsked(action.number)
    return replace(action, asked=None)


def done(action: Action, member: Member, now: datetime) -> Action:
    _still_open(action)
    if action.owner is not None:
        _own(action, member)
    return replace(action, state=State.DONE, asked=None, owner=action.owner or member.id, ended_at=now)


def pass_on(action: Action, member: Member, to: int) -> Action:
    """Asks somebody else; whoever has it has it until then."""
    _still_open(action)
    _own(action, member)
    if to == action.owner:
        raise errors.HaveItAlready(action.number, is_own=to == member.id)
    return replace(action, asked=to)


def drop(action: Action, member: Member, why: str, now: datetime) -> Action:
    """Ends it undone; everyone reads why."""
    _still_open(action)
    _own(action, member)
    if not why.strip():
        raise errors.SayWhy(action.number)
    return replace(action, state=State.DROPPED, asked=None, why=" ".join(why.split()), ended_at=now)


def put_off(action: Action, member: Member, at: datetime, now: datetime) -> Action:
    """Gives it another date."""
    _still_open(action)
    _own(action, member)
    if at <= now:
        raise InThePast("0")
    return replace(action, due_at=at)


def forgotten(action: Action, member: int) -> Action:
    """The action without this member: what they had is open to anybody again."""
    own = replace(
        action,
        proposer=None if action.proposer == member else action.proposer,
        asked=None if action.asked == member else action.asked,
    )
    if action.owner != member:
        return own
    if action.state is State.TAKEN:
        return replace(own, owner=None, state=State.OFFERED, taken_at=None)
    return replace(own, owner=None)


def _still_open(action: Action) -> None:
    if not action.is_open:
        raise errors.IsOver(action.number, action.state is State.DONE)


def _own(action: Action, member: Member) -> None:
    """Whoever has it decides about it; while nobody has, whoever proposed it; a steward always may."""
    whose = action.owner if action.owner is not None else action.proposer
    if member.id != whose and member.role < Role.STEWARD:
        raise errors.NotYours(action.number)
