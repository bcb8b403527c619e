"""What people ask one another on two real networks: each kind of poll and what comes of it."""

from __future__ import annotations

import re
from typing import Any

from bot.languages import catalog
from bot.verifying import verified
from tests import election
from tests.both.electing import Electing
from tests.wire.people import Person

NETWORKS = election.NETWORKS
LINES = tuple(f"Line {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY")
"""As many as a list on Discord has room for."""
SPANISH = ("dock3@discord", "mast1@matrix")
_COUNTED = re.compile(r"█|░|Leads|Most")
_CODE = re.compile(r"shows it as (\S+),|is (\S+) in the list")


def es(message: str, **given: object) -> str:
    """How a message reads in Spanish."""
    said = catalog("es").gettext(message)
    assert said != message
    return said.format(**given)


async def asked(stage: Electing) -> None:
    """The whole of it."""
    await edited(stage)
    await from_a_list(stage)
    await in_secret(stage)
    await seen_at_the_end(stage)
    await in_order(stage)
    await dated(stage)


async def over(stage: Electing, number: int, words: str) -> None:
    """What came of it stands on both networks."""
    for network in NETWORKS:
        await stage.posted(network, f"Poll {number} · over", words)


async def answered(stage: Electing, number: int, words: str) -> None:
    """Both cards of an open poll say so many have answered."""
    for network in NETWORKS:
        await stage.posted(network, f"Poll {number} · answer until", words)


def kept(stage: Electing, table: str, number: int) -> int:
    """How many rows there are of a poll."""
    query = f"SELECT count(*) FROM {table} JOIN polls USING (box) WHERE number = ?"
    return int(stage.rows(query, number)[0][0])


async def handed(stage: Electing, line: str) -> dict[str, Any]:
    """The file that can be had on both networks: it holds by itself, and says the same on both."""
    first, second = [await election.handed(stage, who, line) for who in ("ana@discord", "ben@matrix")]
    assert first["counted"] == second["counted"]
    return first


async def edited(stage: Electing) -> None:
    """Who asked changes it until somebody has answered; many mark several; it becomes a motion."""
    days = await stage.begun("ana@discord", "poll ask Which days? options:Mon,Tue,Wed kind:several")
    hall = await stage.begun("ben@matrix", "poll ask Which hall? options:Depot,Canteen")
    await stage.hears("ana@discord", f"poll edit {days} options:Tue,Wed,Thu", "is changed")
    await stage.hears("ben@matrix", f'poll edit {hall} question:"Which room?" closes:1h', "is changed")
    for network in NETWORKS:
        card = await stage.posted(network, "Which days?", "3 Thu")
        assert "Mon" not in card, card
        assert "Which hall?" not in await stage.posted(network, "Which room?", "Canteen")
    for who, mark in (("ben@matrix", "1️⃣"), ("ben@matrix", "3️⃣"), ("dock1@discord", "3️⃣")):
        await stage.react(who, mark, "Which days?")
    await answered(stage, days, "2 have answered")
    await stage.hears("ana@discord", f"poll edit {days} options:Fri,Sat", "so it stays as it is")
    await stage.says("ana@discord", f"poll close {days}", "is over")
    await over(stage, days, "Most chose Thu: 2 of 2")
    await stage.press("dock1@discord", "Turn into a motion", f"Poll {days} · over")
    for network in NETWORKS:
        motion = await stage.posted(network, "a draft", "Which days? Thu")
        assert f"It follows from poll {days}: Which days?" in motion, motion
    await stage.later(hours=1, minutes=1)
    await over(stage, hall, "Nobody has answered")


async def from_a_list(stage: Electing) -> None:
    """Twenty-five options: a list on Discord, words on Matrix; one of them becomes a motion there."""
    number = await stage.begun("ben@matrix", f"poll ask Which line first?\n{chr(10).join(LINES)}")
    card = await stage.card(f"Poll {number} · answer until")
    assert (list(card.buttons), card.reactions) == (["Turn into a motion"], {})
    ((_, lines),) = card.menus.values()
    assert list(lines) == [f"{n} {line}" for n, line in enumerate(LINES, 1)]
    text = await stage.posted("matrix", f"Poll {number} · answer until")
    assert all(f"{n} {line}" in text for n, line in enumerate(LINES, 1)), text
    assert f"!poll vote {number} 2" in text, text
    await stage.take("dock1@discord", f"Poll {number} · answer until", "25 ")
    await stage.says("ben@matrix", f"poll vote {number} 25", "Line Y")
    await stage.hears("mast2@matrix", f"poll vote {number} line x", "Line X")
    await stage.hears("mast2@matrix", f"poll vote {number} line y", "Line Y")
    await answered(stage, number, "3 have answered")
    assert kept(stage, "papers", number) == 3
    await stage.says("ben@matrix", f"poll close {number}", "is over")
    await over(stage, number, "Most chose Line Y: 3 of 3")
    await handed(stage, f"poll export {number}")
    offered = await stage.posted("matrix", f"Poll {number} · over", "[Turn into a motion]")
    assert f"[Turn into a motion] !poll motion {number}" in offered, offered
    await stage.say("ben@matrix", f"poll motion {number} 24", openly=True)
    for network in NETWORKS:
        await stage.posted(network, "a draft", "Which line first? Line X")


async def in_secret(stage: Electing) -> None:
    """Five vote in two steps, by buttons and in encrypted chats; some change it and look at their receipt."""
    number = await stage.begun(
        "ben@matrix", "poll ask Do we strike? options:Now,Later,Never votes:secret closes:2h"
    )
    where = f"Poll {number} · answer until"
    before = [await stage.posted(network, where, "Secret vote.") for network in NETWORKS]
    for who, choice in (("dock1@discord", "Later"), ("mast2@matrix", "2"), ("mast1@matrix", "3")):
        await in_two_steps(stage, who, number, choice)
    for who in ("dock2@discord", "ana@discord"):
        await in_two_steps(stage, who, number, "Never")
    receipts = {who: await changed(stage, who) for who in ("dock1@discord", "mast2@matrix")}
    await answered(stage, number, "5 of 7 have answered")
    for network, card in zip(NETWORKS, before, strict=True):
        text = await stage.posted(network, where)
        assert text == card.replace("0 of 7 have", "5 of 7 have"), text
    rows = [kept(stage, table, number) for table in ("papers", "voted", "secret_papers")]
    assert rows == [0, 5, 5]
    await stage.later(hours=2, minutes=1)
    await over(stage, number, "Most chose Never: 3 of 5")
    for who, (receipt, code) in receipts.items():
        found = _CODE.search(await stage.say(who, f"poll receipt {number} {receipt}"))
        assert found is not None and found[2] == code, stage.answers[who]
        assert f"Your receipt is {code} in the list: Now." in stage.answers[who]
        assert receipt not in stage.logged()
    await handed(stage, f"poll export {number}")


async def in_two_steps(stage: Electing, who: str, number: int, choice: str) -> None:
    """Somebody votes in secret: what was understood, and then [Cast it], in their language."""
    is_spanish = who in SPANISH
    if isinstance(stage.people.get(who), Person):
        await stage.tap(who, choice, f"Poll {number} · answer until")
    else:
        await stage.say(who, f"poll vote {number} {choice}")
    about = f"Vas a votar en la consulta {number}: " if is_spanish else f"about to vote in poll {number}: "
    assert about in stage.answers[who], stage.answers[who]
    said = await stage.follow(who, "Cast it")
    wanted = es("Change my vote") if is_spanish else "Your vote is in."
    assert wanted in said, said


async def changed(stage: Electing, who: str) -> tuple[str, str]:
    """Somebody votes otherwise by their receipt, and looks at it: the receipt, and its place in the list."""
    assert "It is cast at once." in await stage.follow(who, "Change my vote")
    assert "Your vote is in." in await stage.follow(who, "Now")
    assert "Nobody has the right" in await stage.follow(who, "Show my receipt")
    code = _CODE.search(await stage.follow(who, "Show it"))
    assert code is not None, stage.answers[who]
    return stage.receipt(who), code[1]


async def seen_at_the_end(stage: Electing) -> None:
    """Nobody sees a count before the close, and then everyone sees who chose what."""
    number = await stage.begun(
        "ana@discord", "poll ask Which flag? options:Red,Black votes:open-at-end closes:1h"
    )
    where = f"Poll {number} · answer until"
    for network in NETWORKS:
        await stage.posted(network, where, "Nobody sees the count until the close.")
    await stage.tap("dock2@discord", "Red", where)
    assert f"Your vote in poll {number}: Red." in stage.answers["dock2@discord"]
    await stage.hears("mast2@matrix", f"poll vote {number} red", f"Your vote in poll {number}: Red.")
    await answered(stage, number, "2 have answered")
    for network in NETWORKS:
        card = await stage.posted(network, where)
        assert not _COUNTED.search(card), card
    for who in ("dock2@discord", "mast2@matrix"):
        said = await stage.say(who, f"poll show {number}")
        assert "1 Red" in said and "1 Red:" not in said and not _COUNTED.search(said), said
    await stage.later(hours=1, minutes=1)
    await over(stage, number, "Most chose Red: 2 of 2")
    for who in ("dock1@discord", "ben@matrix"):
        said = await stage.say(who, f"poll show {number}")
        assert re.search(r"^1 Red: .*mast2", said, re.MULTILINE), said
    assert kept(stage, "papers", number) == 2


async def in_order(stage: Electing) -> None:
    """Orders, built from menus with undo and starting again, and written; some read all in Spanish."""
    number = await stage.begun(
        "ana@discord", "poll ask Where do we meet? options:Depot,Canteen,Harbour,Park kind:ranked"
    )
    where = f"Poll {number} · answer until"
    await built(stage, "dock3@discord", number)
    said = await stage.say("mast1@matrix", f"poll vote {number} 3 1")
    assert f"consulta {number}: 1. Harbour · 2. Depot." in said, said
    await stage.says("ben@matrix", f"poll vote {number} Canteen, Harbour", "1. Canteen · 2. Harbour.")
    await stage.hears("mast2@matrix", f"poll vote {number} 3 4", "1. Harbour · 2. Park.")
    await answered(stage, number, "4 have answered")
    assert not (await stage.card(where)).reactions
    await stage.says("ana@discord", f"poll close {number}", "is over")
    await over(stage, number, "First, when every two are compared: Harbour.")
    alt = "^How many put Harbour above each of the others"
    await pictured(stage, "How it was counted", f"Poll {number} · over", f"poll counted {number}", alt)
    await handed(stage, f"poll export {number}")
    for who in ("dock1@discord", "ben@matrix"):
        blt = await stage.file(who, f"poll export {number} blt:yes")
        assert verified(blt).code == 0, blt
        assert blt.startswith(b"4 ") and b'"Harbour"' in blt, blt


async def built(stage: Electing, who: str, number: int) -> None:
    """An order in a Spanish reader's menus: two steps, one back, anew, and three that are kept."""
    shown = await stage.tap(who, "Vote", f"Poll {number} · answer until")
    assert list(shown.menus) == [es("What do you want most?")], shown.menus
    await stage.add(who, "Depot")
    shown = await stage.add(who, "Canteen")
    assert "1. Depot · 2. Canteen" in stage.answers[who], stage.answers[who]
    assert list(shown.menus) == [es("And after that?")], shown.menus
    assert list(shown.buttons) == [es(label) for label in ("Cast it", "Undo the last", "Start again")]
    said = await stage.follow(who, "Undo the last")
    assert "1. Depot" in said and "2. " not in said, said
    await stage.add(who, "Harbour")
    assert "1. Depot · 2. Harbour" in stage.answers[who], stage.answers[who]
    said = await stage.follow(who, "Start again")
    assert "1. " not in said, said
    assert kept(stage, "papers", number) == 0
    for name in ("Harbour", "Park", "Depot"):
        await stage.add(who, name)
    said = await stage.follow(who, "Cast it")
    assert f"consulta {number}: 1. Harbour · 2. Park · 3. Depot." in said, said
    assert kept(stage, "papers", number) == 1


async def pictured(stage: Electing, label: str, card: str, line: str, alt: str) -> None:
    """How it was counted, in words and as a picture with words for it, on both networks."""
    shown = await stage.tap("dock1@discord", label, card)
    (picture,) = shown.attachments
    assert picture.filename.endswith(".png"), picture
    assert stage.stage.world.uploads[-1].startswith(b"\x89PNG")
    (call,) = [call for call in stage.stage.world.calls if call.files][-1:]
    (file,) = call.body.get("data", call.body)["attachments"]
    assert re.search(alt, file["description"]), file
    said, content = await stage.sent(stage.js("ben@matrix"), line, alt)
    assert said.content["msgtype"] == "m.image" and content.startswith(b"\x89PNG")


async def dated(stage: Electing) -> None:
    """A date that is found by lists and in words, up to its meeting."""
    number = await stage.begun("ana@discord", "poll when Picnic 2030-12-20 18:00, 2030-12-21 18:00")
    where = f"Poll {number} · answer until"
    await stage.says("ben@matrix", f"poll vote {number} 2", "When you can")
    await stage.tap("dock2@discord", "Answer", where)
    await stage.add("dock2@discord", "18:00")
    await answered(stage, number, "2 have answered")
    await stage.says("ana@discord", f"poll close {number}", "is over")
    await over(stage, number, "Best: ")
    await stage.says("ana@discord", f"poll call {number} 2", "Picnic")
    for network in NETWORKS:
        await stage.posted(network, "Meeting 1", "Picnic")
