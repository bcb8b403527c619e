"""A card on which several can be chosen: whatever is done to its reactions, each counts for itself."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.talk import TABLE, Talk, lines_of
from tests.twonets import TwoNets

ONE, TWO, THREE, NINE = (f"{n}\ufe0f\u20e3" for n in (1, 2, 3, 9))
QUESTION = "What shall we bring?"


async def asked(talk: Talk) -> str:
    await talk("ana: assembly found Depot")
    await talk(f"ana: poll ask {QUESTION} kind:several options: Bread, Wine, Cheese closes:48h")
    return talk.face.find_post(QUESTION)


async def test_buttons_hands_of_others_and_gaps(talk: Talk) -> None:
    card = await asked(talk)
    stands = talk.face.standing.setdefault(card, {}).setdefault("ben", {})

    def counts() -> str:
        lines = [line.split() for line in talk.face.posts[card].text.splitlines()]
        return " ".join(words[2] for words in lines if words[1] in ("Bread", "Wine", "Cheese"))

    async def heard_again() -> None:
        talk.clock.forward(timedelta(hours=1))
        await talk.app.door.caught_up("terminal")
        await talk.settled()

    await talk("ben: poll vote 1 2")
    await talk.react("ben", ONE, card)
    assert counts() == "1 1 0", "a reaction leaves what was given otherwise"
    await talk.react("ben", THREE, card)
    assert counts() == "1 1 1"
    await talk("ben: poll vote 1 2")
    await talk.react("ben", ONE, card, added=False)
    await talk.react("ben", THREE, card, added=False)
    assert counts() == "0 1 0", "what is taken back takes only what came by reactions"
    await talk.react("ben", ONE, card)
    await talk.react("ben", TWO, card)
    await talk.react("ben", ONE, card, added=False, by_owner=False)
    assert counts() == "1 1 0", "a moderator takes no vote"
    await talk.app.door.cleared(TABLE, card, None)
    stands.clear()
    await talk.settled()
    assert counts() == "1 1 0"
    assert any("reactions" in line for _, shown in talk.face.directs for line in lines_of(shown))
    stands.update({THREE: None, NINE: None})
    await heard_again()
    assert counts() == "1 1 1", "what other hands took was theirs, and still is"
    await talk.react("ben", NINE, card, added=False)
    await talk.react("ben", THREE, card, added=False)
    assert counts() == "1 1 0"
    stands.clear()
    await talk.later(hours=49)
    await talk("ana: poll export 1")
    assert talk.answer is not None and talk.answer.file is not None
    outcome = json.loads(talk.answer.file.read())["counted"]["outcome"]
    assert outcome["gone"] == 1, "its reactions are; the ballot stands"


async def test_what_was_changed_while_nobody_listened(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets(
        "ana@discord: poll ask What shall we bring? kind:several options: Bread, Wine, Cheese closes:48h"
    )
    here, there = nets.card("discord", QUESTION), nets.card("matrix", QUESTION)
    await nets.react("ben@matrix", ONE, there)
    await nets.react("ana@discord", TWO, here)
    await nets.react("ben@matrix", ONE, there, added=False, heard=False)
    await nets.react("ben@matrix", TWO, there, heard=False)
    await nets.react("ben@matrix", THREE, there, heard=False)
    nets.clock.forward(timedelta(hours=1))
    await nets.app.door.caught_up("matrix")
    await nets.settled()
    for network in ("discord", "matrix"):
        assert "1 Bread 0\n2 Wine 2\n3 Cheese 1\n2 have answered." in nets.said(network, QUESTION)
