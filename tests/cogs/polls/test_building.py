"""Ballots that are put together step by step, and the papers that their buttons carry."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.button import Button, Menu
from bot.api.card import Card
from bot.api.number import Numbered
from bot.api.press import LIMIT, pack, pack_menu
from bot.api.speech import Speech
from bot.ballots.counting.election import Method
from bot.ballots.paper import MOST_OPTIONS, NEED_BE, NotAPaper, letters, spelled
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from cogs.polls.rules import building
from cogs.polls.rules.building import Draft, draft
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.rules.reading import carried
from cogs.polls.views import ballot
from cogs.polls.views import building as views
from cogs.polls.views.ballot import about_to_vote
from cogs.polls.views.elections import how_to_vote
from tests.talk import START, lines_of
from tests.twonets import DISCORD_LIKE, TwoNets

SAY = Speech("en", ZoneInfo("UTC"), START, DISCORD_LIKE, alone=True)
NUMBERS = st.lists(st.integers(1, MOST_OPTIONS), unique=True).map(tuple)
DATES = st.dictionaries(st.integers(1, MOST_OPTIONS - 1), st.booleans()).map(
    lambda some: tuple(n + NEED_BE * some[n] for n in sorted(some))
)


def election(options: int = 5, kind: Kind = Kind.ELECTION, withdrawn: Sequence[int] = ()) -> Poll:
    some = tuple(Option(n, f"Nr {n}", withdrawn=n in withdrawn) for n in range(1, options + 1))
    method = Method.IRV if kind is Kind.ELECTION else None
    number = Numbered(999_999)
    return Poll(1, number, kind, "Delegates", 1, START, votes=Votes.SECRET, options=some, method=method)


@given(NUMBERS | DATES)
def test_a_paper_comes_back_from_its_letters(paper: tuple[int, ...]) -> None:
    assert spelled(letters(paper)) == paper
    assert len(letters(paper)) <= 37


@given(st.text(max_size=60))
def test_no_other_letters_are_a_paper(text: str) -> None:
    try:
        paper = spelled(text)
    except NotAPaper:
        return
    assert letters(paper) == text


def test_an_order_of_fifty_fits_a_button_with_its_receipt() -> None:
    poll, chance = election(50), random.Random(7)
    receipt = Receipt.fresh()
    order = chance.sample(range(1, 51), 50)
    for length in range(51):
        made = Draft(poll, tuple(order[:length]))
        card = views.paper(made, None, receipt.letters)(SAY)
        step_two = about_to_vote(poll, made.paper, receipt)(SAY)
        for button in (*card.buttons, *step_two.buttons):
            assert len(pack(9999, button)) <= LIMIT
        for place, menu in enumerate(card.menus):
            assert len(pack_menu(9999, menu, place)) <= LIMIT
            assert len(menu.picks) <= building.MOST_PICKS
        assert len({pack(1, button) for button in card.buttons}) == len(card.buttons)
        assert sum(len(menu.picks) for menu in card.menus) == 50 - length


@given(NUMBERS, st.integers(1, MOST_OPTIONS))
def test_each_step_adds_one_and_the_last_can_be_undone(paper: tuple[int, ...], more: int) -> None:
    poll = election(MOST_OPTIONS)
    found = draft(poll, carried(paper), str(more))
    assert found.paper == (paper if more in paper else (*paper, more))
    assert more not in [one.n for one in found.left]
    assert found.undone == found.paper[:-1]
    assert [one.n for one in found.chosen] == list(found.paper)


@pytest.mark.parametrize("garbage", ["what?", ".", "....", "é", "x" * 90, ". .", "-_-"])
def test_what_no_button_says_is_an_empty_ballot_or_a_paper_of_this_poll(garbage: str) -> None:
    found = draft(election(5), garbage, "99 nonsense -3")
    assert set(found.paper) <= {1, 2, 3, 4, 5}


def test_who_withdrew_is_taken_off_and_that_is_said() -> None:
    found = draft(election(5, withdrawn=[2]), carried((3, 2, 1)))
    assert found.paper == (3, 1)
    assert [one.n for one in found.left] == [4, 5]
    said = lines_of(views.paper(found, None)(SAY))
    assert "Nr 2 can be chosen no longer and was taken off your ballot." in said


@pytest.mark.parametrize(("people", "written"), [(3, "2 1 3"), (2, "2 1"), (1, "1")])
def test_no_line_leads_anybody_to_reopening_nominations_or_to_who_withdrew(people: int, written: str) -> None:
    poll = election(people)
    some = (*poll.options, Option(people + 1, "Gone", withdrawn=True), Option(people + 2, reopens=True))
    poll = replace(poll, options=some, state=State.OPEN)
    assert f"/election vote 999999 {written}" in "".join(lines_of(Card(blocks=(how_to_vote(SAY, poll),))))
    assert str(people + 2) not in str(ballot.how_to_vote(SAY, poll)).partition("999999")[2]
    plurality = replace(poll, method=Method.PLURALITY, options=some[people : people + 1])
    for method in (plurality, replace(plurality, method=Method.IRV)):
        assert lines_of(views.paper(Draft(method), None)(SAY)), "all who stood were erased"


def test_few_options_vote_in_one_step_and_more_than_a_menu_has_room_for_in_several() -> None:
    [few] = views.paper(Draft(election(20, Kind.SEVERAL)), None)(SAY).menus
    assert (few.command, few.argument, few.most) == ("poll vote", "choice", 20)
    many = views.paper(Draft(election(40, Kind.APPROVAL)), None)(SAY).menus
    assert [(menu.command, len(menu.picks)) for menu in many] == [("poll paper", 25), ("poll paper", 15)]
    one_of_many = views.paper(Draft(election(40, Kind.SINGLE)), None)(SAY).menus
    assert [(menu.command, menu.most) for menu in one_of_many] == [("poll vote", 1), ("poll vote", 1)]


def buttons_of(nets: TwoNets) -> list[str]:
    assert nets.answer is not None
    return [button.label for button in nets.answer.card.buttons]


async def test_an_order_is_built_undone_cast_and_shown_again(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ben@discord: bloc start Bakers")
    await nets("ana@discord: poll ask Where do we meet? options: Depot, Canteen, Park, Hall kind:ranked")
    card = nets.faces["discord"].find_post("Where do we meet?")
    await nets.press("ben@discord", "Vote", card)
    assert nets.answer is not None and nets.answer.private
    assert "You may stop after as few as you like." in nets.text
    assert buttons_of(nets) == []
    await nets.choose("ben@discord", "What do you want most?", "3 · Park")
    assert "1. Park\n" in nets.text and "it counts only then" in nets.text
    assert buttons_of(nets) == ["Cast it", "Undo the last"]
    await nets.choose("ben@discord", "And after that?", "4 · Hall")
    await nets.press("ben@discord", "Undo the last")
    await nets.choose("ben@discord", "And after that?", "1 · Depot")
    assert "1. Park · 2. Depot" in nets.text
    assert buttons_of(nets) == ["Cast it", "Undo the last", "Start again"]
    assert "0 have answered" in nets.faces["discord"].posts[card].text
    await nets.press("ben@discord", "Cast it")
    assert "1. Park · 2. Depot" in nets.text
    assert "1 has answered" in nets.faces["discord"].posts[card].text

    await nets.press("ben@discord", "Vote", card)
    assert "Your vote now: 1. Park · 2. Depot. It stands until you vote again." in nets.text
    await nets.choose("ben@discord", "What do you want most?", "1 · Depot")
    for pick in ("2 · Canteen", "3 · Park", "4 · Hall"):
        await nets.choose(
            "ben@discord", "And after that?" if pick[0] > "1" else "What do you want most?", pick
        )
    assert "That is all there is to choose." in nets.text
    assert nets.answer is not None and nets.answer.card.menus == ()
    all_chosen = nets.answer
    await nets.press("ben@discord", "Start again")
    assert buttons_of(nets) == []

    await nets("chi@matrix: poll paper 1")
    assert "1 · Depot\n2 · Canteen\n3 · Park\n4 · Hall\n" in nets.text
    assert "in your order, the most wanted first: /poll vote 1 4 1 3. Names do as well." in nets.text
    await nets("chi@matrix: poll vote 1 4 1 3")
    assert "1. Hall · 2. Depot · 3. Park" in nets.text

    await nets.later(days=4)
    nets.answer = all_chosen
    await nets.press("ben@discord", "Cast it")
    assert "closed on" in nets.text
    nets.answer = all_chosen
    await nets.press("ben@discord", "Undo the last")
    assert "closed on" in nets.text


async def test_a_secret_order_is_cast_with_its_receipt_and_changed_by_it(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for name in ("ben", "chi", "dan", "eve", "fay"):
        await nets(f"{name}@discord: bloc start {name}s")
    await nets("ana@discord: poll ask Who speaks? options: Ada, Bo, Cy kind:ranked votes:secret")
    card = nets.faces["discord"].find_post("Who speaks?")
    await nets.press("ben@discord", "Vote", card)
    await nets.choose("ben@discord", "What do you want most?", "2 · Bo")
    await nets.press("ben@discord", "Cast it")
    assert "You are about to vote" in nets.text
    await nets.press("ben@discord", "Cast it")
    assert "Your vote is in." in nets.text
    voted = nets.answer
    await nets.press("ben@discord", "Vote", card)
    assert nets.answer is not None and not nets.answer.ok
    nets.answer = voted
    await nets.press("ben@discord", "Change my vote")
    assert "Your vote now: 1. Bo. It stands until you vote again." in nets.text
    await nets.choose("ben@discord", "What do you want most?", "3 · Cy")
    await nets.choose("ben@discord", "And after that?", "1 · Ada")
    await nets.press("ben@discord", "Cast it")
    assert "Your vote is in." in nets.text
    assert "1 of 6 has answered" in nets.faces["discord"].posts[card].text
    assert voted is not None
    held = str(voted.card.buttons[0].arguments["receipt"])
    await nets(f"ben@discord: poll paper 1 receipt:{held}", overheard=True)
    assert nets.answer is not None and not nets.answer.ok and "Cy" not in nets.text
    for name in ("chi", "dan", "eve", "fay"):
        await nets(f"{name}@discord: poll vote 1 3 1")
        await nets.press(f"{name}@discord", "Cast it")
    await nets.later(days=4)
    result = nets.faces["discord"].find_post("over")
    assert "First, when every two are compared: Cy" in nets.faces["discord"].posts[result].text


def test_buttons_and_menus_say_nothing_of_the_words() -> None:
    card = views.paper(Draft(election(5), (2, 1)), None, "0" * 16)(SAY)
    pressed: list[Button | Menu] = [*card.buttons, *card.menus]
    assert all("Nr" not in str(one.arguments) for one in pressed)


async def test_an_election_is_voted_on_step_by_step_with_what_candidates_say(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for name in ("ben", "chi", "dan", "eve", "fay"):
        await nets(f"{name}@discord: bloc start {name}s")
    await nets("ana@discord: election call Delegates seats:2")
    for name in ("ben", "chi", "dan"):
        await nets(f"{name}@discord: election nominate 1")
        await nets(f"{name}@discord: election statement 1 I, {name}, report back.")
    await nets.later(days=3, hours=1)
    await nets("eve@discord: election vote 1")
    assert nets.answer is not None
    picks = [pick.label.partition(" · ")[2] for pick in nets.answer.card.menus[0].picks]
    assert sorted(picks) == ["Ben", "Chi", "Dan", "Reopen nominations"]
    first = nets.answer.card.menus[0].picks[1].label
    await nets.choose("eve@discord", "Whom do you want most?", first)
    built = nets.text
    await nets.press("eve@discord", "Read what they say")
    assert "I, chi, report back." in nets.text and buttons_of(nets) == ["Back to my ballot"]
    await nets.press("eve@discord", "Back to my ballot")
    assert nets.text.splitlines()[2:] == built.splitlines()[2:]
    await nets.press("eve@discord", "Cast it")
    assert f"1. {picks[1]}" in nets.text
    await nets("gus@matrix: poll paper 1")
    assert "Vote where we are alone: open a chat with me. There, write: /election vote 1 3 1" in nets.text
    await nets("gus@matrix: poll paper 1 add:2")
    assert nets.text.startswith("Others could read that")
    await nets("ana@discord: election call-off 1")
    await nets("eve@discord: poll paper 1")
    assert "1 was called off." in nets.text
