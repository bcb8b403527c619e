"""Posts are sent once, edits rest, refusals are final, and what is in doubt is looked up first."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from bot.platforms import Refused, Unreachable
from tests.talk import FrozenClock, RecordingFace, Talk


async def test_a_network_that_is_away_gets_the_post_later(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: assembly found Depot")
    face.trouble.append(Unreachable("away", retry_after=30))
    await talk("ana: motion propose Buy a kettle")
    assert "a draft" not in talk.last
    await talk.later(seconds=31)
    assert "a draft" in talk.last


async def test_what_failed_meanwhile_is_said_once_the_network_is_back(
    talk: Talk, house: App, face: RecordingFace
) -> None:
    await talk("ana: assembly found Depot")
    face.trouble += [Unreachable("away")] * 7
    await talk("ana: motion propose Buy a kettle")
    for _ in range(6):
        await talk.later(minutes=5)
    assert "a draft" not in talk.last
    await house.door.caught_up(face.network)
    await house.carriers[face.network].flush()
    assert "a draft" in talk.last


async def test_a_post_in_doubt_is_looked_up_before_it_is_sent_again(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: assembly found Depot")
    before = len(face.posts)

    class SentThenCut(Unreachable):
        """The network acted, and the connection broke before it said so."""

    original = face.send

    async def send_then_cut(order):  # type: ignore[no-untyped-def]
        await original(order)
        face.send = original  # type: ignore[method-assign]
        raise SentThenCut("cut", in_doubt=True)

    face.send = send_then_cut  # type: ignore[method-assign]
    await talk("ana: motion propose Buy a kettle")
    await talk.later(minutes=1)
    assert len(face.posts) == before + 1


async def test_a_refusal_is_for_good(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: assembly found Depot")
    before = len(face.posts)
    face.trouble.append(Refused("I may not post here"))
    await talk("ana: motion propose Buy a kettle")
    await talk.later(days=1)
    assert len(face.posts) == before


async def test_a_card_that_was_deleted_is_posted_again_once(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    for expected in (1, 0):
        card = face.find_post("vote until")
        del face.posts[card]
        await talk("chi: vote 1 for")
        await talk("chi: vote 1 against")
        await talk.later(seconds=10)
        assert len([p for p in talk.posts if "vote until" in p]) == expected


async def test_a_crowd_costs_one_edit_an_interval(talk: Talk, face: RecordingFace) -> None:
    face.edit_interval = timedelta(seconds=2)
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    card = face.find_post("vote until")
    await talk.later(seconds=3)
    for n in range(20):
        await talk(f"voter{n}: vote 1 for")
    assert face.posts[card].edits == 1
    await talk.later(seconds=3)
    assert face.posts[card].edits == 2
    assert "For 20" in face.posts[card].text


async def test_people_are_told_at_most_once_a_day_and_not_at_night(
    talk: Talk, face: RecordingFace, house: App, clock: FrozenClock
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    card = face.find_post("vote until")
    await talk.react("chi", "✅", card)
    await house.teller.round()
    assert [name for name, _ in face.directs] == ["chi"]
    await house.door.cleared(face.posts[card].room, card, None)
    await house.teller.round()
    assert [name for name, _ in face.directs] == ["chi", "ana"]
    await house.door.cleared(face.posts[card].room, card, None)
    await house.door.cleared(face.posts[card].room, card, "✅")
    await talk.later(hours=12)
    await house.teller.round()
    assert len(face.directs) == 2
    await talk.later(hours=20)
    await house.teller.round()
    assert [name for name, _ in face.directs] == ["chi", "ana", "ana"]
    assert len(face.directs[-1][1].blocks) == 2


async def test_closed_direct_messages_are_not_tried_again(
    talk: Talk, face: RecordingFace, house: App
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    face.closed.add("ana")
    card = face.find_post("vote until")
    await house.door.cleared(face.posts[card].room, card, None)
    await house.teller.round()
    face.closed.clear()
    await talk.later(days=2)
    await house.teller.round()
    assert face.directs == []
