"""People on the roll without an account: by initials, for stewards alone, and joined to an account later."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from cogs.members import initials as rules
from cogs.members.views.entries import ERRORS
from storage.schema import members, tells
from tests.talk import Talk


@pytest.mark.parametrize(
    ("given_", "kept"),
    [("ab", "A. B."), ("A.B.", "A. B."), ("a. b.", "A. B."), ("A B 2", "A. B. 2"), ("Éö", "É. Ö.")],
)
def test_initials_are_written_one_way(given_: str, kept: str) -> None:
    assert rules.initials(given_) == kept


@pytest.mark.parametrize("name", ["Ana Berg", "ana", "12", "", "ABCDE", "a@b"])
def test_names_are_not_kept(name: str) -> None:
    with pytest.raises(rules.NoInitials):
        rules.initials(name)


@given(st.lists(st.sampled_from(["ab", "AB 2", "A.B. 3", "cd"]), max_size=8))
def test_no_two_on_the_roll_have_the_same(wanted: list[str]) -> None:
    there: set[str] = set()
    for initials in wanted:
        try:
            there.add(rules.new(initials, there))
        except rules.InitialsTaken as taken:
            assert taken.free not in there
            assert rules.new(taken.free, there) == taken.free
    assert {rules.known(initials, there) for initials in there} == there


def test_every_refusal_has_words() -> None:
    kinds = {k for k in vars(rules).values() if isinstance(k, type) and k.__module__ == rules.__name__}
    assert kinds == set(ERRORS)


async def a_ward(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: assembly settings roll:listed")
    await talk("ana: member enrol ben")
    await talk('ana: member add "a b"', private=True)


async def test_one_without_an_account_counts_on_the_roll(talk: Talk) -> None:
    await a_ward(talk)
    assert "A. B. is on the roll, without an account. 3 people are on it now." in talk.text
    await talk('ana: motion propose Tea threshold:"2/3 of the roll"')
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    assert "at least 2 of 3; has 1" in talk.last


async def test_stewards_alone_see_them(talk: Talk) -> None:
    await a_ward(talk)
    await talk("ana: member list", private=True)
    assert "On the roll: 3 people" in talk.text
    assert "A. B. (without an account)" in talk.text
    await talk("ben: member list", private=True)
    assert "Without an account: 1" in talk.text
    assert "A. B." not in talk.text
    for line in ("assembly show", "motion list"):
        await talk(f"ben: {line}")
        assert "A. B." not in talk.text


async def test_the_same_initials_twice_are_asked_about(talk: Talk) -> None:
    await a_ward(talk)
    await talk("ana: member add AB", private=True)
    assert 'If this is somebody else: /member add "A. B. 2"' in talk.text
    await talk('ana: member add "A. B. 2"', private=True)
    assert "4 people are on it" in talk.text


async def test_taken_off_they_are_forgotten(talk: Talk, house: App) -> None:
    await a_ward(talk)
    await talk("ana: member list", private=True)
    await talk.press("ana", "Remove A. B.")
    assert "announced as number 1" in talk.text
    await talk.later(minutes=2)
    await talk.later(hours=24)
    assert "Take a person without an account off the roll" in talk.last
    assert not any("A. B." in post for post in talk.posts), "initials are for stewards alone"
    async with house.db.reading() as connection:
        rows = list(
            await connection.execute(sa.select(members.c.initials, members.c.salt, members.c.left_at))
        )
    assert [row for row in rows if row.initials] == []
    assert [row.salt for row in rows if row.left_at is not None] == [None]
    await talk('ana: member remove initials:"A. B."', private=True)
    assert "Nobody is on the roll without an account" in talk.text


async def test_one_who_comes_with_an_account_stays_the_same_member(talk: Talk, house: App) -> None:
    await a_ward(talk)
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk('ana: member enrol cem as:"A. B."')
    assert "cem is A. B. on the roll from now on" in talk.text
    await talk("cem: vote 1 for")
    assert talk.answer is not None
    assert talk.answer.ok, "was on the roll when voting opened, without an account"
    async with house.db.reading() as connection:
        told = list((await connection.execute(sa.select(tells.c.member))).scalars())
        size = (await connection.execute(sa.select(sa.func.count()).select_from(members))).scalar_one()
    assert (len(told), size) == (2, 3)


async def test_nobody_becomes_two(talk: Talk) -> None:
    await a_ward(talk)
    await talk('ana: member enrol ben as:"A. B."')
    assert "can't become somebody else on it" in talk.text
    await talk("ana: member remove ben")
    await talk('ana: member enrol ben as:"A. B."')
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_a_removal_says_who(talk: Talk) -> None:
    await a_ward(talk)
    for line in ("member remove", 'member remove ben initials:"A. B."'):
        await talk(f"ana: {line}")
        assert "Say who:" in talk.text
