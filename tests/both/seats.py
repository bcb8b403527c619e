"""Seats that are filled on two real networks: by each count, for an office, anew from the same ballots."""

from __future__ import annotations

import json
import re

from bot.verifying import verified
from tests import election, recounting
from tests.both.asking import handed, pictured
from tests.both.electing import Electing

NETWORKS = election.NETWORKS
ELI, FAY = "Eli Elm", "Fay Fir"


async def elected(stage: Electing) -> None:
    """The whole of it."""
    await declared(stage)
    await by_each_count(stage)
    await sent(stage)


async def declared(stage: Electing) -> None:
    """Two are declared elected where no more stand, and another election is called off."""
    number = await stage.begun("ana@discord", "election call Keys seats:2 nominations:1d reopen:no")
    await stage.hears("ben@matrix", f'election nominate {number} called:"Ben Birch"', "Ben Birch")
    await stage.tap("ana@discord", "I stand", f"Election {number} ·")
    await stage.later(days=1, minutes=1)
    offered = await stage.posted("matrix", f"election declare {number}")
    assert "Ben Birch" in offered, offered
    await stage.says("ana@discord", f"election declare {number}", "is over")
    for network in NETWORKS:
        result = await stage.posted(network, f"Election {number} · counted", "Nobody voted")
        assert "Ben Birch" in result, result
    off = await stage.begun("ben@matrix", "election call Treasurer")
    await stage.says("ben@matrix", f"election longer {off} 2d", f"election {off} are open until")
    await stage.says("ben@matrix", f"election call-off {off}", "called off")
    for network in NETWORKS:
        await stage.posted(network, f"Election {off} ·", "called off")


async def by_each_count(stage: Electing) -> None:
    """One by Schulze to be a steward, one by approval in the open, one by plurality seen at the end."""
    stewards = await stage.begun("ben@matrix", "election call Steward method:schulze to:stewards closes:3h")
    speaker = await stage.begun("ana@discord", "election call Speaker method:approval votes:open closes:3h")
    notes = await stage.begun(
        "dock1@discord", "election call Notes method:plurality votes:open-at-end closes:3h"
    )
    for number, who in ((stewards, "ben@matrix"), (speaker, "ana@discord"), (notes, "dock1@discord")):
        await stage.say("dock1@discord", f'election nominate {number} called:"{ELI}"')
        await stage.say("mast2@matrix", f'election nominate {number} called:"{FAY}"')
        await stage.say(who, f"election open {number}")
        for network in NETWORKS:
            await stage.posted(network, f"Election {number} · vote until", FAY)
    await ranked(stage, stewards)
    await approved(stage, speaker)
    await put_first(stage, notes)
    await stage.later(hours=3, minutes=1)
    for number, who in ((stewards, ELI), (speaker, FAY), (notes, FAY)):
        await counted(stage, number, who)
    for network in NETWORKS:
        await stage.posted(network, f"Election {stewards} · counted", f"Stewards from now on: {ELI}.")
    for who in ("dock2@discord", "ben@matrix"):
        await stage.hears(who, "steward list", stage.known("dock1@discord", who))
    card, line = f"Election {stewards} · counted", f"election count {stewards}"
    await pictured(stage, "Stages and chart", card, line, f"^How many put {ELI} above")


async def counted(stage: Electing, number: int, name: str) -> None:
    """The result names who is elected on both networks; the file holds, and others count the same."""
    for network in NETWORKS:
        await stage.posted(network, f"Election {number} · counted", f"Elected: {name}")
    found = await handed(stage, f"election export {number}")
    chosen, _ = recounting.elected(json.dumps(found).encode())
    names = {option["n"]: option["text"] for option in found["counted"]["options"]}
    assert [names[n] for n in chosen] == [name]
    for who in ("dock2@discord", "ben@matrix"):
        await stage.hears(who, f"election count {number}", name)


async def secret(stage: Electing, who: str, line: str) -> None:
    """Both steps of a secret ballot, in words."""
    assert "about to vote" in await stage.say(who, line), stage.answers[who]
    assert "Your vote is in." in await stage.cast(who), stage.answers[who]


async def ranked(stage: Electing, number: int) -> None:
    """In secret: one builds it from menus with steps back, others write numbers or names."""
    who, where = "dock1@discord", f"Election {number} · vote until"
    shown = await stage.tap(who, "Vote", where)
    assert list(shown.menus) == ["Whom do you want most?"], shown.menus
    await stage.add(who, FAY)
    await stage.add(who, ELI)
    assert f"1. {FAY} · 2. {ELI}" in stage.answers[who]
    said = await stage.follow(who, "Undo the last")
    assert f"1. {FAY}" in said and "2. " not in said, said
    await stage.add(who, ELI)
    assert "1. " not in await stage.follow(who, "Start again")
    await stage.add(who, ELI)
    await stage.add(who, FAY)
    assert "about to vote" in await stage.follow(who, "Cast it")
    assert "Your vote is in." in await stage.cast(who)
    for other, names in (("ben@matrix", ELI), ("dock2@discord", FAY)):
        await secret(stage, other, f"election vote {number} {names}")
    await stage.hears("mast2@matrix", f"election vote {number} {ELI}, {FAY}", "about to vote", "answer: yes")
    assert "Your vote is in." in await stage.assents("mast2@matrix")
    for network in NETWORKS:
        await stage.posted(network, where, "4 of 7 have voted")


async def approved(stage: Electing, number: int) -> None:
    """In the open: several from one list, or by name."""
    shown = await stage.tap("dock2@discord", "Vote", f"Election {number} · vote until")
    assert list(shown.menus) == ["Choose as many as you like"], shown.menus
    await stage.add("dock2@discord", ELI, FAY)
    said = stage.answers["dock2@discord"]
    assert f"Your vote in election {number}: " in said and ELI in said and FAY in said, said
    await stage.says("ben@matrix", f"election vote {number} {FAY}", FAY)
    for network in NETWORKS:
        await stage.posted(network, f"Election {number} · vote until", "2 of 7 have voted")


async def put_first(stage: Electing, number: int) -> None:
    """Seen at the end: one of them, from a list or by name."""
    shown = await stage.tap("dock2@discord", "Vote", f"Election {number} · vote until")
    assert list(shown.menus) == ["Choose one"], shown.menus
    await stage.add("dock2@discord", FAY)
    assert f"Your vote in election {number}: {FAY}." in stage.answers["dock2@discord"]
    await stage.hears("mast2@matrix", f"election vote {number} {FAY}", FAY)
    await stage.hears("ben@matrix", f"election vote {number} {ELI}", ELI)
    for network in NETWORKS:
        await stage.posted(network, f"Election {number} · vote until", "3 of 7 have voted")


async def sent(stage: Electing) -> None:
    """A bloc sends two delegates, and is reminded to vote; one seat is filled anew, the next stays empty."""
    await stage.hears("ben@matrix", "bloc start Crew", "Crew")
    crew = ("ana@discord", "dock1@discord", "dock2@discord", "dock3@discord", "mast2@matrix")
    for who in crew:
        await stage.say(who, "bloc join Crew")
    await stage.has_rooms()
    called = "election call Reps bloc:Crew to:delegates seats:2 nominations:1d"
    number = await stage.begun("ben@matrix", called)
    names = {"ben@matrix": "Ben Birch", "dock1@discord": ELI, "mast2@matrix": FAY, "dock2@discord": "Gus Gum"}
    for who, name in names.items():
        await stage.hears(who, f'election nominate {number} called:"{name}"', name)
    await stage.later(days=1, minutes=1)
    for network in NETWORKS:
        await stage.posted(network, f"Election {number} · vote until", "Gus Gum")
    for who, paper in (
        ("ben@matrix", f"Ben Birch, {FAY}"),
        ("ana@discord", f"Ben Birch, {FAY}"),
        ("dock3@discord", "Ben Birch, Gus Gum"),
        ("dock1@discord", ELI),
    ):
        await stage.say(who, f"election vote {number} {paper}")
        await stage.cast(who)
    await reminded(stage, number)
    result = f"Election {number} · counted"
    for network in NETWORKS:
        card = await stage.posted(network, result, "Delegates of Crew from now on: ")
        assert "Ben Birch" in card and ELI in card, card
    await followed(stage, number)
    await empty(stage, number)
    found = await handed(stage, f"election export {number}")
    assert [one["follows"] is None for one in found["vacancies"]] == [False, True]
    for who in ("ana@discord", "ben@matrix"):
        blt = await stage.file(who, f"election export {number} blt:yes")
        assert verified(blt).code == 0, blt
        assert blt.startswith(b"5 2\n"), blt


async def reminded(stage: Electing, number: int) -> None:
    """A day before the close those are reminded who have not voted, and they do by what stands there."""
    await stage.later(days=2, hours=2)
    words = "You have not voted yet in election"
    for who in ("dock2@discord", "mast2@matrix"):
        await stage.told(who, words)
    for who in ("ana@discord", "ben@matrix"):
        assert await stage.told_times(who, words) == 0
    await stage.follow("dock2@discord", "Vote")
    await stage.add("dock2@discord", ELI)
    assert "about to vote" in await stage.follow("dock2@discord", "Cast it")
    assert "Your vote is in." in await stage.cast("dock2@discord")
    said = await stage.follow("mast2@matrix", "Vote")
    assert "Gus Gum" in said, said
    await secret(stage, "mast2@matrix", f"election vote {number} {ELI}")
    await stage.later(days=1)


async def followed(stage: Electing, number: int) -> None:
    """One leaves on Matrix; those who stood are asked on both networks, and their ballots say who follows."""
    await stage.say("ben@matrix", "delegate resign Crew")
    await stage.hears("ben@matrix", f"election vacancy {number}", "2 people who stood are asked")
    for who in ("dock2@discord", "mast2@matrix"):
        await stage.told(who, "Would you take the seat?")
    await stage.follow("dock2@discord", "I would take it")
    assert "You would take the seat." in stage.answers["dock2@discord"]
    said = await stage.follow("mast2@matrix", "I would take it")
    assert "The ballots of the election now say who follows." in said, said
    for network in NETWORKS:
        card = await stage.posted(network, f"Election {number} · a vacant seat", "follows Ben Birch")
        assert re.search(rf"^{FAY}.* follows Ben Birch\.$", card, re.MULTILINE), card
        await stage.posted(network, f"Election {number} · counted", "follows Ben Birch")
    await stage.hears("ana@discord", "delegate list", "mast2")


async def empty(stage: Electing, number: int) -> None:
    """Another leaves on Discord; the last who stood says no by a button, and the seat stays empty."""
    await stage.say("dock1@discord", "delegate resign Crew")
    await stage.hears("dock1@discord", f"election vacancy {number}", "1 person who stood is asked")
    await stage.later(days=1)
    await stage.hears("dock2@discord", "now", f"a vacant seat in election {number}")
    await stage.told("dock2@discord", f"The seat of {ELI} is vacant.")
    await stage.follow("dock2@discord", "No")
    for network in NETWORKS:
        await stage.posted(network, f"Election {number} · a vacant seat", f"Nobody follows {ELI}")
