"""What holds for campaigns: goals and milestones, names, versions, what may be changed and when it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.api.people import Address
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules import changing, errors, goal, opening, signing, symbol
from cogs.campaigns.rules.campaign import Campaign, Kind, Outcome, State
from cogs.campaigns.rules.opening import Needs
from cogs.campaigns.stencils import emoji_of
from tests.talk import START, TABLE

LETTER = Campaign(
    1,
    1,
    Numbered(1),
    "erlan",
    Kind.LETTER,
    State.OPEN,
    "Free Erlan",
    "Let him go.",
    1000,
    "en",
    Address(*TABLE),
    START,
    opened_at=START,
)
PLEDGE = replace(LETTER, kind=Kind.PLEDGE)


@pytest.mark.parametrize(
    ("words", "size", "people"),
    [
        ("1000", 0, 1000),
        ("1,000", 0, 1000),
        ("1.000", 0, 1000),
        ("1 000 000", 0, 1_000_000),
        ("60%", 45, 27),
        ("60 %", 44, 27),
        ("2/3", 45, 30),
        ("100%", 7, 7),
    ],
)
def test_a_goal_is_read_as_people_write_it(words: str, size: int, people: int) -> None:
    assert goal.read(words, size) == people


@pytest.mark.parametrize("words", ["", "many", "-5", "1,00", "1e6", "5/", "½", "10 people", "٣x"])
def test_what_is_no_number_of_people_is_none(words: str) -> None:
    with pytest.raises(errors.NotAGoal):
        goal.read(words)


@pytest.mark.parametrize("words", ["0", "0%", "999999999", "3/0"])
def test_a_goal_of_nobody_or_of_too_many_is_refused(words: str) -> None:
    with pytest.raises((errors.NoGoal, errors.NotAGoal)):
        goal.read(words, 100)


@pytest.mark.parametrize(
    ("wanted", "n", "told"),
    [
        (1000, 0, 0),
        (1000, 99, 0),
        (1000, 100, 100),
        (1000, 249, 200),
        (1000, 250, 250),
        (1000, 999, 750),
        (1000, 1000, 1000),
        (1000, 4999, 2000),
        (20, 4, 0),
        (20, 5, 5),
        (3, 2, 0),
        (3, 3, 3),
        (15, 3, 0),
    ],
)
def test_numbers_worth_telling(wanted: int, n: int, told: int) -> None:
    assert goal.reached(wanted, n) == told


@given(st.integers(1, 10_000_000), st.integers(0, 20_000_000))
def test_what_is_told_was_reached_and_never_falls(wanted: int, n: int) -> None:
    told = goal.reached(wanted, n)
    assert told <= n
    assert goal.reached(wanted, n + 1) >= told
    assert told == 0 or told >= goal.FEWEST or told == wanted


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Free Erlan", "erlan"),
        ("Save the Aliağa yard", "aliaga"),
        ("Für höhere Löhne", "hohere"),
        ("¡Libertad!", "libertad"),
        ("2 + 2", "campaign"),
        ("Свободу Эрлану", "свободу"),
    ],
)
def test_a_short_name_is_made_of_the_title(title: str, name: str) -> None:
    assert rules.short_name(title, frozenset()) == name
    assert rules.short_name(title, frozenset({name})) == f"{name}-2"


@given(st.text(max_size=80))
def test_a_given_name_is_one_word_that_is_no_number(words: str) -> None:
    try:
        name = rules.name_of(words)
    except errors.NoName:
        return
    assert name == name.strip("-")
    assert not name.split()[1:]
    assert Numbered.read(name) is None
    assert len(name) <= rules.NAME_LIMIT


def test_words_that_nobody_signed_are_simply_changed() -> None:
    after = changing.reworded(LETTER, "", "Let him go today.", "")
    assert changing.versioned(LETTER, after, is_signed=False).version == 1


def test_signed_words_become_a_new_version_and_an_addressee_does_not() -> None:
    after = changing.reworded(LETTER, "", "Let him go today.", "")
    assert changing.versioned(LETTER, after, is_signed=True).version == 2
    addressed = changing.reworded(LETTER, "", "", "Government")
    assert changing.versioned(LETTER, addressed, is_signed=True).version == 1


def test_nobody_is_asked_about_ever_more_versions() -> None:
    last = replace(LETTER, version=changing.MOST_VERSIONS)
    with pytest.raises(errors.TooManyVersions):
        changing.versioned(last, changing.reworded(last, "", "Once more.", ""), is_signed=True)


def test_words_of_what_is_over_stay() -> None:
    with pytest.raises(errors.HasEnded):
        changing.reworded(replace(LETTER, state=State.ENDED), "", "Else", "")


def test_more_time_and_another_goal() -> None:
    until = START + timedelta(days=3)
    after = changing.extended(LETTER, until, 2000, is_signed=False, now=START)
    assert (after.closes_at, after.goal, after.state) == (until, 2000, State.OPEN)


def test_whose_time_was_up_runs_again_but_not_what_came_to_an_end() -> None:
    up = replace(LETTER, state=State.ENDED, closes_at=START, ended_at=START)
    later = START + timedelta(days=3)
    again = changing.extended(up, later, None, is_signed=False, now=START)
    assert (again.state, again.ended_at) == (State.OPEN, None)
    with pytest.raises(errors.HasEnded):
        changing.extended(replace(up, outcome=Outcome.WON), later, None, is_signed=False, now=START)
    with pytest.raises(errors.HasEnded):
        changing.extended(up, None, 5, is_signed=False, now=START)


def test_what_people_have_pledged_to_is_not_changed_under_them() -> None:
    is_open = replace(PLEDGE, opened_at=START)
    for is_signed in (True, False):  # whether anybody has is not told either
        with pytest.raises(errors.PledgeStands):
            changing.extended(is_open, START + timedelta(days=1), None, is_signed=is_signed, now=START)
    with pytest.raises(errors.PledgeStands):
        changing.reworded(is_open, "", "We all resign.", "")
    assert changing.reworded(is_open, "", "", "Ministry").addressee == "Ministry"


def test_names_are_shown_with_as_many_others_as_people_chose_whatever_the_goal_becomes() -> None:
    goal = LETTER.goal
    fewer = changing.extended(LETTER, None, 1, is_signed=True, now=START)
    assert (fewer.goal, signing.together_at(fewer)) == (1, goal)
    assert signing.together_at(changing.extended(fewer, None, goal * 2, is_signed=True, now=START)) == goal
    assert signing.together_at(changing.extended(LETTER, None, 1, is_signed=False, now=START)) == 1


def test_a_change_of_nothing_is_none() -> None:
    with pytest.raises(errors.NothingChanged):
        changing.extended(LETTER, None, None, is_signed=False, now=START)


@pytest.mark.parametrize(
    ("needs", "has_motion", "state"),
    [
        (Needs(), True, State.OPEN),
        (Needs(sponsors=2), True, State.WAITING),
        (Needs(motion=True), True, State.OPEN),
        (Needs(motion=True), False, State.WAITING),
    ],
)
def test_it_opens_once_nothing_is_lacking(needs: Needs, has_motion: bool, state: State) -> None:
    fresh = replace(LETTER, state=State.WAITING, opened_at=None)
    assert opening.begun(fresh, needs, has_motion, START).state is state


def test_sponsors_and_a_motion_are_both_needed_where_both_are_asked_for() -> None:
    waiting = replace(LETTER, state=State.WAITING, opened_at=None, sponsors_needed=2)
    assert opening.sponsored(waiting, 2, False, START).state is State.WAITING
    assert opening.sponsored(waiting, 1, True, START).state is State.WAITING
    assert opening.sponsored(waiting, 2, True, START).state is State.OPEN
    with pytest.raises(errors.NotWaiting):
        opening.sponsored(LETTER, 2, True, START)


def test_needs_are_kept_as_settings() -> None:
    needs = Needs(3, motion=True)
    assert Needs.read(needs.written()) == needs
    assert not any(Needs().written().values())
    assert needs.changed(0, None) == Needs(0, motion=True)
    with pytest.raises(errors.TooManySponsors):
        needs.changed(51, None)


def test_the_clock_ends_what_runs_and_no_pledge_that_waits_for_its_number() -> None:
    at_end = replace(LETTER, closes_at=START)
    assert rules.is_up(at_end, START)
    assert not rules.is_up(at_end, START - timedelta(seconds=1))
    assert not rules.is_up(LETTER, START)
    pledge = replace(PLEDGE, closes_at=START)
    assert not rules.is_up(pledge, START)
    assert rules.is_up(replace(pledge, state=State.MET), START)


def test_an_outcome_is_told_once_even_long_after_the_time_was_up() -> None:
    up = rules.closed(replace(LETTER, closes_at=START))
    won = rules.ended(up, Outcome.WON, "He is free.", "", START + timedelta(days=40))
    assert (won.state, won.outcome) == (State.ENDED, Outcome.WON)
    with pytest.raises(errors.HasEnded):
        rules.ended(won, Outcome.LOST, "", "", START)


def test_only_what_is_over_is_put_away() -> None:
    with pytest.raises(errors.StillRuns):
        rules.archived(LETTER)
    assert rules.archived(replace(LETTER, state=State.ENDED)).state is State.ARCHIVED


def test_what_was_said_of_an_end_can_be_taken_back() -> None:
    later = START + timedelta(days=1)
    for before in (
        LETTER,
        replace(PLEDGE, state=State.MET, met_at=START),
        rules.closed(replace(LETTER, closes_at=START)),
    ):
        assert rules.as_before_its_end(rules.ended(before, Outcome.LOST, "No.", "x", later)) == before


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("🦺", "🦺"),
        ("vest", "🦺"),
        ("Puño", "✊"),
        ("✊🏾", "✊🏾"),
        ("🇰🇿", "🇰🇿"),
        ("🏳️‍🌈", "🏳️‍🌈"),
        ("☂️", "☂"),
        ("none", ""),
    ],
)
def test_a_symbol_is_an_emoji_or_the_name_of_a_stencil(words: str, kept: str) -> None:
    assert symbol.read(words, emoji_of) == kept


@pytest.mark.parametrize(
    "words", ["hello", "@everyone", "🦺 vest", "<b>", "1", "🦺" * 13, "\u202e🦺x", "–", ""]
)
def test_what_is_no_emoji_is_no_symbol(words: str) -> None:
    with pytest.raises(errors.NoSymbol):
        symbol.read(words, emoji_of)
