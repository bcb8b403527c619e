"""Who orders motions while a meeting goes on, and how short a vote may be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.api.errors import NotEntitled
from bot.api.meetings import Sitting
from bot.api.number import Numbered
from bot.api.people import Address
from cogs.motions.rules import motion, sitting
from cogs.motions.rules.errors import VoteTooShort
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.sitting import FacilitatorOrders, HandOver, Parties
from cogs.motions.rules.terms import Terms

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HALF_DAY = timedelta(hours=12)
TWELVE = Numbered(12)
ANA, BEN, CHI, DAN, EVE = 1, 2, 3, 4, 5


def a_meeting(**changes: object) -> Sitting:
    made = Sitting(
        3, 1, "", Address("terminal", "table"), facilitator=BEN, present=frozenset({ANA, BEN, CHI})
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def a_motion(**changes: object) -> Motion:
    return replace(motion.move(1, 12, DAN, "Buy a kettle", "", Terms(), NOON), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("by", "is_steward", "parties", "may"),
    [
        (BEN, False, Parties(mover=DAN), True),
        (CHI, False, Parties(mover=DAN), False),
        (CHI, False, Parties(mover=CHI), False),
        (ANA, True, Parties(mover=ANA), False),
        (ANA, True, Parties(mover=BEN), True),
        (ANA, True, Parties(concerned=frozenset({BEN})), True),
        (ANA, True, Parties(mover=ANA, concerned=frozenset({BEN})), True),
        (CHI, False, Parties(mover=BEN), False),
    ],
)
def test_who_conducts_while_ben_facilitates(by: int, is_steward: bool, parties: Parties, may: bool) -> None:
    assert sitting.conducts(TWELVE, parties, by, is_steward, a_meeting()) is may


@pytest.mark.parametrize("meeting", [None, a_meeting(facilitator=None)])
def test_without_a_facilitator_stewards_conduct(meeting: Sitting | None) -> None:
    assert sitting.conducts(TWELVE, Parties(mover=BEN), ANA, True, meeting)
    assert not sitting.conducts(TWELVE, Parties(mover=DAN), BEN, False, meeting)
    with pytest.raises(NotEntitled):
        sitting.needs_conduct(TWELVE, False, sitting.orders(Parties(), meeting))


def test_a_steward_does_not_order_over_the_facilitator() -> None:
    with pytest.raises(FacilitatorOrders) as refused:
        sitting.conducts(TWELVE, Parties(mover=DAN), ANA, True, a_meeting())
    assert refused.value.facilitator == BEN


@pytest.mark.parametrize(
    ("parties", "is_mover"),
    [(Parties(mover=BEN), True), (Parties(mover=DAN, concerned=frozenset({BEN})), False)],
)
def test_a_party_to_it_hands_over_to_who_is_here_and_is_none(parties: Parties, is_mover: bool) -> None:
    seconded = replace(parties, seconders=frozenset({CHI}))
    with pytest.raises(HandOver) as refused:
        sitting.conducts(TWELVE, seconded, BEN, False, a_meeting(), turns=(CHI, EVE, ANA))
    assert refused.value.is_mover is is_mover
    assert refused.value.others == (ANA,), "Chi has seconded it, and Eve is not here"


@pytest.mark.parametrize(
    ("entitled", "quorum", "called_ago", "may"),
    [
        (range(1, 6), 0, None, True),
        (range(1, 7), 0, None, False),
        (range(1, 501), 3, HALF_DAY, True),
        (range(1, 501), 4, HALF_DAY, False),
        (range(1, 501), 3, HALF_DAY - timedelta(minutes=1), False),
        (range(1, 501), 3, None, False),
        (range(1, 501), 0, timedelta(days=7), False),
        (range(2, 501), 3, HALF_DAY, False),
    ],
)
def test_a_few_do_not_decide_in_a_minute(
    entitled: range, quorum: int, called_ago: timedelta | None, may: bool
) -> None:
    meeting = a_meeting(quorum=quorum, called_at=NOON - called_ago if called_ago is not None else None)
    assert sitting.may_decide(meeting, entitled, HALF_DAY, NOON) is may


@pytest.mark.parametrize(
    ("entitled", "quorum", "called_ago", "does"),
    [
        (range(1, 6), 0, None, True),
        (range(1, 7), 0, None, False),
        (range(1, 501), 0, HALF_DAY, True),
        (range(1, 501), 0, timedelta(hours=11), False),
        (range(1, 501), 3, HALF_DAY, True),
        (range(1, 501), 4, HALF_DAY, False),
        (range(1, 6), 4, None, True),
    ],
)
def test_whoever_is_awake_does_not_speak_for_all(
    entitled: range, quorum: int, called_ago: timedelta | None, does: bool
) -> None:
    meeting = a_meeting(quorum=quorum, called_at=NOON - called_ago if called_ago is not None else None)
    assert sitting.speaks(meeting, entitled, HALF_DAY, NOON) is does


def test_what_does_something_by_itself_keeps_its_time() -> None:
    assert sitting.may_be_short(a_motion())
    assert not sitting.may_be_short(a_motion(deed='["steward.remove", {"member": 2}]'))
    assert not sitting.may_be_short(a_motion(restores=TWELVE))


def test_a_meeting_gives_a_length_of_a_minute_or_more() -> None:
    timed = sitting.timed(a_motion(closes_on=NOON + HALF_DAY), timedelta(minutes=2), NOON)
    opened = motion.open_voting(
        sitting.voted_in(timed, a_meeting(), HALF_DAY, NOON), 5, sitting.SHORTEST, NOON
    )
    assert opened.closes_at == NOON + timedelta(minutes=2)
    assert opened.sitting == 3
    until = sitting.timed(a_motion(), NOON + timedelta(minutes=5), NOON)
    assert motion.open_voting(until, 5, sitting.SHORTEST, NOON).closes_at == NOON + timedelta(minutes=5)
    with pytest.raises(VoteTooShort):
        sitting.timed(a_motion(), timedelta(seconds=30), NOON)


def test_an_early_close_in_a_meeting_has_a_minutes_notice() -> None:
    opened = motion.open_voting(a_motion(), 5, sitting.SHORTEST, NOON)
    closing = motion.close_early(
        opened, False, sitting.SHORTEST, NOON + timedelta(minutes=5), sitting.SHORTEST
    )
    assert closing.closes_at == NOON + timedelta(minutes=6)
    assert closing.closes_before == opened.closes_at
