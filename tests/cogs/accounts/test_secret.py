"""Two secret votes of one person: the link waits, or one of them is taken out by its receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.api.card import Button
from tests.cogs.accounts.linking import code, rows
from tests.twonets import TwoNets

PEOPLE = ("ben@matrix", "dan@discord", "eve@discord", "fay@matrix", "chi@discord", "chi@matrix")
RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


async def _cast(nets: TwoNets, who: str, word: str, number: str = "1") -> str:
    """Votes in secret; the receipt."""
    await nets(f"{who}: vote {number} {word}", private=True)
    assert nets.answer is not None
    cast = _button(nets.answer.card.buttons, "ballot cast")
    await nets.press(who, cast.label, private=True)
    assert nets.answer.ok, nets.text
    return str(cast.arguments["receipt"])


def _button(buttons: Sequence[Button], command: str) -> Button:
    return next(button for button in buttons if button.command == command)


@pytest.fixture
async def voted_twice(one_assembly: TwoNets) -> tuple[TwoNets, str, str]:
    """Chi has voted with both accounts; the receipts, the first account's first."""
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle votes:secret")
    for who in PEOPLE:
        await nets(f"{who}: motion propose By {who.partition('@')[0]} {who.partition('@')[2]}")
    await nets("ben@matrix: motion second 1")
    held = await _cast(nets, "chi@discord", "for"), await _cast(nets, "chi@matrix", "against")
    await _cast(nets, "ben@matrix", "for")
    return nets, *held


async def _confirm(nets: TwoNets) -> str:
    given = await code(nets, "chi@discord")
    await nets(f"chi@matrix: account link {given}", private=True)
    await nets("chi@matrix: account confirm yes", private=True)
    await nets("chi@discord: account confirm yes", private=True)
    return nets.text


async def _persons(nets: TwoNets) -> set[int | None]:
    return {person for (person,) in await rows(nets, "accounts", "person")}


async def test_the_link_waits_until_the_vote_is_over(voted_twice: tuple[TwoNets, str, str]) -> None:
    nets, _first, _second = voted_twice
    said = await _confirm(nets)
    assert "Depot: motion 1" in said
    assert await _persons(nets) == {None}
    await nets("chi@discord: account list", private=True)
    assert "waits to be linked" in nets.text
    await nets.later(hours=73)
    assert "For 2, against 1" in nets.said("discord", "Motion 1 is")
    await nets.later(minutes=1)
    assert len(await _persons(nets)) == 2
    await nets("chi@discord: account list", private=True)
    assert "@chi:example.org) on Matrix" in nets.text


async def test_while_a_link_waits_one_of_the_two_votes(voted_twice: tuple[TwoNets, str, str]) -> None:
    """They are known to be one person, so neither a vote before nor one after is counted twice."""
    nets, _first, _second = voted_twice
    await nets("dan@discord: motion second 2")
    await nets("chi@discord: vote 2 for")
    nets.clock.forward(timedelta(seconds=1))
    await nets("chi@matrix: vote 2 against")
    said = await _confirm(nets)
    assert "Motion 2: you had voted with both. The later vote counts: Against." in said
    assert "For 0" in nets.said("discord", "Motion 2")
    await nets("chi@discord: vote 2 for")
    assert "is in already, so this one is not counted" in nets.text
    assert "account" not in nets.text, "others may read that"
    await nets("chi@matrix: vote 2 abstain")
    assert "Abstain 1" in nets.said("discord", "Motion 2")
    await nets("ana@discord: motion propose Paint the shed votes:secret")
    number = nets.text.split()[1].rstrip(":.,")
    await nets(f"ben@matrix: motion second {number}")
    await _cast(nets, "chi@discord", "for", number)
    await nets(f"chi@matrix: vote {number} against", private=True)
    assert "is in already" in nets.text
    await nets(f"chi@matrix: ballot cast {number} against 0000-0000-0000-0000", private=True)
    assert "is in already" in nets.text
    await nets("chi@matrix: now", private=True)
    assert "only one of them can vote" in nets.text
    await nets("chi@matrix: account link", private=True)
    assert "waits for a secret vote" in nets.text
    await nets.later(hours=73)
    await nets.later(minutes=1)
    assert len(await _persons(nets)) == 2, "no newer vote holds the link up"


async def test_who_gives_a_waiting_link_up_votes_with_both_as_before(
    voted_twice: tuple[TwoNets, str, str],
) -> None:
    nets, _first, _second = voted_twice
    await _confirm(nets)
    await nets("chi@matrix: account confirm no", private=True)
    await nets("dan@discord: motion second 2")
    for who in ("chi@discord", "chi@matrix"):
        await nets(f"{who}: vote 2 for")
    assert "For 2" in nets.said("discord", "Motion 2")


async def test_one_vote_is_taken_out_by_its_receipt(voted_twice: tuple[TwoNets, str, str]) -> None:
    nets, first, second = voted_twice
    await _confirm(nets)
    await nets("chi@matrix: account receipt 0000-0000-0000-0000", private=True)
    assert "receipt of no vote" in nets.text
    assert await _persons(nets) == {None}
    await nets(f"chi@matrix: account receipt {first}", private=True)
    assert "one person now" in nets.text
    await nets("chi@discord: vote 1 for", private=True)
    assert nets.answer is not None
    assert not nets.answer.ok, "the other vote stays"
    await nets(f"chi@discord: ballot change 1 {second}", private=True)
    assert nets.answer.ok
    await nets.later(hours=73)
    assert "For 1, against 1" in nets.said("matrix", "Motion 1 is")


async def test_who_voted_once_in_secret_has_voted_with_both(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle votes:secret")
    for who in PEOPLE:
        await nets(f"{who}: motion propose By {who.partition('@')[0]} {who.partition('@')[2]}")
    await nets("ben@matrix: motion second 1")
    held = await _cast(nets, "chi@matrix", "against")
    assert "one person now" in await _confirm(nets)
    await nets("chi@discord: vote 1 for", private=True)
    assert nets.answer is not None
    assert not nets.answer.ok
    await nets(f"chi@discord: ballot change 1 {held}", private=True)
    assert nets.answer.ok
    assert "1 of 6 has voted" in nets.said("discord", "Buy a kettle")


async def test_a_letter_has_one_signature_of_two_who_wait(voted_twice: tuple[TwoNets, str, str]) -> None:
    nets = voted_twice[0]
    await nets("ana@discord: campaign start Free Erlan goal:100")
    for who in ("chi@discord", "chi@matrix"):
        await nets(f"{who}: sign erlan", private=True)
    assert "You had signed 1 Free Erlan (erlan) twice" in await _confirm(nets)
    for who in ("chi@discord", "chi@matrix"):
        await nets(f"{who}: sign erlan as:nurse", private=True)
        assert "Your signature is changed" in nets.text
        await nets("ana@discord: campaign show erlan")
        assert "1 of 100" in nets.text
