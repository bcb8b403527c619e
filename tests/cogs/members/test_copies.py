"""A copy of what is kept, in private, of everything, and of nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.cogs.members.test_joining import a_depot
from tests.talk import Talk


async def copy_of(talk: Talk, who: str) -> dict[str, Any]:
    await talk(f"{who}: member export-me", private=True)
    assert talk.answer is not None
    assert talk.answer.private
    assert talk.answer.file is not None
    assert talk.answer.file.gone_after == timedelta(hours=1)
    found: dict[str, Any] = json.loads(talk.answer.file.content)
    return found


async def test_it_has_what_the_person_left_everywhere(talk: Talk) -> None:
    await a_depot(talk, "ben", "cem", roll="anyone")
    await talk("ben: language es")
    await talk("ben: motion propose Paint the shed")
    await talk("ana: motion second 1")
    await talk("ben: vote 1 for it rusts")
    await talk.react("ben", "✅", talk.face.find_post("Paint the shed"))
    await talk("cem: vote 1 against because of the smell")
    await talk("ben: translate write 1 es Pintar el cobertizo")
    whole = await copy_of(talk, "ben")
    assert whole["assembly"] == "Depot"
    assert whole["members"]["accounts"][0]["address"] == "ben"
    assert whole["members"]["accounts"][0]["locale"] == "es"
    assert whole["members"]["links of the journal"]
    assert whole["motions"]["moved"][0]["title"] == "Paint the shed"
    assert whole["motions"]["votes"][0]["choice"] == "aye"
    assert whole["translations"]["written"][0]["title"] == "Pintar el cobertizo"
    said = json.dumps(whole)
    assert "smell" not in said, "what others wrote is theirs"
    assert "cem" not in said


async def test_of_a_secret_vote_it_says_that_and_not_what(talk: Talk) -> None:
    await a_depot(talk, *(f"m{n}" for n in range(1, 6)), roll="anyone")
    await talk("ana: motion propose Paint the shed votes:secret")
    await talk("m1: motion second 1")
    await talk("m2: vote 1 for", private=True)
    await talk.press("m2", "Cast it")
    whole = await copy_of(talk, "m2")
    assert whole["motions"]["voted in secret"] == ["1"]
    assert whole["motions"]["votes"] == []


async def test_whoever_only_asks_gets_theirs_too(talk: Talk) -> None:
    await a_depot(talk)
    await talk("ben: member join")
    whole = await copy_of(talk, "ben")
    assert whole["members"]["asked to come onto the roll"][0]["state"] == "waiting"


@pytest.mark.parametrize("who", ["ben", "ana"])
async def test_it_is_for_nobody_else(talk: Talk, who: str) -> None:
    await a_depot(talk)
    await talk(f"{who}: member export-me", overheard=True)
    assert talk.answer is not None
    assert not talk.answer.ok
    assert talk.answer.file is None


async def test_a_stranger_is_told_that_nothing_is_kept(talk: Talk) -> None:
    await a_depot(talk)
    await talk("ben: member export-me")
    assert talk.text == "I keep nothing about you here."
    assert talk.answer is not None
    assert not talk.answer.ok
