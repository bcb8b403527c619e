"""What becomes of a signature, when names may be read, and when a pledge holds: without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.api.number import Numbered
from cogs.campaigns.rules import errors
from cogs.campaigns.rules import question as asked
from cogs.campaigns.rules.campaign import NO_ROOM, Campaign, Kind, State
from cogs.campaigns.rules.question import Gathered, Question, Yes
from cogs.campaigns.rules.signature import Mark, Shown, Standing, Stated, hour_of
from cogs.campaigns.rules.signing import Choice, Given, Held, marked, may_show, one_of, signed

NOW = datetime(2026, 6, 1, 12, 40, tzinfo=UTC)
LETTER = Campaign(
    *(1, 1, Numbered(1), "erlan", Kind.LETTER, State.OPEN, "Free Erlan", "Text", 3, "en", NO_ROOM, NOW)
)
PLEDGE = replace(LETTER, kind=Kind.PLEDGE, closes_at=NOW + timedelta(days=1))
LATER = NOW + timedelta(days=2)


def given(trade: int | None = None, hour: int = hour_of(NOW)) -> Given:
    return Given(Stated(trade), 9, Standing.CONFIRMED, False, hour)


NOTHING = Choice()


def first(choice: Choice = NOTHING, campaign: Campaign = LETTER, trade: int | None = 5) -> Held:
    return signed(campaign, 7, choice, given(trade), None, None)


def test_a_first_signature_shows_nothing_and_asks_to_be_told() -> None:
    one = first().signature
    assert (one.shown, one.trade, one.version, one.hour) == (Shown.NOBODY, 5, 1, hour_of(NOW))
    assert one.marks == Mark.TELL
    assert not first(Choice(tell=False)).signature.has(Mark.TELL)


def test_what_is_not_said_anew_stays_with_the_first_hour() -> None:
    before = first(Choice(Shown.EVERYONE, "Ana"))
    before.signature.standing = Standing.REJECTED
    before.signature.marks |= 1 << 8
    again = signed(replace(LETTER, version=2), 7, Choice(), given(None, hour_of(LATER)), 4, before)
    one = again.signature
    assert (one.trade, one.version, one.hour, one.bloc) == (5, 1, hour_of(NOW), 4)
    assert (one.standing, one.shown, again.called) == (Standing.REJECTED, Shown.EVERYONE, "Ana")
    assert one.marks >> 8 == 1
    hidden = signed(LETTER, 7, Choice(Shown.NOBODY), given(), None, again)
    assert (hidden.signature.shown, hidden.called) == (Shown.NOBODY, "")


def test_who_wants_to_be_shown_says_under_which_name() -> None:
    with pytest.raises(errors.NameNeeded):
        first(Choice(Shown.TOGETHER))


def test_a_yes_for_one_way_of_showing_is_none_for_another() -> None:
    agreed = marked(first(Choice(Shown.TOGETHER, "Ana")), Mark.AGREED, True)
    same = signed(LETTER, 7, Choice(Shown.TOGETHER), given(), None, agreed)
    other = signed(LETTER, 7, Choice(Shown.EVERYONE), given(), None, agreed)
    assert same.signature.has(Mark.AGREED)
    assert not other.signature.has(Mark.AGREED)


@pytest.mark.parametrize(
    ("campaign", "shown", "yes", "standing", "read"),
    [
        (LETTER, Shown.NOBODY, True, Standing.CONFIRMED, False),
        (LETTER, Shown.EVERYONE, False, Standing.CONFIRMED, True),
        (LETTER, Shown.EVERYONE, False, Standing.PENDING, False),
        (LETTER, Shown.TOGETHER, True, Standing.CONFIRMED, False),
        (replace(LETTER, shown_at=NOW), Shown.TOGETHER, False, Standing.CONFIRMED, False),
        (replace(LETTER, shown_at=NOW), Shown.TOGETHER, True, Standing.CONFIRMED, True),
        (PLEDGE, Shown.EVERYONE, True, Standing.CONFIRMED, False),
        (replace(PLEDGE, met_at=NOW), Shown.EVERYONE, False, Standing.CONFIRMED, False),
        (replace(PLEDGE, met_at=NOW), Shown.EVERYONE, True, Standing.CONFIRMED, True),
    ],
)
def test_when_a_name_may_be_read(
    campaign: Campaign, shown: Shown, yes: bool, standing: Standing, read: bool
) -> None:
    held = marked(first(Choice(shown, "Ana"), campaign), Mark.AGREED, yes)
    held.signature.standing = standing
    assert may_show(campaign, held) is read


def test_of_two_in_one_hour_the_one_stays_that_shows_less() -> None:
    shown, hidden = first(Choice(Shown.EVERYONE, "Ana")), first()
    assert one_of({7: shown, -3: hidden}, 7).signature.shown is Shown.NOBODY
    shown.signature.hour += 1
    last = one_of({7: shown, -3: hidden}, 7)
    assert (last.signature.shown, last.signature.person) == (Shown.EVERYONE, 7)


def test_names_are_asked_for_once_and_stand_a_day_later_if_enough_said_yes() -> None:
    assert asked.names_asked(LETTER, Gathered(2, 0), NOW) is None
    question = asked.names_asked(LETTER, Gathered(3, 0), NOW)
    assert question is not None and question.asked_at == NOW
    assert asked.names_asked(question, Gathered(4, 0), NOW) is None
    assert asked.names_shown(question, Gathered(3, 3), NOW + timedelta(hours=23)) is None
    assert asked.names_shown(question, Gathered(9, 2), LATER) is None
    shown = asked.names_shown(question, Gathered(3, 3), LATER)
    assert shown is not None and shown.shown_at == LATER
    assert asked.still_open(shown, first(Choice(Shown.TOGETHER, "Ana"))) is Yes.SHOW
    assert asked.still_open(shown, first()) is None


def test_a_pledge_is_met_once_or_lapses() -> None:
    assert asked.met(PLEDGE, 2, NOW) is None
    assert asked.met(LETTER, 9, NOW) is None
    met = asked.met(PLEDGE, 3, NOW)
    assert met is not None and met.state is State.MET
    assert asked.met(met, 4, LATER) is None
    assert asked.still_open(met, first(campaign=met)) is Yes.DO
    assert not asked.is_lapsed(met, LATER)
    assert not asked.is_lapsed(PLEDGE, NOW)
    assert asked.is_lapsed(PLEDGE, LATER)
    over = asked.lapsed(PLEDGE, LATER)
    assert (over.state, over.ended_at) == (State.ENDED, LATER)
    assert [asked.is_asked(over, question) for question in Question] == [False, False, False]
