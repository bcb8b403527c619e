"""A poll or an election as it stands, and the verbs of its life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.number import Numbered
from bot.api.people import Address
from bot.api.text import folded
from bot.ballots.counting.election import Method
from bot.ballots.rules import Votes
from cogs.polls.rules.errors import NotNow, VotingClosed
from cogs.polls.rules.option import Option

TITLE_LIMIT = 200
NO_ROOM = Address("", "")


class Kind(Enum):
    """What a ballot of it says; ELECTION fills seats, the others ask."""

    SINGLE = "single"
    SEVERAL = "several"
    APPROVAL = "approval"
    RANKED = "ranked"
    YES_NO = "yes-no"
    WHEN = "when"
    ELECTION = "election"

    @property
    def takes_one(self) -> bool:
        """Whether a ballot names one option and no more; an election's method says it for an election."""
        return self in (Kind.SINGLE, Kind.YES_NO)


class State(Enum):
    """NOMINATING and SHORT are elections that nobody votes on yet; SHORT has fewer candidates than seats.

    CLOSING is past its time and not counted yet; DROPPED was called off, or came to nothing.
    """

    NOMINATING = "nominating"
    SHORT = "short"
    OPEN = "open"
    CLOSING = "closing"
    ENDED = "ended"
    DROPPED = "dropped"


UNDECIDED = (State.NOMINATING, State.SHORT, State.OPEN, State.CLOSING)
VOTED_ON = (State.OPEN, State.CLOSING)


class Office(Enum):
    """What those who are elected become by the result itself: delegates of their bloc, or stewards."""

    DELEGATES = "delegates"
    STEWARDS = "stewards"

    @classmethod
    def read(cls, word: str) -> Office | None:
        """The office that a word stands for, in any shipped language."""
        return _OFFICES.get(folded(word))


_OFFICES = {
    "delegates": Office.DELEGATES,
    "delegate": Office.DELEGATES,
    "delegadas": Office.DELEGATES,
    "delegados": Office.DELEGATES,
    "stewards": Office.STEWARDS,
    "steward": Office.STEWARDS,
    "coordinacion": Office.STEWARDS,
    "coordinadoras": Office.STEWARDS,
    "coordinadores": Office.STEWARDS,
}


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with its options, or an election with its candidates; both have numbers of one series.

    title is the question, or what is elected for. asker asked or called it. votes says who sees what of the
    ballots. bloc is whose it is, None the whole assembly's; a bloc's room is where its cards are. method is
    how ranked ballots are counted. seed is that of the lot, fixed when voting opens. An election takes
    nominations until an instant and is then voted on for a while. stands_open says that
    "reopen nominations" stands as well. follows is the election whose empty seats this one fills. result is
    what the count came to, as it is stored. unnamed stays with what was asked in a careful assembly. quorum
    is how many have to vote so that an office is given; it is fixed when voting opens.
    """

    assembly: int
    number: Numbered
    kind: Kind
    title: str = field(repr=False)
    asker: int | None
    asked_at: datetime
    state: State = State.OPEN
    votes: Votes = Votes.OPEN
    id: int = 0
    options: tuple[Option, ...] = ()
    locale: str = "en"
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    box: int | None = None
    bloc: int | None = None
    room: Address = NO_ROOM
    unnamed: bool = False
    seats: int = 1
    method: Method | None = None
    nominations_until: datetime | None = None
    voting_for: timedelta = timedelta()
    seed: str = ""
    stands_open: bool = False
    office: Office | None = None
    follows: Numbered | None = None
    result: str = field(default="", repr=False)
    reminded_at: datetime | None = None
    quorum: int = 0

    @property
    def is_election(self) -> bool:
        return self.kind is Kind.ELECTION

    @property
    def nominations_close(self) -> datetime:
        """When they do where people are put up; of what nobody is put up for, when it was asked."""
        return self.nominations_until or self.asked_at

    @property
    def voting_closes(self) -> datetime:
        """When it does where voting was opened; else when it was asked."""
        return self.closes_at or self.asked_at

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_sealed(self) -> bool:
        """Whether nobody may see a count or who chose what: until it is counted, for good if it never is."""
        return self.votes.are_sealed and self.state is not State.ENDED

    @property
    def is_ranked(self) -> bool:
        """Whether the order of a ballot means something."""
        if self.is_election:
            return self.method not in (Method.APPROVAL, Method.PLURALITY)
        return self.kind is Kind.RANKED

    @property
    def takes_one(self) -> bool:
        """Whether a ballot names one option and no more."""
        return self.method is Method.PLURALITY if self.is_election else self.kind.takes_one

    @property
    def standing(self) -> tuple[Option, ...]:
        """What can be chosen still."""
        return tuple(option for option in self.options if not option.withdrawn)

    def option(self, n: int) -> Option | None:
        return next((option for option in self.options if option.n == n), None)


def open_voting(poll: Poll, box: int, options: Sequence[Option], closes_at: datetime, now: datetime) -> Poll:
    """The poll with voting open on these options."""
    return replace(
        poll, state=State.OPEN, box=box, options=tuple(options), opened_at=now, closes_at=closes_at
    )


def must_be_open(poll: Poll, now: datetime) -> None:
    """Refuses what takes no ballots now."""
    if poll.state is not State.OPEN:
        if poll.closes_at is not None and poll.opened_at is not None and poll.state is not State.DROPPED:
            raise VotingClosed(poll.number, poll.closes_at, poll.is_election)
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    if poll.closes_at is not None and now >= poll.closes_at:
        raise VotingClosed(poll.number, poll.closes_at, poll.is_election)


def expire(poll: Poll, now: datetime) -> Poll:
    """The poll past its time: it takes no more ballots, and is to be counted."""
    if poll.state is not State.OPEN or poll.closes_at is None or poll.closes_at > now:
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    return replace(poll, state=State.CLOSING)


def end(poll: Poll, result: str, now: datetime) -> Poll:
    """The poll with what its count came to."""
    if poll.state is not State.CLOSING:
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    return replace(poll, state=State.ENDED, result=result, ended_at=now)


def drop(poll: Poll, now: datetime) -> Poll:
    """The poll called off before anything was counted."""
    if not poll.is_undecided or poll.state is State.CLOSING:
        raise NotNow(poll.number, poll.state.value, poll.is_election)
    return replace(poll, state=State.DROPPED, ended_at=now)
