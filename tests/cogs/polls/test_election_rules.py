"""How an election is called, by which method and times, and when it is short: rules alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, RollPolicy
from bot.ballots.counting.election import Method
from bot.ballots.counting.tally import Contest, tallied
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from cogs.polls.rules import election, nomination_errors
from cogs.polls.rules.election import Wanted
from cogs.polls.rules.poll import Office, Poll, State
from tests.cogs.polls.called import CALLED, DAY, NOW

HOME = Address("terminal", "table")


def body(shortest: timedelta = DAY, hour: str = "") -> Assembly:
    settings = Defaults(hour=time.fromisoformat(hour)).written() if hour else {}
    return Assembly(1, "Depot", "en", "UTC", RollPolicy.ANYONE, False, shortest, HOME, NOW, settings)


@pytest.mark.parametrize(
    ("seats", "asked", "method"),
    [
        (1, None, Method.IRV),
        (2, None, Method.STV),
        (1, Method.STV, Method.STV),
        (3, Method.PLURALITY, Method.PLURALITY),
        (20, Method.SCHULZE, Method.SCHULZE),
    ],
)
def test_seats_say_how_it_is_counted_unless_somebody_does(
    seats: int, asked: Method | None, method: Method
) -> None:
    assert election.method_of(Wanted("Delegates", seats, asked)) is method


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (Wanted("D", 0), nomination_errors.SeatsOutside),
        (Wanted("D", 21), nomination_errors.SeatsOutside),
        (Wanted("D", 2, Method.IRV), nomination_errors.OneSeatAlone),
    ],
)
def test_seats_that_can_t_be_filled_so_are_refused(wanted: Wanted, refused: type[RuleError]) -> None:
    with pytest.raises(refused):
        election.method_of(wanted)


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("STV", Method.STV),
        ("ranked choice", Method.IRV),
        ("voto-preferencial", Method.IRV),
        ("Condorcet", Method.SCHULZE),
        ("aprobación", Method.APPROVAL),
        ("mayoría simple", Method.PLURALITY),
        ("dice", None),
    ],
)
def test_methods_are_read_in_every_shipped_language(words: str, method: Method | None) -> None:
    assert Method.read(words) is method


def test_an_office_is_one_that_there_is() -> None:
    assert Office.read("Delegadas") is Office.DELEGATES
    delegates, stewards = Wanted("D", office=Office.DELEGATES), Wanted("S", office=Office.STEWARDS)
    election.check_office(delegates, is_blocs=True)
    election.check_office(stewards, is_blocs=False)
    with pytest.raises(nomination_errors.DelegatesOfBlocs):
        election.check_office(delegates, is_blocs=False)
    with pytest.raises(nomination_errors.StewardsOfAll):
        election.check_office(stewards, is_blocs=True)


@pytest.mark.parametrize("office", Office)
def test_an_office_is_given_by_a_vote_alone(office: Office) -> None:
    with pytest.raises(nomination_errors.OfficeCanBeRefused):
        election.check_office(Wanted("S", reopen=False, office=office), is_blocs=office is Office.DELEGATES)
    called = replace(CALLED, office=office)
    assert [election.is_short(called, n) for n in (0, 1, 3)] == [True, False, False]
    with pytest.raises(nomination_errors.NeedsAVote):
        election.may_declare(called, [2])
    with pytest.raises(nomination_errors.NobodyStands):
        election.may_declare(CALLED, [])
    election.may_declare(CALLED, [2])


@pytest.mark.parametrize(
    ("settings", "delegates", "stewards"),
    [
        ({}, 2, 2),
        ({"seconds": "0"}, 1, 1),
        ({"seconds": "3"}, 4, 4),
        ({"quorum": "15"}, 15, 2),
        ({"quorum": "1/3"}, 7, 2),  # of 21: of 23 two have paused
        ({"quorum": "1/3", "size": "60"}, 20, 2),
        ({"threshold": ">1/2 of the roll"}, 12, 2),
        ({"threshold": ">=2/3 of the roll", "quorum": "5"}, 16, 2),
        ({"threshold": ">=2/3"}, 2, 2),
        ({"threshold": "consensus"}, 2, 2),
    ],
)
def test_an_office_takes_as_many_as_a_motion_would(
    settings: dict[str, str], delegates: int, stewards: int
) -> None:
    here = replace(body(), settings=settings)
    assert election.quorum(Office.DELEGATES, here, 23, 2) == delegates
    assert election.quorum(Office.STEWARDS, here, 23, 2) == stewards
    assert election.quorum(None, here, 23, 2) == 0


def test_where_too_few_voted_no_seat_is_filled() -> None:
    papers = Counter({(1,): 2, (): 1})
    assert tallied(Contest((1, 2, 3), method=Method.IRV, reopens=3, quorum=3), papers).elected == (1,)
    few = tallied(Contest((1, 2, 3), method=Method.IRV, reopens=3, quorum=4), papers)
    assert (few.cast, few.elected, few.empty, few.result) == (3, (), 1, None)


def test_times_are_as_asked_or_as_usual() -> None:
    usual = election.times(Wanted("D"), body(), NOW)
    assert (usual.until, usual.voting_for, usual.closes_at) == (NOW + 3 * DAY, 3 * DAY, None)
    fixed = election.times(Wanted("D", nominations=NOW + 2 * DAY, closes=NOW + 7 * DAY), body(), NOW)
    assert (fixed.until, fixed.voting_for, fixed.closes_at) == (NOW + 2 * DAY, 5 * DAY, NOW + 7 * DAY)
    quick = election.times(
        Wanted("D", nominations=timedelta(minutes=1), closes=timedelta(minutes=2)), body(timedelta()), NOW
    )
    assert (quick.until, quick.voting_for) == (NOW + timedelta(minutes=1), timedelta(minutes=2))


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (Wanted("D", nominations=timedelta(hours=23)), nomination_errors.NominationsTooShort),
        (Wanted("D", nominations=timedelta(days=400)), nomination_errors.NominationsTooLong),
        (Wanted("D", closes=timedelta(hours=23)), nomination_errors.VotingTooShort),
        (Wanted("D", closes=NOW + 3 * DAY), nomination_errors.VotingTooShort),
        (Wanted("D", closes=timedelta(days=400)), nomination_errors.VotingTooLong),
    ],
)
def test_times_that_leave_people_no_time_are_refused(wanted: Wanted, refused: type[RuleError]) -> None:
    with pytest.raises(refused):
        election.times(wanted, body(), NOW)


def test_voting_closes_at_the_hour_or_the_fixed_time_and_never_too_soon() -> None:
    assert election.closing(CALLED, body(), NOW) == NOW + 3 * DAY
    assert election.closing(CALLED, body(hour="18:00"), NOW) == NOW + 3 * DAY + timedelta(hours=6)
    fixed = replace(CALLED, closes_at=NOW + 5 * DAY)
    assert election.closing(fixed, body(hour="18:00"), NOW) == NOW + 5 * DAY
    assert election.closing(fixed, body(), NOW + 5 * DAY) == NOW + 6 * DAY


@pytest.mark.parametrize(
    ("stand", "seats", "reopens", "short"),
    [(0, 1, True, True), (1, 1, True, False), (1, 1, False, True), (2, 3, True, True), (4, 3, False, False)],
)
def test_a_vote_has_to_have_something_to_choose(stand: int, seats: int, reopens: bool, short: bool) -> None:
    assert election.is_short(replace(CALLED, seats=seats, stands_open=reopens), stand) is short


def test_so_few_don_t_vote_in_secret() -> None:
    assert election.votes_among(CALLED, 5) is Votes.SECRET
    assert election.votes_among(CALLED, 4) is Votes.AT_END
    assert election.votes_among(replace(CALLED, votes=Votes.OPEN), 4) is Votes.OPEN


def test_nominations_close_early_with_notice() -> None:
    assert election.close_nominations(CALLED, DAY, NOW).nominations_until == NOW + DAY
    assert election.close_nominations(CALLED, timedelta(), NOW).nominations_until == NOW
    with pytest.raises(nomination_errors.CloseNominationsLater):
        election.close_nominations(CALLED, DAY, NOW + 2 * DAY)
    short = election.fall_short(CALLED)
    with pytest.raises(nomination_errors.NotWhileSo):
        election.close_nominations(short, DAY, NOW)


def test_nominations_are_open_for_longer_and_never_shorter() -> None:
    def longer(poll: Poll, asked: timedelta | datetime | None, now: datetime) -> datetime | None:
        after = election.nominate_longer(poll, asked, DAY, now)
        assert after.state is State.NOMINATING
        return after.nominations_until

    late = NOW + 4 * DAY
    assert longer(election.fall_short(CALLED), None, late) == late + 3 * DAY
    assert longer(CALLED, 2 * DAY, NOW) == NOW + 5 * DAY
    assert longer(CALLED, NOW + 4 * DAY, NOW) == NOW + 4 * DAY
    with pytest.raises(nomination_errors.NotLonger):
        longer(CALLED, NOW + 2 * DAY, NOW)
    with pytest.raises(nomination_errors.NotWhileSo):
        longer(replace(CALLED, state=State.OPEN), DAY, NOW)


def test_empty_seats_are_filled_as_the_others_were() -> None:
    ended = replace(CALLED, id=9, state=State.ENDED, seed="abc", result="{}", box=3, closes_at=NOW)
    again = election.called_again(ended, Numbered(5), 1, election.times(Wanted("D"), body(), NOW), NOW)
    assert (again.number, again.seats, again.method, again.follows) == (5, 1, Method.IRV, 4)
    assert (again.id, again.seed, again.result, again.box, again.closes_at) == (0, "", "", None, None)
    schulze = replace(ended, method=Method.SCHULZE)
    times = election.times(Wanted("D"), body(), NOW)
    assert election.called_again(schulze, Numbered(5), 2, times, NOW).method is Method.SCHULZE
