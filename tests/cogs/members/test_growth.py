"""Formality grows with an assembly's size: it is offered, once each, and never forced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.api.people import Address, Assembly, RollPolicy
from cogs.members import growth
from cogs.members.growth import Offer
from tests.talk import Talk

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DEPOT = Assembly(
    1, "Depot", "en", "UTC", RollPolicy.LISTED, False, timedelta(), Address("terminal", "table"), NOW
)


@pytest.mark.parametrize(
    ("size", "days", "offered", "offer"),
    [
        (1, 30, (), None),
        (4, 6, (), None),
        (4, 7, (), Offer.NO_SECOND),
        (4, 7, (1,), None),
        (5, 30, (), None),
        (6, 0, (), None),
        (6, 1, (), Offer.SECONDING),
        (14, 1, (2,), None),
        (15, 1, (2,), Offer.QUORUM),
        (29, 1, (2, 3), None),
        (30, 1, (2, 3), Offer.VOUCHING),
        (900, 1, (2, 3, 4), None),
    ],
)
def test_what_is_offered_at_which_size(
    size: int, days: int, offered: tuple[int, ...], offer: Offer | None
) -> None:
    assert growth.due(size, NOW, offered, NOW + timedelta(days=days)) is offer


@pytest.mark.parametrize(
    ("offer", "settings", "stewards", "wanted"),
    [
        (Offer.NO_SECOND, {}, 1, True),
        (Offer.NO_SECOND, {"seconds": "0"}, 1, False),
        (Offer.SECONDING, {}, 1, False),
        (Offer.SECONDING, {"seconds": "0"}, 1, True),
        (Offer.QUORUM, {}, 1, True),
        (Offer.QUORUM, {"quorum": "1/3"}, 1, False),
        (Offer.VOUCHING, {}, 2, True),
    ],
)
def test_who_has_it_is_left_in_peace(
    offer: Offer, settings: dict[str, str], stewards: int, wanted: bool
) -> None:
    assert growth.is_wanted(offer, replace(DEPOT, settings=settings), stewards) is wanted


def test_thirty_with_two_stewards_who_vouch_have_all_of_it() -> None:
    vouched = replace(DEPOT, policy=RollPolicy.VOUCHED)
    assert not growth.is_wanted(Offer.VOUCHING, vouched, 2)
    assert growth.is_wanted(Offer.VOUCHING, vouched, 1)


def test_a_third_is_a_number_where_nobody_knows_of_how_many() -> None:
    assert growth.quorum(DEPOT, 15) == "1/3"
    assert growth.quorum(replace(DEPOT, policy=RollPolicy.ANYONE), 16) == "5"


async def grown(talk: Talk, first: int, last: int) -> None:
    for n in range(first, last + 1):
        await talk(f"ana: member enrol p{n}")


async def test_an_assembly_is_offered_more_as_it_grows(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    await grown(talk, 2, 4)
    await talk.later(days=7)
    asks = talk.face.find_post("Does a motion need a second here?")
    assert "Do without a second: /assembly settings seconds:0" in talk.face.posts[asks].text
    await talk.press("p2", "Do without a second", asks)
    assert talk.text.startswith("Only a steward")
    await talk.press("ana", "Do without a second", asks)
    await talk.later(minutes=2)
    assert talk.face.posts[asks].text.endswith("You have decided that since.")
    await talk("p2: motion propose Tea")
    assert any("Motion 1 · vote until" in post for post in talk.posts)

    await grown(talk, 5, 6)
    await talk.later(days=1)
    asks = talk.face.find_post("Shall somebody second a motion before you vote on it?")
    await talk.press("p3", "Have motions seconded", asks)
    assert talk.text.startswith("With five or more on the roll you decide that together")
    await talk("ana: assembly settings")
    assert "Must second it: 0" in talk.text

    await grown(talk, 7, 30)
    await talk.later(days=1)
    card = talk.face.posts[talk.face.find_post("How many must take part in a vote?")].card
    assert [button.label for button in card.buttons] == ["A third must take part"]
    card = talk.face.posts[talk.face.find_post("Who keeps this assembly")].card
    assert [button.label for button in card.buttons] == ["Propose somebody", "Have members vouch"]
    before = len(talk.posts)
    await talk.later(days=10)
    asked = ("need a second here", "Shall somebody second", "How many must take", "Who keeps this")
    assert not [post for post in talk.posts[before:] if any(words in post for words in asked)], "once each"
