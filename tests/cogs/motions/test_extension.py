"""One extension where too few took part: announced before, blind to what was voted, and never a second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.ballots.rules import Choice, tally
from cogs.motions.rules import motion
from cogs.motions.rules.extension import extended
from cogs.motions.rules.motion import EXTENDED_BY, Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms
from tests.talk import Talk

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
people = st.integers(0, 60)


def a_closed_one(quorum: int = 3, **changes: object) -> Motion:
    made = motion.move(1, 12, 100, "Buy a kettle", "", Terms(quorum=quorum, extend_once=True), NOON)
    opened = motion.open_voting(made, 5, timedelta(), NOON)
    assert opened.closes_at is not None
    return replace(motion.expire(opened, opened.closes_at), **changes)  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from(list(Choice)), people), st.permutations(list(Choice)), people, people)
def test_it_depends_on_how_many_voted_and_never_on_what(
    cast: dict[Choice, int], others: list[Choice], quorum: int, entitled: int
) -> None:
    """The same people voting anything else are answered alike."""
    one = tally(cast, 0)
    other = tally({others[choice - 1]: n for choice, n in cast.items()}, 0)
    found = [extended(a_closed_one(quorum), t.present, entitled, NOON) for t in (one, other)]
    assert found[0] == found[1]


@given(people, people, people)
def test_it_is_for_missing_people_alone_and_once(turnout: int, quorum: int, entitled: int) -> None:
    found = extended(a_closed_one(quorum), turnout, entitled, NOON)
    is_wanted = turnout < quorum and not (0 < entitled <= turnout)
    assert (found is not None) == is_wanted
    if found is not None:
        assert (found.state, found.closes_at, found.extended) == (State.OPEN, NOON + EXTENDED_BY, True)
        assert extended(motion.expire(found, NOON + EXTENDED_BY), turnout, entitled, NOON) is None


def test_what_is_open_practised_or_not_to_be_extended_is_left() -> None:
    for changes in ({"state": State.OPEN}, {"extend_once": False}, {"extended": True}, {"practice": True}):
        assert extended(a_closed_one(**changes), 0, 0, NOON) is None  # type: ignore[arg-type]


async def test_a_vote_with_too_few_stays_open_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle quorum:2 extend:yes seconds:0")
    card = talk.face.find_post("vote until")
    announced = "If too few have taken part by then, it stays open for 24 hours more, once."
    assert announced in talk.face.posts[card].text
    await talk("chi: vote 1 for")
    await talk.later(hours=73)
    assert "Too few have taken part in the vote on motion 1: 1, and 2 must." in talk.last
    assert "vote until" in talk.face.posts[card].text
    assert announced not in talk.face.posts[card].text
    await talk.later(hours=25)
    assert "is not decided" in talk.last


async def test_a_vote_that_was_kept_open_can_still_be_carried(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle quorum:2 extend:yes seconds:0")
    await talk("chi: vote 1 for")
    await talk.later(hours=73)
    await talk("dan: vote 1 for")
    await talk.later(hours=25)
    assert "is carried" in talk.last


async def test_enough_people_or_no_such_term_close_it_at_its_time(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle quorum:1 extend:yes seconds:0")
    await talk("ana: motion propose Buy a pot quorum:2 seconds:0")
    await talk("chi: vote 1 against")
    await talk("chi: vote 2 against")
    await talk.later(hours=73)
    results = [post for post in talk.posts if "Motion 1 is not carried" in post or "2 is not decided" in post]
    assert len(results) == 2
    assert not any("stays open once more" in post for post in talk.posts)


async def test_reactions_read_at_the_close_count_as_people(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle quorum:1 extend:yes seconds:0")
    card = talk.face.find_post("vote until")
    talk.face.standing.setdefault(card, {})["chi"] = {"❌": None}
    await talk.later(hours=73)
    assert "is not decided" not in talk.last
    assert "stays open once more" not in talk.last


async def test_a_sealed_vote_is_extended_by_its_turnout_alone(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for name in ("chi", "dan", "eve"):
        await talk(f"ana: member enrol {name}")
    for more in ("votes:open-at-end", "votes:open-at-end threshold:consensus"):
        await talk(f"ana: motion propose Buy {len(talk.posts)} kettles quorum:2 extend:yes seconds:0 {more}")
    await talk("chi: vote 1 for", private=True)
    for name in ("dan", "eve"):
        await talk(f"{name}: vote 2 stand-aside", private=True)
    await talk.later(hours=73)
    notices = [post for post in talk.posts if "stays open once more" in post]
    assert len(notices) == 1
    assert "the vote on motion 1: 1, and 2 must." in notices[0]
    assert not any("For 1" in post for post in talk.posts), "nobody sees a count while it is open"
    await talk.later(hours=25)
    assert "For 1, against 0, abstain 0." in talk.last


async def test_a_secret_vote_is_extended_by_its_turnout_alone(talk: Talk) -> None:
    people = ("ana", "ben", "chi", "dan", "eve", "fay")
    await talk("ana: assembly found Depot")
    for name in people[1:]:
        await talk(f"ana: member enrol {name}")
    await talk("ana: motion propose Buy a kettle votes:secret quorum:3 extend:yes seconds:0")
    await talk("chi: vote 1 for", private=True)
    await talk.press("chi", "Cast it")
    await talk.later(hours=73)
    assert "the vote on motion 1: 1, and 3 must." in talk.last
    await talk.later(hours=25)
    assert "is not decided" in talk.last
