"""Motions for other workplaces: offered, moved elsewhere, reported, confirmed and counted."""

from __future__ import annotations

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from tests.talk import Talk


async def in_hall(talk: Talk, said: str, hall: str = "hall") -> str:
    """What somebody is answered in the room of another assembly."""
    name, _, line = said.partition(": ")
    room = Address("terminal", hall)
    at = Invocation(Address("terminal", name), Room(room, (room,)), line=line)
    talk.answer = await talk.app.door.act(at)
    await talk.app.door.settled(talk.face.network)
    return talk.text


async def test_a_motion_is_offered_carried_elsewhere_and_reported_by_two(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: member join")
    await talk("ana: assembly settings shortest:0h")
    await talk("ana: campaign model No layoffs here\nWe refuse every layoff.")
    assert "Offered to other workplaces: 1 No layoffs here" in talk.text
    card = talk.face.find_post("Motion for other workplaces 1")
    assert "Carried by nobody yet." in talk.face.posts[card].text

    await talk("ana: campaign adopted 1 body:Nights town:Aliağa for:45 against:2 proof:minutes")
    assert "It counts once a second member confirms it: /model confirm 1 1" in talk.text
    assert "1 more is reported." in talk.face.posts[card].text
    assert "Proof of 1: minutes" in talk.face.posts[card].text
    await talk("ana: model confirm 1 1")
    assert talk.text == "You reported it yourself. Ask another member who knows of it to confirm it."
    await talk("ben: campaign adopted 1 body:nights town:aliaga for:45 against:2")
    assert talk.text.startswith("That body is on the list already, as number 1.")
    await talk.press("ben", "Confirm 1", card)
    assert "Carried by 1 body, 45 for, 2 against." in talk.face.posts[card].text
    assert "Among them: Nights, Aliağa" in talk.face.posts[card].text
    await talk("ben: campaign adopted 1 body:Days town:Aliağa for:0 against:2")
    assert talk.text.startswith("Say how many voted for it, and how many against it, which have to be fewer")

    await in_hall(talk, "dan: assembly found Hall")
    await in_hall(talk, "dan: assembly settings shortest:0h")
    assert "1 No layoffs here · Carried by 1 body" in await in_hall(talk, "dan: model list")
    assert "To move it here" in await in_hall(talk, "dan: campaign adopted 1 body:X town:Y for:4 against:2")
    await in_hall(talk, "dan: motion propose model:1 seconds:0")
    moved = talk.face.find_post("Motion 1 · vote until")
    assert "No layoffs here" in talk.face.posts[moved].text
    assert "We refuse every layoff." in talk.face.posts[moved].text
    await in_hall(talk, "dan: vote 1 for")
    await in_hall(talk, "eva: vote 1 for")
    await in_hall(talk, "dan: motion close 1")
    await talk.later(minutes=5)
    assert "Carried by 2 bodies, 47 for, 2 against." in talk.face.posts[card].text
    assert "Hall" not in talk.face.posts[card].text
    await carried_where_a_boss_could_read(talk)
    assert "Carried by 2 bodies, 47 for, 2 against." in talk.face.posts[card].text

    await talk("ben: model withdraw 1")
    assert talk.text == "Whoever offered motion 1 takes it back, or a steward does."
    await talk("ana: model withdraw 1")
    assert "is offered no more" in talk.text
    await talk("ana: motion propose model:1")
    assert talk.text.startswith("No motion 1 is offered to other workplaces.")


async def carried_where_a_boss_could_read(talk: Talk) -> None:
    """A careful assembly carries it too, and its numbers stay with it."""
    for line in (
        "fay: assembly found Kitchen",
        "fay: assembly careful yes",
        "fay: assembly settings shortest:0h",
        "fay: motion propose No layoffs in our kitchen model:1 seconds:0 votes:open-at-end",
        "fay: vote 1 for",
        "fay: motion close 1",
    ):
        await in_hall(talk, line, "kitchen")
    await talk.later(minutes=5)
    assert any("No layoffs in our kitchen" in post and "is carried" in post for post in talk.posts)


async def test_what_was_carried_is_offered_in_its_own_words(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:0h")
    await talk("ana: motion propose Stop at noon seconds:0\nAll shifts.")
    await talk("ana: campaign model motion:1")
    assert talk.text.startswith("Motion 1 was not carried by this assembly")
    await talk("ana: vote 1 for")
    await talk("ana: motion close 1")
    await talk.later(minutes=5)
    await talk.press("ana", "Offer to other workplaces", talk.face.find_post("is carried"))
    assert "Offered to other workplaces: 1 Stop at noon" in talk.text
    assert "All shifts." in talk.posts[-1]
    await talk("ana: motion propose")
    assert "What it is called" in talk.text or "motion propose Buy a kettle" in talk.text
