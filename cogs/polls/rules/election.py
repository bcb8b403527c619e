"""How an election is called: its seats, its method, its times; and what it is at before anybody votes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.ballots.counting.election import Method, usual
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from bot.ballots.secret import LEAST_ENTITLED
from bot.dates.hour import Hour
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.poll import Office, Poll, State

NOMINATED_FOR = timedelta(days=3)
MOST_SEATS, CALLED_EACH = 20, 3
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=366)
NOTICE = timedelta(days=1)
"""So long before it is announced that nominations close earlier than was said."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An election as it was called; what is left out is as usual."""

    title: str = field(repr=False)
    seats: int = 1
    method: Method | None = None
    nominations: timedelta | datetime | None = None
    closes: timedelta | datetime | None = None
    votes: Votes | None = None
    reopen: bool = True
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Until when people are nominated, for how long it is voted then, or until which fixed instant."""

    until: datetime
    voting_for: timedelta
    closes_at: datetime | None = None


def method_of(wanted: Wanted) -> Method:
    """How it is counted; refuses seats that can't be filled, or not so."""
    if not 1 <= wanted.seats <= MOST_SEATS:
        raise errors.SeatsOutside(wanted.seats, MOST_SEATS)
    if wanted.method is Method.IRV and wanted.seats > 1:
        raise errors.OneSeatAlone(wanted.seats)
    return wanted.method or usual(wanted.seats)


def called_again(before: Poll, number: Numbered, seats: int, times: Times, now: datetime) -> Poll:
    """An election for seats that another has left empty; what that was asked for holds for it too."""
    is_ranked_choice = before.method in (Method.IRV, Method.STV, None)
    return Poll(
        assembly=before.assembly,
        number=number,
        kind=before.kind,
        title=before.title,
        asker=before.asker,
        asked_at=now,
        state=State.NOMINATING,
        votes=before.votes,
        locale=before.locale,
        bloc=before.bloc,
        room=before.room,
        unnamed=before.unnamed,
        seats=seats,
        method=usual(seats) if is_ranked_choice else before.method,
        nominations_until=times.until,
        voting_for=times.voting_for,
        stands_open=before.stands_open,
        office=before.office,
        follows=before.number,
    )


def check_office(wanted: Wanted, is_blocs: bool) -> None:
    """Refuses an office that nobody has there, and one that a vote could not refuse."""
    office = wanted.office
    if office is not None and not wanted.reopen:
        raise errors.OfficeCanBeRefused
    if office is Office.DELEGATES and not is_blocs:
        raise errors.DelegatesOfBlocs
    if office is Office.STEWARDS and is_blocs:
        raise errors.StewardsOfAll


def times(wanted: Wanted, assembly: Assembly, now: datetime) -> Times:
    """When nominations end and voting closes, as asked for or as usual."""
    until = nominated_until(wanted.nominations, assembly.shortest_vote, now)
    if isinstance(wanted.closes, datetime):
        return Times(until, _voting(wanted.closes - until, assembly), wanted.closes)
    asked = wanted.closes
    usual_length = max(Defaults.read(assembly.settings).closes, assembly.shortest_vote)
    return Times(until, usual_length if asked is None else _voting(asked, assembly))


def nominated_until(asked: timedelta | datetime | None, shortest: timedelta, now: datetime) -> datetime:
    """When nominations end; where no vote is too short, they may be as short as one likes."""
    until = asked if isinstance(asked, datetime) else now + (NOMINATED_FOR if asked is None else asked)
    least = max(SHORTEST, min(NOTICE, shortest))
    if until - now < least:
        raise errors.NominationsTooShort(least)
    if until - now > LONGEST:
        raise errors.NominationsTooLong(LONGEST)
    return until


def _voting(length: timedelta, assembly: Assembly) -> timedelta:
    least = max(SHORTEST, assembly.shortest_vote)
    if length < least:
        raise errors.VotingTooShort(least)
    if length > LONGEST:
        raise errors.VotingTooLong(LONGEST)
    return length


def closing(poll: Poll, assembly: Assembly, now: datetime) -> datetime:
    """When voting closes if it opens now.

    A fixed close that has come too near moves to the shortest vote; a length is rounded up to the assembly's
    hour.
    """
    if poll.closes_at is not None:
        return max(poll.closes_at, now + max(SHORTEST, assembly.shortest_vote))
    hour, at = Defaults.read(assembly.settings).hour, now + poll.voting_for
    return Hour(hour, assembly.zone).from_(at) if hour and poll.voting_for >= NOTICE else at


def votes_among(poll: Poll, entitled: int) -> Votes:
    """Who sees what of the ballots if it opens now: too few can't vote in secret."""
    few = poll.votes is Votes.SECRET and entitled < LEAST_ENTITLED
    return Votes.AT_END if few else poll.votes


def is_short(poll: Poll, standing: int) -> bool:
    """Whether a vote would choose nothing: all who stand would be elected, and nobody can say no.

    An office is given by a vote alone, so it is voted on them however few they are.
    """
    if poll.office is not None:
        return standing == 0
    return standing < poll.seats or (standing == poll.seats and not poll.stands_open)


def fall_short(poll: Poll) -> Poll:
    """The election waiting for a word: those who stand are too few for a vote."""
    if poll.state is not State.NOMINATING:
        raise errors.NotWhileSo(poll.number, poll.state.value)
    return replace(poll, state=State.SHORT)


def quorum(office: Office | None, assembly: Assembly, entitled: int, paused: int = 0) -> int:
    """How many have to vote so that an office is given: as many as a motion that gives it takes; else 0.

    A motion has a mover and its seconders. One that sends a delegate needs the assembly's quorum besides, or
    its share of the roll; one about stewards does not. Who has paused weighs on no quorum.
    """
    if office is None:
        return 0
    usual = Defaults.read(assembly.settings)
    least = 1 + usual.seconds
    if office is Office.DELEGATES:
        of_all = usual.threshold.least_of_all(entitled)
        least = max(least, of_all, usual.quorum.of(usual.size, entitled - paused))
    return least


def may_declare(poll: Poll, standing: Collection[int]) -> None:
    """Refuses to declare anybody elected to an office, which is given by a vote."""
    if not standing:
        raise errors.NobodyStands(poll.number)
    if poll.office is not None:
        raise errors.NeedsAVote(poll.number)


def close_nominations(poll: Poll, shortest: timedelta, now: datetime) -> Poll:
    """The election with its nominations over: with a day's notice, at once where no vote is too short."""
    if poll.state is not State.NOMINATING or poll.nominations_until is None:
        raise errors.NotWhileSo(poll.number, poll.state.value)
    until = now if not shortest else now + NOTICE
    if until >= poll.nominations_until:
        raise errors.CloseNominationsLater(poll.number)
    return replace(poll, nominations_until=until)


def close_early(poll: Poll, voted: int, entitled: int, now: datetime) -> Poll:
    """The election closed before its time, once everyone has voted: nobody loses a vote by it."""
    if poll.state is not State.OPEN or poll.closes_at is None or poll.closes_at <= now:
        raise errors.NotWhileSo(poll.number, poll.state.value)
    if voted < entitled:
        raise errors.SomeHaveNotVoted(poll.number, voted, entitled, poll.closes_at)
    return replace(poll, state=State.CLOSING, closes_at=now)


def nominate_longer(
    poll: Poll, asked: timedelta | datetime | None, shortest: timedelta, now: datetime
) -> Poll:
    """The election with nominations open for longer, whether they were over or not."""
    if poll.state not in (State.NOMINATING, State.SHORT):
        raise errors.NotWhileSo(poll.number, poll.state.value)
    end = max(now, poll.nominations_until or now)
    until = nominated_until(asked, shortest, now if isinstance(asked, datetime) else end)
    if until <= end:
        raise errors.NotLonger(poll.number, end)
    return replace(poll, state=State.NOMINATING, nominations_until=until)


def too_many(mine: Sequence[Numbered]) -> None:
    """Refuses a member who has called enough at once."""
    if len(mine) >= CALLED_EACH:
        raise errors.TooManyCalled(tuple(mine))
