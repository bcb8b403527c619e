"""One act on one ballot, what it meets, and whether it comes in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.api.context import Context
from bot.ballots.act_errors import What
from bot.ballots.ballot import Standing
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from storage.dialect import micros

G = TypeVar("G")


_OF_MARKS = "reaction:"


def is_of_marks(source: str) -> bool:
    """Whether a ballot of this source was given by reacting."""
    return source.startswith(_OF_MARKS)


@dataclass(slots=True)
class Cast(Generic[G]):
    """One act on one ballot: given is what it says, None where it is taken back.

    is_private says that nobody else can see it, encrypted what the room says of itself, rooms what it is and
    lies in; receipt is that of a secret ballot.
    """

    assembly: int
    number: int
    member: int
    given: G | None = field(repr=False)
    source: str
    replaces: str
    at: datetime | None
    since: datetime
    late: bool
    now: datetime
    is_private: bool = False
    encrypted: bool | None = None
    rooms: tuple[tuple[str, str], ...] = ()
    receipt: Receipt | None = field(default=None, repr=False)
    reason: str = field(default="", repr=False)

    @property
    def is_reaction(self) -> bool:
        return self.source.startswith(_OF_MARKS)


def act(
    ctx: Context, number: int, given: G | None, receipt: Receipt | None = None, reason: str = ""
) -> Cast[G]:
    """What somebody does about a ballot, as an invocation has it."""
    return Cast(
        ctx.assembly.id,
        number,
        ctx.member.id,
        given,
        ctx.source,
        ctx.replaces,
        ctx.at,
        ctx.since,
        ctx.late,
        ctx.now,
        ctx.is_private,
        ctx.room.encrypted,
        (ctx.room.address, *ctx.room.chain),
        receipt,
        reason,
    )


@dataclass(slots=True, kw_only=True)
class VotedOn:
    """What is voted on, as far as a ballot meets it; electorate is None where anyone who was there may vote.

    card is the kind of its card. Of what an unlisted bloc asks body is who may know of it now, and rooms are
    those that have the card of what a bloc asks.
    """

    what: What
    box: int | None
    closes_at: datetime | None
    is_closing: bool
    votes: Votes
    card: str
    electorate: frozenset[int] | None = None
    unlisted: bool = False
    body: frozenset[int] = frozenset()
    rooms: frozenset[tuple[str, str]] = frozenset()
    is_secret: bool = field(init=False)
    is_sealed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_secret, self.is_sealed = self.votes is Votes.SECRET, self.votes.are_sealed


def is_here(voting: VotedOn, act: Cast[Any]) -> bool:
    """Whether nobody reads along but people of the bloc."""
    return act.is_private or bool(voting.rooms.intersection(act.rooms))


def is_hidden(voting: VotedOn, act: Cast[Any]) -> bool:
    """Of what an unlisted bloc is asked nobody else learns, nor where others read along."""
    if not voting.unlisted:
        return False
    is_theirs = act.member in voting.body or act.member in (voting.electorate or ())
    return not (is_theirs and is_here(voting, act))


def came_in_time(voting: VotedOn, act: Cast[Any]) -> bool:
    """Whether an act that reaches us after the close was done before it, or may have been."""
    if act.at is None:
        return act.late
    return voting.closes_at is not None and act.at < voting.closes_at


def is_over(voting: VotedOn, act: Cast[Any]) -> bool:
    """Whether an act comes after the time of its vote, so that its ballot is one read at the close."""
    return voting.is_closing or (voting.closes_at is not None and act.now >= voting.closes_at)


def changes_nothing(act: Cast[Any], before: Standing[Any] | None) -> bool:
    """Whether another ballot stands already: one from elsewhere, or one given after what was read late."""
    if act.replaces and (before is None or before.source != act.replaces):
        return True
    if not act.late or act.at is None or before is None or before.at is None:
        return False
    return micros(act.at) < before.at
