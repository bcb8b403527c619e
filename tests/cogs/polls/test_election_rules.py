"""How an election is called, who stands in it, and in which order: rules alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, RollPolicy
from bot.ballots.counting.election import Method
from bot.ballots.counting.tally import Contest, tallied
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from cogs.polls.rules import election, nomination_errors
from cogs.polls.rules.candidate import candidates, named
from cogs.polls.rules.election import Wanted
from cogs.polls.rules.nomination import (
    Nomination,
    Standing,
    accept,
    mark_withdrawn,
    name_in,
    name_of,
    on_paper,
    set_aside,
    stand_once,
)
from cogs.polls.rules.option import Option
from cogs.polls.rules.outcome import outcome_of
from cogs.polls.rules.poll import Kind, Office, Poll, State
from cogs.polls.rules.reading import Reading
from cogs.polls.rules.seed import drawn, seed
from cogs.polls.rules.vacancy import each_once, may_follow

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOME = Address("terminal", "table")
CALLED = Poll(
    assembly=1,
    number=Numbered(4),
    kind=Kind.ELECTION,
    title="Delegates",
    asker=1,
    asked_at=NOW,
    state=State.NOMINATING,
    votes=Votes.SECRET,
    seats=3,
    method=Method.STV,
    nominations_until=NOW + 3 * DAY,
    voting_for=3 * DAY,
    stands_open=True,
)


def body(shortest: timedelta = DAY, hour: str = "") -> Assembly:
    settings = Defaults(hour=time.fromisoformat(hour)).written() if hour else {}
    return Assembly(1, "Depot", "en", "UTC", RollPolicy.ANYONE, False, shortest, HOME, NOW, settings)


def standing(*names: str) -> list[Nomination]:
    return [Nomination(1, n, NOW, called=name, state=Standing.STANDING) for n, name in enumerate(names, 1)]


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


def test_a_name_tells_candidates_apart() -> None:
    others = standing("Ana", "Ana 2")
    assert name_of(CALLED, "  Ben \n B. ", others) == "Ben B."
    with pytest.raises(nomination_errors.CalledTheSame) as same:
        name_of(CALLED, "ÀNA", others)
    assert same.value.free == "ÀNA 3"
    gone = [replace(one, state=Standing.WITHDRAWN) for one in others]
    assert name_of(CALLED, "Ana", gone) == "Ana"
    assert name_of(CALLED, "Ron", others) == "Ron"
    with pytest.raises(nomination_errors.CalledLikeNobody):
        name_of(CALLED, "Reopen Nominations", others)
    with pytest.raises(nomination_errors.NoName):
        name_of(CALLED, "4 2", others)
    with pytest.raises(nomination_errors.NameTooLong):
        name_of(CALLED, "a" * 81, others)
    assert name_in("@ana:example.org") == "ana"


NAMES = st.lists(st.text("abcdeé 1", min_size=1), unique=True, max_size=8)


@given(NAMES, st.randoms(use_true_random=False), st.booleans())
def test_the_paper_s_order_is_the_lot_s_and_never_that_of_entry(
    names: list[str], chance: object, reopens: bool
) -> None:
    poll = replace(CALLED, stands_open=reopens)
    fixed = seed("0" * 64, 4, NOW)
    paper = on_paper(poll, standing(*names), fixed)
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = on_paper(poll, standing(*shuffled), fixed)
    assert [o.text for o in paper] == [o.text for o in again]
    assert [o.n for o in paper] == list(range(1, len(names) + reopens + 1))
    assert [o.reopens for o in paper] == [False] * len(names) + [True] * reopens
    of = {one.called: one.member for one in standing(*names)}
    assert all(of[o.text] == o.member for o in paper if not o.reopens)


def test_a_vote_for_ron_is_one_for_ron() -> None:
    poll = replace(
        CALLED, state=State.OPEN, options=(Option(1, "Ana"), Option(2, "Ron Alder"), Option(3, reopens=True))
    )
    assert Reading(poll).paper("ron, ana") == (2, 1)
    assert Reading(poll).paper("reopen nominations, ron") == (3, 2)


def test_anyone_can_draw_the_order_again() -> None:
    opened_at = datetime(2026, 6, 1, 12, 0, 0, 250, tzinfo=UTC)
    fixed = seed("f" * 64, 12, opened_at)
    assert fixed == sha256(b"f" * 64 + b":12:1780315200000250").hexdigest()
    names = ["Ana", "Ben", "Chi"]
    by_hand = sorted(names, key=lambda name: sha256(f"{fixed}:{name}".encode()).hexdigest())
    assert drawn(fixed, names) == by_hand


def test_candidates_are_read_by_name_and_then_by_number() -> None:
    some = standing("Chi", "ana", "Ben")
    asked = Nomination(1, 7, NOW, called="", state=Standing.ASKED)
    assert [one.called for one in candidates(CALLED, [*some, asked])] == ["ana", "Ben", "Chi"]
    opened = replace(CALLED, options=on_paper(CALLED, some, "seed"))
    marked = mark_withdrawn(opened, 1)
    told = candidates(marked, [replace(one, statement=f"I am {one.called}.") for one in some])
    assert [one.n for one in told] == [1, 2, 3]
    assert [one.called for one in told if one.withdrawn] == ["Chi"]
    assert all(one.statement == f"I am {one.called}." for one in told)
    assert named(CALLED, told, "BEN").called == "Ben"
    assert named(CALLED, told, "#2").n == 2
    assert named(CALLED, told, "a").called == "ana"
    with pytest.raises(nomination_errors.NoCandidate):
        named(CALLED, told, "zed")


def test_who_is_back_stands_as_before_unless_they_withdraw_then() -> None:
    opened = replace(CALLED, options=on_paper(CALLED, standing("Ana", "Ben"), "seed"))
    left = set_aside(opened, {1})
    assert [(o.withdrawn, o.left) for o in left.options if o.member == 2] == [(True, True)]
    assert set_aside(left, {1, 2}) == opened
    gone = mark_withdrawn(left, 2)  # back on the roll, before the clock has noticed
    assert set_aside(gone, {1, 2}) == gone
    assert [(o.withdrawn, o.left) for o in gone.options if o.member == 2] == [(True, False)]
    erased = replace(opened, options=tuple(replace(o, member=None) for o in opened.options))
    assert [o.n for o in set_aside(erased, {1, 2}).standing] == [3], "nobody could take the seat up"


@pytest.mark.parametrize("left", [(), (1,), (2,), (1, 2)])
def test_whose_accounts_turn_out_to_be_one_never_stands_twice_also_after_coming_back(
    left: tuple[int, ...],
) -> None:
    opened = replace(CALLED, options=on_paper(CALLED, standing("Ana", "Anna", "Ben"), "seed"))
    before = set_aside(opened, {1, 2, 3}.difference(left))
    same = tuple(replace(o, member=1) if o.member == 2 else o for o in before.options)
    once = set_aside(stand_once(replace(before, options=same), 1), {1, 3})
    [mine] = [o for o in once.standing if o.member == 1]
    stood = [o.n for o in opened.options if o.member in {1, 2}.difference(left)]
    assert mine.n in (stood or range(1, 4)), "they stand where they had not left"
    assert stand_once(once, 1) == once


def test_nobody_follows_onto_a_seat_who_sits_under_another_account() -> None:
    some = on_paper(CALLED, standing("Ana", "Ben", "Chi", "Dan"), "seed")
    poll = replace(CALLED, seats=1, method=Method.IRV, state=State.ENDED, options=some)
    of = {o.member: o.n for o in some}
    outcome = outcome_of(poll, Counter({(of[1],): 3, (of[2],): 1, (of[3],): 1, (of[4],): 1}))
    assert outcome.elected == (of[1],)
    assert set(may_follow(poll, outcome, (), {1, 2, 3, 4})) == {of[2], of[3], of[4]}
    same = {2: 1, 4: 3}  # Ben turned out to be Ana, and Dan to be Chi
    poll = replace(poll, options=tuple(replace(o, member=same.get(o.member or 0, o.member)) for o in some))
    can = may_follow(poll, outcome, (), {1, 3})
    assert set(can) == {of[3], of[4]}
    assert each_once(poll, can) == can[:1]


def test_who_accepts_stands_under_that_name() -> None:
    asked = Nomination(1, 7, NOW, by=1)
    assert asked.is_open
    assert not asked.stands
    assert accept(asked, "Ana").stands
