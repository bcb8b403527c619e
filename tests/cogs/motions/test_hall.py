"""Votes in the hall: ticked, told by two, added to those online, and nobody counted twice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.ballots.rules import Base, Choice, Tally, Threshold, Votes, Way
from cogs.motions.rules import errors, hall, result
from cogs.motions.rules.hall import Teller
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State
from cogs.motions.views.hall import ERRORS
from storage.journal import Journal
from storage.schema import journal
from tests.cogs.motions.test_views import an_open_one
from tests.talk import Talk

COUNT = st.integers(0, 40)
TALLY = st.builds(Tally, COUNT, COUNT, COUNT, st.just(0), COUNT, COUNT)


def consensus() -> Motion:
    return replace(an_open_one(), threshold=Threshold(Fraction(1), way=Way.CONSENSUS))


@given(TALLY, st.none() | TALLY, st.integers(0, 200))
def test_together_every_vote_is_there_once(online: Tally, there: Tally | None, entitled: int) -> None:
    online = replace(online, entitled=entitled)
    both = hall.together(online, there)
    assert both.entitled == entitled
    for choice in Choice:
        assert both.of(choice) == online.of(choice) + (there.of(choice) if there else 0)
    assert both.present == online.present + (there.present if there else 0)


@given(TALLY, st.integers(0, 200))
def test_no_more_are_counted_than_are_ticked(votes: Tally, ticked: int) -> None:
    votes = replace(votes, stand_asides=0, blocks=0)
    if votes.present > ticked:
        with pytest.raises(hall.MoreThanTicked):
            hall.told(an_open_one(), votes, ticked)
    else:
        hall.told(an_open_one(), votes, ticked)


@given(
    st.sets(st.integers(1, 30)),
    st.lists(st.tuples(st.booleans(), st.integers(1, 30), st.sampled_from(list(Choice)[:3])), max_size=40),
)
def test_online_and_in_the_hall_nobody_counts_twice(
    electorate: set[int], acts: list[tuple[bool, int, Choice]]
) -> None:
    """The rules in the order of acts: who is ticked has no ballot, and who has a ballot is not ticked."""
    ticked: set[int] = set()
    ballots: dict[int, Choice] = {}
    for is_tick, member, choice in acts:
        if member not in electorate:
            continue
        if is_tick and member not in ballots:
            ticked.add(member)
        elif not is_tick and member not in ticked:
            ballots[member] = choice
    there = Tally(ayes=len(ticked))
    hall.told(an_open_one(), there, len(ticked))
    counts = {c: sum(1 for b in ballots.values() if b is c) for c in Choice}
    online = Tally(counts[Choice.AYE], counts[Choice.NO], counts[Choice.ABSTAIN], len(electorate))
    assert hall.together(online, there).present <= len(electorate)


@given(TALLY, st.none() | TALLY)
def test_a_report_keeps_the_hall_apart_and_decides_by_both(online: Tally, there: Tally | None) -> None:
    counts = (online.ayes, online.noes, online.abstentions, 0)
    found = Report(*counts, stand_asides=online.stand_asides, blocks=online.blocks, hall=there)
    stored = result.read(result.written(found))
    assert stored == found
    assert stored.tally == hall.together(stored.online, there)
    motion = replace(an_open_one(), quorum=0)
    expected = result.STATES[hall.together(online, there).verdict(motion.threshold, 0)]
    assert result.verdict(motion, stored) is expected


def test_a_choice_that_there_is_not_is_refused() -> None:
    with pytest.raises(hall.NoSuchChoice):
        hall.told(an_open_one(), Tally(blocks=1), 9)
    with pytest.raises(hall.NoSuchChoice):
        hall.told(consensus(), Tally(noes=1), 9)
    hall.told(consensus(), Tally(ayes=3, stand_asides=1, blocks=1), 9)


def test_a_secret_hall_of_few_is_refused() -> None:
    secret = replace(an_open_one(), votes=Votes.SECRET)
    with pytest.raises(hall.HallTooSmall):
        hall.told(secret, Tally(ayes=1), 4)
    hall.told(secret, Tally(ayes=1), 5)
    hall.told(secret, Tally(), 4)


@pytest.mark.parametrize("state", [s for s in State if s not in (State.OPEN, State.CLOSING)])
def test_the_hall_is_told_while_there_is_a_vote(state: State) -> None:
    with pytest.raises(errors.NotNow):
        hall.told(replace(an_open_one(), state=state), Tally(), 0)


def test_two_different_people_count() -> None:
    with pytest.raises(hall.TellersNeeded):
        hall.tellers(12, [Teller(5), Teller(5)])
    assert hall.tellers(12, [Teller(5), Teller(name="Ben")]) == (Teller(5), Teller(name="Ben"))


def test_people_are_named_with_commas_or_and() -> None:
    assert hall.names("ana, A. B. and <@12>;  ben\nana") == ("ana", "A. B.", "<@12>", "ben")


def test_every_refusal_has_words() -> None:
    kinds = {k for k in vars(hall).values() if isinstance(k, type) and k.__module__ == hall.__name__}
    assert {k for k in kinds if issubclass(k, Exception)} == set(ERRORS)


async def a_hall(talk: Talk, more: str = "", shortest: str = "0h") -> str:
    """A listed ward: ana, ben, chi and dan have accounts, A. B. and C. D. have none."""
    await talk("ana: assembly found Ward")
    await talk(f"ana: assembly settings roll:listed shortest:{shortest}")
    for name in ("ben", "chi", "dan"):
        await talk(f"ana: member enrol {name}")
    for initials in ("ab", "cd"):
        await talk(f"ana: member add {initials}")
    await talk(f"ana: motion propose Buy a kettle {more}")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def test_both_counts_are_printed_apart_and_decide_together(talk: Talk) -> None:
    card = await a_hall(talk, "quorum:4")
    await talk("ana: vote 1 for")
    await talk("ben: vote 1 against")
    await talk('ana: ballot tick 1 "A. B., C. D., dan"')
    assert "A. B., C. D., dan vote in the hall on motion 1. 3 people are ticked." in talk.text
    shown = talk.face.posts[card].text
    assert "3 people vote in the hall." in shown
    assert "4 must take part: 5 have." in shown
    await talk('ana: motion hall 1 2 1 tellers:"ana and Bea"')
    assert "3 votes; ticked were 3. For 2, Against 1, Abstain 0." in talk.text
    assert "For 1" in talk.face.posts[card].text, "the hall is shown after the close"
    await talk.later(hours=73)
    told = "Online 1 to 1. In the hall 2 to 1, told by ana and Bea. Together 3 to 2."
    assert "Motion 1 is carried" in talk.last
    assert "For 3, against 2, abstain 0." in talk.last
    assert "4 had to take part; 5 did." in talk.last
    assert told in talk.last
    assert told in talk.face.posts[card].text
    assert "For 3" in talk.face.posts[card].text


async def test_who_is_ticked_votes_nowhere_else(talk: Talk) -> None:
    card = await a_hall(talk)
    await talk("ana: ballot tick 1 dan")
    for _ in range(2):
        await talk("dan: vote 1 for")
        assert talk.answer is not None
        assert not talk.answer.ok
        assert "You are ticked as voting in the hall on motion 1" in talk.text
    await talk.react("dan", "✅", card)
    await talk.later(hours=73)
    assert "For 0, against 0, abstain 0." in talk.last
    assert "late" not in talk.last


async def test_who_has_voted_online_is_not_ticked(talk: Talk) -> None:
    await a_hall(talk)
    await talk("dan: vote 1 for")
    await talk('ana: ballot tick 1 "A. B., dan"')
    assert "dan has voted already online on motion 1, so nobody was ticked." in talk.text
    await talk("dan: motion take-back 1")
    await talk('ana: ballot tick 1 "A. B., dan"')
    assert "2 people are ticked." in talk.text
    await talk("ana: ballot tick 1 ab")
    assert "2 people are ticked." in talk.text, "twice is once"


async def test_more_votes_than_people_are_refused_with_what_is_missing(talk: Talk) -> None:
    await a_hall(talk)
    await talk('ana: ballot tick 1 "ab, cd"')
    await talk('ana: motion hall 1 3 1 tellers:"ana and ben"')
    assert "Told: 4. Ticked: 2. Missing: 2." in talk.text
    await talk('ana: motion hall 1 1 1 tellers:"ana and ben"')
    assert talk.answer is not None
    assert talk.answer.ok
    await talk("ana: ballot tick 1 ab undo:yes")
    assert "Told: 2. Ticked: 1. Missing: 1." in talk.text
    await talk("ana: motion hall 1 0 1")
    await talk("ana: ballot tick 1 ab undo:yes")
    assert "A. B. can vote online on motion 1 again." in talk.text.replace("ab can", "A. B. can")
    await talk.later(hours=73)
    assert "In the hall 0 to 1, told by ana and ben." in talk.last


async def test_a_teller_ticks_and_others_do_not(talk: Talk) -> None:
    await a_hall(talk)
    await talk("chi: ballot tick 1 ab")
    assert "A steward can make you one" in talk.text
    await talk('ana: motion hall 1 tellers:"chi and dan"')
    assert "The tellers of motion 1 are noted" in talk.text
    await talk("chi: ballot tick 1 ab")
    assert "1 person is ticked." in talk.text
    await talk("chi: motion hall 1 1")
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_two_tellers_are_needed(talk: Talk) -> None:
    await a_hall(talk)
    await talk("ana: ballot tick 1 ab")
    for more in ("", " tellers:ana", ' tellers:"ana, ana"'):
        await talk(f"ana: motion hall 1 1{more}")
        assert "Two people have to count in the hall" in talk.text


async def test_who_came_onto_the_roll_later_has_no_vote_in_the_hall(talk: Talk) -> None:
    await a_hall(talk)
    await talk.later(hours=1)
    await talk("ana: member add ef")
    await talk("ana: ballot tick 1 ef")
    assert "came onto the roll after voting on motion 1 began" in talk.text
    await talk("ana: ballot tick 1 nobody")
    assert "“nobody” is nobody on the roll" in talk.text


async def test_in_an_assembly_of_anyone_too(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: member add ab")
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk.later(hours=1)
    await talk("ana: member add ef")
    await talk("ana: ballot tick 1 ef")
    assert "came onto the roll after" in talk.text
    await talk('ana: ballot tick 1 "ab, ben"')
    assert "2 people are ticked." in talk.text


async def test_a_sealed_vote_shows_nothing_of_the_hall_before_its_close(talk: Talk, house: App) -> None:
    card = await a_hall(talk, "votes:open-at-end")
    await talk('ana: ballot tick 1 "ab, cd, dan"')
    await talk('ana: motion hall 1 2 1 tellers:"ana and ben"')
    assert "3 votes; ticked were 3." in talk.text
    assert "For" not in talk.text
    await talk("ben: motion show 1")
    assert "In the hall" not in talk.text
    assert "3 of 6 have voted" in talk.face.posts[card].text
    assert "ayes" not in await written(house)
    await talk.later(hours=73)
    assert "In the hall 2 to 1, told by ana and ben." in talk.last
    assert '"hall_ayes":2' in await written(house)


async def test_an_open_one_is_in_the_journal_and_the_chain_holds(talk: Talk, house: App) -> None:
    await a_hall(talk)
    await talk('ana: ballot tick 1 "ab, cd"')
    await talk('ana: motion hall 1 1 1 tellers:"ana and ben"')
    said = await written(house)
    assert '"hall_ayes":1' in said
    assert said.count('"teller",1') == 2
    assert "A. B." not in said
    async with house.db.reading():
        assert await Journal(house.db).verify(1) is None


async def test_all_have_voted_where_the_rest_is_in_the_hall(talk: Talk) -> None:
    await a_hall(talk, shortest="12h")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk('ana: ballot tick 1 "ab, cd, dan"')
    await talk('ana: motion hall 1 3 tellers:"ana and ben"')
    await talk("ana: motion close 1")
    assert "Voting on motion 1 is over" in talk.text


async def test_a_hall_that_nobody_counted_is_said(talk: Talk) -> None:
    await a_hall(talk, "quorum:2")
    await talk("ana: vote 1 for")
    await talk('ana: ballot tick 1 "ab, cd"')
    await talk.later(hours=73)
    assert "Motion 1 is not decided" in talk.last
    assert "2 people were ticked as voting in the hall, and no count was told by the close." in talk.last


async def test_a_careful_assembly_names_no_tellers(talk: Talk) -> None:
    await a_hall(talk)
    await talk("ana: assembly careful yes", private=True)
    await talk("ana: ballot tick 1 ab")
    await talk('ana: motion hall 1 1 tellers:"ana and Bea"')
    await talk.later(hours=73)
    assert "told by two tellers or more." in talk.last
    assert "Bea" not in talk.last


async def test_a_teller_who_is_forgotten_is_named_no_more(talk: Talk) -> None:
    await a_hall(talk)
    await talk("ana: ballot tick 1 ab")
    await talk('ana: motion hall 1 1 tellers:"chi and dan"')
    await talk("chi: member forget-me sure:yes", private=True)
    await talk.later(hours=73)
    assert "told by a member and dan" in talk.last


async def written(house: App) -> str:
    """The journal's entries as they are stored."""
    async with house.db.reading() as connection:
        rows = await connection.execute(journal.select().order_by(journal.c.link))
        return "\n".join(row.body for row in rows)


def test_the_roll_is_a_base_for_both() -> None:
    roll = replace(an_open_one(), threshold=Threshold(Fraction(2, 3), Base.ROLL), quorum=0)
    found = Report(3, 0, 0, 6, hall=Tally(ayes=1))
    assert result.verdict(roll, found) is State.CARRIED
    assert result.verdict(roll, replace(found, hall=None)) is State.LOST
